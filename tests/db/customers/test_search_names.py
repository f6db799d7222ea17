"""Names are found by their characters, pinyin, initials and surnames."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from app.domain.names import readings
from app.services import customers
from app.services.customers import search
from tests.kit import crowd
from tests.kit.common_names import GIVEN, NAMES
from tests.kit.desk import TestHall


@pytest.fixture
def asked_names(desk: TestHall) -> dict[str, set[UUID]]:
    """Some of the 20,000 names, every kind of yu after n and of ü among them: who bears each."""
    hard = [name for name in NAMES if name[0] in "陈林孙安文殷" and name[1] in "宇悦云远玉女略律"]
    chosen = dict.fromkeys([*hard, "吕伟", "吕布", "聂略", "卢恩", *NAMES[:: len(NAMES) // 60]])
    people = [replace(crowd.invent(n), name=name) for n, name in enumerate(chosen)]
    made = crowd.add(desk.clerk, people)
    bearers: dict[str, set[UUID]] = {}
    for person, customer_id in zip(people, made, strict=True):
        bearers.setdefault(person.name, set()).add(customer_id)
    return bearers


def test_a_name_is_found_by_its_pinyin_and_initials(
    desk: TestHall, asked_names: dict[str, set[UUID]]
) -> None:
    for name, bearers in asked_names.items():
        for typed in {each for pair in readings(name) for each in pair}:
            found = customers.find(desk.clerk, text=typed, limit=2000)
            assert bearers <= {row.customer_id for row in found.rows}, (name, typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("chen yu", "陈宇"),
        ("CHENYU", "陈宇"),
        ("ｓｕｎｙｕｅ", "孙悦"),
        ("sun'yue", "孙悦"),
        ("lin yun", "林云"),
        ("wényuǎn", "文远"),
        ("anyulan", "安玉兰"),
        ("lübu", "吕布"),
        ("lvbu", "吕布"),
        ("LYU BU", "吕布"),
        ("lubu", "吕布"),
        ("nielüe", "聂略"),
        ("nie lue", "聂略"),
        ("NIELYUE", "聂略"),
        ("nielve", "聂略"),
        ("luen", "卢恩"),
        ("linnü", "林女"),
        ("linnyu", "林女"),
        ("chenlyu", "陈律"),
    ],
)
def test_ü_is_found_however_it_is_typed(local_desk: TestHall, typed: str, name: str) -> None:
    made = crowd.add(local_desk.clerk, [replace(crowd.invent(1), name=name)])
    assert [row.customer_id for row in customers.find(local_desk.clerk, text=typed).rows] == made


def test_a_surname_lists_who_bears_it_and_says_so(desk: TestHall) -> None:
    surnames = ["龚", "宫", "弓", "陈", "吕", "陆", "欧阳", "欧"]
    people = [
        replace(crowd.invent(n), name=surname + "大文", last_contact_days=n + 1)
        for n, surname in enumerate(surnames)
    ]
    made = dict(zip(surnames, crowd.add(desk.clerk, people), strict=True))
    for typed, wanted in {
        "gong": ["龚", "宫", "弓"],
        "Chen": ["陈"],
        "ou yang": ["欧阳"],
        "ou": ["欧"],
        "lv": ["吕"],
        "lü": ["吕"],
        "LYU": ["吕"],
        "lu": ["吕", "陆"],
    }.items():
        found = customers.find(desk.clerk, text=typed)
        assert [row.customer_id for row in found.rows] == [made[each] for each in wanted], typed
        assert found.note is not None
        assert found.note.code == "surname"
    assert customers.find(desk.clerk, text="gong", limit=2).more
    whole = customers.find(desk.clerk, text="gongdawen")
    assert len(whole.rows) == 3
    assert whole.note is None


def test_initials_that_spell_a_surname_are_found_beside_it(local_desk: TestHall) -> None:
    """Tibetan and Uygur names have four syllables and more."""
    names = ["塔安娜古", "唐大文", "马安", "马大文"]
    people = [replace(crowd.invent(n), name=name) for n, name in enumerate(names)]
    long, tang, short, ma = crowd.add(local_desk.clerk, people)
    for typed, wanted in (("tang", {long, tang}), ("ma", {short, ma})):
        assert {
            row.customer_id for row in customers.find(local_desk.clerk, text=typed).rows
        } == wanted


def test_a_high_limit_looks_at_more_candidates(local_desk: TestHall) -> None:
    count = search.CANDIDATES + 60
    people = [replace(crowd.invent(n), name=f"王{GIVEN[n % 100]}") for n in range(count)]
    crowd.add(local_desk.clerk, people)
    few = customers.find(local_desk.clerk, text="wang")
    assert (len(few.rows), few.more) == (20, True)
    everybody = customers.find(local_desk.clerk, text="wang", limit=2000)
    assert (len(everybody.rows), everybody.more) == (count, False)
