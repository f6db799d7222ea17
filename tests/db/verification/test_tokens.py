"""A search token that was deleted, added, moved, or is not of the party's rows is found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services import due
from app.services.customers import party_tokens
from app.services.customers.tokens import token
from db.schema.identity import party
from db.schema.search import index_due, search_token, token_digest
from tests.databases import JUDGED
from tests.kit import crowd
from tests.kit.attack import as_owner
from tests.kit.desk import TestHall
from tests.kit.older_tokens import as_before
from tests.kit.verified import look

pytestmark = JUDGED

Found = set[tuple[str, str]]


@pytest.fixture
def two(desk: TestHall) -> tuple[UUID, UUID]:
    """Two customers' parties."""
    crowd.add(
        desk.clerk, [replace(crowd.invent(n), name=name) for n, name in enumerate(("龚", "吕"))]
    )
    with desk.installation.engine.connect() as connection:
        one, other = connection.execute(sa.select(party.c.id).order_by(party.c.id)).scalars()
        return one, other


def found(desk: TestHall, role: Role | None = None) -> Found:
    return {(each.code, each.place) for each in look(desk, role).findings if "token" in each.code}


def of(party_id: UUID, kind: str) -> Any:
    return sa.and_(search_token.c.party_id == party_id, search_token.c.kind == kind)


def differs(*parties: UUID) -> Found:
    return {("tokens_differ", f"party {each}") for each in parties}


def test_nothing_is_found_in_a_sound_base(desk: TestHall, two: tuple[UUID, UUID]) -> None:
    assert look(desk, None).good
    assert look(desk, Role.CLERK).good


def test_a_token_that_is_gone_is_found(desk: TestHall, two: tuple[UUID, UUID]) -> None:
    with as_owner(desk.installation) as connection:
        connection.execute(sa.delete(search_token).where(of(two[0], "phone")))
    assert found(desk) == found(desk, Role.CLERK) == differs(two[0])


def test_that_all_of_them_are_gone_is_found(desk: TestHall, two: tuple[UUID, UUID]) -> None:
    with as_owner(desk.installation) as connection:
        connection.execute(sa.delete(search_token).where(search_token.c.party_id == two[0]))
    assert found(desk) == differs(two[0])


def test_a_token_that_was_added_or_exchanged_is_found(
    desk: TestHall, two: tuple[UUID, UUID]
) -> None:
    with as_owner(desk.installation) as connection:
        connection.execute(
            sa.insert(search_token).values(kind="phone", token=bytes(8), party_id=two[0])
        )
        connection.execute(
            sa.update(search_token).where(of(two[1], "birthday")).values(token=bytes(2))
        )
    assert found(desk) == differs(*two)


def test_a_token_that_was_moved_is_found_at_both(desk: TestHall, two: tuple[UUID, UUID]) -> None:
    with as_owner(desk.installation) as connection:
        connection.execute(
            sa.update(search_token).where(of(two[0], "document")).values(party_id=two[1])
        )
    assert found(desk) == differs(*two)


def test_tokens_of_another_with_their_digest_are_found(
    desk: TestHall, two: tuple[UUID, UUID]
) -> None:
    """The digest says whose tokens these are."""
    one, other = two
    with as_owner(desk.installation) as connection:
        for table in (search_token, token_digest):
            rows = [dict(row._mapping) for row in connection.execute(sa.select(table))]
            connection.execute(sa.delete(table))
            for row in rows:
                row["party_id"] = other if row["party_id"] == one else one
            connection.execute(sa.insert(table), rows)
    assert found(desk) == differs(*two)


def test_a_digest_that_is_gone_is_found(desk: TestHall, two: tuple[UUID, UUID]) -> None:
    with as_owner(desk.installation) as connection:
        connection.execute(sa.delete(token_digest).where(token_digest.c.party_id == two[0]))
    assert found(desk) == {("tokens_unbound", f"party {two[0]}")}


def test_a_digest_of_an_operation_that_no_event_tells_of_is_found(
    desk: TestHall, two: tuple[UUID, UUID]
) -> None:
    with as_owner(desk.installation) as connection:
        connection.execute(
            sa.update(token_digest)
            .where(token_digest.c.party_id == two[0])
            .values(operation_id=new_id())
        )
    assert found(desk) == {("tokens_unbound", f"party {two[0]}")}


def test_an_older_digest_does_not_stand_for_a_newer_one(
    desk: TestHall, two: tuple[UUID, UUID]
) -> None:
    with as_owner(desk.installation) as connection:
        connection.execute(sa.insert(index_due).values(party_id=two[0]))
    due.run_due(desk.clerk, "search.index", limit=1)
    assert look(desk, Role.CLERK).good
    first = sa.and_(token_digest.c.party_id == two[0], token_digest.c.n == 1)
    with as_owner(desk.installation) as connection:
        connection.execute(sa.delete(token_digest).where(first))
    assert found(desk) == {
        ("token_digest_gap", f"party {two[0]}"),
        ("tokens_differ", f"party {two[0]}"),
    }


def test_tokens_with_a_digest_made_anew_are_found_with_keys(
    desk: TestHall, two: tuple[UUID, UUID]
) -> None:
    assert desk.clerk.index is not None
    kind, made = token(desk.clerk.index, "phone", "13900000000")
    with as_owner(desk.installation) as connection:
        connection.execute(sa.update(search_token).where(of(two[0], kind)).values(token=made))
        rows = connection.execute(
            sa.select(search_token).where(search_token.c.party_id == two[0])
        ).all()
        digest = party_tokens.digest(two[0], 1, [(row.kind, row.token) for row in rows])
        connection.execute(
            sa.update(token_digest).where(token_digest.c.party_id == two[0]).values(digest=digest)
        )
    assert found(desk) == set(), "control: without keys nobody can tell"
    assert found(desk, Role.CLERK) == {("tokens_wrong", f"party {two[0]}")}


def test_who_waits_for_todays_tokens_is_no_finding(desk: TestHall, two: tuple[UUID, UUID]) -> None:
    as_before(desk.clerk)
    assert look(desk, Role.CLERK).good
    due.run_due(desk.clerk, "search.index", limit=1)
    assert look(desk, Role.CLERK).good
