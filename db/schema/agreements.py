"""Agreements (E17), the papers that were made (E18), what the printer did with them (R-182), and blobs."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, PrimaryKeyConstraint

from db.schema.base import business, code, one_of, ref, technical
from db.types import Bytes, Day, Flag, Id, Instant, Int, Sealed, Text

agreement = business(
    "agreement",
    Column("number", Text, nullable=False, unique=True),
    ref("order_id", "product_order"),
    ref("customer_id", "customer", index=True),
    Column("status", Text, nullable=False),
    Column("starts_on", Day, nullable=False),
    Column("ends_on", Day),
    one_of(
        "status",
        "draft",
        "signed",
        "active",
        "suspended",
        "renewed",
        "expired",
        "terminated",
        "void",
    ),
)

# What the paper says stands in `paper_content`, or of before 0008 in `content`; the PDF is drawn from it
# alone. `parts` lists what the PDF is put
# together from (app.services.papers.parts), the blob among them; a PDF of before 0008 is the blob alone.
paper = business(
    "paper",
    code("kind", "paper_kind"),
    Column("number", Text, nullable=False),
    ref("order_id", "product_order", index=True),
    ref("customer_id", "customer", index=True),
    ref("agreement_id", "agreement", nullable=True),
    ref("hall_id", "hall"),
    Column("template", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("large_print", Flag, nullable=False),
    Column("content", Sealed, nullable=False),
    Column("digest", Text, nullable=False),
    Column("blob_id", Id),
    Column("sha256", Bytes),
    Column("pages", Int),
    Column("made_at", Instant, nullable=False),
    Column("parts", Text),
    Column("content_sha256", Bytes),
    kind="document",
)

# Everything that a paper says, compressed, then sealed; app.services.papers.contents is the one door.
paper_content = technical(
    "paper_content",
    Column("document_id", Id, ForeignKey("paper.id"), primary_key=True),
    Column("sealed", Bytes, nullable=False),
)

print_job = business(
    "print_job",
    ref("document_id", "paper", index=True),
    Column("n", Int, nullable=False),
    Column("reprint", Int, nullable=False),
    code("paper", "paper_kind"),
    Column("printer", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Sealed),
    ref("staff_id", "staff"),
    ref("workstation_id", "workstation"),
    ref("hall_id", "hall"),
    Column("at", Instant, nullable=False),
    Column("copies", Int),
    one_of("outcome", "waiting", "sent", "good", "jammed", "other_printer", "later", "nothing"),
)
# Print jobs of each counter that nobody has answered yet.
Index(
    "ix_print_job_sent",
    print_job.c.workstation_id,
    sqlite_where=print_job.c.outcome == "sent",
    postgresql_where=print_job.c.outcome == "sent",
)

# What waits for a printer (未出纸): papers whose newest print job is no good one. Derived from
# print_job, so that no list walks through every paper ever made; verify compares the two.
unprinted = technical(
    "unprinted",
    ref("hall_id", "hall"),
    Column("made_at", Instant, nullable=False),
    ref("document_id", "paper"),
    PrimaryKeyConstraint("hall_id", "made_at", "document_id"),
    sqlite_with_rowid=False,  # the primary key is the table
)

# Sealed bytes, read alone and written with their record; db.blobs is the one door.
blob = technical(
    "blob",
    Column("id", Id, primary_key=True),
    Column("subject_id", Id, nullable=False),
    Column("class", Text, nullable=False),
    Column("size", Int, nullable=False),
    Column("sha256", Bytes, nullable=False),
    Column("sealed", Bytes, nullable=False),
)

# What papers of a template version have in common, unsealed: it holds the template's words alone, and
# nothing that a customer brought. db.shared_parts is the one door.
shared_part = technical(
    "shared_part",
    Column("sha256", Bytes, primary_key=True),
    Column("content", Bytes, nullable=False),
)
