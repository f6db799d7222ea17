"""Records, versions, seals and blobs that were changed past the program are found (T10)."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from db.schema.identity import party
from db.schema.keys import class_key, subject_key
from db.schema.operations import operation, record_version
from db.schema.staff import staff as staff_table
from tests.kit import attack as attacks
from tests.kit.desk import TestHall
from tests.kit.party_work import make_party
from tests.kit.verified import codes, look, work_a_while

RECORD_ATTACKS = {
    "a name under another seal": (
        lambda made: sa.update(party).where(party.c.id == made.party_id).values(name=bytes(60)),
        "row_differs",
    ),
    "a plain column": (
        lambda made: sa.update(party).where(party.c.id == made.party_id).values(sex="male"),
        "row_differs",
    ),
    "an older version number": (
        lambda made: sa.update(party).where(party.c.id == made.party_id).values(version=1),
        "row_differs",
    ),
    "a version's plain part": (
        lambda made: (
            sa.update(record_version)
            .where(record_version.c.row_id == made.party_id)
            .values(plain={"sex": "male"})
        ),
        "commitment_wrong",
    ),
    "a version's seal": (
        lambda made: (
            sa.update(record_version)
            .where(record_version.c.row_id == made.party_id)
            .values(sealed=bytes(60))
        ),
        "sealed_unreadable",
    ),
    "a version's commitment": (
        lambda made: (
            sa.update(record_version)
            .where(record_version.c.row_id == made.party_id)
            .values(commitment=bytes(32))
        ),
        "commitment_differs",
    ),
    "a version deleted": (
        lambda made: sa.delete(record_version).where(
            record_version.c.row_id == made.party_id, record_version.c.version == 1
        ),
        "version_gap",
    ),
    "every version deleted": (
        lambda made: sa.delete(record_version).where(record_version.c.row_id == made.party_id),
        "row_without_version",
    ),
    "a version of its own": (
        lambda made: (
            sa.update(record_version)
            .where(record_version.c.row_id == made.party_id, record_version.c.version == 2)
            .values(operation_id=new_id())
        ),
        "version_without_event",
    ),
    "a version moved to another operation": (
        lambda made: (
            sa.update(record_version)
            .where(record_version.c.row_id == made.party_id, record_version.c.version == 2)
            .values(
                operation_id=sa.select(record_version.c.operation_id)
                .where(record_version.c.row_id == made.party_id, record_version.c.version == 1)
                .scalar_subquery()
            )
        ),
        "version_unnamed",
    ),
    "versions of an unknown kind": (
        lambda made: (
            sa.update(record_version)
            .where(record_version.c.row_id == made.party_id)
            .values(kind="nothing")
        ),
        "row_missing",
    ),
    "a key destroyed": (
        lambda made: sa.delete(subject_key).where(subject_key.c.subject_id == made.party_id),
        "subject_key_missing",
    ),
    "a key replaced": (
        lambda made: (
            sa.update(subject_key)
            .where(subject_key.c.subject_id == made.party_id)
            .values(wrapped=bytes(61))
        ),
        "subject_key_missing",
    ),
    "the auditors' public key": (
        lambda _: (
            sa.update(class_key).where(class_key.c.key_class == "audit").values(public=bytes(32))
        ),
        "class_key_differs",
    ),
    "an operation deleted": (
        lambda _: sa.delete(operation).where(operation.c.kind == "test.rename_party"),
        "operation_missing",
    ),
    "an operation edited": (
        lambda _: (
            sa.update(operation).where(operation.c.kind == "test.rename_party").values(kind="x")
        ),
        "operation_differs",
    ),
    "a person's role in history": (
        lambda _: (
            sa.update(record_version)
            .where(record_version.c.kind == "staff")
            .values(plain={"role": "administrator"})
        ),
        "forged_staff",
    ),
    "a person's role": (
        lambda _: (
            sa.update(staff_table).where(staff_table.c.role == "clerk").values(role="administrator")
        ),
        "row_differs",
    ),
}


@pytest.mark.parametrize("name", sorted(RECORD_ATTACKS))
def test_an_attack_on_the_records_is_found(desk: TestHall, name: str) -> None:
    made = work_a_while(desk)
    statement, expected = RECORD_ATTACKS[name]
    desk.session(Role.AUDITOR)
    with attacks.as_owner(desk.installation) as connection:
        assert connection.execute(statement(made)).rowcount >= 1
    assert expected in codes(look(desk))


def test_a_row_deleted_or_written_past_the_program_is_found(desk: TestHall) -> None:
    made = make_party(desk.clerk, new_id(), name="甲乙")
    desk.session(Role.AUDITOR)
    with attacks.as_owner(desk.installation) as connection:
        row = dict(connection.execute(sa.select(party)).one()._mapping)
        connection.execute(sa.delete(party).where(party.c.id == made.party_id))
        connection.execute(sa.insert(party).values(**{**row, "id": new_id()}))
    assert codes(look(desk)) == {"row_missing", "row_without_version"}


def test_a_changed_or_removed_blob_is_found(desk: TestHall) -> None:
    from db.schema.agreements import blob

    work_a_while(desk)
    desk.session(Role.AUDITOR)
    with attacks.as_owner(desk.installation) as connection:
        connection.execute(sa.update(blob).values(sealed=bytes(60)))
    assert codes(look(desk)) == codes(look(desk, None)) == {"blob_differs"}


def test_an_unreadable_record_ends_in_a_finding_and_not_in_an_error(local_desk: TestHall) -> None:
    work_a_while(local_desk)
    with attacks.as_owner(local_desk.installation) as connection:
        connection.exec_driver_sql("UPDATE record_version SET plain = 'no json'")
    assert "unreadable" in codes(look(local_desk, None))
