"""When a subscription was installed (竣工), and an index of the orders that are not done yet."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import DAY

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One column, NULL in the rows there are, and one index."""
    op.add_column("subscription", sa.Column("installed_on", DAY, nullable=True))
    op.create_index(
        "ix_product_order_in_progress",
        "product_order",
        ["hall_id", "at"],
        sqlite_where=sa.text("status = 'inProgress'"),
        postgresql_where=sa.text("status = 'inProgress'"),
    )
