"""Blind search tokens (design: data, search). What each kind leaks is shown on the screen 搜索会暴露什么."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, PrimaryKeyConstraint

from db.schema.base import technical
from db.types import Bytes, Id, Text

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
