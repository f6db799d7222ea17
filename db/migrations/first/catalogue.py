"""What is sold, where it can be served, the rules."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import DAY, FLAG, ID, INT, JSON, TEXT


def offering() -> None:
    op.create_table(
        "offering",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("monthly_fee", INT, nullable=False),
        sa.Column("terms", JSON, nullable=False),
        sa.Column("valid_from", DAY, nullable=False),
        sa.Column("valid_to", DAY, nullable=True),
        sa.CheckConstraint(
            "kind IN ('cable_tv', 'broadband', 'telephone', 'vod', 'recharge')",
            name=op.f("ck_offering_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offering")),
        sa.UniqueConstraint("code", name=op.f("uq_offering_code")),
        sqlite_strict=True,
    )


def place() -> None:
    op.create_table(
        "place",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("district_code", TEXT, nullable=False),
        sa.Column("district", TEXT, nullable=False),
        sa.Column("street", TEXT, nullable=False),
        sa.Column("estate", TEXT, nullable=False),
        sa.Column("building", TEXT, nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("room", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("serviceable", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("text", name=op.f("uq_place_text")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_place_district_code"), "place", ["district_code"], unique=False)
    op.create_index(op.f("ix_place_estate"), "place", ["estate"], unique=False)
    op.create_index(op.f("ix_place_street"), "place", ["street"], unique=False)


def rule() -> None:
    op.create_table(
        "rule",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("enabled", FLAG, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule")),
        sa.UniqueConstraint("code", name=op.f("uq_rule_code")),
        sqlite_strict=True,
    )
