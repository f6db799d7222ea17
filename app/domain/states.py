"""A state table: from each state, those that a thing may go to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from app.errors import QT_TR_NOOP, UserError

S = TypeVar("S", bound=StrEnum)
Moves = Mapping[S, frozenset[S]]


def require_move(moves: Moves[S], state: S, to: S) -> S:
    """`to`, if `moves` leads there from `state`; else UserError 'status_move'."""
    if to not in moves[state]:
        text = QT_TR_NOOP(
            "This cannot be done in the customer's present status. Open the customer again."
        )
        raise UserError("status_move", text, status=state, to=to)
    return to
