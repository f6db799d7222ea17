"""The one search box over real seals and tokens, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain import numbers
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import NotAllowed
from app.services import customers, registration
from app.services.customers import Found, party_tokens, search_names
from app.services.procedure import Work
from db.engine import WRITES
from db.schema.audit import audit_event
from db.schema.customers import subscription
from db.schema.identity import party
from db.schema.keys import subject_key
from tests.databases import REFUSED, WORDS
from tests.kit import crowd, forms
from tests.kit.crowd import Invented
from tests.kit.desk import TestHall

OLD_CARD = "440104650101001"  # 15 digits, of before 1999
PEOPLE: dict[str, dict[str, Any]] = {
    "shan": {"name": "单田芳", "number": "440104199001010018", "phone": "13900008000"},
    "zeng": {"name": "曾小贤", "number": "440104199001020019", "phone": "13812342600"},
    "rare": {"name": "䶮𬭎", "number": "440104199001030030", "phone": "13712340003"},
    "dot": {"name": "买买提·吐尔逊", "number": "440104199001040015", "phone": "13712340004"},
    "ouyang": {"name": "欧阳娜", "number": "44010419900105001X", "phone": "02083345678"},
    "old": {"name": "郭老", "number": OLD_CARD, "phone": "13712340006"},
    "foreign": {
        "name": "John Smith",
        "number": "E12345678",
        "document_type": "passport",
        "country": "USA",
        "phone": "13712340007",
    },
    "unit": {
        "kind": "business",
        "name": "示例科技有限公司",
        "number": "91440101MA59ABCD3X",
        "document_type": "business_licence",
        "phone": "02012345678",
        "birth_date": None,
    },
    "tcl": {
        "kind": "business",
        "name": "TCL示例电器",
        "number": "91440101MA59ABCD4X",
        "document_type": "business_licence",
        "phone": "",
        "birth_date": None,
    },
    "card": {"kind": "virtual_card", "name": "卡客", "number": "", "phone": "", "birth_date": None},
}


def invented() -> dict[str, Invented]:
    base = [crowd.invent(n) for n in range(len(PEOPLE))]
    return {
        key: replace(base[n], last_contact_days=n + 1, **values)
        for n, (key, values) in enumerate(PEOPLE.items())
    }


@pytest.fixture
def base(desk: TestHall) -> dict[str, UUID]:
    """The people above, each a customer of this hall."""
    made = crowd.add(desk.clerk, invented().values())
    return dict(zip(PEOPLE, made, strict=True))


def names(found: Found) -> list[str]:
    return [row.name for row in found.rows]


TYPED = [
    ("8000", ["shan"]),
    ("0018", ["shan"]),
    ("001X", ["ouyang"]),
    ("001x", ["ouyang"]),
    ("138 2600", ["zeng"]),
    ("139 2600", []),
    ("13812342600", ["zeng"]),
    ("+86 138-1234-2600", ["zeng"]),
    ("020-83345678", ["ouyang"]),
    ("440104199001020019", ["zeng"]),
    ("44010419900105001x", ["ouyang"]),
    (OLD_CARD, ["old"]),
    ("440104196501010013", ["old"]),
    ("E12345678", ["foreign"]),
    ("91440101MA59ABCD3X", ["unit"]),
    ("stf", ["shan"]),
    ("shantianfang", ["shan"]),
    ("dantianfang", ["shan"]),
    ("tianfang", []),
    ("zxx", ["zeng"]),
    ("zengxiaoxian", ["zeng"]),
    ("oyn", ["ouyang"]),
    ("ouyangna", ["ouyang"]),
    ("js", ["foreign"]),
    ("john smith", ["foreign"]),
    ("mmttex", ["dot"]),
    ("stf 8000", ["shan"]),
    ("stf 2600", []),
    ("单田", ["shan"]),
    ("单田芳", ["shan"]),
    ("田芳", []),
    ("䶮𬭎", ["rare"]),
    ("买买提", ["dot"]),
    ("买买提•吐尔逊", ["dot"]),
    ("买买提吐尔逊", ["dot"]),
    ("示例科", ["unit"]),
    ("示例科技有限公司", ["unit"]),
    ("tcl示例", ["tcl"]),
    ("单", ["shan"]),
    ("䶮", ["rare"]),
    ("ouyang", ["ouyang"]),
    ("zeng", ["zeng"]),
    ("ceng", ["zeng"]),
    ("shan", ["shan"]),
    ("dan", ["shan"]),
    ("maimaiti", ["dot"]),
    ("John", ["foreign"]),
]


def test_what_is_typed_finds_whom_it_means(desk: TestHall, base: dict[str, UUID]) -> None:
    for typed, wanted in TYPED:
        found = customers.find(desk.clerk, text=typed)
        got = {row.customer_id for row in found.rows}
        assert got == {base[key] for key in wanted}, typed
        assert found.hint is None, typed


def test_our_own_numbers_are_found_by_their_beginnings(
    desk: TestHall, base: dict[str, UUID]
) -> None:
    shan = invented()["shan"]
    serial = crowd.FIRST + shan.serial
    for kind in ("customer", "subscription", "account", "agreement", "slip"):
        whole = numbers.make(kind, "GZ01", serial)
        for typed in (whole, whole.lower(), numbers.format_code(whole)):
            assert [r.customer_id for r in customers.find(desk.clerk, text=typed).rows] == [
                base["shan"]
            ], typed
        everybody = customers.find(desk.clerk, text=whole[:-4])
        assert {row.customer_id for row in everybody.rows} == set(base.values())
    assert [r.customer_id for r in customers.find(desk.clerk, text=shan.equipment).rows] == [
        base["shan"]
    ]


SERIALS = {  # as typed at registration: how it may be typed to search
    "stb-0001 0001": [
        "STB00010001",
        "stb00010001",
        "stb 0001 0001",
        "ＳＴＢ－００010001",
        "stb0001",
    ],
    "STB000100010001": ["stb 0001 0001 0001", "ＳＴＢ000100010001"],  # also a document's form
    "abc1234": ["ABC 1234", "abc1234"],  # also initials and last four
    "８７５５１２３４１２３４５６７": ["875512341234567"],
}


def test_a_device_is_found_by_its_serial_however_it_is_typed(desk: TestHall) -> None:
    form = forms.individual(desk.place())
    form = replace(
        form,
        at_address="additional",
        subscriptions=tuple(
            replace(form.subscriptions[0], equipment_serial=serial) for serial in SERIALS
        ),
        payment=replace(form.payment, paid="640"),
    )
    made = registration.register(desk.clerk, new_id(), form=form)
    with desk.installation.engine.connect() as connection:
        stored = connection.execute(sa.select(subscription.c.equipment_serial)).scalars()
        assert set(stored) == {
            "STB00010001",
            "STB000100010001",
            "ABC1234",
            "875512341234567",
        }
    for typed in (each for ways in SERIALS.values() for each in ways):
        (row,) = customers.find(desk.clerk, text=typed).rows
        assert row.customer_id == made.customer_id, typed


def test_a_household_is_found_by_its_address(desk: TestHall, base: dict[str, UUID]) -> None:
    zeng = invented()["zeng"]
    after = f"{zeng.street}{zeng.estate}{zeng.building}{zeng.room}"
    for typed in (
        zeng.place,
        after,
        f"{zeng.street} {zeng.estate} {zeng.building}",
        f"越秀区{zeng.street}{zeng.estate}",
        f"{zeng.estate}{zeng.building}{zeng.room}",
    ):
        found = {row.customer_id for row in customers.find(desk.clerk, text=typed).rows}
        assert base["zeng"] in found, typed
    assert customers.find(desk.clerk, text=f"{after}9").rows == ()
    assert customers.find(desk.clerk, text="%_路1号").rows == ()


@WORDS
def test_rows_are_masked_and_say_where(desk: TestHall, base: dict[str, UUID]) -> None:
    (row,) = customers.find(desk.clerk, text="曾小贤").rows
    zeng = invented()["zeng"]
    assert (row.name, row.phone) == ("曾*贤", "138****2600")
    assert row.document == "4" + "*" * 15 + "19"
    assert (row.code, row.kind, row.status) == (zeng.code, "individual", "active")
    assert row.place == zeng.place
    assert not row.needs_reason
    (unit,) = customers.find(desk.clerk, text="示例科技").rows
    assert unit.name == "示例科技有限公司"


def test_last_contact_comes_first_and_more_is_said(desk: TestHall) -> None:
    people = [
        replace(
            crowd.invent(n), name="王" + "一二三四五六七八九十"[n % 10] * 2, last_contact_days=n
        )
        for n in range(45)
    ]
    made = crowd.add(desk.clerk, people)
    found = customers.find(desk.clerk, text=people[0].code[:9])
    assert [row.customer_id for row in found.rows] == made[:20]
    assert found.more
    few = customers.find(desk.clerk, text="王一一")
    assert [row.customer_id for row in few.rows] == [
        made[0],
        made[10],
        made[20],
        made[30],
        made[40],
    ]
    assert not few.more
    assert len(customers.find(desk.clerk, text=people[0].code[:9], limit=100).rows) == 45


@REFUSED
def test_an_unfinished_text_asks_nothing_and_says_what_is_missing(desk: TestHall) -> None:
    for typed in ("1", "13812", "z", "g1"):
        found = customers.find(desk.clerk, text=typed)
        assert found.rows == ()
        assert found.hint is not None
        assert found.hint.severity == "warning"
    assert customers.find(desk.clerk, text="  ") == Found(())


def test_who_is_no_customer_is_not_listed(desk: TestHall, base: dict[str, UUID]) -> None:
    session = desk.clerk
    agent = replace(crowd.invent(99), name="代办人", phone="13755558000")
    engine = session.installation.engine
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        work = Work(session, connection, new_id())
        party_id = new_id()
        work.new_subject(party_id)
        work.insert(
            party,
            id=party_id,
            subject_id=party_id,
            kind="individual",
            name=agent.name,
            sex="",
            age_band="",
            hall_id=session.actor.hall_id,
            created_at=work.now,
        )
        party_tokens.add(work, party_id, crowd.searched(agent))
        work.finish("test.agent", bytes(32), "done", {})
    assert customers.find(session, text="代办人").rows == ()
    assert [r.customer_id for r in customers.find(session, text="8000").rows] == [base["shan"]]


def test_a_document_belongs_to_one_party(desk: TestHall, base: dict[str, UUID]) -> None:
    twin = replace(crowd.invent(98), number=invented()["zeng"].number)
    register = replace(twin, document_type="household_register")
    for again in (twin, register):
        with pytest.raises(sa.exc.IntegrityError):
            crowd.add(desk.clerk, [again])
    historic = replace(twin, number="440104196501010013", birth_date=date(1965, 1, 1))
    with pytest.raises(sa.exc.IntegrityError):
        crowd.add(desk.clerk, [historic])


def test_an_erased_person_is_not_found(desk: TestHall, base: dict[str, UUID]) -> None:
    with desk.installation.engine.begin() as connection:
        party_id = connection.execute(
            sa.text("SELECT party_id FROM customer WHERE code = :code"),
            {"code": invented()["shan"].code},
        ).scalar_one()
        key = party_id if isinstance(party_id, UUID) else UUID(bytes=party_id)
        connection.execute(sa.delete(subject_key).where(subject_key.c.subject_id == key))
    assert customers.find(desk.clerk, text="单田芳").rows == ()
    assert len(customers.find(desk.clerk, text="曾小贤").rows) == 1


def test_account_managers_find_their_own_customers_only(desk: TestHall) -> None:
    manager = desk.session(Role.ACCOUNT_MANAGER)
    mine, other = crowd.invent(1), crowd.invent(2)
    mine = replace(mine, name="陈客户", manager_id=manager.actor.id)
    other = replace(other, name="陈客户")
    made = crowd.add(desk.clerk, [mine, other])
    assert [row.customer_id for row in customers.find(manager, text="陈客户").rows] == made[:1]
    assert len(customers.find(desk.clerk, text="陈客户").rows) == 2


@REFUSED
def test_roles_without_customers_may_not_search(desk: TestHall) -> None:
    for role in (Role.ADMINISTRATOR, Role.AUDITOR):
        with pytest.raises(NotAllowed):
            customers.find(desk.session(role), text="8000")


@REFUSED
def test_compliance_needs_a_reason_to_open(desk: TestHall, base: dict[str, UUID]) -> None:
    (row,) = customers.find(desk.session(Role.COMPLIANCE), text="曾小贤").rows
    assert row.needs_reason


def test_a_search_that_opened_nobody_leaves_one_event_without_its_text(
    desk: TestHall, base: dict[str, UUID]
) -> None:
    found = customers.find(desk.clerk, text="曾小贤")
    shown = tuple(row.customer_id for row in found.rows)
    noted = customers.record_search(
        desk.clerk, new_id(), kind=customers.kind_of_search("曾小贤"), shown=shown
    )
    assert noted.shown == 1
    with desk.installation.engine.connect() as connection:
        body = connection.execute(
            sa.select(audit_event.c.body).order_by(audit_event.c.seq.desc()).limit(1)
        ).scalar_one()
    assert '"query":"name"' in body
    assert str(base["zeng"]) in body
    assert "曾" not in body


def test_only_a_whole_text_says_that_there_is_nobody(desk: TestHall, base: dict[str, UUID]) -> None:
    for typed in ("13900001111", "440104199001019999", "王小明", "H12345678"):
        found = customers.find(desk.clerk, text=typed)
        assert found.nobody, typed
        assert found.note is not None
    for typed in ("9999", "wang", "wangxiaoming", "wxm", "王", "欧阳", "wxm 9999", "某某路99号"):
        found = customers.find(desk.clerk, text=typed)
        assert found.rows == () or typed == "欧阳"
        assert not found.nobody, typed
    (row,) = customers.find(desk.clerk, text="曾小贤").rows
    assert row.customer_id == base["zeng"]


def test_one_character_says_that_it_looks_only_among_those_served_here(
    desk: TestHall, base: dict[str, UUID]
) -> None:
    found = customers.find(desk.clerk, text="单")
    assert found.note is not None
    assert found.note.code == "served_here"
    assert f"last {search_names.SERVED_HERE} customers" in found.note.text
    nobody = customers.find(desk.clerk, text="龘")
    assert nobody.note is not None
    assert f"last {search_names.SERVED_HERE} customers" in nobody.note.text
