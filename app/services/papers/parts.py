"""A stored paper: a list of parts that are put together by copying alone (data.md 4).

A part is shared, named by its SHA-256 in hex, or the paper's own, sealed under its party's key: 'own' is the
blob that the record names, and what is added to a paper later, such as a signature, is one more blob, named
by its id. A blank stands between two names. No font, no compression and no drawing takes part in reading, so
a newer program reads the same bytes. A paper of before has no list and is its blob alone.
"""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from app.papers.file import Drawn
from app.security.seal import Tampered
from app.services.procedure import Query, Work
from db import blobs, shared_parts

OWN = "own"
_HEX = 64
"""Digits of a SHA-256."""


def keep(work: Work, subject_id: UUID, drawn: Drawn) -> dict[str, Any]:
    """Keep both pieces of a drawn paper; returns the columns of the paper that name them."""
    digest = hashlib.sha256(drawn.shared).digest()
    kept = shared_parts.get(work.connection, digest)
    if kept is None:
        work.execute(shared_parts.keeping(work.connection, drawn.shared))
    elif kept != drawn.shared:
        # Somebody damaged the shared part, which verification tells. New papers do without it.
        return {"parts": OWN, "blob_id": work.blob(subject_id, "paper", drawn.pdf)}
    own = work.blob(subject_id, "paper", drawn.own)
    return {"parts": f"{digest.hex()} {OWN}", "blob_id": own}


def put_together(query: Query, row: dict[str, Any]) -> bytes:
    """The bytes of a stored paper, to be compared with the SHA-256 of its record. Tampered when a part is
    not there or does not open, or when the list names none."""
    return b"".join(_bytes(query, row, name) for name in (row["parts"] or OWN).split())


def _bytes(query: Query, row: dict[str, Any], name: str) -> bytes:
    try:
        if len(name) == _HEX:
            shared = shared_parts.get(query.connection, bytes.fromhex(name))
            if shared is None:
                raise Tampered
            return shared
        blob_id: UUID = row["blob_id"] if name == OWN else UUID(name)
    except ValueError:
        raise Tampered from None
    key = query.subject_key(row["subject_id"])
    return blobs.get(
        query.connection, deployment=query.deployment, blob_id=blob_id, subject_key=key
    )
