"""Customers of before the last update: found meanwhile, given today's tokens as due work, nobody missed."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services import changes, customers, due
from app.services.customers import listing, reindex, search, search_questions, tokens
from app.services.procedure import Query
from app.services.session import Session
from app.services.verification import verify
from db.schema.audit import audit_event
from db.schema.customers import customer
from db.schema.keys import subject_key
from db.schema.search import index_due, search_token
from tests.kit import crowd
from tests.kit.clocks import threadsafe
from tests.kit.desk import TestHall
from tests.kit.older_tokens import as_before

NAMES = ["龚大文", "王乐", "吕布", "John Smith", "\U000323b0\U000323b1", "单雄信"]
KIND = "search.index"
Stored = set[tuple[Any, ...]]


def stored(desk: TestHall) -> Stored:
    with desk.installation.engine.connect() as connection:
        return {tuple(row) for row in connection.execute(sa.select(search_token))}


def waiting(desk: TestHall) -> int:
    with desk.installation.engine.connect() as connection:
        count = sa.select(sa.func.count()).select_from(index_due)
        return connection.execute(count).scalar_one()


def people() -> list[crowd.Invented]:
    unit = replace(crowd.invent(9), name="示例科技有限公司", kind="business", birth_date=None)
    return [*(replace(crowd.invent(n), name=name) for n, name in enumerate(NAMES)), unit]


@pytest.fixture
def today(desk: TestHall) -> Stored:
    """The tokens of seven parties; then they get those that an older version wrote."""
    crowd.add(desk.clerk, people())
    wanted = stored(desk)
    as_before(desk.clerk)
    assert not {"full_name", "surname"} & {row[0] for row in stored(desk)}
    assert waiting(desk) == 7
    return wanted


def found(session: Session, text: str) -> list[str]:
    return [row.name for row in customers.find(session, text=text).rows]


def run(session: Session, after: str = "") -> None:
    due.run_due(session, KIND, limit=1000, after=after)


KEYS = {
    "name": lambda each: each.name,
    "beginning": lambda each: each.name[:2],
    "pinyin": lambda each: {"王乐": "wangle", "单雄信": "shanxiongxin"}.get(each.name, "gongdawen"),
    "phone": lambda each: each.phone,
    "3 + 4": lambda each: f"{each.phone[:3]} {each.phone[-4:]}",
    "last four": lambda each: each.phone[-4:],
    "number": lambda each: each.number,
    "initials and four": lambda each: f"gdw {each.phone[-4:]}",
}


@pytest.mark.parametrize("key", KEYS)
def test_older_customers_are_found_before_during_and_after(
    desk: TestHall, today: Stored, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reindex, "CHUNK", 1)
    first = people()[0]
    text = KEYS[key](first)
    after: str | None = ""
    looked = 0
    while after is not None:
        assert found(desk.clerk, text) == ["龚*文"], f"after {looked} of 7"
        after = due.run_due(desk.clerk, KIND, limit=1, after=after).after
        looked += 1
    assert looked == 8
    assert waiting(desk) == 0
    assert found(desk.clerk, text) == ["龚*文"]


def test_older_customers_get_what_newer_ones_have(desk: TestHall, today: Stored) -> None:
    clerk = desk.clerk
    assert found(clerk, "gong") == []
    assert due.overdue(clerk)[0].left == 7
    run(clerk)
    assert stored(desk) == today
    assert found(clerk, "gong") == ["龚*文"]
    assert due.overdue(clerk) == ()
    before = events(desk)
    run(clerk)
    assert events(desk) == before, "what is done is not done again"
    assert verify(desk.installation, keys=clerk.keys).good


def events(desk: TestHall) -> int:
    with desk.installation.engine.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(audit_event)).scalar_one()


def test_the_older_kinds_are_asked_for_those_who_wait_only(
    desk: TestHall, today: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without that the search of before would be as dear as ever until the last of a million is done."""
    monkeypatch.setattr(reindex, "CHUNK", 1)
    due.run_due(desk.clerk, KIND, limit=1)
    with desk.installation.engine.begin() as connection:
        assert desk.clerk.index is not None
        indexed = sa.select(customer.c.party_id).where(
            customer.c.party_id.not_in(sa.select(index_due.c.party_id))
        )
        party_id = connection.execute(indexed).scalar_one()
        kind, token = tokens.token(desk.clerk.index, "name", "某某某")
        connection.execute(
            sa.insert(search_token).values(kind=kind, token=token, party_id=party_id)
        )
    asked = search_questions.by_tokens([tokens.token(desk.clerk.index, "name", "某某某")])
    alike = search_questions.by_tokens(
        [tokens.token(desk.clerk.index, "name", "某某某")], waiting=True
    )
    assert [looked_at(desk, each) for each in (asked, alike)] == [1, 0]


def looked_at(desk: TestHall, condition: listing.Condition) -> int:
    with desk.installation.engine.connect() as connection:
        asked = Query(desk.clerk, connection)
        return sum(map(len, listing.candidates(asked, condition, 200)))


def test_an_older_customer_is_not_hidden_behind_those_of_the_same_last_four(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "CANDIDATES", 2)
    phones = [f"13{n}12342600" for n in range(9)]
    crowd.add(
        desk.clerk,
        [
            replace(crowd.invent(n), phone=phone, last_contact_days=1 + n)
            for n, phone in enumerate(phones)
        ],
    )
    as_before(desk.clerk)
    (row,) = customers.find(desk.clerk, text="138 2600", limit=1).rows
    assert row.phone == "138****2600"
    monkeypatch.setattr(search, "OLDER_CANDIDATES", 2)
    hidden = customers.find(desk.clerk, text="138 2600", limit=1)
    assert hidden.rows == (), "control: behind the limit of before"
    assert hidden.more


def test_what_search_reveals_names_the_older_tokens_while_somebody_has_them(
    desk: TestHall, today: Stored
) -> None:
    def kinds() -> set[tuple[str, int]]:
        found = customers.what_search_reveals(desk.session(Role.ADMINISTRATOR)).tokens
        return {(each.kind, each.bits) for each in found}

    assert kinds() >= {("name", 16), ("full_name", 24), ("pinyin", 16), ("phone_ends", 20)}
    run(desk.clerk)
    assert {kind for kind, _ in kinds()} == tokens.INDEXES.keys()


def test_it_goes_on_where_it_was_interrupted(
    desk: TestHall, today: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reindex, "CHUNK", 2)
    assert due.run_due(desk.clerk, KIND, limit=1).after
    assert waiting(desk) == 5
    run(desk.session(Role.SUPERVISOR))  # the next person begins with the first that waits
    assert stored(desk) == today
    assert verify(desk.installation).good


def test_who_is_changed_meanwhile_has_todays_tokens_at_once(desk: TestHall, today: Stored) -> None:
    clerk = desk.clerk
    (row,) = customers.find(clerk, text="龚大文").rows
    customers.record_view(clerk, new_id(), customer_id=row.customer_id)
    changes.change_second_contact(
        clerk,
        new_id(),
        customer_id=row.customer_id,
        seen=(),
        name="林一诺",
        phone="13912340008",
        language="zh_CN",
    )
    assert waiting(desk) == 6
    assert found(clerk, "gong") == found(clerk, "139 0008") == ["龚*文"]
    with desk.installation.engine.connect() as connection:
        waits = connection.execute(sa.select(index_due.c.party_id)).scalars().all()
    assert waits
    # a chunk that was read before the change leaves the party out
    made = reindex.write(clerk, new_id(), party_ids=(*waits, row_party(desk, row.customer_id)))
    assert made.parties == 6
    seconds = {"second_phone", "second_ends", "second_four"}
    assert {each for each in stored(desk) if each[0] not in seconds} == today
    assert found(clerk, "139 0008") == ["龚*文"]
    assert verify(desk.installation, keys=clerk.keys).good


def row_party(desk: TestHall, customer_id: UUID) -> UUID:
    with desk.installation.engine.connect() as connection:
        of = sa.select(customer.c.party_id).where(customer.c.id == customer_id)
        found: UUID = connection.execute(of).scalar_one()
        return found


def test_two_counters_do_it_at_once(
    desk: TestHall, today: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reindex, "CHUNK", 1)
    desk.installation.clock = threadsafe(desk.clock)
    sessions = [desk.session(Role.CLERK), desk.session(Role.SUPERVISOR)]
    failed: list[BaseException] = []

    def complete(session: Session) -> None:
        try:
            run(session)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=complete, args=[each]) for each in sessions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert stored(desk) == today
    assert waiting(desk) == 0
    assert verify(desk.installation).good


def test_who_was_erased_does_not_stop_it(desk: TestHall, today: Stored) -> None:
    with desk.installation.engine.begin() as connection:
        kind, token = tokens.token(desk.clerk.index, "name", "吕布")  # type: ignore[arg-type]
        erased: UUID = connection.execute(
            sa.select(search_token.c.party_id).where(
                search_token.c.kind == kind, search_token.c.token == token
            )
        ).scalar_one()
        connection.execute(sa.delete(subject_key).where(subject_key.c.subject_id == erased))
    before = {row for row in stored(desk) if row[2] == erased}
    run(desk.clerk)
    assert stored(desk) == {row for row in today if row[2] != erased} | before
    assert waiting(desk) == 0
