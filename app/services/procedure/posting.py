"""What moves in a ledger: a transaction of postings, or a batch that the database works out itself.

Either is whole or not there. The event of the operation names the header, and the header has one digest over
the postings: the SHA-256 over the digests of runs of 10,000, each posting in 60 bytes that are the same on
both databases (data.md 9).
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from app.domain.ids import new_id
from app.services.procedure.transaction import Work
from db.insert import insert_rows
from db.schema.ledger import Ledger

RUN = 10_000
"""Postings under one digest."""
_LINE = struct.Struct(">q16sqi16s")
_NO_LOT = bytes(16)


class Posting(NamedTuple):
    """`amount` in whole units moves on an account; `day` is the business day."""

    account_id: UUID
    amount: int
    day: date
    lot_id: UUID | None = None


def post(work: Work, ledger: Ledger, postings: Sequence[Posting], **header: Any) -> UUID:
    """Write one transaction; returns its id. ValueError when the postings are fewer than two or do not sum
    to zero: that is a bug of the caller, and nothing is written."""
    if len(postings) < 2 or sum(each.amount for each in postings) != 0:
        raise ValueError("a transaction has two postings or more, which sum to zero")
    transaction_id = new_id()
    rows = [
        {"transaction_id": transaction_id, "n": n, **each._asdict()}
        for n, each in enumerate(postings, 1)
    ]
    work.flush()
    insert_rows(work.connection, ledger.posting, rows)
    lines = ((n, *each) for n, each in enumerate(postings, 1))
    _close(work, ledger, transaction_id, lines, header)
    return transaction_id


def post_batch(
    work: Work, ledger: Ledger, moves: sa.Select[Any] | sa.CompoundSelect[Any], **header: Any
) -> UUID:
    """Write one transaction whose postings the database works out: `moves` selects account_id, amount, day
    and lot_id. Returns its id; the database refuses what does not balance (IntegrityError)."""
    transaction_id = new_id()
    table, found = ledger.posting, moves.subquery()
    n = sa.func.row_number().over(order_by=(found.c.account_id, found.c.lot_id))
    work.flush()
    work.connection.execute(
        sa.insert(table).from_select(
            ["transaction_id", "n", "account_id", "amount", "day", "lot_id"],
            sa.select(
                sa.literal(transaction_id, table.c.transaction_id.type),
                n,
                found.c.account_id,
                found.c.amount,
                found.c.day,
                sa.cast(found.c.lot_id, table.c.lot_id.type),  # NULL alone has no type there
            ),
        )
    )
    column = table.c
    written = work.connection.execute(
        sa.select(column.n, column.account_id, column.amount, column.day, column.lot_id)
        .where(column.transaction_id == transaction_id)
        .order_by(column.n),
        execution_options={"yield_per": RUN},
    )
    _close(work, ledger, transaction_id, written, header)
    return transaction_id


def _close(
    work: Work, ledger: Ledger, transaction_id: UUID, lines: Iterable[Any], header: dict[str, Any]
) -> None:
    """The header, last: from here on the transaction takes no posting."""
    count, digest = digest_of(lines)
    work.technical(
        ledger.header,
        **header,
        id=transaction_id,
        operation_id=work.operation_id,
        at=work.now,
        count=count,
        digest=digest,
    )
    work.flush()


def digest_of(lines: Iterable[tuple[int, UUID, int, date, UUID | None]]) -> tuple[int, bytes]:
    """How many postings there are, and the digest over them in the order of their numbers."""
    whole, run, count = hashlib.sha256(b"counter/postings/1\0"), hashlib.sha256(), 0
    for n, account_id, amount, day, lot_id in lines:
        lot = _NO_LOT if lot_id is None else lot_id.bytes
        run.update(_LINE.pack(n, account_id.bytes, amount, day.toordinal(), lot))
        count += 1
        if count % RUN == 0:
            whole.update(run.digest())
            run = hashlib.sha256()
    if count % RUN:
        whole.update(run.digest())
    return count, whole.digest()
