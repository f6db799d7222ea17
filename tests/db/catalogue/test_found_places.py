"""The address grammar over a made-up town (data.md 10): an address is found as itself or not taken."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.domain.place_numbers import PlaceNumber
from app.services import catalogue
from app.services.catalogue import PlaceLine, found_places, import_places
from app.services.procedure import Query
from app.services.session import Session
from tests.kit import town
from tests.kit.desk import TestHall

PLACES = 2_000
STRANGERS = 200
"""Houses of the same streets that are not in the base: nothing may be taken for them."""


@contextmanager
def reading(session: Session) -> Iterator[Query]:
    with session.installation.engine.connect() as connection, connection.begin():
        yield Query(session, connection)


@dataclass
class Outcome:
    """Of so many typings: how many were taken as the house, which were not listed, which went wrong."""

    taken: int
    missed: list[str]
    wrong: list[str]


def typed(session: Session, known: list[town.House], strangers: list[town.House]) -> Outcome:
    out = Outcome(0, [], [])
    with reading(session) as reader:
        for house in known:
            text = house.line.text
            for way in town.typings(house):
                hits = catalogue.find_places(reader, way)
                only = found_places.only(reader, hits)
                if text not in [hit.text for hit in hits]:
                    out.missed.append(f"{way} for {text}")
                if only is not None and only.text != text:
                    out.wrong.append(f"{way} for {text}: {only.text}")
                out.taken += only is not None and only.text == text
        for house in strangers:
            for way in town.typings(house):
                only = found_places.only(reader, catalogue.find_places(reader, way))
                if only is not None:
                    out.wrong.append(f"{way} for nothing: {only.text}")
    return out


def settled(desk: TestHall) -> list[town.House]:
    """The town, of which all but the strangers are in the base."""
    made = town.houses(PLACES + STRANGERS)
    town.settle(desk.clerk, made[:PLACES])
    return made


def check(found: Outcome, asked: list[town.House]) -> None:
    assert found.wrong == []
    assert found.missed == []
    assert found.taken > 0.9 * len(asked) * len(town.WAYS)


QUARTERS = int(os.environ.get("COUNTER_QUARTERS", "1"))
"""The test command asks for a quarter of the town; `make found-places` for all four."""


@pytest.mark.timeout(400)
@pytest.mark.parametrize("quarter", range(QUARTERS))
def test_every_place_of_a_town_is_found_as_itself_or_not_taken(
    local_desk: TestHall, quarter: int
) -> None:
    houses = settled(local_desk)
    asked = houses[quarter:PLACES:4]
    check(typed(local_desk.clerk, asked, houses[PLACES + quarter :: 4]), asked)


def test_both_databases_read_the_town_alike(desk: TestHall) -> None:
    houses = settled(desk)
    asked = houses[:PLACES:20]
    check(typed(desk.clerk, asked, houses[PLACES::20]), asked)


def test_part_of_a_number_would_be_noticed(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: were 4 found in 402, the town's addresses would be mixed up."""
    monkeypatch.setattr(PlaceNumber, "equals", lambda mine, stored: mine.value in stored.value)
    assert typed(local_desk.clerk, [], settled(local_desk)[PLACES:]).wrong


def listed(desk: TestHall, text: str, limit: int = 20) -> list[str]:
    return [row.text for row in catalogue.places(desk.clerk, text=text, limit=limit)]


def taken(desk: TestHall, text: str) -> str:
    """What Enter would take."""
    return next((r.text for r in catalogue.places(desk.clerk, text=text) if r.exact), "")


def add(desk: TestHall, *rows: tuple[str, ...]) -> None:
    """Addresses by street, estate, building, unit and room."""
    lines = tuple(
        PlaceLine("440199", "示例区", street, estate, building, unit, room, ())
        for street, estate, building, unit, room in rows
    )
    import_places(desk.session(Role.ADMINISTRATOR), new_id(), lines=lines)


def test_numbers_are_compared_whole(desk: TestHall) -> None:
    add(
        desk,
        *(("和平路", "和平小区", f"{n} 栋", "", r) for n in (1, 4, 14) for r in ("102", "402")),
    )
    add(desk, *(("文明路", "文明里", f"{n} 栋", "", "1402") for n in (2, 4)))
    assert listed(desk, "和平小区 4 栋 402") == ["示例区和平路和平小区 4 栋 402"]
    assert taken(desk, "和平小区4栋402") == "示例区和平路和平小区 4 栋 402"
    assert listed(desk, "和平小区 4 栋 02") == []
    assert listed(desk, "和平小区 5 栋 402") == []
    assert listed(desk, "和平小区 4") == [
        "示例区和平路和平小区 4 栋 102",
        "示例区和平路和平小区 4 栋 402",
    ]
    assert listed(desk, "文明里4栋402") == []


def test_what_is_being_typed_is_shown_and_not_taken(desk: TestHall) -> None:
    add(desk, ("和平路", "和平小区", "3栋", "", "502"), ("和平路", "和平小区", "4栋", "", "401"))
    for text in (
        "和平",
        "和平小区3栋5",
        "和平小区 3",
        "3栋502",
        "和平小区3单",
        "和平小区三",
        "和3栋502",
    ):
        if text != "和平小区3单":
            assert "示例区和平路和平小区 3栋 502" in listed(desk, text), text
        assert taken(desk, text) == "", text


def test_a_name_that_is_the_beginning_of_another_lists_both(desk: TestHall) -> None:
    add(desk, ("文明路", "文明", "3栋", "", "502"), ("人民路", "文明里", "3栋", "", "504"))
    assert listed(desk, "文明3栋") == ["示例区文明路文明 3栋 502", "示例区人民路文明里 3栋 504"]
    assert listed(desk, "文明3栋502") == ["示例区文明路文明 3栋 502"]
    assert taken(desk, "文明3栋504") == ""
    assert listed(desk, "文明3栋504") == ["示例区人民路文明里 3栋 504"]


def test_two_that_tie_are_both_shown_and_none_is_taken(desk: TestHall) -> None:
    add(
        desk,
        ("和平路", "和平小区", "3栋", "1单元", "502"),
        ("和平路", "和平小区", "3栋", "2单元", "502"),
        ("人民路", "和平小区", "5栋", "", "502"),
        ("解放路", "和平小区", "5栋", "", "502"),
    )
    assert len(listed(desk, "和平小区3栋502")) == 2
    assert taken(desk, "和平小区3栋502") == ""
    assert taken(desk, "和平小区3-2-502") == "示例区和平路和平小区 3栋 2单元 502"
    assert len(listed(desk, "和平小区5栋502")) == 2
    assert taken(desk, "和平小区5栋502") == ""
    assert taken(desk, "解放路和平小区5栋502") == "示例区解放路和平小区 5栋 502"


def test_what_was_not_typed_is_taken_only_when_it_can_be_nothing_else(desk: TestHall) -> None:
    assert taken(desk, "示例花园 305").endswith("3 栋 305")  # the estate has one building
    add(desk, ("示例路", "示例花园", "4 栋", "", "999"))
    assert listed(desk, "示例花园 305") == ["越秀区示例路示例花园 3 栋 305"]
    assert taken(desk, "示例花园 305") == ""


def test_what_was_not_typed_is_marked(desk: TestHall) -> None:
    add(desk, ("和平路", "和平小区", "3栋", "1单元", "502"), ("人民路", "人民里", "3栋", "", "502"))
    rows = catalogue.places(desk.clerk, text="3栋502")
    marked = [[row.text[begin:end] for begin, end in row.unsaid] for row in rows]
    assert marked == [["人民路", "人民里"], ["和平路", "和平小区", "1单元"]]
    (row,) = catalogue.places(desk.clerk, text="人民里3栋502")
    assert row.unsaid == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("阳光100 3栋502", "示例区光明路阳光100 3栋 502"),
        ("阳光1003栋502", ""),  # 阳光 1003栋 too
        ("三元里大道三号楼五〇二", "示例区三元里大道 3 号楼 五〇二"),
        ("新港花园2期b1栋2单元a402", "示例区新港路新港花园二期 B1座 2单元 A402"),
        ("中山路25号甲栋402", "示例区中山路25号 甲栋 402室"),
        ("中山路25甲栋402", "示例区中山路25号 甲栋 402室"),
        ("百户里十二栋5楼502房", "示例区百户路百户里 12栋 502"),
        ("502室 12栋 百户里 百户路", "示例区百户路百户里 12栋 502"),
        ("双十三栋502", ""),  # 双十 3栋, or 13栋
        ("海珠区百户里12栋502", ""),
        ("广东省示例市示例区百户里12栋502", "示例区百户路百户里 12栋 502"),
        ("广东省示例市百户里12栋502", ""),  # of which district?
        ("城区街道百户里12栋502", ""),
    ],
)
def test_names_and_numbers_that_look_alike(desk: TestHall, text: str, place: str) -> None:
    add(
        desk,
        ("光明路", "阳光100", "3栋", "", "502"),
        ("光明路", "阳光", "1003栋", "", "502"),
        ("三元里大道", "", "3 号楼", "", "五〇二"),
        ("新港路", "新港花园二期", "B1座", "2单元", "A402"),
        ("中山路25号", "", "甲栋", "", "402室"),
        ("百户路", "百户里", "12栋", "", "502"),
        ("双十路", "双十", "3栋", "", "502"),
    )
    assert taken(desk, text) == place
    if "海珠区" not in text:
        assert listed(desk, text)


def test_a_counted_name_is_found_however_its_number_is_written(desk: TestHall) -> None:
    add(
        desk,
        *(("花城路", f"花城苑{n}期", "3栋", "", "402") for n in (2, 3)),
        ("花城一路", "", "12号", "", "101"),
    )
    third = "示例区花城路花城苑3期 3栋 402"
    for text in ("花城苑3期3栋402", "花城苑三期3栋402", "花城苑第三期3栋402", "花城苑第3期三栋402"):
        assert taken(desk, text) == third, text
    for text in ("花城一路12号101", "花城1路12号101", "花城１路十二号101"):
        assert taken(desk, text) == "示例区花城一路 12号 101", text
    assert taken(desk, "花城二路12号101") == ""


def test_where_a_sign_has_two_readings_a_person_chooses(desk: TestHall) -> None:
    """3楼 is a building and a storey; B101 is a room, and 101 of B."""
    add(
        desk,
        *(("楼台路", "楼台苑", building, "", "301") for building in ("1号楼", "3号楼")),
        *(
            ("滨江路", "滨江苑", building, "", room)
            for building, room in (("A座", "B101"), ("B座", "101"))
        ),
        ("滨江路", "滨江苑", "C座", "", "101"),
        ("胜利路", "胜利苑", "4栋", "", "402"),
    )
    assert len(listed(desk, "楼台苑3楼301")) == 2
    assert taken(desk, "楼台苑3楼301") == ""
    assert taken(desk, "楼台苑3号楼301") == "示例区楼台路楼台苑 3号楼 301"
    assert len(listed(desk, "滨江苑B101")) == 2
    assert taken(desk, "滨江苑B101") == ""
    assert taken(desk, "滨江苑B座101") == "示例区滨江路滨江苑 B座 101"
    assert taken(desk, "滨江苑C101") == "示例区滨江路滨江苑 C座 101"
    for text in ("胜利苑4楼402", "胜利苑4栋4楼402"):
        assert taken(desk, text) == "示例区胜利路胜利苑 4栋 402", text
