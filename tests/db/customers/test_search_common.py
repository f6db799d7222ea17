"""A token that many customers have is asked customer by customer: the same rows in the same order, by indexes alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from app.domain.permissions import Role
from app.services import customers
from app.services.customers import listing, search_questions
from app.services.customers.tokens import token
from app.services.procedure import Query
from db.engine import is_sqlite
from tests.kit import crowd
from tests.kit.desk import TestHall

NAMES = ["王乐", "王力", "汪林", "吴兰兰", "李王", "王乐"]
TEXTS = ("wl", "wang", "王乐", "王", "李王", "wle", "wangle", "ww")


@pytest.fixture
def everything_is_common(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_questions, "COMMON", 0)
    monkeypatch.setattr(search_questions, "_common", {})


def made(desk: TestHall, manager: UUID | None = None) -> list[UUID]:
    """Six customers, of whom the manager has every other one."""
    people = [
        replace(
            crowd.invent(n),
            name=name,
            last_contact_days=1 + n * 5 % 7,
            manager_id=manager if n % 2 else None,
        )
        for n, name in enumerate(NAMES)
    ]
    return crowd.add(desk.clerk, people)


def listed(desk: TestHall, role: Role = Role.CLERK) -> dict[str, Any]:
    session = desk.session(role)
    return {
        text: [each.customer_id for each in customers.find(session, text=text).rows]
        for text in TEXTS
    }


def test_common_tokens_find_the_same_in_the_same_order(
    desk: TestHall, request: pytest.FixtureRequest
) -> None:
    made(desk)
    expected = listed(desk)
    assert len(expected["wl"]) == 5
    request.getfixturevalue("everything_is_common")
    assert listed(desk) == expected


def test_a_managers_own_customers_are_walked_through(
    desk: TestHall, request: pytest.FixtureRequest
) -> None:
    manager = desk.session(Role.ACCOUNT_MANAGER)
    mine = set(made(desk, manager.actor.id)[1::2])
    found = listed(desk, Role.ACCOUNT_MANAGER)
    assert set(found["wl"]) | set(found["王乐"]) <= mine
    assert len(found["wl"]) == 3
    request.getfixturevalue("everything_is_common")
    assert listed(desk, Role.ACCOUNT_MANAGER) == found


@pytest.mark.usefixtures("everything_is_common")
def test_the_limit_holds_across_both_parts(desk: TestHall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "BATCH", 1)
    crowd.add(desk.clerk, [replace(each, name="王乐") for each in crowd.people(9)])
    index = desk.clerk.index
    assert index is not None
    asked = search_questions.by_tokens([token(index, "initials", "wl")])
    with desk.installation.engine.connect() as connection:
        query = Query(desk.clerk, connection)
        for limit in (1, 2, 3, 8, 9, 10):
            found = [each for batch in listing.candidates(query, asked, limit) for each in batch]
            assert len(found) == len({each.row.customer_id for each in found}) == min(limit, 9)
            times = [each.row.last_contact_at for each in found]
            assert times == sorted(times, reverse=True)


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.usefixtures("everything_is_common")
def test_walking_reads_indexes_and_sorts_nobody(local_desk: TestHall, own: bool) -> None:
    index = local_desk.clerk.index
    assert index is not None
    asked = search_questions.by_tokens([token(index, "initials", "wl")])
    select = listing._candidates_by(asked, own=own, walk=True)
    with local_desk.installation.engine.connect() as connection:
        assert is_sqlite(connection)
        compiled = select._compiled(connection)
        given = dict.fromkeys(("token_0", "actor"), b"") | {"most": 200, "skipped": 0}
        values = [given.get(name, "records") for name in compiled.order or ()]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled.sql}", tuple(values))
        steps = [row[3] for row in plan]
    by = "manager_id_last_contact_at" if own else "last_contact_at"
    walked = [step for step in steps if f"COVERING INDEX ix_customer_{by}_id_party_id" in step]
    assert len(walked) == 1, steps
    assert any(
        "search_token USING PRIMARY KEY (kind=? AND token=? AND party_id=?)" in step
        for step in steps
    )
    assert not any(step == "SCAN customer" for step in steps), steps


def test_what_is_exact_is_never_walked(local_desk: TestHall) -> None:
    """Where one of a million has it, walking would read all of them."""
    index = local_desk.clerk.index
    assert index is not None
    for kind in ("phone", "phone_ends", "full_name", "full_pinyin", "initials_four", "last_four"):
        assert search_questions.by_tokens([token(index, kind, "x")]).common is None
