"""What papers of a template version have in common is kept once; a paper lists its parts; what it says has a
row of its own.

Papers that are stored keep their one blob and their content, and are read from there: nothing is sealed or
drawn anew.
"""

import sqlalchemy as sa
from alembic import op

from db.migrations import kit

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tables of shared parts and of contents, and what a paper's row says of both."""
    op.create_table(
        "shared_part",
        sa.Column("sha256", kit.BYTES, nullable=False),
        sa.Column("content", kit.BYTES, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_shared_part")),
        sqlite_strict=True,
    )
    kit.append_only("shared_part")
    op.add_column("paper", sa.Column("parts", kit.TEXT, nullable=True))
    op.create_table(
        "paper_content",
        sa.Column("document_id", kit.ID, nullable=False),
        sa.Column("sealed", kit.BYTES, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["paper.id"], name=op.f("fk_paper_content_document_id")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_paper_content")),
        sqlite_strict=True,
    )
    op.add_column("paper", sa.Column("content_sha256", kit.BYTES, nullable=True))
