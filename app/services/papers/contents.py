"""What a paper says: compressed, sealed under its party's key, and kept once, beside the paper's row.

A paper's row changes when it is drawn and when it is signed, and every version of it keeps what stood in it,
so the content stands in a row of its own. The paper's row names the SHA-256 of its sealed bytes. A paper of
before 0008 has its content in the row itself.

It is compressed against a text that every paper begins with (resources/reference/paper-contents-1.txt): the
names and the words that all papers have, and nobody's data. The first byte says which text; a text is
never changed, a better one gets the next number.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.paths import RESOURCES
from app.security.seal import Context, Tampered, open_field
from app.services.procedure import Query, Work
from db.schema.agreements import paper_content

_WORDS = {1: RESOURCES / "reference" / "paper-contents-1.txt"}
_NEWEST = max(_WORDS)


@cache
def _words(number: int) -> bytes:
    return _WORDS[number].read_bytes()


def _compressed(content: bytes) -> bytes:
    made = zlib.compressobj(9, zdict=_words(_NEWEST))
    return bytes([_NEWEST]) + made.compress(content) + made.flush()


def _whole(compressed: bytes) -> bytes:
    if not compressed or compressed[0] not in _WORDS:
        raise Tampered
    read = zlib.decompressobj(zdict=_words(compressed[0]))
    try:
        content = read.decompress(compressed[1:]) + read.flush()
    except zlib.error:
        raise Tampered from None
    if not read.eof:
        raise Tampered
    return content


def keep(work: Work, document_id: UUID, subject_id: UUID, content: bytes) -> dict[str, Any]:
    """Keep what the paper says (JSON); returns the columns of the paper that tell of it."""
    key = work.sealing_key(subject_id)
    sealed = key.seal_field(_context(work, document_id), _compressed(content))
    work.technical(paper_content, document_id=document_id, sealed=sealed)
    return {"content": "", "content_sha256": hashlib.sha256(sealed).digest()}


def read(query: Query, row: dict[str, Any]) -> dict[str, Any]:
    """What the paper of this opened row says; Tampered when it was changed or is gone."""
    if row["content_sha256"] is None:
        return _said(row["content"])
    sealed = query.execute(
        sa.select(paper_content.c.sealed).where(paper_content.c.document_id == row["id"])
    ).scalar()
    if sealed is None or hashlib.sha256(sealed).digest() != row["content_sha256"]:
        raise Tampered
    key = query.subject_key(row["subject_id"])
    return _said(_whole(open_field(key, _context(query, row["id"]), sealed)))


def _said(content: str | bytes) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(content)
    return said


def _context(query: Query, document_id: UUID) -> Context:
    return Context(query.deployment.bytes, "paper_content", "sealed", document_id.bytes, 1)
