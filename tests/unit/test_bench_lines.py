"""The lines of `make bench`: a goal is about the ratio where there is a bare counterpart."""

import pytest

from tests.bench import bench_found
from tests.bench.registry import BENCHES, Bench


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


def test_a_million_is_asked_for_by_name_only_and_asks_what_100_000_do() -> None:
    areas: dict[str, list[Bench]] = {"found": [], "million": []}
    for each in BENCHES:
        area = each.name.partition(".")[0]
        if area in areas:
            areas[area].append(each)
    assert {each.only_asked for each in areas["million"]} == {True}
    assert {each.only_asked for each in areas["found"]} == {False}
    said = [[(each.name.partition(".")[2], each.goal) for each in of] for of in areas.values()]
    assert said[0] == said[1]
    assert len(said[0]) == len(bench_found.WHOLE) + len(bench_found.KEYS) + 6
