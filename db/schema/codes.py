"""Lists that grow with the product; each code has a row, which a revision puts in (data.md 2)."""

from __future__ import annotations

from db.schema.base import code_table

code_table("paper_kind", "agreement", "slip")

# What a supervisor may allow on the spot (D8).
code_table("permit_purpose", "manual_entry", "face_override")

# What somebody is to a customer (E12).
code_table(
    "party_role_code",
    "agent",
    "guardian",
    "handler",
    "user",
    "member",
    "decision",
    "contact",
    "technical",
)

# What a service record and an order are about.
code_table("business", "registration", "activation", "recapture", "inquiry", "change")
