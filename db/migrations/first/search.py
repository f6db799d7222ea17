"""Sealed words by which rows are found."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import BYTES, ID, TEXT


def search_token() -> None:
    op.create_table(
        "search_token",
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("token", BYTES, nullable=False),
        sa.Column("party_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_search_token_party_id")),
        sa.PrimaryKeyConstraint("kind", "token", "party_id", name=op.f("pk_search_token")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_search_token_party_id"), "search_token", ["party_id"], unique=False)
    op.create_index(
        op.f("uq_search_token_document"),
        "search_token",
        ["token"],
        unique=True,
        sqlite_where=sa.text("kind = 'document'"),
        postgresql_where=sa.text("kind = 'document'"),
    )
