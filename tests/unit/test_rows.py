"""What a row may hold: everything that it commits to has a canonical form (data.md 7)."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.canonical import Plain, canonical
from app.security.seal import SubjectKey, unframed
from app.services.procedure.sealing import open_row, outgoing, plain_columns, seal_row, shape
from db.schema.customers import customer
from db.schema.identity import identity_document
from db.types import Id, Sealed

KEY = bytes(range(32))
ID = UUID(int=7)


def row(**changes: Any) -> dict[str, Any]:
    empty = dict.fromkeys(column.name for column in identity_document.columns)
    given = {"id": ID, "version": 1, "subject_id": ID, "party_id": ID, "number": "䶮", "entry": {}}
    return empty | given | {"valid_from": date(2026, 1, 2), "long_term": False} | changes


def sealed(**changes: Any) -> Any:
    return seal_row(
        identity_document,
        row(**changes),
        deployment=ID,
        key=SubjectKey(KEY),
        operation_id=ID,
        now=datetime(2026, 1, 2, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"type": 1.5},
        {"entry": {"name": 1.5}},
        {"entry": {"name": [1.5]}},
        {"entry": {"姓名": "reader"}},
        {"type": object()},
        {"entry": {"name": 2**64}},
    ],
)
def test_what_has_no_canonical_form_is_never_stored(changes: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        sealed(**changes)


def test_a_commitment_is_to_the_plain_columns_and_the_mac_of_the_sealed_ones() -> None:
    made = sealed(entry={"name": "reader"})
    where: dict[str, Plain] = {"kind": "identity_document", "id": str(ID), "version": 1}
    secret = canonical("counter/secret/1", where | {"values": {"number": "䶮"}})
    mac = SubjectKey(KEY).commitment(secret)
    plain: dict[str, Plain] = {
        "subject_id": str(ID),
        "party_id": str(ID),
        "entry": {"name": "reader"},
        "valid_from": "2026-01-02",
        "long_term": False,
    }
    said = canonical("counter/row/3", where | {"values": plain, "mac": mac.hex()})
    assert made.recorded["form"] == 3
    assert made.recorded["mac"] == mac
    assert made.recorded["commitment"] == hashlib.sha256(said).digest()


def test_what_is_recomputed_is_no_part_of_a_version() -> None:
    assert "last_contact_at" not in dict(shape(customer).plain)
    assert "registered_at" in dict(shape(customer).plain)


def test_the_content_of_a_version_that_goes_is_kept_as_it_stood() -> None:
    stored = sealed(entry={"name": "reader"}).stored
    kept = outgoing(identity_document, SimpleNamespace(_mapping=stored), ID)
    assert unframed(kept["sealed"]) == [b"number", stored["number"]]
    assert kept["plain"] == plain_columns(identity_document, stored)
    assert (kept["kind"], kept["row_id"], kept["version"], kept["form"]) == (
        "identity_document",
        ID,
        1,
        3,
    )


def later(table: sa.Table) -> sa.Table:
    """`table` after revisions that renamed it and its number, and added two columns."""
    columns: list[sa.Column[Any]] = []
    for column in table.columns:
        name = {"number": "digits", "entry": "typed"}.get(column.name, column.name)
        columns.append(sa.Column(name, column.type, info={"first_name": column.name}))
    columns += [sa.Column("merged_into", Id), sa.Column("remark", Sealed)]
    return sa.Table("proof", sa.MetaData(), *columns, info=dict(table.info))


def test_a_table_that_is_renamed_and_gets_columns_opens_and_commits_as_before() -> None:
    """Any such table, not only papers: names in seals are those that it had first."""
    today = sealed(entry={"name": "reader"})
    proof = later(identity_document)
    stored = {
        {"number": "digits", "entry": "typed"}.get(name, name): value
        for name, value in today.stored.items()
    } | {"merged_into": None, "remark": None}
    found = SimpleNamespace(_mapping=stored)
    opened = open_row(proof, found, deployment=ID, subject_key=KEY)
    assert opened["digits"] == "䶮"
    anew = seal_row(
        proof,
        opened,
        deployment=ID,
        key=SubjectKey(KEY),
        operation_id=ID,
        now=datetime(2026, 1, 2, tzinfo=UTC),
    )
    assert anew.recorded == today.recorded
    valued = seal_row(
        proof,
        opened | {"merged_into": ID},
        deployment=ID,
        key=SubjectKey(KEY),
        operation_id=ID,
        now=datetime(2026, 1, 2, tzinfo=UTC),
    )
    assert valued.recorded["commitment"] != today.recorded["commitment"]
