"""Customers, their accounts and subscriptions, who acts for them."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import DAY, FLAG, ID, INSTANT, INT, TEXT


def customer() -> None:
    op.create_table(
        "customer",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("party_id", ID, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("level", TEXT, nullable=False),
        sa.Column("real_name_state", TEXT, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("manager_id", ID, nullable=True),
        sa.Column("registered_at", INSTANT, nullable=False),
        sa.Column("last_contact_at", INSTANT, nullable=False),
        sa.Column("large_print", FLAG, nullable=False),
        sa.Column("needs_help", FLAG, nullable=False),
        sa.Column("no_mobile", FLAG, nullable=False),
        sa.CheckConstraint(
            "kind IN ('individual', 'business', 'group', 'virtual_card')",
            name=op.f("ck_customer_kind"),
        ),
        sa.CheckConstraint(
            "status IN ('prospect', 'pending', 'active', 'suspended', 'lost', 'closing', 'closed', 'archived')",
            name=op.f("ck_customer_status"),
        ),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_customer_hall_id")),
        sa.ForeignKeyConstraint(["manager_id"], ["staff.id"], name=op.f("fk_customer_manager_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_customer_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.UniqueConstraint("code", name=op.f("uq_customer_code")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_customer_party_id_last_contact_at_id"),
        "customer",
        ["party_id", "last_contact_at", "id"],
        unique=False,
    )


def account() -> None:
    op.create_table(
        "account",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("method", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.CheckConstraint(
            "status IN ('normal', 'arrears', 'frozen', 'closed')", name=op.f("ck_account_status")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_account_customer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("number", name=op.f("uq_account_number")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_account_customer_id"), "account", ["customer_id"], unique=False)


def party_role() -> None:
    op.create_table(
        "party_role",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("party_id", ID, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("relation", TEXT, nullable=False),
        sa.Column("order_id", ID, nullable=True),
        sa.Column("subscription_id", ID, nullable=True),
        sa.Column("valid_from", DAY, nullable=False),
        sa.Column("valid_to", DAY, nullable=True),
        sa.CheckConstraint(
            "role IN ('agent', 'guardian', 'handler', 'user', 'member', 'decision', 'contact', 'technical')",
            name=op.f("ck_party_role_role"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_party_role_customer_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_party_role_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_role")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_party_role_customer_id"), "party_role", ["customer_id"], unique=False)
    op.create_index(op.f("ix_party_role_party_id"), "party_role", ["party_id"], unique=False)


def subscription() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("offering_id", ID, nullable=False),
        sa.Column("place_id", ID, nullable=True),
        sa.Column("user_party_id", ID, nullable=True),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("equipment_serial", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("started_on", DAY, nullable=False),
        sa.Column("contract_end", DAY, nullable=True),
        sa.CheckConstraint(
            "status IN ('created', 'pendingActive', 'active', 'suspended', 'pendingTerminate', 'terminated', 'cancelled', 'aborted')",
            name=op.f("ck_subscription_status"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_subscription_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_subscription_customer_id")
        ),
        sa.ForeignKeyConstraint(
            ["offering_id"], ["offering.id"], name=op.f("fk_subscription_offering_id")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_subscription_place_id")),
        sa.ForeignKeyConstraint(
            ["user_party_id"], ["party.id"], name=op.f("fk_subscription_user_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint("number", name=op.f("uq_subscription_number")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_subscription_customer_id"), "subscription", ["customer_id"], unique=False
    )
    op.create_index(
        op.f("ix_subscription_equipment_serial"), "subscription", ["equipment_serial"], unique=False
    )
    op.create_index(op.f("ix_subscription_place_id"), "subscription", ["place_id"], unique=False)
