"""What papers of a template version have in common is kept once; a paper lists its parts.

Papers that are stored keep their one blob and are read from it: nothing is sealed or drawn anew.
"""

import sqlalchemy as sa
from alembic import op

from db.migrations import kit

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table of shared parts, and the list of parts of a paper."""
    op.create_table(
        "shared_part",
        sa.Column("sha256", kit.BYTES, nullable=False),
        sa.Column("content", kit.BYTES, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_shared_part")),
        sqlite_strict=True,
    )
    kit.append_only("shared_part")
    op.add_column("paper", sa.Column("parts", kit.TEXT, nullable=True))
