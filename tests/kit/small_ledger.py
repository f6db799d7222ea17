"""A ledger as the points will have one, small: coins that move between jars (data.md 9)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from unittest.mock import patch
from uuid import UUID

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import CheckConstraint, Column, MetaData

from app.domain.permissions import Permission
from app.services.procedure import Posting, Work, post, post_batch, procedure
from db import description
from db.migrations import kit
from db.schema import ledger
from db.schema.base import BOUND
from db.schema.ledger import LEDGERS, Ledger
from db.types import Id, Int, Text

_within = MetaData()
coins = ledger.header("coins", Column("why", Text, nullable=False), within=_within)
coin = ledger.posting("coin", coins)
jar = ledger.state(
    "jar",
    Column("account_id", Id, primary_key=True),
    Column("amount", Int, nullable=False),
    CheckConstraint("amount >= 0", name="amount"),
    within=_within,
)
OUTSIDE = UUID(int=1)
"""Where coins come from and go to; it has no jar."""
LEDGER = Ledger(
    coins,
    coin,
    {
        jar: sa.select(coin.c.account_id, sa.func.sum(coin.c.amount).label("amount"))
        .where(coin.c.account_id != OUTSIDE)
        .group_by(coin.c.account_id)
    },
)
BOUND.pop("coins")


@contextmanager
def in_use(engine: sa.Engine) -> Iterator[None]:
    """The tables stand in the database as if a revision had made them, and verification looks at them."""
    with engine.begin() as connection:
        _within.create_all(connection)
        with Operations.context(MigrationContext.configure(connection)):
            kit.ledger("coins", "coin")
        made = description.described(connection)
    BOUND["coins"], LEDGERS["coins"] = coins, LEDGER
    try:
        with patch.object(description, "made_by_revisions", lambda _: made):
            yield
    finally:
        del BOUND["coins"], LEDGERS["coins"]


@dataclass(frozen=True)
class Moved:
    """The transaction that was written."""

    transaction_id: UUID


@procedure("test.move_coins", Permission.CUSTOMER_REGISTER, writes={coins: {}, coin: {}, jar: {}})
def move(work: Work, *, account_id: UUID, amount: int, day: date) -> Moved:
    """Coins into a jar, or out of it when `amount` is below zero; the jar cannot get below empty."""
    changed = work.execute(
        sa.update(jar).where(jar.c.account_id == account_id).values(amount=jar.c.amount + amount)
    )
    if changed.rowcount == 0:
        work.technical(jar, account_id=account_id, amount=amount)
    lines = [Posting(account_id, amount, day), Posting(OUTSIDE, -amount, day)]
    return Moved(post(work, LEDGER, lines, why="moved"))


@procedure(
    "test.empty_all_jars", Permission.CUSTOMER_REGISTER, writes={coins: {}, coin: {}, jar: {}}
)
def empty_all(work: Work, *, day: date) -> Moved:
    """Every jar is emptied in one batch, as points expire at the end of a year."""
    made = _in_every_jar(work, -jar.c.amount, day, "emptied")
    work.execute(sa.update(jar).values(amount=0))
    return Moved(made)


@procedure(
    "test.give_every_jar", Permission.CUSTOMER_REGISTER, writes={coins: {}, coin: {}, jar: {}}
)
def give_every_jar(work: Work, *, day: date) -> Moved:
    """One coin into every jar, in one batch."""
    made = _in_every_jar(work, sa.literal(1, jar.c.amount.type), day, "given")
    work.execute(sa.update(jar).values(amount=jar.c.amount + 1))
    return Moved(made)


def _in_every_jar(work: Work, amount: sa.ColumnElement[int], day: date, why: str) -> UUID:
    on = sa.literal(day, coin.c.day.type)
    there = sa.select(
        jar.c.account_id, amount.label("amount"), on.label("day"), sa.null().label("lot_id")
    ).where(amount != 0)
    outside = sa.literal(OUTSIDE, coin.c.account_id.type)
    back = sa.select(outside, -amount, on, sa.null()).select_from(jar).where(amount != 0)
    return post_batch(work, LEDGER, sa.union_all(there, back), why=why)
