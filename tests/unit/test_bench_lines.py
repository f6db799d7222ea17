"""The lines of `make bench`: a goal is about the ratio where there is a bare counterpart."""

import pytest

from tests.bench.registry import Bench


@pytest.mark.parametrize(
    ("measured", "goal", "ratio", "holds"),
    [
        (0.5, 0.6, None, True),
        (0.7, 0.6, None, False),
        ((3.0, 2.0), 1.5, 1.5, True),
        ((3.1, 2.0), 1.5, 1.55, False),
    ],
)
def test_goal(
    measured: float | tuple[float, float], goal: float, ratio: float | None, holds: bool
) -> None:
    line = Bench("agreement.first", "s", goal, lambda: measured).measure()
    assert (line.ratio, line.holds) == (ratio, holds)
    assert list(line.plain()) == ["name", "value", "unit", "bare", "ratio", "goal", "holds"]
    assert ("MISSED" in line.row()) is not holds
