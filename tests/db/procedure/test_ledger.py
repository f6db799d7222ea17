"""A ledger: transactions are whole and balance, nothing is posted late, and what was altered is found."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services.procedure import Posting, Work, post, posting, procedure
from db.schema.base import BOUND
from db.schema.ledger import LEDGERS
from tests.kit import small_ledger
from tests.kit.attack import as_owner
from tests.kit.desk import TestHall
from tests.kit.small_ledger import LEDGER, OUTSIDE, Moved, coin, coins, empty_all, jar, move
from tests.kit.verified import codes, look

DAY = date(2026, 11, 30)
JAR, OTHER = new_id(), new_id()


@pytest.fixture
def ledger(desk: TestHall) -> Iterator[TestHall]:
    """A hall that keeps coins in jars."""
    with small_ledger.in_use(desk.installation.engine):
        yield desk


def rows(desk: TestHall, table: sa.Table) -> list[Any]:
    with desk.installation.engine.connect() as connection:
        return list(connection.execute(sa.select(table).order_by(*table.primary_key)).all())


def test_a_transaction_is_its_postings_and_a_header_that_an_event_names(ledger: TestHall) -> None:
    made = move(ledger.clerk, new_id(), account_id=JAR, amount=5, day=DAY)
    (header,) = rows(ledger, coins)
    assert (header.id, header._mapping["count"], header.why) == (made.transaction_id, 2, "moved")
    assert [(row.n, row.account_id, row.amount, row.day) for row in rows(ledger, coin)] == [
        (1, JAR, 5, DAY),
        (2, OUTSIDE, -5, DAY),
    ]
    found = look(ledger)
    assert found.good
    assert found.counts["postings"] == 2


def test_the_same_operation_moves_once(ledger: TestHall) -> None:
    operation_id = new_id()
    first = move(ledger.clerk, operation_id, account_id=JAR, amount=5, day=DAY)
    assert move(ledger.clerk, operation_id, account_id=JAR, amount=5, day=DAY) == first
    assert len(rows(ledger, coin)) == 2


def test_a_state_that_would_get_below_empty_takes_everything_back(ledger: TestHall) -> None:
    move(ledger.clerk, new_id(), account_id=JAR, amount=5, day=DAY)
    with pytest.raises(sa.exc.IntegrityError):
        move(ledger.clerk, new_id(), account_id=JAR, amount=-6, day=DAY)
    assert len(rows(ledger, coins)) == 1
    assert look(ledger).good


@pytest.mark.parametrize("amounts", [(), (0,), (5,), (5, -4), (1, 1, -1)])
def test_what_does_not_balance_is_not_posted(ledger: TestHall, amounts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="sum to zero"):
        _post(ledger, [Posting(JAR, amount, DAY) for amount in amounts])
    assert rows(ledger, coin) == rows(ledger, coins) == []


@procedure("test.post_coins", None, writes={coins: {}, coin: {}, jar: {}})
def _posted(work: Work, *, lines: tuple[Posting, ...]) -> Moved:
    return Moved(post(work, LEDGER, lines, why="as given"))


def _post(desk: TestHall, lines: list[Posting]) -> Moved:
    return _posted(desk.clerk, new_id(), lines=tuple(lines))


def write(desk: TestHall, *statements: sa.Executable) -> None:
    """Past the program, in one transaction, with everything that the database itself refuses."""
    with desk.installation.engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)


def header_of(**changes: Any) -> dict[str, Any]:
    at = {"id": new_id(), "operation_id": new_id(), "at": None, "count": 2, "digest": bytes(32)}
    return at | {"why": "past the program"} | changes


def line(transaction_id: UUID, n: int, amount: int) -> dict[str, Any]:
    return {
        "transaction_id": transaction_id,
        "n": n,
        "account_id": JAR,
        "amount": amount,
        "day": DAY,
        "lot_id": None,
    }


@pytest.mark.parametrize("amounts", [(), (0,), (5, -4), (1, 1, -1)])
def test_the_database_itself_refuses_a_header_that_does_not_balance(
    ledger: TestHall, amounts: tuple[int, ...]
) -> None:
    header = header_of(at=ledger.clock())
    lines = [line(header["id"], n, amount) for n, amount in enumerate(amounts, 1)]
    with pytest.raises(sa.exc.DBAPIError, match="balance"):
        write(
            ledger,
            *(sa.insert(coin).values(each) for each in lines),
            sa.insert(coins).values(header),
        )
    assert rows(ledger, coin) == rows(ledger, coins) == []


def test_the_database_itself_refuses_postings_without_a_header(ledger: TestHall) -> None:
    alone = new_id()
    lines = [line(alone, n, 3 - 2 * n) for n in (1, 2)]
    with pytest.raises(sa.exc.IntegrityError):
        write(ledger, sa.insert(coin).values(lines))
    assert rows(ledger, coin) == []


def test_the_database_itself_refuses_a_late_posting_and_every_change(ledger: TestHall) -> None:
    made = move(ledger.clerk, new_id(), account_id=JAR, amount=5, day=DAY)
    late = [line(made.transaction_id, n, 7 - 2 * n) for n in (3, 4)]
    for statement, words in (
        (sa.insert(coin).values(late), "late"),
        (sa.update(coin).values(amount=0), "append-only"),
        (sa.delete(coin), "append-only"),
        (sa.update(coins).values(digest=bytes(32)), "append-only"),
        (sa.delete(coins), "append-only"),
    ):
        with pytest.raises(sa.exc.DBAPIError, match=words):
            write(ledger, statement)
    assert look(ledger).good


ATTACKS: dict[str, tuple[Any, set[str]]] = {
    "an amount": (
        lambda: sa.update(coin).where(coin.c.n == 1).values(amount=50),
        {"postings_differ", "does_not_balance", "state_differs"},
    ),
    "both amounts": (
        lambda: sa.update(coin).values(amount=coin.c.amount * 2),
        {"postings_differ", "state_differs"},
    ),
    "another account": (
        lambda: sa.update(coin).where(coin.c.account_id == JAR).values(account_id=new_id()),
        {"postings_differ", "state_differs"},
    ),
    "another day": (lambda: sa.update(coin).values(day=date(2020, 1, 1)), {"postings_differ"}),
    "a lot": (lambda: sa.update(coin).values(lot_id=new_id()), {"postings_differ"}),
    "another order": (
        lambda: sa.update(coin).values(n=coin.c.n + 10),
        {"postings_differ"},
    ),
    "postings deleted": (lambda: sa.delete(coin), {"postings_differ", "state_differs"}),
    "the header deleted": (lambda: sa.delete(coins), {"header_missing", "effects_differ"}),
    "the header's words": (lambda: sa.update(coins).values(why="x"), {"effects_differ"}),
    "the header's digest": (
        lambda: sa.update(coins).values(digest=bytes(32)),
        {"effects_differ", "postings_differ"},
    ),
    "another operation's header": (
        lambda: sa.update(coins).values(operation_id=new_id()),
        {"effects_differ", "version_without_event"},
    ),
    "a balance": (lambda: sa.update(jar).values(amount=500), {"state_differs"}),
    "a balance deleted": (lambda: sa.delete(jar), {"state_differs"}),
}


@pytest.mark.parametrize("name", sorted(ATTACKS))
def test_what_was_altered_past_the_program_is_found_without_keys(
    ledger: TestHall, name: str
) -> None:
    move(ledger.clerk, new_id(), account_id=JAR, amount=5, day=DAY)
    assert look(ledger, None).good
    statement, expected = ATTACKS[name]
    with as_owner(ledger.installation) as connection:
        assert connection.execute(statement()).rowcount != 0
    assert codes(look(ledger, None)) == expected


def test_postings_put_in_late_past_the_program_are_found(ledger: TestHall) -> None:
    made = move(ledger.clerk, new_id(), account_id=JAR, amount=5, day=DAY)
    with as_owner(ledger.installation) as connection:
        rows = [line(made.transaction_id, 3, 4), line(made.transaction_id, 4, -4)]
        connection.execute(sa.insert(coin), rows)
        alone = new_id()
        connection.execute(sa.insert(coin), [line(alone, 1, 4), line(alone, 2, -4)])
    assert codes(look(ledger, None)) == {"postings_differ", "header_missing"}


def test_an_altered_amount_would_pass_without_the_pass_of_the_ledger(ledger: TestHall) -> None:
    """Sabotage: verification does not know of the ledger."""
    move(ledger.clerk, new_id(), account_id=JAR, amount=5, day=DAY)
    with as_owner(ledger.installation) as connection:
        connection.execute(sa.update(coin).values(amount=coin.c.amount * 2))
    kept = LEDGERS.pop("coins")
    try:
        assert look(ledger, None).good
    finally:
        LEDGERS["coins"] = kept
    assert BOUND["coins"] is coins


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.sampled_from([JAR, OTHER]), st.integers(-20, 40).filter(bool)), max_size=6
    )
)
def test_balances_are_the_sums_of_what_was_posted(
    local_ledger: TestHall, moves: list[tuple[UUID, int]]
) -> None:
    before = {row.account_id: row.amount for row in rows(local_ledger, jar)}
    for account_id, amount in moves:
        with contextlib.suppress(sa.exc.IntegrityError):
            move(local_ledger.clerk, new_id(), account_id=account_id, amount=amount, day=DAY)
            before[account_id] = before.get(account_id, 0) + amount
    assert {row.account_id: row.amount for row in rows(local_ledger, jar)} == before
    assert min(before.values(), default=0) >= 0


@pytest.fixture
def local_ledger(local_desk: TestHall) -> Iterator[TestHall]:
    """The same on SQLite only."""
    with small_ledger.in_use(local_desk.installation.engine):
        yield local_desk


def test_a_batch_is_one_transaction_whose_digest_is_that_of_its_postings(ledger: TestHall) -> None:
    for account_id in (JAR, OTHER):
        move(ledger.clerk, new_id(), account_id=account_id, amount=7, day=DAY)
    made = empty_all(ledger.clerk, new_id(), day=DAY)
    lines = [row for row in rows(ledger, coin) if row.transaction_id == made.transaction_id]
    assert [row.n for row in lines] == [1, 2, 3, 4]
    (header,) = (row for row in rows(ledger, coins) if row.id == made.transaction_id)
    again = posting.digest_of(
        (row.n, row.account_id, row.amount, row.day, row.lot_id) for row in lines
    )
    assert again == (header._mapping["count"], header.digest)
    assert {row.amount for row in rows(ledger, jar)} == {0}
    assert look(ledger).good


def test_the_digest_of_many_runs_is_that_of_its_lines() -> None:
    lines = [(n, JAR, n, DAY, None) for n in range(1, 2 * posting.RUN + 2)]
    count, digest = posting.digest_of(lines)
    assert count == len(lines)
    swapped = [*lines[:1], lines[2], lines[1], *lines[3:]]
    assert posting.digest_of(swapped)[1] != digest
    assert posting.digest_of(lines[:-1])[1] != digest


def test_a_batch_of_a_refused_operation_leaves_nothing(ledger: TestHall) -> None:
    with pytest.raises(Exception, match="not_allowed"):
        empty_all(ledger.session(Role.AUDITOR), new_id(), day=DAY)
    assert rows(ledger, coin) == []
