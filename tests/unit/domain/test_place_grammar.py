"""Reading what is typed of an address beside one address (app.domain.place_grammar)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.place_grammar import Address, Grade, Typed, _readings, sort_key, unsaid
from app.domain.place_numbers import part, plain, spellings

HERE = Address("示例区", "和平路", "和平小区二期", "3 栋", "1单元", "0402室")


def grade(text: str, address: Address = HERE) -> Grade | None:
    match = Typed(text).compare(address)
    return match.grade if match else None


@pytest.mark.parametrize(
    "text",
    [
        "和平小区二期3栋1单元402",
        "和平小区2期 ３ 幢 一单元 ４０２ 室",
        "和平路三号楼1门402户",
        "402房 3座 1单元 和平路和平小区二期",
        "和平路-3-1-402",
        "示例省示例市示例区和平路和平小区二期3栋1单元4层402",
        "和平 路 3#1单元402",
        "和平小区二期3栋1梯四〇二",
    ],
)
def test_a_whole_address_is_read_in_any_form(text: str) -> None:
    assert grade(text) == Grade.FULL


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("和平小区二期402", Grade.WHOLE),
        ("和平小区二期3栋402", Grade.WHOLE),
        ("3栋1单元402", Grade.PART),
        ("和平小区3栋1单元402", Grade.PART),
        ("示例市和平路3栋1单元402", Grade.PART),
        ("和平路3栋1单元40", Grade.BEGUN),
        ("和平路3栋1单元02", None),
        ("和平路3栋2单元402", None),
        ("和平路13栋1单元402", None),
        ("和平路3栋1单元5层402", None),
        ("人民路3栋1单元402", None),
        ("和平路3栋1单元402商铺", None),
    ],
)
def test_how_much_was_typed_is_told(text: str, wanted: Grade | None) -> None:
    assert grade(text) == wanted


def test_numbers_stand_in_rows_in_any_form() -> None:
    for stored in ("4栋", "4 栋", "４幢", "四号楼", "04", "4#", "4座", "第4栋"):
        assert [each.value for each in part("building", stored).numbers] == ["4"], stored
    assert [each.value for each in part("building", "B1栋").numbers] == ["B1"]
    assert [each.value for each in part("room", "五百零二").numbers] == ["502"]
    assert part("building", "第4栋").words == ()
    assert part("room", "东塔商铺3号").words == ("东塔商铺",)


@given(st.integers(0, 9999))
def test_every_spelling_of_a_number_is_that_number(number: int) -> None:
    for spelled in spellings(str(number)):
        assert [each.value for each in part("room", f"{spelled}室").numbers] == [str(number)]


@given(st.text("和平小区路里3栋单元号室层#AB１２０4502三十百 -、%_ｘ\u3000", max_size=200))
def test_any_text_has_few_readings(text: str) -> None:
    names = (("street", "和平路"), ("estate", "和平小区二期A区"), ("room", "室"))
    assert len(list(_readings(plain(text), names))) < 2_000


def test_parts_are_found_in_the_printed_address() -> None:
    text = "示例区和平路和平小区二期 3 栋 1单元 0402室"
    assert [text[begin:end] for begin, end in unsaid(text, HERE, {"street", "unit", "room"})] == [
        "和平路",
        "1单元",
        "0402室",
    ]


def test_numbers_are_in_their_order() -> None:
    def at(building: str) -> Address:
        return Address("示例区", "和平路", "和平小区", building, "", "1")

    ordered = sorted(map(at, ("10栋", "A栋", "2 栋", "二十栋")), key=sort_key)
    assert [each.building for each in ordered] == ["A栋", "2 栋", "10栋", "二十栋"]
