"""The first tables: people and keys, parties and customers, catalogue, orders, agreements, audit."""

from db.migrations.first import (
    agreements,
    audit,
    catalogue,
    customers,
    identity,
    interactions,
    keys,
    operations,
    orders,
    organisation,
    search,
    staff,
)
from db.migrations.kit import append_only, append_only_but_for_others

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


APPEND_ONLY = ("operation", "operation_replay", "audit_event")
VERSION_KEPT = (
    "kind",
    "row_id",
    "version",
    "operation_id",
    "recorded_at",
    "subject_id",
    "plain",
    "commitment",
)
"""Of record_version; `sealed` and `epoch` may be re-sealed or erased under the same commitment."""


def upgrade() -> None:
    """Create every table, then the triggers that keep history append-only."""
    audit.audit_event()
    agreements.blob()
    keys.class_key()
    organisation.deployment()
    organisation.hall()
    keys.held_key()
    operations.number_counter()
    catalogue.offering()
    operations.operation()
    catalogue.place()
    operations.record_version()
    keys.recovery_share()
    catalogue.rule()
    keys.subject_key()
    operations.operation_replay()
    identity.party()
    staff.staff()
    organisation.workstation()
    identity.address()
    staff.confidentiality()
    identity.consent()
    identity.contact_medium()
    customers.customer()
    identity.discount()
    identity.identity_document()
    search.search_token()
    staff.sign_in_state()
    staff.staff_secret()
    customers.account()
    interactions.interaction()
    customers.party_role()
    orders.product_order()
    agreements.agreement()
    orders.fee()
    customers.subscription()
    agreements.document()
    orders.order_item()
    agreements.print_job()
    for table in APPEND_ONLY:
        append_only(table)
    append_only_but_for_others("record_version", VERSION_KEPT)
