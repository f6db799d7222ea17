"""That a paper goes to a printer is on record before it goes; what waits for one is a table (R-182)."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import BYTES, ID, INSTANT, INT, TEXT

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


OUTCOMES = "outcome IN ('waiting', 'sent', 'good', 'jammed', 'other_printer', 'later', 'nothing')"
COLUMNS = (
    "id, version, subject_id, document_id, n, reprint, paper, printer, outcome, reason, staff_id, "
    "workstation_id, hall_id, at"
)


def upgrade() -> None:
    """Print jobs learn two outcomes and their number of copies; the table of what waits is filled."""
    op.drop_index(op.f("ix_print_job_hall_id_outcome"), "print_job")
    if op.get_bind().dialect.name == "sqlite":
        _print_job_anew()
    else:
        op.drop_constraint(op.f("ck_print_job_outcome"), "print_job", type_="check")
        op.create_check_constraint(op.f("ck_print_job_outcome"), "print_job", OUTCOMES)
        op.add_column("print_job", sa.Column("copies", INT, nullable=True))
    op.create_index(
        "ix_print_job_sent",
        "print_job",
        ["workstation_id"],
        sqlite_where=sa.text("outcome = 'sent'"),
        postgresql_where=sa.text("outcome = 'sent'"),
    )
    _unprinted()


def _print_job_anew() -> None:
    """SQLite changes no constraint of a table: the rows move into a new one."""
    op.create_table(
        "print_job_0003",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.Column("n", INT, nullable=False),
        sa.Column("reprint", INT, nullable=False),
        sa.Column("paper", TEXT, nullable=False),
        sa.Column("printer", TEXT, nullable=False),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("reason", BYTES, nullable=True),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("workstation_id", ID, nullable=False),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("copies", INT, nullable=True),
        sa.CheckConstraint(OUTCOMES, name=op.f("ck_print_job_outcome")),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"], [f"{table}.id"], name=op.f(f"fk_print_job_{table}_id")
            )
            for table in ("document", "hall", "staff", "workstation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_job")),
        sqlite_strict=True,
    )
    op.execute(f"INSERT INTO print_job_0003 ({COLUMNS}) SELECT {COLUMNS} FROM print_job")  # noqa: S608
    op.drop_table("print_job")
    op.rename_table("print_job_0003", "print_job")
    op.create_index(op.f("ix_print_job_document_id"), "print_job", ["document_id"], unique=False)


def _unprinted() -> None:
    op.create_table(
        "unprinted",
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_unprinted_hall_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_unprinted_document_id")
        ),
        sa.PrimaryKeyConstraint("hall_id", "made_at", "document_id", name=op.f("pk_unprinted")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO unprinted (hall_id, made_at, document_id) "
        "SELECT d.hall_id, d.made_at, d.id FROM document d JOIN "
        "(SELECT document_id, max(n) AS n FROM print_job GROUP BY document_id) newest "
        "ON newest.document_id = d.id JOIN print_job j "
        "ON j.document_id = d.id AND j.n = newest.n WHERE j.outcome <> 'good'"
    )
