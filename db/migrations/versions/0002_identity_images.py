"""Pictures of identity documents and of who shows them (R-052 to R-058); what a supervisor permits (D8)."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import BYTES, ID, INSTANT, INT, TEXT

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two business tables; their history is in record_version, which is append-only since 0001."""
    _identity_image()
    _permit()


def _identity_image() -> None:
    op.create_table(
        "identity_image",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("party_id", ID, nullable=False),
        sa.Column("identity_document_id", ID, nullable=True),
        sa.Column("order_id", ID, nullable=True),
        sa.Column("customer_id", ID, nullable=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("title", BYTES, nullable=True),
        sa.Column("purpose", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("retention", TEXT, nullable=False),
        sa.Column("blob_id", ID, nullable=False),
        sa.Column("thumbnail_blob_id", ID, nullable=False),
        sa.Column("sha256", BYTES, nullable=False),
        sa.Column("width", INT, nullable=False),
        sa.Column("height", INT, nullable=False),
        sa.Column("taken_at", INSTANT, nullable=False),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("verdict", TEXT, nullable=True),
        sa.Column("verdict_by", ID, nullable=True),
        sa.CheckConstraint(
            "kind IN ('front', 'back', 'page', 'portrait', 'live_photo', 'attachment')",
            name=op.f("ck_identity_image_kind"),
        ),
        sa.CheckConstraint(
            "source IN ('camera', 'file', 'scan', 'reader', 'watched_folder', 'paste')",
            name=op.f("ck_identity_image_source"),
        ),
        sa.CheckConstraint(
            "verdict IN ('same', 'different', 'override')",
            name=op.f("ck_identity_image_verdict"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_identity_image_{column}")
            )
            for column, table in (
                ("party_id", "party"),
                ("identity_document_id", "identity_document"),
                ("customer_id", "customer"),
                ("hall_id", "hall"),
                ("staff_id", "staff"),
                ("verdict_by", "staff"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_image")),
        sqlite_strict=True,
    )
    for column in ("party_id", "customer_id"):
        op.create_index(
            op.f(f"ix_identity_image_{column}"), "identity_image", [column], unique=False
        )


def _permit() -> None:
    op.create_table(
        "permit",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("purpose", TEXT, nullable=False),
        sa.Column("granted_by", ID, nullable=False),
        sa.Column("granted_to", ID, nullable=False),
        sa.Column("workstation_id", ID, nullable=False),
        sa.Column("granted_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_by", ID, nullable=True),
        sa.CheckConstraint(
            "purpose IN ('manual_entry', 'face_override')", name=op.f("ck_permit_purpose")
        ),
        sa.ForeignKeyConstraint(["granted_by"], ["staff.id"], name=op.f("fk_permit_granted_by")),
        sa.ForeignKeyConstraint(["granted_to"], ["staff.id"], name=op.f("fk_permit_granted_to")),
        sa.ForeignKeyConstraint(
            ["workstation_id"], ["workstation.id"], name=op.f("fk_permit_workstation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permit")),
        sa.UniqueConstraint("used_by", name=op.f("uq_permit_used_by")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_permit_granted_to"), "permit", ["granted_to"], unique=False)
