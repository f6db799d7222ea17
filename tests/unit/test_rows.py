"""What a row may hold: everything that it commits to has a canonical form (data.md 7)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from app.domain.canonical import canonical, to_plain
from app.security.seal import SubjectKey
from app.services.rows import canonical_row, seal_row
from db.schema.identity import identity_document

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
    assert canonical_row("identity_document", ID, 1, made.recorded["plain"], {"number": "䶮"}) == (
        canonical(
            "counter/row/1",
            {
                "kind": "identity_document",
                "id": str(ID),
                "version": 1,
                "values": {**plain, "number": "䶮"},
            },
        )
    )
