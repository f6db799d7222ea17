"""Keys, none of them in clear: classes, who holds them, recovery, one key per subject; roots of trust."""

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

# The recovery private key, sealed under each pair of the three codes, and signed by the administrator who
# made it; NULL in a base from before the signatures, until an administrator signs in.
recovery_share = technical(
    "recovery_share",
    Column("pair", Text, primary_key=True),
    Column("sealed", Bytes, nullable=False),
    Column("signature", Bytes),
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

# One step of the list of roots (app.security.roots); insert-only. The key is the hash, so that a row that
# somebody forged takes no genuine step's place.
root_step = technical(
    "root_step",
    Column("hash", Bytes, primary_key=True),
    Column("n", Int, nullable=False, index=True),
    Column("body", Bytes, nullable=False),
)

# The newest step that the profile of a counter has: an older profile put in its place is told by it.
profile_copy = technical(
    "profile_copy",
    Column("workstation_id", Id, primary_key=True),
    Column("hash", Bytes, nullable=False),
)

# Rows that a sign-in found and nobody vouches for, and when an administrator was told of them.
unvouched = technical(
    "unvouched",
    Column("digest", Bytes, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("found_at", Instant, nullable=False),
    Column("told_at", Instant),
)
