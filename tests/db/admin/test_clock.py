"""The command line at a counter whose clock is behind its newest record, or days later."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.admin.__main__ import DONE, REFUSED, main
from app.domain.canonical import to_plain
from app.domain.ids import new_id
from app.domain.permissions import Role
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.forms import individual
from tests.kit.party_work import make_party

Told = tuple[int, dict[str, Any], str]


@pytest.fixture
def admin(local_desk: TestHall, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command of a person of `role` on the hall; `secrets` are what is asked after that."""

    def run(name: str, *arguments: str, role: Role, secrets: tuple[str, ...] = ()) -> Told:
        reading, writing = os.pipe()
        asked = (PASSWORDS[role], *secrets)
        os.write(writing, "".join(f"{secret}\n" for secret in asked).encode())
        os.close(writing)
        begin = ["--data", str(local_desk.folders.data), name, *arguments]
        code = main([*begin, "--as", STAFF_NO[role], "--password-fd", str(reading)])
        told = capsys.readouterr()
        # rows come in a line each, any other answer is one object
        rows = told.out.splitlines() if name == "places" and code == DONE else [told.out]
        found: dict[str, Any] = json.loads(rows[0])
        return code, found, told.err

    return run


def dated(desk: TestHall, **span: float) -> None:
    """The newest record is of now and `span`, by the computer's own clock."""
    desk.clock.now = datetime.now(UTC) + timedelta(**span)
    make_party(desk.clerk, new_id(), name="甲乙")


def form_file(desk: TestHall, folder: Path) -> str:
    file = folder / "form.json"
    file.write_text(json.dumps(to_plain(individual(desk.place())), ensure_ascii=False), "utf-8")
    return str(file)


def test_nothing_is_done_by_a_clock_that_is_behind(
    local_desk: TestHall, admin: Any, tmp_path: Path
) -> None:
    form, backup = form_file(local_desk, tmp_path), str(tmp_path / "b")
    dated(local_desk, days=2)
    for name, arguments, role in (
        ("register", (form,), Role.CLERK),
        ("register", (form, "--permitted-by", "1002", "--reason", "读卡器故障"), Role.CLERK),
        ("backup", (backup,), Role.ADMINISTRATOR),
        ("places", ("示例",), Role.CLERK),
        ("unlock", ("--staff-no", "1001"), Role.SUPERVISOR),
    ):
        code, told, _ = admin(name, *arguments, role=role, secrets=(PASSWORDS[Role.SUPERVISOR],))
        assert (code, told["code"]) == (REFUSED, "clock_behind")
        assert told["values"]["newest"] in told["message"]
        assert told["values"]["now"] in told["message"]
    assert not Path(backup).exists()


def test_a_supervisor_confirms_on_the_command_line(
    local_desk: TestHall, admin: Any, tmp_path: Path
) -> None:
    form = form_file(local_desk, tmp_path)
    dated(local_desk, days=2)
    code, told, _ = admin("confirm-time", role=Role.CLERK)
    assert (code, told["code"]) == (REFUSED, "not_allowed")
    code, told, _ = admin("confirm-time", role=Role.SUPERVISOR)
    assert code == DONE, told
    assert told["staff_no"] == STAFF_NO[Role.SUPERVISOR]
    assert admin("register", form, role=Role.CLERK)[0] == DONE
    code, told, _ = admin("verify", role=Role.AUDITOR)
    assert (code, told["good"], told["findings"]) == (DONE, True, [])
    assert [each["code"] for each in told["notes"]] == ["time_confirmed"]
    code, told, _ = admin("confirm-time", role=Role.SUPERVISOR)
    assert (code, told["code"]) == (REFUSED, "clock_right")


def test_verification_names_a_clock_that_is_still_behind(local_desk: TestHall, admin: Any) -> None:
    dated(local_desk, days=2)
    code, told, _ = admin("verify", role=Role.AUDITOR)
    assert (code, told["good"]) == (REFUSED, False)
    assert [each["code"] for each in told["findings"]] == ["time_back"]


def test_days_later_is_told_beside_the_result(
    local_desk: TestHall, admin: Any, tmp_path: Path
) -> None:
    dated(local_desk, days=-20)
    form = form_file(local_desk, tmp_path)
    assert admin("places", "示例", role=Role.CLERK)[::2] == (DONE, "")  # a look dates nothing
    code, _, said = admin("register", form, role=Role.CLERK)
    assert code == DONE
    assert "20 days earlier" in said
    assert f"{datetime.now(UTC) - timedelta(days=20):%Y-%m-}" in said
    assert admin("accept-confidentiality", role=Role.CLERK)[2] == ""
