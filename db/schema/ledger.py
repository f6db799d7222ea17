"""The tables of a ledger: postings, the headers of their transactions, and states worked out from them.

Postings are inserted first and the header last. Triggers (db.migrations.kit.ledger) refuse a header whose
postings are fewer than two or do not sum to zero, and postings to a transaction that has its header; the
reference to the header is looked at when the transaction commits. Nothing is ever changed or deleted.
A ledger has no versions: an event names the header, and the header has a digest over its postings
(data.md 9).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, MetaData, PrimaryKeyConstraint, Table
from sqlalchemy.schema import SchemaItem

from db.schema.base import BOUND, metadata
from db.types import Bytes, Day, Id, Instant, Int


@dataclass(frozen=True)
class Ledger:
    """`states` are tables that follow from the postings, each with the SELECT of all its rows, in the
    table's columns, by which verification works it out again."""

    header: Table
    posting: Table
    states: Mapping[Table, sa.Select[tuple[object, ...]]] = field(default_factory=dict)


LEDGERS: dict[str, Ledger] = {}
"""By the name of the header's table."""


def header(name: str, *columns: SchemaItem, within: MetaData = metadata) -> Table:
    """One transaction: its operation, the moment (UTC), how many postings it has, and the digest over them
    (app.services.procedure.posting)."""
    table = Table(
        name,
        within,
        Column("id", Id, primary_key=True),
        Column("operation_id", Id, nullable=False, index=True),
        Column("at", Instant, nullable=False),
        Column("count", Int, nullable=False),
        Column("digest", Bytes, nullable=False),
        *columns,
        sqlite_strict=True,
        info={"effect": "id"},
    )
    BOUND[name] = table
    return table


def posting(name: str, of: Table) -> Table:
    """One line: `amount` (whole units, below zero what goes out) moves on an account for a business day,
    from or to a lot where the ledger has lots. `n` counts from 1 in its transaction. There are no other
    columns, because the header's digest covers these."""
    return Table(
        name,
        of.metadata,
        Column(
            "transaction_id",
            Id,
            ForeignKey(of.c.id, deferrable=True, initially="DEFERRED"),
            nullable=False,
        ),
        Column("n", Int, nullable=False),
        Column("account_id", Id, nullable=False, index=True),
        Column("amount", Int, nullable=False),
        Column("day", Day, nullable=False),
        Column("lot_id", Id),
        PrimaryKeyConstraint("transaction_id", "n"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def state(name: str, *columns: SchemaItem, within: MetaData = metadata) -> Table:
    """A table without versions that follows from postings."""
    return Table(name, within, *columns, sqlite_strict=True)
