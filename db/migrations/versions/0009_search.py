"""Search that finds at a million: a digest of each party's tokens, which parties still have those of before,
and indexes that cover the order of candidates and the numbers of addresses.

The tokens themselves need the records key, so they are written after a sign-in (app.services.due).
"""

import sqlalchemy as sa
from alembic import op

from db.migrations import kit

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two tables, four indexes; every party that is there waits for its tokens."""
    op.create_table(
        "token_digest",
        sa.Column("party_id", kit.ID, nullable=False),
        sa.Column("operation_id", kit.ID, nullable=False),
        sa.Column("n", kit.INT, nullable=False),
        sa.Column("digest", kit.BYTES, nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_token_digest_party_id")),
        sa.PrimaryKeyConstraint("party_id", "operation_id", name=op.f("pk_token_digest")),
        sa.UniqueConstraint("party_id", "n", name=op.f("uq_token_digest_party_id_n")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_token_digest_operation_id"), "token_digest", ["operation_id"])
    kit.append_only("token_digest")
    op.create_table(
        "index_due",
        sa.Column("party_id", kit.ID, nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_index_due_party_id")),
        sa.PrimaryKeyConstraint("party_id", name=op.f("pk_index_due")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO index_due (party_id) SELECT id FROM party ORDER BY id")
    op.create_index(
        op.f("ix_customer_last_contact_at_id_party_id"),
        "customer",
        ["last_contact_at", "id", "party_id"],
    )
    op.create_index(
        op.f("ix_customer_manager_id_last_contact_at_id_party_id"),
        "customer",
        ["manager_id", "last_contact_at", "id", "party_id"],
        sqlite_where=sa.text("manager_id IS NOT NULL"),
        postgresql_where=sa.text("manager_id IS NOT NULL"),
    )
    for column in ("street", "estate"):
        op.drop_index(op.f(f"ix_place_{column}"), "place")
        op.create_index(op.f(f"ix_place_{column}_text_id"), "place", [column, "text", "id"])
