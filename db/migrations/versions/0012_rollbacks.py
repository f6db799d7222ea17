"""An index for the auditor's list of roll-backs."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KINDS = "kind IN ('trust.release_base', 'trust.note_head', 'trust.see_rollbacks')"


def upgrade() -> None:
    """No data changes."""
    op.create_index(
        "ix_operation_rollbacks",
        "operation",
        ["at"],
        sqlite_where=sa.text(KINDS),
        postgresql_where=sa.text(KINDS),
    )
