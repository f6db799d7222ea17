"""Agreements, the documents printed of them, their print jobs, sealed files."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import BYTES, DAY, FLAG, ID, INSTANT, INT, TEXT


def blob() -> None:
    op.create_table(
        "blob",
        sa.Column("id", ID, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("class", TEXT, nullable=False),
        sa.Column("size", INT, nullable=False),
        sa.Column("sha256", BYTES, nullable=False),
        sa.Column("sealed", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blob")),
        sqlite_strict=True,
    )


def agreement() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("starts_on", DAY, nullable=False),
        sa.Column("ends_on", DAY, nullable=True),
        sa.CheckConstraint(
            "status IN ('draft', 'signed', 'active', 'suspended', 'renewed', 'expired', 'terminated', 'void')",
            name=op.f("ck_agreement_status"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_agreement_customer_id")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["product_order.id"], name=op.f("fk_agreement_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("number", name=op.f("uq_agreement_number")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_agreement_customer_id"), "agreement", ["customer_id"], unique=False)


def document() -> None:
    op.create_table(
        "document",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("agreement_id", ID, nullable=True),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("template", TEXT, nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("large_print", FLAG, nullable=False),
        sa.Column("content", BYTES, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("blob_id", ID, nullable=True),
        sa.Column("sha256", BYTES, nullable=True),
        sa.Column("pages", INT, nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.CheckConstraint("kind IN ('agreement', 'slip')", name=op.f("ck_document_kind")),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_document_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_document_customer_id")
        ),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_document_hall_id")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["product_order.id"], name=op.f("fk_document_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_document_customer_id"), "document", ["customer_id"], unique=False)
    op.create_index(op.f("ix_document_order_id"), "document", ["order_id"], unique=False)


def print_job() -> None:
    op.create_table(
        "print_job",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.Column("n", INT, nullable=False),
        sa.Column("reprint", INT, nullable=False),
        sa.Column("paper", TEXT, nullable=False),
        sa.Column("printer", TEXT, nullable=False),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("reason", BYTES, nullable=True),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("workstation_id", ID, nullable=False),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "outcome IN ('waiting', 'good', 'jammed', 'other_printer', 'later')",
            name=op.f("ck_print_job_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_print_job_document_id")
        ),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_print_job_hall_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_print_job_staff_id")),
        sa.ForeignKeyConstraint(
            ["workstation_id"], ["workstation.id"], name=op.f("fk_print_job_workstation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_job")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_print_job_document_id"), "print_job", ["document_id"], unique=False)
    op.create_index(
        op.f("ix_print_job_hall_id_outcome"), "print_job", ["hall_id", "outcome"], unique=False
    )
