"""Papers have a table of that name; lists that grow leave their CHECKs; versions leave out what is empty.

A rebuilt table keeps what it had (db.migrations.kit). Nothing that is signed, sealed or committed to is
written anew: to seals and versions `paper` is 'document' for ever (data.md 4).
"""

import sqlalchemy as sa
from alembic import op

from db.migrations import kit

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEPT = (
    "kind",
    "row_id",
    "version",
    "operation_id",
    "recorded_at",
    "subject_id",
    "plain",
    "commitment",
    "form",
)


def upgrade() -> None:
    """Code tables and the tables that refer to them, a line that takes back another, the form of a version."""
    kit.create_codes("paper_kind", "agreement", "slip")
    kit.create_codes("permit_purpose", "manual_entry", "face_override")
    kit.create_codes(
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
    kit.create_codes("business", "registration", "activation", "recapture")
    _to_code("paper", "kind", "paper_kind", was="document")
    _to_code("permit", "purpose", "permit_purpose")
    _to_code("party_role", "role", "party_role_code")
    _to_code("print_job", "paper", "paper_kind", checked=False)
    _to_code("product_order", "business", "business", checked=False)
    _to_code("interaction", "business", "business", checked=False)
    with kit.altered("fee") as fee:
        fee.add_column(sa.Column("refund_of", kit.ID, nullable=True))
        fee.create_foreign_key(op.f("fk_fee_refund_of"), "fee", ["refund_of"], ["id"])
    op.add_column("record_version", sa.Column("form", kit.INT, nullable=True))
    kit.no_update_of("record_version", KEPT)


def _to_code(
    table: str, column: str, codes: str, *, was: str | None = None, checked: bool = True
) -> None:
    """`column` becomes a code of `codes`; where it was `checked`, its CHECK is gone."""
    with kit.altered(table, was=was) as batch:
        if checked:
            batch.drop_constraint(op.f(f"ck_{table}_{column}"), type_="check")
        batch.create_foreign_key(op.f(f"fk_{table}_{column}"), codes, [column], ["code"])
