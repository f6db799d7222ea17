"""变更申请 and what was decided of them (R-070, R-076): ChangeRequest, its items, its decisions.

What was asked for never changes: items, evidence and decisions are append-only, and of a request only its status and
what came of it. Triggers of the database hold this and the moves of the status (revision 0013).
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, UniqueConstraint

from db.schema.base import business, one_of, ref
from db.types import Day, Flag, Id, Instant, Int, Sealed, Text

STATUSES = (
    "waiting",
    "returned",
    "replaced",
    "rejected",
    "withdrawn",
    "expired",
    "booked",
    "overtaken",
    "applied",
)

# `mode`, `steps` and `hours` are what the policies asked for on the day of the request, `circumstances` the codes
# that made them stricter. `applied_by` is the operation that wrote the change, `order_id` its order.
change_request = business(
    "change_request",
    Column("number", Text, nullable=False, unique=True),
    ref("customer_id", "customer", index=True),
    ref("maker_id", "staff"),
    ref("hall_id", "hall"),
    ref("workstation_id", "workstation"),
    Column("made_at", Instant, nullable=False),
    Column("effective_on", Day, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("authenticated", Text, nullable=False),
    Column("present", Flag, nullable=False),
    Column("mode", Text, nullable=False),
    Column("steps", Int, nullable=False),
    Column("hours", Int, nullable=False),
    Column("circumstances", Text, nullable=False),
    Column("reason", Sealed),
    ref("replaces", "change_request", nullable=True),
    Column("status", Text, nullable=False),
    Column("steps_done", Int, nullable=False),
    Column("urged_at", Instant),
    Column("applied_by", Id, unique=True),
    ref("order_id", "product_order", nullable=True),
    UniqueConstraint("id", "maker_id"),
    UniqueConstraint("replaces"),
    one_of("status", *STATUSES),
    one_of("mode", "at_once", "approved", "reviewed_after"),
    one_of("asked_by", "holder", "agent", "guardian", "handler"),
    CheckConstraint("(mode = 'at_once') = (steps = 0)", name="steps"),
    CheckConstraint("(status = 'applied') = (applied_by IS NOT NULL)", name="applied"),
)
_OPEN = change_request.c.status == "waiting"
# What waits in a hall, who waits at the desk first, then the longest waiting.
Index(
    "ix_change_request_waiting",
    change_request.c.hall_id,
    change_request.c.present.desc(),
    change_request.c.made_at,
    change_request.c.id,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)
Index("ix_change_request_maker_id_made_at", change_request.c.maker_id, change_request.c.made_at)
_BOOKED = change_request.c.status == "booked"
Index(
    "ix_change_request_booked",
    change_request.c.effective_on,
    change_request.c.id,
    sqlite_where=_BOOKED,
    postgresql_where=_BOOKED,
)

# `before` is what stood in the fields that the kind changes or judges by, `after` what is asked for; both are
# canonical JSON of field and text.
change_item = business(
    "change_item",
    ref("request_id", "change_request"),
    Column("n", Int, nullable=False),
    Column("kind", Text, nullable=False),
    ref("subscription_id", "subscription", nullable=True),
    Column("before", Sealed, nullable=False),
    Column("after", Sealed, nullable=False),
    UniqueConstraint("request_id", "n"),
)

# What was attached: a kept picture and the code of the paper that it shows.
change_evidence = business(
    "change_evidence",
    ref("request_id", "change_request"),
    Column("n", Int, nullable=False),
    Column("proof", Text, nullable=False),
    ref("image_id", "identity_image"),
    UniqueConstraint("request_id", "n"),
)

# `digest` is of the items that the checker saw (app.services.approvals). The pair of request and maker is that of
# the request itself, so that the constraint compares the true maker with the checker.
decision = business(
    "decision",
    Column("request_id", Id, nullable=False),
    Column("maker_id", Id, nullable=False),
    ref("checker_id", "staff"),
    ref("delegated_by", "staff", nullable=True),
    ref("hall_id", "hall"),
    ref("workstation_id", "workstation"),
    Column("step", Int, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reason", Sealed),
    Column("digest", Text, nullable=False),
    Column("at", Instant, nullable=False),
    ForeignKeyConstraint(
        ["request_id", "maker_id"], ["change_request.id", "change_request.maker_id"]
    ),
    UniqueConstraint("request_id", "step"),
    UniqueConstraint("request_id", "checker_id"),
    one_of("verdict", "approve", "reject", "return"),
    CheckConstraint("checker_id <> maker_id", name="another_person"),
)
