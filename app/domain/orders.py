"""Orders 业务受理单: their states (TMF622, E9) and the only moves between them."""

from __future__ import annotations

from enum import StrEnum

from app.domain.states import Moves, require_move


class OrderStatus(StrEnum):
    """Where an order stands."""

    ACKNOWLEDGED = "acknowledged"
    PENDING = "pending"
    HELD = "held"
    IN_PROGRESS = "inProgress"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    COMPLETED = "completed"
    FAILED = "failed"
    PARTIAL = "partial"


_O = OrderStatus
MOVES: Moves[OrderStatus] = {
    _O.ACKNOWLEDGED: frozenset({_O.PENDING, _O.IN_PROGRESS, _O.REJECTED, _O.CANCELLED}),
    _O.PENDING: frozenset({_O.HELD, _O.IN_PROGRESS, _O.REJECTED, _O.CANCELLED}),
    _O.HELD: frozenset({_O.PENDING, _O.IN_PROGRESS, _O.CANCELLED}),
    _O.IN_PROGRESS: frozenset({_O.HELD, _O.COMPLETED, _O.PARTIAL, _O.FAILED, _O.CANCELLED}),
    _O.REJECTED: frozenset(),
    _O.CANCELLED: frozenset(),
    _O.COMPLETED: frozenset(),
    _O.FAILED: frozenset(),
    _O.PARTIAL: frozenset({_O.IN_PROGRESS, _O.COMPLETED, _O.CANCELLED}),
}
"""A done order stays done: what is taken back (返销, R-075) is an order of its own."""


def move(status: OrderStatus, to: OrderStatus) -> OrderStatus:
    """`to`, if an order may go there from `status`; else UserError 'status_move'."""
    return require_move(MOVES, status, to)
