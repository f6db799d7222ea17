"""The businesses of the changes tab and of an inquiry."""

from db.migrations import kit

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two codes more."""
    kit.add_codes("business", "inquiry", "change")
