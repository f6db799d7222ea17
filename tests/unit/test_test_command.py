"""What the test command counts is true."""

from pathlib import Path

import pytest

from tests import run

REPORT = """<testsuites><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10"/>
</testsuites>"""


def test_skipped_tests_count_as_failed(tmp_path: Path) -> None:
    report = tmp_path / "unit.xml"
    report.write_text(REPORT)
    assert run.count(report) == (4, 6)
    assert run.count(tmp_path / "none.xml") == (0, 0)


def test_coverage_counts_lines_and_branches() -> None:
    half = {"num_statements": 6, "covered_lines": 4, "num_branches": 4, "covered_branches": 1}
    assert run.covered_percent([half]) == 50.0
    assert run.covered_percent([]) == 100.0


@pytest.mark.parametrize("steps", [[], ["unit", "everything"]])
def test_unknown_steps_are_refused(steps: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(steps) == 2
    assert "steps: lint unit capture db" in capsys.readouterr().out
