"""What nobody committed to by itself: a version's form and time, the operation's, looks without an event.
An old form, whose content only keys can check, is not made out of a slim version."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services.verification.plain_versions import plain_of
from db.schema.audit import audit_event
from db.schema.audit import look as look_table
from db.schema.base import kind_of
from db.schema.identity import party
from db.schema.operations import operation, record_version, superseded_version
from tests.databases import JUDGED
from tests.kit.attack import as_owner
from tests.kit.desk import TestHall
from tests.kit.older_base import as_form
from tests.kit.party_work import Made, erase_party, make_party
from tests.kit.verified import codes, look, work_a_while

pytestmark = JUDGED

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def whole_again(connection: sa.Connection, party_id: UUID, form: int | None) -> None:
    """The party's newest version as one of an older form, with a copy that says what the row says now."""
    row = connection.execute(sa.select(party).where(party.c.id == party_id)).one()
    version = {"kind": kind_of(party), "row_id": party_id, "version": row.version}
    mine = [record_version.c[name] == value for name, value in version.items()]
    connection.execute(sa.update(record_version).where(*mine).values(form=form))
    copy = {"subject_id": row.subject_id, "form": form, "plain": plain_of(party, row)}
    connection.execute(sa.insert(superseded_version).values(**version, **copy))


@pytest.mark.parametrize("form", [None, 1, 2, 99, -1])
def test_a_slim_version_does_not_become_one_that_only_keys_can_check(
    desk: TestHall, form: int | None
) -> None:
    made = work_a_while(desk)
    desk.session(Role.AUDITOR)
    with as_owner(desk.installation) as connection:
        connection.execute(sa.update(party).values(sex="male"))
        whole_again(connection, made.party_id, form)
    assert codes(look(desk, None)) == {"commitment_wrong"}


def test_nor_does_that_of_somebody_erased_whom_no_key_checks(desk: TestHall) -> None:
    made = work_a_while(desk)
    erase_party(desk.clerk, new_id(), party_id=made.party_id)
    with as_owner(desk.installation) as connection:
        connection.execute(sa.update(party).values(sex="male"))
        whole_again(connection, made.party_id, 2)
    assert codes(look(desk)) == {"commitment_wrong"}


@pytest.mark.parametrize("form", [1, 2])
def test_a_version_of_before_is_not_checked_as_somebody_erased(
    local_desk: TestHall, form: int
) -> None:
    desk = local_desk
    kept = make_party(desk.clerk, new_id(), name="甲乙")
    gone = make_party(desk.clerk, new_id(), name="丙丁")
    for role in Role:
        desk.session(role)
    as_form(desk.installation, form)
    erase_party(desk.clerk, new_id(), party_id=gone.party_id)
    assert look(desk).good
    mine = superseded_version.c.row_id == kept.party_id
    with as_owner(desk.installation) as connection:
        plain = connection.execute(sa.select(superseded_version.c.plain).where(mine)).scalar_one()
        forged = {"subject_id": gone.party_id, "plain": plain | {"sex": "male"}, "sealed": None}
        connection.execute(sa.update(superseded_version).where(mine).values(**forged))
        connection.execute(
            sa.update(party).where(party.c.id == kept.party_id).values(sex="male", name=bytes(60))
        )
    assert "commitment_wrong" in codes(look(desk))


@pytest.mark.parametrize("form", [3, 99, -1])
def test_a_version_of_before_has_a_form_of_before(local_desk: TestHall, form: int) -> None:
    make_party(local_desk.clerk, new_id(), name="甲乙")
    for role in Role:
        local_desk.session(role)
    as_form(local_desk.installation, 2)
    with as_owner(local_desk.installation) as connection:
        connection.execute(sa.update(record_version).values(form=form))
    assert "commitment_wrong" in codes(look(local_desk, None))


def a_version_moved_in_time(connection: sa.Connection, made: Made) -> None:
    mine = record_version.c.row_id == made.party_id
    connection.execute(sa.update(record_version).where(mine).values(recorded_at=LONG_AGO))


def an_operation_moved_in_time(connection: sa.Connection, _made: Made) -> None:
    mine = operation.c.kind == "test.rename_party"
    connection.execute(sa.update(operation).where(mine).values(at=LONG_AGO))


def an_operation_of_a_sign_in(connection: sa.Connection, _made: Made) -> None:
    bodies = [json.loads(body) for body in connection.scalars(sa.select(audit_event.c.body))]
    signed_in = next(body for body in bodies if body["procedure"] == "staff.sign_in")
    row = connection.execute(sa.select(operation).limit(1)).one()
    forged = dict(row._mapping) | {"id": UUID(signed_in["operation"])}
    connection.execute(sa.insert(operation).values(forged))


def a_look_after_the_last_event(connection: sa.Connection, made: Made) -> None:
    chain = sa.select(audit_event.c.workstation_id).limit(1).scalar_subquery()
    connection.execute(
        sa.insert(look_table).values(
            kind="party", row_id=made.party_id, workstation_id=chain, seq=10**6
        )
    )


def a_look_at_no_counter(connection: sa.Connection, made: Made) -> None:
    connection.execute(
        sa.insert(look_table).values(
            kind="party", row_id=made.party_id, workstation_id=new_id(), seq=1
        )
    )


@pytest.mark.parametrize(
    ("attack", "expected"),
    [
        (a_version_moved_in_time, "commitment_wrong"),
        (an_operation_moved_in_time, "operation_differs"),
        (an_operation_of_a_sign_in, "operation_without_event"),
        (a_look_after_the_last_event, "looks_differ"),
        (a_look_at_no_counter, "looks_differ"),
    ],
)
def test_what_no_commitment_covers_is_found_without_keys(
    desk: TestHall, attack: Callable[[sa.Connection, Made], None], expected: str
) -> None:
    made = work_a_while(desk)
    desk.session(Role.AUDITOR)
    with as_owner(desk.installation) as connection:
        attack(connection, made)
    assert codes(look(desk, None)) == {expected}


@pytest.mark.parametrize("plain", [{"a": 1.5}, {"ä": 1}, {"a": {"b": [None]}}, [1], 5], ids=str)
def test_content_that_no_version_has_is_a_finding_and_the_check_goes_on(
    local_desk: TestHall, plain: Any
) -> None:
    desk = local_desk
    make_party(desk.clerk, new_id(), name="甲乙")
    work_a_while(desk)
    with as_owner(desk.installation) as connection:
        connection.execute(
            sa.update(superseded_version).values(plain=sa.literal(json.dumps(plain), sa.Text))
        )
        connection.execute(sa.update(party).values(sex="male"))
    found = codes(look(desk, None))
    assert {"commitment_wrong", "row_differs"} <= found
    assert "unreadable" not in found


HOSTILE: list[dict[str, Any]] = [
    {"looked": [1]},
    {"looked": [["a", "b", "c"]]},
    {"looked": [["staff", ["x"]]]},
    {"effects": {"people": 5}},
    {"effects": {"people": [5]}},
    {"effects": []},
    {"operation": 5},
    {"form": 1, "objects": [1]},
    {"form": 1, "objects": [[["a"], {}]]},
    {"form": 3},
]


@pytest.mark.parametrize("change", HOSTILE, ids=str)
def test_an_event_that_nobody_wrote_is_a_finding_and_the_check_goes_on(
    local_desk: TestHall, change: dict[str, Any]
) -> None:
    desk = local_desk
    work_a_while(desk)
    with as_owner(desk.installation) as connection:
        seq = sa.select(sa.func.max(audit_event.c.seq)).scalar_subquery()
        event = connection.execute(sa.select(audit_event).where(audit_event.c.seq == seq)).one()
        body = json.dumps(json.loads(event.body) | change)
        connection.execute(
            sa.update(audit_event).where(audit_event.c.seq == event.seq).values(body=body)
        )
        connection.execute(sa.update(party).values(sex="male"))
    found = codes(look(desk, None))
    assert {"edited", "misplaced", "row_differs"} <= found
    assert "unreadable" not in found
