"""Subscriptions 用户: the states of a product instance (TMF637, E7) and the only moves between them."""

from __future__ import annotations

from enum import StrEnum

from app.domain.states import Moves, require_move


class State(StrEnum):
    """Where a subscription stands."""

    CREATED = "created"
    PENDING_ACTIVE = "pendingActive"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    PENDING_TERMINATE = "pendingTerminate"
    TERMINATED = "terminated"
    CANCELLED = "cancelled"
    ABORTED = "aborted"


IN_USE = ("created", "pendingActive", "active", "suspended")
"""Stored states that count as an active user of a place, and under one document (R-022, D11)."""

MOVES: Moves[State] = {
    State.CREATED: frozenset({State.PENDING_ACTIVE, State.ACTIVE, State.CANCELLED, State.ABORTED}),
    State.PENDING_ACTIVE: frozenset({State.ACTIVE, State.CANCELLED, State.ABORTED}),
    State.ACTIVE: frozenset({State.SUSPENDED, State.PENDING_TERMINATE, State.TERMINATED}),
    State.SUSPENDED: frozenset({State.ACTIVE, State.PENDING_TERMINATE, State.TERMINATED}),
    State.PENDING_TERMINATE: frozenset({State.ACTIVE, State.SUSPENDED, State.TERMINATED}),
    State.TERMINATED: frozenset({State.ACTIVE}),
    State.CANCELLED: frozenset(),
    State.ABORTED: frozenset(),
}
"""A termination that is still open goes back to where it was (撤单), a done one to active (返销, R-075)."""


def first(*, needs_place: bool) -> State:
    """How a subscription begins: what is installed at a place waits for the installer."""
    return State.PENDING_ACTIVE if needs_place else State.ACTIVE


def move(state: State, to: State) -> State:
    """`to`, if a subscription may go there from `state`; else UserError 'status_move'."""
    return require_move(MOVES, state, to)
