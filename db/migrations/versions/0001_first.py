"""The first tables: people and keys, parties and customers, catalogue, orders, agreements, audit."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import (
    BYTES,
    DAY,
    FLAG,
    ID,
    INSTANT,
    INT,
    JSON,
    TEXT,
    append_only,
    append_only_but_for_others,
)

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
    _audit_event()
    _blob()
    _class_key()
    _deployment()
    _hall()
    _held_key()
    _number_counter()
    _offering()
    _operation()
    _place()
    _record_version()
    _recovery_share()
    _rule()
    _subject_key()
    _operation_replay()
    _party()
    _staff()
    _workstation()
    _address()
    _confidentiality()
    _consent()
    _contact_medium()
    _customer()
    _discount()
    _identity_document()
    _search_token()
    _sign_in_state()
    _staff_secret()
    _account()
    _interaction()
    _party_role()
    _product_order()
    _agreement()
    _fee()
    _subscription()
    _document()
    _order_item()
    _print_job()
    for table in APPEND_ONLY:
        append_only(table)
    append_only_but_for_others("record_version", VERSION_KEPT)


def _audit_event() -> None:
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


def _blob() -> None:
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


def _class_key() -> None:
    op.create_table(
        "class_key",
        sa.Column("key_class", TEXT, nullable=False),
        sa.Column("epoch", INT, nullable=False),
        sa.Column("public", BYTES, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "key_class IN ('records', 'audit', 'backup')", name=op.f("ck_class_key_key_class")
        ),
        sa.PrimaryKeyConstraint("key_class", "epoch", name=op.f("pk_class_key")),
        sqlite_strict=True,
    )


def _deployment() -> None:
    op.create_table(
        "deployment",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("operator_name", TEXT, nullable=False),
        sa.Column("operator_uscc", TEXT, nullable=False),
        sa.Column("service_phone", TEXT, nullable=False),
        sa.Column("zone", TEXT, nullable=False),
        sa.Column("recovery_public", BYTES, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deployment")),
        sqlite_strict=True,
    )


def _hall() -> None:
    op.create_table(
        "hall",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("area_code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("address", TEXT, nullable=False),
        sa.Column("closed_on", DAY, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hall")),
        sa.UniqueConstraint("area_code", name=op.f("uq_hall_area_code")),
        sqlite_strict=True,
    )


def _held_key() -> None:
    op.create_table(
        "held_key",
        sa.Column("key_class", TEXT, nullable=False),
        sa.Column("epoch", INT, nullable=False),
        sa.Column("holder_id", ID, nullable=False),
        sa.Column("sealed", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("key_class", "epoch", "holder_id", name=op.f("pk_held_key")),
        sqlite_strict=True,
    )


def _number_counter() -> None:
    op.create_table(
        "number_counter",
        sa.Column("prefix", TEXT, nullable=False),
        sa.Column("next", INT, nullable=False),
        sa.PrimaryKeyConstraint("prefix", name=op.f("pk_number_counter")),
        sqlite_strict=True,
    )


def _offering() -> None:
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


def _operation() -> None:
    op.create_table(
        "operation",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("request_hash", BYTES, nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("workstation_id", ID, nullable=False),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("result", JSON, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint("outcome IN ('done', 'refused')", name=op.f("ck_operation_outcome")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sqlite_strict=True,
    )


def _place() -> None:
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


def _record_version() -> None:
    op.create_table(
        "record_version",
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("row_id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("operation_id", ID, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("plain", JSON, nullable=False),
        sa.Column("sealed", BYTES, nullable=True),
        sa.Column("epoch", INT, nullable=True),
        sa.Column("commitment", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("kind", "row_id", "version", name=op.f("pk_record_version")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_record_version_operation_id"), "record_version", ["operation_id"], unique=False
    )


def _recovery_share() -> None:
    op.create_table(
        "recovery_share",
        sa.Column("pair", TEXT, nullable=False),
        sa.Column("sealed", BYTES, nullable=False),
        sa.CheckConstraint("pair IN ('ab', 'ac', 'bc')", name=op.f("ck_recovery_share_pair")),
        sa.PrimaryKeyConstraint("pair", name=op.f("pk_recovery_share")),
        sqlite_strict=True,
    )


def _rule() -> None:
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


def _subject_key() -> None:
    op.create_table(
        "subject_key",
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("key_class", TEXT, nullable=False),
        sa.Column("epoch", INT, nullable=False),
        sa.Column("wrapped", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("subject_id", "key_class", name=op.f("pk_subject_key")),
        sqlite_strict=True,
    )


def _operation_replay() -> None:
    op.create_table(
        "operation_replay",
        sa.Column("operation_id", ID, nullable=False),
        sa.Column("n", INT, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_operation_replay_operation_id")
        ),
        sa.PrimaryKeyConstraint("operation_id", "n", name=op.f("pk_operation_replay")),
        sqlite_strict=True,
    )


def _party() -> None:
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


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("staff_no", TEXT, nullable=False),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("name", BYTES, nullable=False),
        sa.Column("sign_public", BYTES, nullable=False),
        sa.Column("box_public", BYTES, nullable=False),
        sa.Column("valid_from", DAY, nullable=False),
        sa.Column("valid_to", DAY, nullable=True),
        sa.Column("enrolled_by", ID, nullable=False),
        sa.Column("signature", BYTES, nullable=False),
        sa.CheckConstraint(
            "role IN ('clerk', 'supervisor', 'records_keeper', 'account_manager', 'compliance', 'auditor', 'administrator', 'service')",
            name=op.f("ck_staff_role"),
        ),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_staff_hall_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("staff_no", name=op.f("uq_staff_staff_no")),
        sqlite_strict=True,
    )


def _workstation() -> None:
    op.create_table(
        "workstation",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("counter", TEXT, nullable=False),
        sa.Column("sign_public", BYTES, nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_workstation_hall_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workstation")),
        sa.UniqueConstraint("hall_id", "counter", name=op.f("uq_workstation_hall_id_counter")),
        sqlite_strict=True,
    )


def _address() -> None:
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


def _confidentiality() -> None:
    op.create_table(
        "confidentiality",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("text_version", TEXT, nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("accepted_at", INSTANT, nullable=False),
        sa.Column("signature", BYTES, nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_confidentiality_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confidentiality")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_confidentiality_staff_id"), "confidentiality", ["staff_id"], unique=False
    )


def _consent() -> None:
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


def _contact_medium() -> None:
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


def _customer() -> None:
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


def _discount() -> None:
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


def _identity_document() -> None:
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


def _search_token() -> None:
    op.create_table(
        "search_token",
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("token", BYTES, nullable=False),
        sa.Column("party_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_search_token_party_id")),
        sa.PrimaryKeyConstraint("kind", "token", "party_id", name=op.f("pk_search_token")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_search_token_party_id"), "search_token", ["party_id"], unique=False)
    op.create_index(
        op.f("uq_search_token_document"),
        "search_token",
        ["token"],
        unique=True,
        sqlite_where=sa.text("kind = 'document'"),
        postgresql_where=sa.text("kind = 'document'"),
    )


def _sign_in_state() -> None:
    op.create_table(
        "sign_in_state",
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("failures", INT, nullable=False),
        sa.Column("last_failed_at", INSTANT, nullable=True),
        sa.Column("locked", FLAG, nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_sign_in_state_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_sign_in_state")),
        sqlite_strict=True,
    )


def _staff_secret() -> None:
    op.create_table(
        "staff_secret",
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("sealed", BYTES, nullable=False),
        sa.Column("must_change", FLAG, nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_secret_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_staff_secret")),
        sqlite_strict=True,
    )


def _account() -> None:
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


def _interaction() -> None:
    op.create_table(
        "interaction",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("order_id", ID, nullable=True),
        sa.Column("business", TEXT, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("result", TEXT, nullable=False),
        sa.Column("note", BYTES, nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_interaction_customer_id")
        ),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_interaction_hall_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_interaction_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interaction")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_interaction_customer_id_at"), "interaction", ["customer_id", "at"], unique=False
    )
    op.create_index(
        op.f("ix_interaction_hall_id_at"), "interaction", ["hall_id", "at"], unique=False
    )


def _party_role() -> None:
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


def _product_order() -> None:
    op.create_table(
        "product_order",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("business", TEXT, nullable=False),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("workstation_id", ID, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("authenticated", TEXT, nullable=False),
        sa.Column("effective_on", DAY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("remark", BYTES, nullable=True),
        sa.CheckConstraint(
            "status IN ('acknowledged', 'pending', 'held', 'inProgress', 'rejected', 'cancelled', 'completed', 'failed', 'partial')",
            name=op.f("ck_product_order_status"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_product_order_customer_id")
        ),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_product_order_hall_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_product_order_staff_id")),
        sa.ForeignKeyConstraint(
            ["workstation_id"], ["workstation.id"], name=op.f("fk_product_order_workstation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_order")),
        sa.UniqueConstraint("number", name=op.f("uq_product_order_number")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_product_order_customer_id"), "product_order", ["customer_id"], unique=False
    )
    op.create_index(
        op.f("ix_product_order_hall_id_at"), "product_order", ["hall_id", "at"], unique=False
    )
    op.create_index(
        op.f("ix_product_order_staff_id_at"), "product_order", ["staff_id", "at"], unique=False
    )


def _agreement() -> None:
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


def _fee() -> None:
    op.create_table(
        "fee",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("due", INT, nullable=False),
        sa.Column("paid", INT, nullable=False),
        sa.Column("method", TEXT, nullable=False),
        sa.Column("receipt_no", TEXT, nullable=False),
        sa.Column("waiver_reason", BYTES, nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["product_order.id"], name=op.f("fk_fee_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_fee_order_id"), "fee", ["order_id"], unique=False)


def _subscription() -> None:
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


def _document() -> None:
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


def _order_item() -> None:
    op.create_table(
        "order_item",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        sa.Column("subscription_id", ID, nullable=False),
        sa.Column("action", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["product_order.id"], name=op.f("fk_order_item_order_id")
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscription.id"], name=op.f("fk_order_item_subscription_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_item")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_order_item_order_id"), "order_item", ["order_id"], unique=False)


def _print_job() -> None:
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
