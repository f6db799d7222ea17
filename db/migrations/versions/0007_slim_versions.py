"""What is on record of a version is slim; what versions said has a table; who looked at what is found.

Nothing is sealed, signed or committed to anew: a version of before keeps its form and all it said.
"""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from db.migrations import kit

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEPT = ("kind", "row_id", "version", "subject_id", "form", "plain")
_AT_ONCE = 2000


def upgrade() -> None:
    """Contents move to superseded_version; looks are gathered from the events; the last contact, which is no
    part of a version any more, is that of the service history."""
    _superseded_version()
    _slim()
    _erasure()
    _look()
    op.execute(
        "UPDATE customer SET last_contact_at = coalesce("
        "(SELECT max(at) FROM interaction WHERE interaction.customer_id = customer.id),"
        " registered_at)"
    )


def _superseded_version() -> None:
    op.create_table(
        "superseded_version",
        sa.Column("kind", kit.TEXT, nullable=False),
        sa.Column("row_id", kit.ID, nullable=False),
        sa.Column("version", kit.INT, nullable=False),
        sa.Column("subject_id", kit.ID, nullable=False),
        sa.Column("form", kit.INT, nullable=True),
        sa.Column("plain", kit.JSON, nullable=False),
        sa.Column("sealed", kit.BYTES, nullable=True),
        sa.Column("epoch", kit.INT, nullable=True),
        sa.PrimaryKeyConstraint("kind", "row_id", "version", name=op.f("pk_superseded_version")),
        sqlite_strict=True,
    )
    op.execute(
        "INSERT INTO superseded_version"
        " (kind, row_id, version, subject_id, form, plain, sealed, epoch)"
        " SELECT kind, row_id, version, subject_id, form, plain, sealed, epoch FROM record_version"
    )
    op.create_index(
        op.f("ix_superseded_version_subject_id_kind"), "superseded_version", ["subject_id", "kind"]
    )
    kit.append_only_but_for_others("superseded_version", KEPT)


def _slim() -> None:
    """No column of record_version is ever written again. The table is made anew, because on PostgreSQL a
    dropped column and a bad order of columns cost a tenth of its room."""
    key = "pk_record_version" if kit.is_sqlite() else "pk_record_version_slim"
    op.create_table(
        "record_version_slim",
        sa.Column("version", kit.INT, nullable=False),
        sa.Column("form", kit.INT, nullable=True),
        sa.Column("recorded_at", kit.INSTANT, nullable=False),
        sa.Column("row_id", kit.ID, nullable=False),
        sa.Column("operation_id", kit.ID, nullable=False),
        sa.Column("kind", kit.TEXT, nullable=False),
        sa.Column("commitment", kit.BYTES, nullable=False),
        sa.Column("mac", kit.BYTES, nullable=True),
        sa.PrimaryKeyConstraint("kind", "row_id", "version", name=op.f(key)),
        sqlite_strict=True,
    )
    op.execute(
        "INSERT INTO record_version_slim"
        " (version, form, recorded_at, row_id, operation_id, kind, commitment)"
        " SELECT version, form, recorded_at, row_id, operation_id, kind, commitment"
        " FROM record_version ORDER BY kind, row_id, version"
    )
    op.drop_table("record_version")
    op.rename_table("record_version_slim", "record_version")
    if not kit.is_sqlite():
        op.execute(f"ALTER TABLE record_version RENAME CONSTRAINT {key} TO pk_record_version")
    op.create_index(op.f("ix_record_version_operation_id"), "record_version", ["operation_id"])
    kit.append_only("record_version")


def _erasure() -> None:
    op.create_table(
        "erasure",
        sa.Column("subject_id", kit.ID, nullable=False),
        sa.Column("operation_id", kit.ID, nullable=False),
        sa.Column("at", kit.INSTANT, nullable=False),
        sa.Column("reason", kit.TEXT, nullable=False),
        sa.Column("count", kit.INT, nullable=False),
        sa.CheckConstraint(
            "reason IN ('request', 'purpose_ended', 'unlawful')", name=op.f("ck_erasure_reason")
        ),
        sa.PrimaryKeyConstraint("subject_id", name=op.f("pk_erasure")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_erasure_operation_id"), "erasure", ["operation_id"])
    kit.append_only("erasure")


def _look() -> None:
    op.create_table(
        "look",
        sa.Column("kind", kit.TEXT, nullable=False),
        sa.Column("row_id", kit.ID, nullable=False),
        sa.Column("workstation_id", kit.ID, nullable=False),
        sa.Column("seq", kit.INT, nullable=False),
        sa.PrimaryKeyConstraint("kind", "row_id", "workstation_id", "seq", name=op.f("pk_look")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_look_workstation_id_seq"), "look", ["workstation_id", "seq"])
    event = sa.table(
        "audit_event",
        sa.column("workstation_id", kit.ID),
        sa.column("seq", kit.INT),
        sa.column("body", kit.TEXT),
    )
    look = sa.table(
        "look",
        sa.column("kind", kit.TEXT),
        sa.column("row_id", kit.ID),
        sa.column("workstation_id", kit.ID),
        sa.column("seq", kit.INT),
    )
    bind = op.get_bind()
    events = bind.execute(sa.select(event), execution_options={"yield_per": _AT_ONCE})
    for part in events.partitions():
        rows = [
            {"kind": kind, "row_id": row_id, "workstation_id": each.workstation_id, "seq": each.seq}
            for each in part
            for kind, row_id in sorted(set(_looked(each.body)))
        ]
        if rows:
            bind.execute(sa.insert(look), rows)
    kit.append_only("look")


def _looked(body: str) -> Iterator[tuple[str, Any]]:
    """What an event named without a version. An event that cannot be read, or names what no database can
    hold, stays for verification to name."""
    try:
        for each in json.loads(body)["objects"]:
            if len(each) == 2 and isinstance(each[0], str):
                if "\0" in each[0]:
                    continue
                each[0].encode()  # ValueError for half characters
                row_id = UUID(each[1])
                yield each[0], row_id.bytes if kit.is_sqlite() else row_id
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return
