"""Who is asking: service passwords of customers, codes sent by SMS, each authentication (R-020, R-060 to R-062);
and a small index, of the newest choice of the folder for SMS."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

from db.migrations.kit import BYTES, FLAG, ID, INSTANT, INT, TEXT

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

STAMPS = {"hall_id": "hall", "staff_id": "staff", "workstation_id": "workstation"}


def upgrade() -> None:
    """Three business tables, empty, and one index."""
    _table(
        "service_password",
        {"customer_id": "customer"},
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("verifier", BYTES, nullable=False),
        sa.Column("epoch", INT, nullable=False),
        sa.Column("tries", INT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.CheckConstraint("tries BETWEEN 0 AND 5", name=op.f("ck_service_password_tries")),
        sa.UniqueConstraint("customer_id", name=op.f("uq_service_password_customer_id")),
    )
    _table(
        "sms_code",
        {"customer_id": "customer", "contact_id": "contact_medium", **STAMPS},
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("service_id", ID, nullable=False),
        sa.Column("epoch", INT, nullable=False),
        sa.Column("tries", INT, nullable=False),
        sa.Column("used", FLAG, nullable=False),
        sa.Column("sent_at", INSTANT, nullable=False),
        *(sa.Column(stamp, ID, nullable=False) for stamp in STAMPS),
        sa.CheckConstraint("tries BETWEEN 0 AND 3", name=op.f("ck_sms_code_tries")),
    )
    _table(
        "authentication",
        {"customer_id": "customer", "party_id": "party", **STAMPS},
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("service_id", ID, nullable=False),
        sa.Column("method", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("party_id", ID, nullable=True),
        sa.Column("source_id", ID, nullable=True),
        sa.Column("compared", FLAG, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        *(sa.Column(stamp, ID, nullable=False) for stamp in STAMPS),
        sa.CheckConstraint(
            "method IN ('sms', 'password', 'document')", name=op.f("ck_authentication_method")
        ),
        sa.CheckConstraint(
            "who IN ('holder', 'agent', 'guardian', 'handler')", name=op.f("ck_authentication_who")
        ),
        sa.UniqueConstraint("source_id", name=op.f("uq_authentication_source_id")),
    )
    op.create_index(op.f("ix_sms_code_customer_id"), "sms_code", ["customer_id"])
    for column in ("customer_id", "service_id"):
        op.create_index(op.f(f"ix_authentication_{column}"), "authentication", [column])
    which = sa.text("kind = 'authentication.choose_sms_folder'")
    op.create_index(
        "ix_operation_sms_folder",
        "operation",
        ["workstation_id", "at"],
        sqlite_where=which,
        postgresql_where=which,
    )


def _table(name: str, refers: dict[str, str], *columns: SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        *columns,
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}"))
            for column, table in refers.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_strict=True,
    )
