"""Blind search tokens (design: data, search). What each kind leaks is shown on the screen 搜索会暴露什么."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, PrimaryKeyConstraint, UniqueConstraint

from db.schema.base import technical
from db.types import Bytes, Id, Int, Text

search_token = technical(
    "search_token",
    Column("kind", Text, nullable=False),
    Column("token", Bytes, nullable=False),
    Column("party_id", Id, ForeignKey("party.id"), nullable=False),
    PrimaryKeyConstraint("kind", "token", "party_id"),
    sqlite_with_rowid=False,  # the primary key is the table: half the size, one look-up less
)
Index("ix_search_token_party_id", search_token.c.party_id)
# A document is unique in the whole base: two counters cannot register it at the same moment.
Index(
    "uq_search_token_document",
    search_token.c.token,
    unique=True,
    sqlite_where=search_token.c.kind == "document",
    postgresql_where=search_token.c.kind == "document",
)

# What a party's tokens are since an operation, so that verification finds one that was deleted, added or moved.
# The digest with the highest `n` counts; n counts a party's digests from 1 and is part of each.
token_digest = technical(
    "token_digest",
    Column("party_id", Id, ForeignKey("party.id"), nullable=False),
    Column("operation_id", Id, nullable=False, index=True),
    Column("n", Int, nullable=False),
    Column("digest", Bytes, nullable=False),
    PrimaryKeyConstraint("party_id", "operation_id"),
    UniqueConstraint("party_id", "n"),
    sqlite_with_rowid=False,
    info={"effect": "party_id"},
)

# Parties whose tokens are to be written anew (app.services.customers.reindex); a revision that brings new kinds of
# tokens puts all of them in.
index_due = technical(
    "index_due",
    Column("party_id", Id, ForeignKey("party.id"), primary_key=True),
    sqlite_with_rowid=False,
)
