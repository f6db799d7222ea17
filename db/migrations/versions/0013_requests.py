"""变更申请: requests, their items and decisions, and what holds them whatever writes to the database."""

import sqlalchemy as sa
from alembic import op

from db.migrations import kit
from db.migrations.kit import BYTES, DAY, FLAG, ID, INSTANT, INT, TEXT

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ASKED = (
    "subject_id",
    "number",
    "customer_id",
    "maker_id",
    "hall_id",
    "workstation_id",
    "made_at",
    "effective_on",
    "asked_by",
    "authenticated",
    "mode",
    "steps",
    "hours",
    "circumstances",
    "replaces",
)
"""What a request asks for, and what its policies asked for then. The reason is sealed anew with each version; it is
compared by verification."""
MOVES = {
    "waiting": (
        "returned",
        "replaced",
        "rejected",
        "withdrawn",
        "expired",
        "overtaken",
        "booked",
        "applied",
    ),
    "returned": ("replaced", "withdrawn"),
    "booked": ("applied", "withdrawn", "overtaken"),
    "overtaken": ("replaced", "withdrawn"),
}
_APPROVALS = "(SELECT count(*) FROM decision WHERE request_id = NEW.id AND verdict = 'approve')"
_OF_REQUEST = "FROM change_request WHERE id = NEW.request_id"


def upgrade() -> None:
    """Four tables, and their triggers."""
    _change_request()
    _change_item()
    _change_evidence()
    _decision()
    kit.fixed("change_request", ASKED)
    kit.moves("change_request", "status", MOVES)
    kit.refuse_when(
        "change_request",
        "begins",
        "INSERT",
        "NEW.status <> 'waiting' AND NOT (NEW.mode <> 'approved' AND NEW.status IN ('applied', 'booked'))",
        "change_request begins with waiting",
    )
    kit.refuse_when(
        "change_request",
        "approved",
        "UPDATE",
        "OLD.status = 'waiting' AND NEW.status IN ('applied', 'booked') "
        f"AND NEW.mode = 'approved' AND {_APPROVALS} < NEW.steps",
        "change_request is not approved",
    )
    kit.append_only("change_item")
    kit.append_only("change_evidence")
    kit.append_only("decision")
    kit.refuse_when(
        "decision",
        "in_time",
        "INSERT",
        f"NOT EXISTS (SELECT 1 {_OF_REQUEST} AND (status = 'waiting' OR "
        "(mode = 'reviewed_after' AND status IN ('applied', 'booked'))))",
        "nothing is decided of this request",
    )
    waiting = sa.text("status = 'waiting'")
    op.create_index(
        "ix_change_request_waiting",
        "change_request",
        ["hall_id", sa.text("present DESC"), "made_at", "id"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_index("ix_change_request_customer_id", "change_request", ["customer_id"])
    op.create_index("ix_change_request_maker_id_made_at", "change_request", ["maker_id", "made_at"])
    booked = sa.text("status = 'booked'")
    op.create_index(
        "ix_change_request_booked",
        "change_request",
        ["effective_on", "id"],
        sqlite_where=booked,
        postgresql_where=booked,
    )


def _change_request() -> None:
    op.create_table(
        "change_request",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("maker_id", ID, nullable=False),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("workstation_id", ID, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("effective_on", DAY, nullable=False),
        sa.Column("asked_by", TEXT, nullable=False),
        sa.Column("authenticated", TEXT, nullable=False),
        sa.Column("present", FLAG, nullable=False),
        sa.Column("mode", TEXT, nullable=False),
        sa.Column("steps", INT, nullable=False),
        sa.Column("hours", INT, nullable=False),
        sa.Column("circumstances", TEXT, nullable=False),
        sa.Column("reason", BYTES, nullable=True),
        sa.Column("replaces", ID, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("steps_done", INT, nullable=False),
        sa.Column("urged_at", INSTANT, nullable=True),
        sa.Column("applied_by", ID, nullable=True),
        sa.Column("order_id", ID, nullable=True),
        sa.CheckConstraint(
            "mode IN ('at_once', 'approved', 'reviewed_after')",
            name=op.f("ck_change_request_mode"),
        ),
        sa.CheckConstraint(
            "asked_by IN ('holder', 'agent', 'guardian', 'handler')",
            name=op.f("ck_change_request_asked_by"),
        ),
        sa.CheckConstraint(
            "status IN ('waiting', 'returned', 'replaced', 'rejected', 'withdrawn', 'expired', 'booked', 'overtaken', 'applied')",
            name=op.f("ck_change_request_status"),
        ),
        sa.CheckConstraint(
            "(mode = 'at_once') = (steps = 0)",
            name=op.f("ck_change_request_steps"),
        ),
        sa.CheckConstraint(
            "(status = 'applied') = (applied_by IS NOT NULL)",
            name=op.f("ck_change_request_applied"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_change_request_customer_id")
        ),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_change_request_hall_id")),
        sa.ForeignKeyConstraint(
            ["maker_id"], ["staff.id"], name=op.f("fk_change_request_maker_id")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["product_order.id"], name=op.f("fk_change_request_order_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaces"], ["change_request.id"], name=op.f("fk_change_request_replaces")
        ),
        sa.ForeignKeyConstraint(
            ["workstation_id"], ["workstation.id"], name=op.f("fk_change_request_workstation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_request")),
        sa.UniqueConstraint("applied_by", name=op.f("uq_change_request_applied_by")),
        sa.UniqueConstraint("id", "maker_id", name=op.f("uq_change_request_id_maker_id")),
        sa.UniqueConstraint("number", name=op.f("uq_change_request_number")),
        sa.UniqueConstraint("replaces", name=op.f("uq_change_request_replaces")),
        sqlite_strict=True,
    )


def _change_item() -> None:
    op.create_table(
        "change_item",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("request_id", ID, nullable=False),
        sa.Column("n", INT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("subscription_id", ID, nullable=True),
        sa.Column("before", BYTES, nullable=False),
        sa.Column("after", BYTES, nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["change_request.id"], name=op.f("fk_change_item_request_id")
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscription.id"], name=op.f("fk_change_item_subscription_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_item")),
        sa.UniqueConstraint("request_id", "n", name=op.f("uq_change_item_request_id_n")),
        sqlite_strict=True,
    )


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("request_id", ID, nullable=False),
        sa.Column("maker_id", ID, nullable=False),
        sa.Column("checker_id", ID, nullable=False),
        sa.Column("delegated_by", ID, nullable=True),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("workstation_id", ID, nullable=False),
        sa.Column("step", INT, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("reason", BYTES, nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "verdict IN ('approve', 'reject', 'return')",
            name=op.f("ck_decision_verdict"),
        ),
        sa.CheckConstraint(
            "checker_id <> maker_id",
            name=op.f("ck_decision_another_person"),
        ),
        sa.ForeignKeyConstraint(["checker_id"], ["staff.id"], name=op.f("fk_decision_checker_id")),
        sa.ForeignKeyConstraint(
            ["delegated_by"], ["staff.id"], name=op.f("fk_decision_delegated_by")
        ),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_decision_hall_id")),
        sa.ForeignKeyConstraint(
            ["request_id", "maker_id"],
            ["change_request.id", "change_request.maker_id"],
            name=op.f("fk_decision_request_id_maker_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workstation_id"], ["workstation.id"], name=op.f("fk_decision_workstation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint(
            "request_id", "checker_id", name=op.f("uq_decision_request_id_checker_id")
        ),
        sa.UniqueConstraint("request_id", "step", name=op.f("uq_decision_request_id_step")),
        sqlite_strict=True,
    )


def _change_evidence() -> None:
    op.create_table(
        "change_evidence",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("request_id", ID, nullable=False),
        sa.Column("n", INT, nullable=False),
        sa.Column("proof", TEXT, nullable=False),
        sa.Column("image_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["image_id"], ["identity_image.id"], name=op.f("fk_change_evidence_image_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["change_request.id"], name=op.f("fk_change_evidence_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_evidence")),
        sa.UniqueConstraint("request_id", "n", name=op.f("uq_change_evidence_request_id_n")),
        sqlite_strict=True,
    )
