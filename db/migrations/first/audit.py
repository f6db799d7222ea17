"""The signed chain of events."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import BYTES, ID, INSTANT, INT, TEXT


def audit_event() -> None:
    op.create_table(
        "audit_event",
        sa.Column("workstation_id", ID, nullable=False),
        sa.Column("seq", INT, nullable=False),
        sa.Column("previous", BYTES, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.Column("hash", BYTES, nullable=False),
        sa.Column("signer", TEXT, nullable=False),
        sa.Column("signer_id", ID, nullable=False),
        sa.Column("signature", BYTES, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "signer IN ('person', 'workstation')", name=op.f("ck_audit_event_signer")
        ),
        sa.PrimaryKeyConstraint("workstation_id", "seq", name=op.f("pk_audit_event")),
        sa.UniqueConstraint(
            "workstation_id", "previous", name=op.f("uq_audit_event_workstation_id_previous")
        ),
        sqlite_strict=True,
    )
