"""The state tables of customer, subscription and order: every pair is a move or a refusal."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain import customers, orders, subscriptions
from app.domain.customers import Status
from app.domain.orders import OrderStatus
from app.domain.subscriptions import IN_USE, State
from app.errors import UserError
from db.schema.customers import customer, subscription
from db.schema.orders import product_order

TABLES: list[tuple[type[StrEnum], Any, sa.Table]] = [
    (Status, customers, customer),
    (State, subscriptions, subscription),
    (OrderStatus, orders, product_order),
]
PAIRS = [(table, one, to) for table in TABLES for one in table[0] for to in table[0]]


@given(st.sampled_from(PAIRS))
def test_every_pair_is_a_move_or_is_refused(pair: Any) -> None:
    (_, word, _), one, to = pair
    if to in word.MOVES[one]:
        assert word.move(one, to) is to
        assert to is not one
    else:
        with pytest.raises(UserError, match="status_move"):
            word.move(one, to)


@given(st.lists(st.sampled_from(list(State)), max_size=20))
@example([State.CANCELLED, State.ACTIVE])
def test_what_never_began_is_never_in_use_again(asked: list[State]) -> None:
    state, ended = State.CREATED, False
    for to in asked:
        try:
            state = subscriptions.move(state, to)
        except UserError:
            assert to not in subscriptions.MOVES[state]
        ended = ended or state in (State.CANCELLED, State.ABORTED)
        assert not (ended and state in IN_USE)


@pytest.mark.parametrize(("states", "word", "table"), TABLES)
def test_every_state_is_reached_and_stored(states: type[StrEnum], word: Any, table: Any) -> None:
    assert set(word.MOVES) == set(states)
    reached = {next(iter(states))}
    for _ in states:
        reached |= {to for status in reached for to in word.MOVES[status]}
    assert reached == set(states)
    (check,) = [each for each in table.constraints if str(each.name).endswith("status")]
    assert all(f"'{each.value}'" in str(check.sqltext) for each in states)
    assert str(check.sqltext).count("'") == 2 * len(states)


def test_what_is_installed_waits_for_the_installer() -> None:
    assert subscriptions.first(needs_place=True) is State.PENDING_ACTIVE
    assert subscriptions.first(needs_place=False) is State.ACTIVE
    assert set(IN_USE) <= set(State)
