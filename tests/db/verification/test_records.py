"""Records, versions, seals and blobs that were changed past the program are found (T10)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import Conflict
from app.security.seal import framed
from db.schema.audit import look as look_table
from db.schema.customers import customer
from db.schema.identity import party
from db.schema.keys import class_key, subject_key
from db.schema.operations import erasure, operation, record_version, superseded_version
from db.schema.staff import staff as staff_table
from tests.databases import JUDGED
from tests.kit import attack as attacks
from tests.kit.desk import TestHall
from tests.kit.papers import registered
from tests.kit.party_work import erase_party, make_party, rename_party
from tests.kit.verified import codes, look, work_a_while

pytestmark = JUDGED

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
    "an older version's plain part": (
        lambda made: (
            sa.update(superseded_version)
            .where(superseded_version.c.row_id == made.party_id)
            .values(plain={"subject_id": str(made.party_id), "sex": "male"})
        ),
        "commitment_wrong",
    ),
    "an older version's seal": (
        lambda made: (
            sa.update(superseded_version)
            .where(superseded_version.c.row_id == made.party_id)
            .values(sealed=framed(b"name", bytes(60)))
        ),
        "sealed_unreadable",
    ),
    "an older version's seal, in no order": (
        lambda made: (
            sa.update(superseded_version)
            .where(superseded_version.c.row_id == made.party_id)
            .values(sealed=b"\0\0\0\7name")
        ),
        "sealed_unreadable",
    ),
    "an older version's seal taken away": (
        lambda made: (
            sa.update(superseded_version)
            .where(superseded_version.c.row_id == made.party_id)
            .values(sealed=None)
        ),
        "commitment_wrong",
    ),
    "an older version said to be another subject's": (
        lambda made: (
            sa.update(superseded_version)
            .where(superseded_version.c.row_id == made.party_id)
            .values(subject_id=new_id())
        ),
        "commitment_wrong",
    ),
    "an older version's content deleted": (
        lambda made: sa.delete(superseded_version).where(
            superseded_version.c.row_id == made.party_id
        ),
        "content_missing",
    ),
    "content of a version that nobody replaced": (
        lambda made: (
            sa.update(superseded_version)
            .where(superseded_version.c.row_id == made.party_id)
            .values(version=7)
        ),
        "content_unexpected",
    ),
    "a version's commitment": (
        lambda made: (
            sa.update(record_version)
            .where(record_version.c.row_id == made.party_id)
            .values(commitment=bytes(32))
        ),
        "effects_differ",
    ),
    "a version's mac": (
        lambda made: (
            sa.update(record_version)
            .where(record_version.c.row_id == made.party_id, record_version.c.version == 2)
            .values(mac=bytes(32))
        ),
        "row_differs",
    ),
    "a version's form": (
        lambda made: (
            sa.update(record_version)
            .where(record_version.c.row_id == made.party_id, record_version.c.version == 2)
            .values(form=None)
        ),
        "content_missing",
    ),
    "a look taken away": (lambda _: sa.delete(look_table), "looks_differ"),
    "a look at somebody else": (
        lambda _: sa.update(look_table).values(row_id=new_id()),
        "looks_differ",
    ),
    "a certificate of an erasure that nobody made": (
        lambda made: sa.insert(erasure).values(
            subject_id=made.party_id,
            operation_id=new_id(),
            at=datetime(2026, 1, 2, tzinfo=UTC),
            reason="request",
            count=0,
        ),
        "version_without_event",
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
        "effects_differ",
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
        lambda _: sa.update(staff_table).values(enrolled_by=new_id()),
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
        assert connection.execute(statement(made)).rowcount != 0
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
        connection.exec_driver_sql("UPDATE superseded_version SET plain = 'no json'")
    assert "unreadable" in codes(look(local_desk, None))


def test_with_its_certificate_an_erasure_is_in_order(desk: TestHall) -> None:
    made = work_a_while(desk)
    erase_party(desk.clerk, new_id(), party_id=made.party_id)
    assert look(desk).good
    assert look(desk, None).good
    with desk.installation.engine.connect() as connection:
        (certificate,) = connection.execute(sa.select(erasure)).all()
    assert (certificate.subject_id, certificate.reason) == (made.party_id, "request")
    assert certificate._mapping["count"] == 2  # the first name, and the phone as it stood


def test_without_the_certificate_an_erasure_is_found(desk: TestHall) -> None:
    made = work_a_while(desk)
    erase_party(desk.clerk, new_id(), party_id=made.party_id)
    with attacks.as_owner(desk.installation) as connection:
        connection.execute(sa.delete(erasure))
    assert {"subject_key_missing", "effects_differ"} <= codes(look(desk))


def test_nothing_is_written_about_who_was_erased(desk: TestHall) -> None:
    made = work_a_while(desk)
    erase_party(desk.clerk, new_id(), party_id=made.party_id)
    with pytest.raises(Conflict, match="erased"):
        rename_party(desk.clerk, new_id(), party_id=made.party_id, version=2, name="戊己")
    with pytest.raises(Conflict, match="erased"):
        erase_party(desk.clerk, new_id(), party_id=made.party_id)
    assert look(desk).good


ERASED_ATTACKS = {
    "the key is there again": (
        lambda made: sa.insert(subject_key).values(
            subject_id=made.party_id, key_class="records", epoch=1, wrapped=bytes(61)
        ),
        "erased_has_key",
    ),
    "what old versions said is there again": (
        lambda made: (
            sa.update(superseded_version)
            .where(superseded_version.c.row_id == made.party_id)
            .values(sealed=bytes(60))
        ),
        "erased_has_content",
    ),
    "a plain column": (
        lambda made: sa.update(party).where(party.c.id == made.party_id).values(sex="male"),
        "row_differs",
    ),
    "another certificate": (lambda _: sa.update(erasure).values(count=7), "effects_differ"),
}


@pytest.mark.parametrize("name", sorted(ERASED_ATTACKS))
def test_an_attack_on_who_was_erased_is_found_without_keys(desk: TestHall, name: str) -> None:
    """What is plain stays checked for ever."""
    made = work_a_while(desk)
    erase_party(desk.clerk, new_id(), party_id=made.party_id)
    statement, expected = ERASED_ATTACKS[name]
    with attacks.as_owner(desk.installation) as connection:
        assert connection.execute(statement(made)).rowcount != 0
    assert expected in codes(look(desk, None))


def test_a_plain_column_is_checked_without_keys(desk: TestHall) -> None:
    work_a_while(desk)
    assert look(desk, None).good
    with attacks.as_owner(desk.installation) as connection:
        connection.execute(sa.update(party).values(sex="male"))
    assert codes(look(desk, None)) == {"row_differs"}


def test_a_last_contact_that_the_history_does_not_tell_of_is_found(desk: TestHall) -> None:
    registered(desk)
    assert look(desk).good
    with attacks.as_owner(desk.installation) as connection:
        connection.execute(sa.update(customer).values(last_contact_at=desk.clock()))
    assert codes(look(desk, None)) == {"last_contact_differs"}
