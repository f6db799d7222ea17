"""Invented customers with real seals and tokens: a few for a test, 100,000 for the bench.

Nobody here exists: numbers carry the right check digit, names are drawn from common characters.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain import numbers
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.paths import Folders
from app.security.seal import Context, seal_field
from app.services.customers import party_tokens
from app.services.customers.tokens import Searched
from app.services.procedure import Work
from app.services.procedure.sealing import sealed_columns
from app.services.session import Session
from db.engine import WRITES
from db.schema.agreements import agreement, paper, print_job, unprinted
from db.schema.base import kind_of
from db.schema.catalogue import offering, place
from db.schema.customers import account, customer, subscription
from db.schema.identity import contact_medium, identity_document, party
from db.schema.interactions import interaction
from db.schema.operations import number_counter
from db.schema.orders import product_order
from tests.kit import desk as desks
from tests.kit.many_rows import without_indexes

TOP = Path(__file__).resolve().parents[2]
FIRST = 50_000_000
_NUMBERED: dict[numbers.Kind, sa.Column[str]] = {
    "customer": customer.c.code,
    "account": account.c.number,
    "subscription": subscription.c.number,
    "agreement": agreement.c.number,
    "slip": product_order.c.number,
}
"""Serial number of the first invented customer, far from those that a test's counter gives out."""
CHUNK = 1000
DAYS = 24_000
WAITING = 60
"""So many of the customers have papers that still wait for a printer."""
CONTENT = json.dumps({"text": "示例文本" * 100})
"""What a paper says, as long as half a page; nobody draws these."""

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国文志海燕玲云飞鹏宇浩然子涵一诺"
    "欣怡雨桐思源梓萱晨曦佳琪俊凯天佑博文雅婷晓东春生永康德胜美凤金龙银凤少波正义家豪立新长江"
)
_STREETS = ["示例", "样本", "虚拟", "假想", "演示", "试验", "模拟", "比方", "譬如", "参考"]


@dataclass(frozen=True)
class Invented:
    """One customer with one document, phone, account, subscription, order and agreement."""

    serial: int
    name: str
    number: str
    phone: str
    birth_date: date | None
    street: str
    estate: str
    building: str
    room: str
    equipment: str
    last_contact_days: int = 0
    kind: str = "individual"
    document_type: str = "resident_id"
    country: str = "CHN"
    valid_to: date | None = None
    real_name_state: str = "card_read"
    status: str = "active"
    manager_id: UUID | None = None
    hall_id: UUID | None = None
    phone_products: int = 0

    @property
    def code(self) -> str:
        return numbers.make("customer", "GZ01", FIRST + self.serial)

    @property
    def place(self) -> str:
        return f"越秀区{self.street}{self.estate}{self.building}{self.room}"


def invent(serial: int) -> Invented:
    """The invented person number `serial`, always the same."""
    from stdnum.cn import ric

    chance = random.Random(serial)
    surname = _SURNAMES[min(int(chance.expovariate(0.09)), len(_SURNAMES) - 1)]
    given = "".join(chance.choices(_GIVEN, k=1 if chance.random() < 0.2 else 2))
    round_, day = divmod(serial, DAYS)  # the pair makes every number unique
    born = date(1940, 1, 1) + timedelta(days=day * 7919 % DAYS)
    body = f"440104{born:%Y%m%d}{(round_ * 37 + day * 13) % 1000:03d}"
    return Invented(
        serial=serial,
        name=surname + given,
        number=body + ric.calc_check_digit(body + "0"),
        phone=f"1{chance.choice('3578')}{chance.randrange(10)}{chance.randrange(10**8):08d}",
        birth_date=born,
        street=f"{chance.choice(_STREETS)}{chance.choice('东西南北中')}{chance.randrange(1, 9)}路",
        estate=f"{chance.randrange(1, 400)}号",
        building=f"{serial // 100 + 1}栋",
        room=f"{serial % 100 + 101}室",
        equipment=f"8755{serial:012d}",
        last_contact_days=chance.randrange(1, 900),
        valid_to=date(2030, 1, 1) + timedelta(days=chance.randrange(3000)),
    )


def people(count: int, first: int = 0) -> Iterator[Invented]:
    """`count` invented persons."""
    return (invent(first + n) for n in range(count))


class Bulk(Work):
    """Writes rows and seals like a procedure, but no versions: half the time and size for the bench."""

    def _seal(self, table: sa.Table, row: dict[str, Any]) -> dict[str, Any]:
        stored = dict(row)
        key = self.subject_key(row.get("subject_id") or self.deployment)
        for name in sealed_columns(table):
            if row[name] is not None:
                context = Context(self.deployment.bytes, kind_of(table), name, row["id"].bytes, 1)
                stored[name] = seal_field(key, context, row[name].encode())
        return stored


def add(session: Session, crowd: Iterable[Invented], writer: type[Work] = Work) -> list[UUID]:
    """Write `crowd` in one transaction; returns the customers' ids."""
    engine = session.installation.engine
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        work = writer(session, connection, new_id())
        made = [_write(work, each) for each in crowd]
        work.finish("test.crowd", bytes(32), "done", {"count": len(made)})
        _count_on(connection)
    return made


def _count_on(connection: sa.Connection) -> None:
    """The counters go on behind the numbers that a crowd brings."""
    for kind, column in _NUMBERED.items():
        newest = connection.execute(sa.select(sa.func.max(column))).scalar_one() or ""
        prefix, last = f"{kind}:GZ01", int(newest[-9:-1] or 0)
        if last >= FIRST:
            connection.execute(sa.delete(number_counter).filter_by(prefix=prefix))
            connection.execute(sa.insert(number_counter).values(prefix=prefix, next=last + 1))


def _write(work: Work, each: Invented) -> UUID:
    party_id = new_id()
    work.new_subject(party_id)
    hall_id = each.hall_id or work.session.actor.hall_id
    person = each.kind == "individual"
    seen = work.now - timedelta(days=each.last_contact_days, seconds=each.serial % 86_400)
    whose = {"subject_id": party_id, "party_id": party_id}
    work.insert(
        party,
        id=party_id,
        subject_id=party_id,
        kind="individual" if person else "organization",
        name=each.name,
        birth_date=each.birth_date.isoformat() if each.birth_date else None,
        sex="",
        age_band="",
        hall_id=hall_id,
        created_at=seen,
    )
    if each.number:
        work.insert(
            identity_document,
            **whose,
            type=each.document_type,
            country=each.country,
            number=each.number,
            address=each.place if person else None,
            valid_to=each.valid_to,
            long_term=each.valid_to is None,
            entry={},
            real_name_state=each.real_name_state,
            status="valid",
        )
    if each.phone:
        work.insert(
            contact_medium,
            **whose,
            type="phone",
            value=each.phone,
            preferred=True,
            status="valid",
        )
    party_tokens.add(work, party_id, searched(each))
    customer_id = work.insert(
        customer,
        **whose,
        code=each.code,
        kind=each.kind,
        status=each.status,
        level="mass",
        real_name_state=each.real_name_state,
        channel="hall",
        hall_id=hall_id,
        manager_id=each.manager_id,
        registered_at=seen,
        last_contact_at=seen + timedelta(hours=2),  # the second visit
        large_print=False,
        needs_help=False,
        no_mobile=False,
    )
    _write_work(work, each, party_id, customer_id, hall_id)
    return customer_id


def searched(each: Invented) -> Searched:
    """What of an invented customer is searched."""
    person = each.kind == "individual"
    return Searched(
        kind="individual" if person else "organization",
        name=each.name,
        birth_date=each.birth_date,
        documents=((each.document_type, each.country, each.number),) if each.number else (),
        phones=(each.phone,) if each.phone else (),
        addresses=(each.place,) if person and each.number else (),
    )


def _write_work(
    work: Work, each: Invented, party_id: UUID, customer_id: UUID, hall_id: UUID
) -> None:
    """What the customer has: a place, an account, subscriptions, an order, its papers, two visits."""
    whose = {"subject_id": party_id, "customer_id": customer_id}
    at = work.now - timedelta(days=each.last_contact_days, seconds=each.serial % 86_400)
    day = at.date()

    def number(kind: numbers.Kind, plus: int = 0) -> str:
        return numbers.make(kind, "GZ01", FIRST + each.serial + plus)

    place_id = work.insert(
        place,
        district_code="440104",
        district="越秀区",
        street=each.street,
        estate=each.estate,
        building=each.building,
        unit="",
        room=each.room,
        text=each.place,
        serviceable=["cable_tv", "broadband"],
    )
    account_id = work.insert(
        account, **whose, number=number("account"), method="cash", status="normal"
    )
    products = _offerings(work)
    for n, kind in enumerate(("cable_tv", *["telephone"] * each.phone_products)):
        work.insert(
            subscription,
            **whose,
            account_id=account_id,
            offering_id=products[kind],
            place_id=place_id,
            number=number("subscription", n * 10_000_000),
            equipment_serial="" if n else each.equipment,
            status="active",
            started_on=day,
        )
    order_id = work.insert(
        product_order,
        **whose,
        number=number("slip"),
        business="registration",
        hall_id=hall_id,
        staff_id=work.session.actor.id,
        workstation_id=work.session.installation.workstation.id,
        channel="hall",
        status="completed",
        authenticated=each.document_type,
        effective_on=day,
        at=at,
    )
    agreement_id = work.insert(
        agreement,
        **whose,
        number=number("agreement"),
        order_id=order_id,
        status="active",
        starts_on=day,
    )
    for business, when in (("registration", at), ("activation", at + timedelta(hours=2))):
        work.insert(
            interaction,
            **whose,
            hall_id=hall_id,
            staff_id=work.session.actor.id,
            order_id=order_id,
            business=business,
            channel="hall",
            result="done",
            at=when,
        )
    for kind, belongs_to in (("agreement", agreement_id), ("slip", None)):
        _write_paper(work, each, {**whose, "order_id": order_id}, kind, belongs_to, hall_id, at)


def _write_paper(
    work: Work,
    each: Invented,
    whose: dict[str, UUID],
    kind: str,
    agreement_id: UUID | None,
    hall_id: UUID,
    at: datetime,
) -> None:
    """A paper and its print jobs: most came out, one in a hundred after a jam; the newest few wait."""
    waits = each.serial < WAITING
    document_id = work.insert(
        paper,
        **whose,
        kind=kind,
        number=numbers.make("agreement" if agreement_id else "slip", "GZ01", FIRST + each.serial),
        agreement_id=agreement_id,
        hall_id=hall_id,
        template="service-1",
        language="zh_CN",
        large_print=False,
        content=CONTENT,
        digest="",
        made_at=at,
    )
    came_to = ["waiting", *(["jammed"] * (each.serial % 100 == 1)), *(["good"] * (not waits))]
    for n, outcome in enumerate(came_to, start=1):
        work.insert(
            print_job,
            subject_id=whose["subject_id"],
            document_id=document_id,
            n=n,
            reprint=0,
            paper=kind,
            printer="" if outcome == "waiting" else "A4-1",
            outcome=outcome,
            reason="卡纸" if outcome == "jammed" else None,
            staff_id=work.session.actor.id,
            workstation_id=work.session.installation.workstation.id,
            hall_id=hall_id,
            at=at,
        )
    if waits:
        work.technical(unprinted, hall_id=hall_id, made_at=at, document_id=document_id)


@lru_cache(maxsize=1)
def _offerings(work: Work) -> dict[str, UUID]:
    """The products of the installation at work, by kind."""
    return {row.kind: row.id for row in work.execute(sa.select(offering))}


def hall(count: int) -> Folders:
    """A set-up hall with `count` customers on SQLite, kept under out/ and made again only when the
    tables, the tokens or the crowd itself have changed."""
    revisions = sorted(path for path in (TOP / "db/migrations").glob("*/*.py"))
    made_by = (
        "app/services/customers/tokens.py",
        "app/services/customers/party_tokens.py",
        "tests/kit/crowd.py",
    )
    sources = [*revisions, *(TOP / file for file in made_by)]
    known = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    folders = Folders(TOP / "out" / "crowd" / f"{count}-{known[:12]}")
    if (folders.data / "complete").exists():
        return folders
    for older in folders.data.parent.glob(f"{count}-*"):
        shutil.rmtree(older)
    desks.build(folders)
    opened = desks.open_desk(folders)
    session = opened.session(Role.CLERK)
    crowd = people(count)
    with without_indexes(opened.installation.engine):
        while chunk := list(islice(crowd, CHUNK)):
            add(session, chunk, Bulk)
    opened.installation.close()
    (folders.data / "complete").touch()
    return folders
