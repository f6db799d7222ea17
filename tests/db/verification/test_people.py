"""Passwords, locks and keys of people: what was in force is what events tell, and nothing older comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.services import staff
from app.services.staff import sign_in, signing_in
from app.services.staff.own_password import change_password
from app.services.verification import people
from db.schema.keys import held_key
from db.schema.staff import sign_in_state, staff_secret
from db.schema.staff import staff as staff_table
from tests.databases import JUDGED
from tests.kit.attack import as_owner
from tests.kit.clean_halls import OWN, WRONG
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.party_work import make_party
from tests.kit.verified import codes, look

pytestmark = JUDGED

WHOSE = {
    staff_table: staff_table.c.id,
    staff_secret: staff_secret.c.staff_id,
    sign_in_state: sign_in_state.c.staff_id,
    held_key: held_key.c.holder_id,
}
Rows = dict[sa.Table, list[dict[str, Any]]]
CLERK = (STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])


def rows_of(connection: sa.Connection, person: UUID) -> Rows:
    return {
        table: [
            dict(row._mapping) for row in connection.execute(sa.select(table).where(c == person))
        ]
        for table, c in WHOSE.items()
    }


def put(connection: sa.Connection, person: UUID, rows: Rows) -> None:
    """These rows in the place of those there are."""
    for table, column in WHOSE.items():
        if table in rows:
            connection.execute(sa.delete(table).where(column == person))
            connection.execute(sa.insert(table), rows[table]) if rows[table] else None


@contextmanager
def put_back(desk: TestHall, person: UUID, rows: Rows) -> Iterator[None]:
    """As long as this lasts, a person's rows are these."""
    with as_owner(desk.installation) as connection:
        now = rows_of(connection, person)
        put(connection, person, rows)
    yield
    with as_owner(desk.installation) as connection:
        put(connection, person, {table: now[table] for table in rows})


def end(desk: TestHall, role: Role) -> None:
    administrator = desk.session(Role.ADMINISTRATOR)
    row = next(r for r in staff.staff_list(administrator) if r.staff_no == STAFF_NO[role])
    staff.leave(administrator, new_id(), staff_id=row.staff_id, version=row.version)


def work_after_leaving(desk: TestHall) -> None:
    """The leaver's trick: this morning's rows are put back, something is done, and they are taken away."""
    clerk = desk.clerk.actor.id
    with as_owner(desk.installation) as connection:
        morning = rows_of(connection, clerk)
    end(desk, Role.CLERK)
    with (
        put_back(desk, clerk, morning),
        patch.object(signing_in, "is_older", lambda *_: False),  # a client of the leaver's own
    ):
        make_party(sign_in(desk.installation, *CLERK), new_id(), name="甲乙")


def test_who_left_and_works_on_with_the_rows_of_this_morning_is_found(desk: TestHall) -> None:
    work_after_leaving(desk)
    found = look(desk, None).findings
    assert {each.code for each in found} >= {"after_leaving", "secret_exchanged"}
    assert all("越秀旗舰厅 3 #" in each.place for each in found if each.code == "after_leaving")


def test_without_the_order_of_the_chain_a_day_of_grace_would_hide_it(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage."""
    monkeypatch.setattr(people.PeopleTold, "_signed", lambda *_: None)
    monkeypatch.setattr(people, "_exchanged", lambda _: ())
    work_after_leaving(desk)
    assert look(desk, None).good


def test_work_of_today_before_leaving_is_no_finding(desk: TestHall) -> None:
    make_party(desk.clerk, new_id(), name="甲乙")
    end(desk, Role.CLERK)
    make_party(desk.session(Role.SUPERVISOR), new_id(), name="甲乙")
    assert look(desk).good


def test_a_leaver_whose_rows_stay_there_is_found(desk: TestHall) -> None:
    clerk = desk.clerk.actor.id
    with as_owner(desk.installation) as connection:
        morning = rows_of(connection, clerk)
    end(desk, Role.CLERK)
    with as_owner(desk.installation) as connection:
        put(connection, clerk, morning)
    found = {(each.code, each.place) for each in look(desk, None).findings}
    assert found >= {
        ("secret_differs", f"staff_secret {clerk}"),
        ("tries_differ", f"sign_in_state {clerk}"),
        ("held_key_older", f"records 1 of {clerk}"),
    }


def test_a_leaked_password_that_was_changed_does_not_come_back_unseen(desk: TestHall) -> None:
    clerk = desk.clerk.actor.id
    with as_owner(desk.installation) as connection:
        leaked = {staff_secret: rows_of(connection, clerk)[staff_secret]}
    change_password(desk.installation, *CLERK, OWN[0])
    assert look(desk).good
    with put_back(desk, clerk, leaked):
        assert ("secret_differs", f"staff_secret {clerk}") in {
            (each.code, each.place) for each in look(desk, None).findings
        }
        sign_in(desk.installation, *CLERK)
    assert codes(look(desk, None)) == {"secret_exchanged"}


def test_without_the_list_of_secrets_it_would(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage."""
    clerk = desk.clerk.actor.id
    with as_owner(desk.installation) as connection:
        leaked = {staff_secret: rows_of(connection, clerk)[staff_secret]}
    change_password(desk.installation, *CLERK, OWN[0])
    monkeypatch.setattr(people, "_check_secrets", lambda *_: None)
    with put_back(desk, clerk, leaked):
        assert look(desk, None).good


@pytest.mark.parametrize(
    "values", [{"failures": 0, "last_failed_at": None}, {"failures": 1}, {"locked": True}]
)
def test_wrong_tries_that_are_taken_away_are_found(desk: TestHall, values: dict[str, Any]) -> None:
    for _ in range(2):
        with pytest.raises(UserError, match="wrong_password"):
            sign_in(desk.installation, CLERK[0], WRONG)
        desk.clock.pass_time(seconds=61)
    assert look(desk).good
    with as_owner(desk.installation) as connection:
        mine = sign_in_state.c.failures == 2
        connection.execute(sa.update(sign_in_state).where(mine).values(**values))
    assert codes(look(desk)) == {"tries_differ"}


def test_a_right_password_after_wrong_ones_is_a_clean_history(desk: TestHall) -> None:
    with pytest.raises(UserError, match="wrong_password"):
        sign_in(desk.installation, CLERK[0], WRONG)
    desk.clock.pass_time(seconds=61)
    sign_in(desk.installation, *CLERK)
    assert look(desk).good


def test_a_key_that_was_taken_away_is_missed(desk: TestHall) -> None:
    clerk = desk.clerk.actor.id
    with as_owner(desk.installation) as connection:
        connection.execute(sa.delete(held_key).where(held_key.c.holder_id == clerk))
    found = {(each.code, each.place) for each in look(desk, None).findings}
    assert ("held_key_missing", f"records 1 of {clerk}") in found
