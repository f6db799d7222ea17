"""What a row may hold: everything that it commits to has a canonical form (data.md 7)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.canonical import canonical, to_plain
from app.security.seal import SubjectKey
from app.services.procedure import canonical_row
from app.services.procedure.sealing import open_row, seal_row
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
        subject_id=ID,
        key=SubjectKey(KEY),
        epoch=1,
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


def test_a_commitment_is_to_the_canonical_bytes_of_the_plain_row() -> None:
    made = sealed(entry={"name": "reader"})
    plain = to_plain(made.recorded["plain"])
    assert isinstance(plain, dict)
    said = canonical(
        "counter/row/2",
        {
            "kind": "identity_document",
            "id": str(ID),
            "version": 1,
            "values": {**plain, "number": "䶮"},
        },
    )
    recorded = made.recorded["plain"]
    assert canonical_row("identity_document", ID, 1, recorded, {"number": "䶮"}, 2) == said
    assert SubjectKey(KEY).commitment(said) == made.recorded["commitment"]


def test_columns_without_a_value_are_left_out() -> None:
    made = sealed()
    assert made.recorded["form"] == 2
    assert None not in made.recorded["plain"].values()
    assert set(made.recorded["plain"]) == {
        "subject_id",
        "party_id",
        "entry",
        "valid_from",
        "long_term",
    }


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
        subject_id=ID,
        key=SubjectKey(KEY),
        epoch=1,
        operation_id=ID,
        now=datetime(2026, 1, 2, tzinfo=UTC),
    )
    assert anew.object == today.object
    assert anew.recorded["plain"] == today.recorded["plain"]
    valued = seal_row(
        proof,
        opened | {"merged_into": ID},
        deployment=ID,
        subject_id=ID,
        key=SubjectKey(KEY),
        epoch=1,
        operation_id=ID,
        now=datetime(2026, 1, 2, tzinfo=UTC),
    )
    assert valued.object != today.object
