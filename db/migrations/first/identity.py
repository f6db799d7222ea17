"""People and units: documents, numbers, addresses, consents, discounts."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import BYTES, DAY, FLAG, ID, INSTANT, INT, JSON, TEXT


def party() -> None:
    op.create_table(
        "party",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("name", BYTES, nullable=False),
        sa.Column("birth_date", BYTES, nullable=True),
        sa.Column("sex", TEXT, nullable=False),
        sa.Column("nation", BYTES, nullable=True),
        sa.Column("age_band", TEXT, nullable=False),
        sa.Column("legal_representative", BYTES, nullable=True),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.CheckConstraint("kind IN ('individual', 'organization')", name=op.f("ck_party_kind")),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_party_hall_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sqlite_strict=True,
    )


def address() -> None:
    op.create_table(
        "address",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("party_id", ID, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("text", BYTES, nullable=False),
        sa.Column("district_code", TEXT, nullable=False),
        sa.CheckConstraint("role IN ('mailing', 'registered')", name=op.f("ck_address_role")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_address_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_address_party_id"), "address", ["party_id"], unique=False)


def consent() -> None:
    op.create_table(
        "consent",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("party_id", ID, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        sa.Column("purpose", TEXT, nullable=False),
        sa.Column("part", TEXT, nullable=False),
        sa.Column("decision", TEXT, nullable=False),
        sa.Column("agreed_by", ID, nullable=False),
        sa.Column("text_version", TEXT, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "decision IN ('acknowledged', 'agree', 'refuse', 'withdrawn')",
            name=op.f("ck_consent_decision"),
        ),
        sa.CheckConstraint(
            "part IN ('notice', 'separate', 'optional')", name=op.f("ck_consent_part")
        ),
        sa.ForeignKeyConstraint(["agreed_by"], ["party.id"], name=op.f("fk_consent_agreed_by")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_consent_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_consent_party_id"), "consent", ["party_id"], unique=False)


def contact_medium() -> None:
    op.create_table(
        "contact_medium",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("party_id", ID, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("contact_name", BYTES, nullable=True),
        sa.Column("value", BYTES, nullable=False),
        sa.Column("preferred", FLAG, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.CheckConstraint(
            "status IN ('valid', 'replaced')", name=op.f("ck_contact_medium_status")
        ),
        sa.CheckConstraint(
            "type IN ('phone', 'second', 'email')", name=op.f("ck_contact_medium_type")
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_contact_medium_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_medium")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_contact_medium_party_id"), "contact_medium", ["party_id"], unique=False
    )


def discount() -> None:
    op.create_table(
        "discount",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("party_id", ID, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("proof", BYTES, nullable=False),
        sa.Column("valid_to", DAY, nullable=True),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_discount_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discount")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_discount_party_id"), "discount", ["party_id"], unique=False)


def identity_document() -> None:
    op.create_table(
        "identity_document",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("party_id", ID, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("country", TEXT, nullable=False),
        sa.Column("number", BYTES, nullable=False),
        sa.Column("authority", BYTES, nullable=True),
        sa.Column("address", BYTES, nullable=True),
        sa.Column("valid_from", DAY, nullable=True),
        sa.Column("valid_to", DAY, nullable=True),
        sa.Column("long_term", FLAG, nullable=False),
        sa.Column("entry", JSON, nullable=False),
        sa.Column("real_name_state", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.CheckConstraint(
            "status IN ('valid', 'replaced', 'void')", name=op.f("ck_identity_document_status")
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_identity_document_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_document")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_identity_document_party_id"), "identity_document", ["party_id"], unique=False
    )
    op.create_index(
        op.f("ix_identity_document_valid_to"), "identity_document", ["valid_to"], unique=False
    )
