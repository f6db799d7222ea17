"""A row as it was: at a moment, between two, and what differs; opened for who may, masked for who looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.security.seal import Tampered, framed
from app.services import history, identity, procedure
from app.services.procedure import Query, query, versions
from app.services.procedure.versions import RowVersion
from db.schema import metadata
from db.schema.identity import contact_medium, identity_document, party
from db.schema.operations import superseded_version
from tests.kit import forms, party_work
from tests.kit.attack import as_owner
from tests.kit.desk import TestHall
from tests.kit.papers import registered
from tests.kit.party_work import erase_party

NAMES = ("欧阳䶮", "欧阳龙", "单雄")


@query(None)
def ask(query: Query, *, about: Callable[[Query], Any]) -> Any:
    return about(query)


def all_of(desk: TestHall, table: sa.Table, row_id: UUID) -> tuple[RowVersion, ...]:
    found: tuple[RowVersion, ...] = ask(
        desk.clerk, about=lambda query: procedure.between(query, table, row_id)
    )
    return found


@pytest.fixture
def renamed(desk: TestHall) -> UUID:
    """A person who was called something else twice."""
    made = party_work.make_party(desk.clerk, new_id(), name=NAMES[0])
    for n, name in enumerate(NAMES[1:], 1):
        party_work.rename_party(desk.clerk, new_id(), party_id=made.party_id, version=n, name=name)
    return made.party_id


def test_a_row_is_read_as_it_was_at_any_moment(desk: TestHall, renamed: UUID) -> None:
    every = all_of(desk, party, renamed)
    assert [each.values["name"] for each in every] == list(reversed(NAMES))
    assert [each.version for each in every] == [3, 2, 1]
    assert {each.staff_no for each in every} == {desk.clerk.actor.staff_no}
    assert [each.operation for each in every] == ["test.rename_party"] * 2 + ["test.make_party"]

    def was(query: Query) -> None:
        tick = timedelta(microseconds=1)
        for each in every:
            found = versions.at(query, party, renamed, each.at)
            assert found is not None
            assert found.values["name"] == each.values["name"]
        (newest, middle, oldest) = every
        assert versions.at(query, party, renamed, oldest.at - tick) is None
        assert versions.at(query, party, renamed, newest.at + timedelta(days=9)) == newest
        only = procedure.between(query, party, renamed, since=middle.at, until=middle.at)
        assert [each.version for each in only] == [2]
        page = procedure.between(query, party, renamed, before=3, limit=1)
        assert [each.version for each in page] == [2]
        assert procedure.between(query, contact_medium, renamed) == ()

    ask(desk.clerk, about=was)


def test_what_differs_is_told_masked(desk: TestHall, renamed: UUID) -> None:
    newest, _, oldest = all_of(desk, party, renamed)
    (change,) = versions.diff(party, oldest, newest)
    assert (change.column, change.before, change.after) == ("name", "欧阳*", "单*")
    assert versions.diff(party, newest, newest) == ()
    made = {each.column: each.after for each in versions.diff(party, None, oldest)}
    assert made["name"] == "欧阳*"
    assert made["sex"] == "female"
    told = repr([versions.diff(party, None, oldest), oldest, newest])
    assert not [name for name in NAMES if name in told]


def test_a_recaptured_card_shows_old_and_new_without_the_number(desk: TestHall) -> None:
    made = registered(desk)
    card = forms.read_card(desk.clerk, forms.person())
    again = replace(card, valid_from="2026-10-01", valid_to="2046-10-01")
    done = identity.recapture(desk.clerk, new_id(), customer_id=made.customer_id, document=again)
    newest, oldest = all_of(desk, identity_document, done.document_id)
    changes = {each.column: each for each in versions.diff(identity_document, oldest, newest)}
    assert str(changes["valid_to"].before) == "2036-12-15"
    assert str(changes["valid_to"].after) == "2046-10-01"
    assert "number" not in changes
    assert newest.values["number"] == card.number
    made_new = versions.diff(identity_document, None, newest)
    assert card.number not in repr(made_new)


def test_the_newest_version_is_the_row_itself_in_every_table(desk: TestHall) -> None:
    """Every type of column comes back as it is stored: ids, days, instants, flags, JSON, sealed texts."""
    registered(desk)

    def same(query: Query) -> set[str]:
        seen = set()
        for table in metadata.sorted_tables:
            if not table.info.get("business"):
                continue
            for row_id in query.execute(sa.select(table.c.id).limit(3)).scalars().all():
                row = query.one(table, row_id)
                (newest,) = procedure.between(query, table, row_id, limit=1)
                expected = {
                    name: value
                    for name, value in row.items()
                    if not isinstance(value, bytes) and not table.c[name].info.get("recomputed")
                }
                told = {name: newest.values[name] for name in expected}
                assert told == expected, table.name
                seen.add(table.name)
        return seen

    seen = ask(desk.clerk, about=same)
    assert {"party", "identity_document", "customer", "paper", "rule", "staff"} <= seen


def test_who_was_erased_is_told_so_and_nothing_else(desk: TestHall, renamed: UUID) -> None:
    erase_party(desk.clerk, new_id(), party_id=renamed)
    for each in all_of(desk, party, renamed):
        assert each.erased
        assert each.values["name"] is None
        assert each.values["sex"] == "female"


def test_pages_meet_however_many_rows_share_a_moment(local_desk: TestHall) -> None:
    """SQLite's clock stands still here, so that only the ids tell the rows apart."""
    made = registered(local_desk)
    card = forms.read_card(local_desk.clerk, forms.person())
    moment = local_desk.clock()
    local_desk.installation.clock = lambda: moment
    for _ in range(4):
        identity.recapture(local_desk.clerk, new_id(), customer_id=made.customer_id, document=card)
    whole = history.timeline_page(local_desk.clerk, customer_id=made.customer_id).rows
    assert len({each.at for each in whole}) == 2
    for size in (1, 2, 3, 5):
        seen: list[UUID] = []
        before = None
        while True:
            page = history.timeline_page(
                local_desk.clerk, customer_id=made.customer_id, before=before, limit=size
            )
            seen += [each.id for each in page.rows]
            before = page.next
            if before is None:
                break
        assert seen == [each.id for each in whole]


@pytest.mark.parametrize(
    "changes",
    [
        {"plain": [1]},
        {"plain": {"hall_id": "nowhere"}},
        {"plain": {"created_at": 5}},
        {"sealed": framed(b"name")},
        {"sealed": framed(b"\xff", bytes(60))},
        {"sealed": None},
    ],
    ids=str,
)
def test_what_no_version_says_is_not_shown(
    desk: TestHall, renamed: UUID, changes: dict[str, Any]
) -> None:
    with as_owner(desk.installation) as connection:
        connection.execute(sa.update(superseded_version).values(changes))
    with pytest.raises(Tampered):
        all_of(desk, party, renamed)
