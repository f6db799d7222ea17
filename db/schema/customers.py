"""Customer, account and subscription are three things (R-017): E4, E7, E8, and the roles of E12."""

from __future__ import annotations

from sqlalchemy import Column, Index

from db.schema.base import business, code, one_of, ref
from db.types import Day, Flag, Id, Instant, Text

STATUSES = (
    "prospect",
    "pending",
    "active",
    "suspended",
    "lost",
    "closing",
    "closed",
    "archived",
)

customer = business(
    "customer",
    ref("party_id", "party"),
    Column("code", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("real_name_state", Text, nullable=False),
    Column("channel", Text, nullable=False),
    ref("hall_id", "hall"),
    ref("manager_id", "staff", nullable=True),
    Column("registered_at", Instant, nullable=False),
    # of the newest interaction
    Column("last_contact_at", Instant, nullable=False, info={"recomputed": True}),
    Column("large_print", Flag, nullable=False),
    Column("needs_help", Flag, nullable=False),
    Column("no_mobile", Flag, nullable=False),
    one_of("kind", "individual", "business", "group", "virtual_card"),
    one_of("status", *STATUSES),
)
# Covers a search: from a token's parties to the last served of them without reading their rows.
Index(
    "ix_customer_party_id_last_contact_at_id",
    customer.c.party_id,
    customer.c.last_contact_at,
    customer.c.id,
)
# The other way round, where a token is so common that walking from the last served on is shorter.
Index(
    "ix_customer_last_contact_at_id_party_id",
    customer.c.last_contact_at,
    customer.c.id,
    customer.c.party_id,
)
# An account manager's own customers.
_HAS_MANAGER = customer.c.manager_id.is_not(None)
Index(
    "ix_customer_manager_id_last_contact_at_id_party_id",
    customer.c.manager_id,
    customer.c.last_contact_at,
    customer.c.id,
    customer.c.party_id,
    sqlite_where=_HAS_MANAGER,
    postgresql_where=_HAS_MANAGER,
)

account = business(
    "account",
    ref("customer_id", "customer", index=True),
    Column("number", Text, nullable=False, unique=True),
    Column("method", Text, nullable=False),
    Column("status", Text, nullable=False),
    one_of("status", "normal", "arrears", "frozen", "closed"),
)

# `installed_on` is NULL while the installation waits, where nothing is installed, and in every row before
# revision 0010.
subscription = business(
    "subscription",
    ref("customer_id", "customer", index=True),
    ref("account_id", "account"),
    ref("offering_id", "offering"),
    ref("place_id", "place", nullable=True, index=True),
    ref("user_party_id", "party", nullable=True),
    Column("number", Text, nullable=False, unique=True),
    Column("equipment_serial", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("started_on", Day, nullable=False),
    Column("contract_end", Day),
    Column("installed_on", Day),
    one_of(
        "status",
        "created",
        "pendingActive",
        "active",
        "suspended",
        "pendingTerminate",
        "terminated",
        "cancelled",
        "aborted",
    ),
)
Index("ix_subscription_equipment_serial", subscription.c.equipment_serial)

# subject_id is the related person's own party, so that erasing one person leaves the other's record.
party_role = business(
    "party_role",
    ref("customer_id", "customer", index=True),
    ref("party_id", "party", index=True),
    code("role", "party_role_code"),
    Column("relation", Text, nullable=False),
    Column("order_id", Id),
    Column("subscription_id", Id),
    Column("valid_from", Day, nullable=False),
    Column("valid_to", Day),
)
