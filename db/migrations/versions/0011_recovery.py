"""Who made a part of the recovery key: the signature of an administrator. And two small indexes, of the
newest choice of a card reader and of the newest proof of the recovery sheets."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import BYTES

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """NULL in the rows there are: an administrator signs them at the next sign-in."""
    op.add_column("recovery_share", sa.Column("signature", BYTES, nullable=True))
    for name, kind in (("reader", "reader.choose"), ("sheets", "setup.prove_sheets")):
        which = sa.text(f"kind = '{kind}'")
        op.create_index(
            f"ix_operation_{name}",
            "operation",
            ["workstation_id", "at"],
            sqlite_where=which,
            postgresql_where=which,
        )
