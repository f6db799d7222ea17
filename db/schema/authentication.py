"""Who is asking (R-020, R-060 to R-062): service passwords of customers, codes sent by SMS, and each
authentication."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey

from db.schema.base import business, one_of, ref
from db.types import Flag, Id, Instant, Int, Sealed, Text

# `epoch` is of the records key under which the digits were hashed; `tries` are wrong
# ones in a row, and the fifth locks it.
service_password = business(
    "service_password",
    Column("customer_id", Id, ForeignKey("customer.id"), nullable=False, unique=True),
    Column("verifier", Sealed, nullable=False),
    Column("epoch", Int, nullable=False),
    Column("tries", Int, nullable=False),
    Column("changed_at", Instant, nullable=False),
    CheckConstraint("tries BETWEEN 0 AND 5", name="tries"),
)

# A code is good for the service in which it was sent. Its digits stand nowhere: they follow from its id and
# the records key of `epoch`.
sms_code = business(
    "sms_code",
    ref("customer_id", "customer", index=True),
    ref("contact_id", "contact_medium"),
    Column("service_id", Id, nullable=False),
    Column("epoch", Int, nullable=False),
    Column("tries", Int, nullable=False),
    Column("used", Flag, nullable=False),
    Column("sent_at", Instant, nullable=False),
    ref("hall_id", "hall"),
    ref("staff_id", "staff"),
    ref("workstation_id", "workstation"),
    CheckConstraint("tries BETWEEN 0 AND 3", name="tries"),
)

# `who` came to the counter and is `party_id`, NULL where nobody showed a document. `source_id` is the
# operation that captured the document again; `compared`: there the face was held against a live photo.
authentication = business(
    "authentication",
    ref("customer_id", "customer", index=True),
    Column("service_id", Id, nullable=False, index=True),
    Column("method", Text, nullable=False),
    Column("who", Text, nullable=False),
    ref("party_id", "party", nullable=True),
    Column("source_id", Id, unique=True),
    Column("compared", Flag, nullable=False),
    Column("at", Instant, nullable=False),
    ref("hall_id", "hall"),
    ref("staff_id", "staff"),
    ref("workstation_id", "workstation"),
    one_of("method", "sms", "password", "document"),
    one_of("who", "holder", "agent", "guardian", "handler"),
)
