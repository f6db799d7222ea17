"""Keys, none of them in clear: classes, who holds them, recovery, one key per subject."""

from __future__ import annotations

from sqlalchemy import Column, PrimaryKeyConstraint

from db.schema.base import one_of, technical
from db.types import Bytes, Id, Instant, Int, Text

CLASSES = ("records", "audit", "backup")

# `public` is NULL for records, which is symmetric.
class_key = technical(
    "class_key",
    Column("key_class", Text, nullable=False),
    Column("epoch", Int, nullable=False),
    Column("public", Bytes),
    Column("created_at", Instant, nullable=False),
    PrimaryKeyConstraint("key_class", "epoch"),
    one_of("key_class", *CLASSES),
)

# A class key boxed to one holder; the holder with all bits zero is the recovery key.
held_key = technical(
    "held_key",
    Column("key_class", Text, nullable=False),
    Column("epoch", Int, nullable=False),
    Column("holder_id", Id, nullable=False),
    Column("sealed", Bytes, nullable=False),
    PrimaryKeyConstraint("key_class", "epoch", "holder_id"),
)

# The recovery private key, sealed under each pair of the three codes.
recovery_share = technical(
    "recovery_share",
    Column("pair", Text, primary_key=True),
    Column("sealed", Bytes, nullable=False),
    one_of("pair", "ab", "ac", "bc"),
)

subject_key = technical(
    "subject_key",
    Column("subject_id", Id, nullable=False),
    Column("key_class", Text, nullable=False),
    Column("epoch", Int, nullable=False),
    Column("wrapped", Bytes, nullable=False),
    PrimaryKeyConstraint("subject_id", "key_class"),
)
