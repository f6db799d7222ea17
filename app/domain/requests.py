"""变更申请: their states and the only moves between them, and who may ask (R-070, R-076)."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from app.domain.states import Moves, require_move


class RequestStatus(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    RETURNED = "returned"
    REPLACED = "replaced"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    BOOKED = "booked"
    OVERTAKEN = "overtaken"
    APPLIED = "applied"


_R = RequestStatus
MOVES: Moves[RequestStatus] = {
    _R.WAITING: frozenset(
        {
            _R.RETURNED,
            _R.REPLACED,
            _R.REJECTED,
            _R.WITHDRAWN,
            _R.EXPIRED,
            _R.OVERTAKEN,
            _R.BOOKED,
            _R.APPLIED,
        }
    ),
    _R.RETURNED: frozenset({_R.REPLACED, _R.WITHDRAWN}),
    _R.BOOKED: frozenset({_R.APPLIED, _R.WITHDRAWN, _R.OVERTAKEN}),
    _R.OVERTAKEN: frozenset({_R.REPLACED, _R.WITHDRAWN}),
    _R.REPLACED: frozenset(),
    _R.REJECTED: frozenset(),
    _R.WITHDRAWN: frozenset(),
    _R.EXPIRED: frozenset(),
    _R.APPLIED: frozenset(),
}
"""A request that was corrected is a new one that replaces it. 'overtaken': what it changes or was judged by
stands otherwise now. What is applied stays applied: it is taken back by a request of its own."""

AskedBy = Literal["holder", "agent", "guardian", "handler"]
"""本人, 代办人, 监护人, 经办人."""
Verdict = Literal["approve", "reject", "return"]
"""通过, 驳回 (ends), 退回补正 (back to correct)."""


def move(status: RequestStatus, to: RequestStatus) -> RequestStatus:
    """`to`, if a request may go there from `status`; else UserError 'status_move'."""
    return require_move(MOVES, status, to)
