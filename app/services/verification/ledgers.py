"""Every ledger: its transactions against what their headers say, and its states worked out again."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.findings import Findings
from db.schema.ledger import LEDGERS, Ledger

_AT_ONCE = 10_000
_LINE = struct.Struct(">q16sqi16s")


def check(connection: sa.Connection, findings: Findings) -> None:
    """That events name the headers is checked with everything that events name."""
    for ledger in LEDGERS.values():
        _check_transactions(connection, ledger, findings)
        for table, again in ledger.states.items():
            stored = sa.select(*(table.c[column.name] for column in again.selected_columns))
            for some in (sa.except_(stored, again), sa.except_(again, stored)):
                for row in connection.execute(some):
                    findings.add("state_differs", f"{table.name} {row[0]}")


@dataclass
class _Sum:
    """A transaction as its postings are walked."""

    count: int = 0
    amount: int = 0
    whole: Any = field(default_factory=lambda: hashlib.sha256(b"counter/postings/1\0"))
    run: Any = field(default_factory=hashlib.sha256)

    def add(self, row: Any) -> None:
        lot = bytes(16) if row.lot_id is None else row.lot_id.bytes
        line = _LINE.pack(row.n, row.account_id.bytes, row.amount, row.day.toordinal(), lot)
        self.run.update(line)
        self.count += 1
        self.amount += row.amount
        if self.count % _AT_ONCE == 0:
            self.whole.update(self.run.digest())
            self.run = hashlib.sha256()

    def digest(self) -> bytes:
        if self.count % _AT_ONCE:
            self.whole.update(self.run.digest())
        return bytes(self.whole.digest())


def _check_transactions(connection: sa.Connection, ledger: Ledger, findings: Findings) -> None:
    name, column = ledger.header.name, ledger.header.c
    stream = connection.execution_options(yield_per=_AT_ONCE)
    asked = sa.select(column.id, column["count"].label("said"), column.digest).order_by(column.id)
    with stream.execute(asked) as headers:
        header: Any = next(headers, None)
        for transaction_id, found in _transactions(connection, ledger.posting, findings):
            while header is not None and header.id < transaction_id:
                findings.add("postings_differ", f"{name} {header.id}")  # it has none
                header = next(headers, None)
            place = f"{name} {transaction_id}"
            if header is None or header.id != transaction_id:
                findings.add("header_missing", place)
            else:
                if (header.said, header.digest) != (found.count, found.digest()):
                    findings.add("postings_differ", place)
                header = next(headers, None)
            if found.count < 2 or found.amount != 0:
                findings.add("does_not_balance", place)
        while header is not None:
            findings.add("postings_differ", f"{name} {header.id}")
            header = next(headers, None)


def _transactions(
    connection: sa.Connection, posting: sa.Table, findings: Findings
) -> Iterator[tuple[UUID, _Sum]]:
    stream = connection.execution_options(yield_per=_AT_ONCE)
    current: UUID | None = None
    found = _Sum()
    with stream.execute(sa.select(posting).order_by(posting.c.transaction_id, posting.c.n)) as rows:
        for part in rows.partitions():
            findings.looked_at("postings", len(part))
            for row in part:
                if row.transaction_id != current:
                    if current is not None:
                        yield current, found
                    current, found = row.transaction_id, _Sum()
                found.add(row)
    if current is not None:
        yield current, found
