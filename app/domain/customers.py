"""Customers: kinds, statuses and their life cycle, levels, and the real-name state.

Names of TM Forum: Customer is a PartyRole (E4); statuses R-018; real-name state R-180, D8.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from app.domain.states import Moves, require_move
from app.errors import QT_TR_NOOP

CustomerKind = Literal["individual", "business", "group", "virtual_card"]


def is_unit(kind: str) -> bool:
    """Whether a customer of this kind is a unit 单位, which a handler acts for."""
    return kind in ("business", "group")


class Status(StrEnum):
    """Where a customer stands in the life cycle (R-018)."""

    PROSPECT = "prospect"
    PENDING = "pending"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    LOST = "lost"
    CLOSING = "closing"
    CLOSED = "closed"
    ARCHIVED = "archived"


class RealName(StrEnum):
    """How far a customer's identity is known. It is computed, never ticked (R-180)."""

    MISMATCH = "mismatch"
    UNVERIFIED = "unverified"
    PENDING = "pending"
    CARD_READ = "card_read"
    ONLINE_VERIFIED = "online_verified"
    EXEMPT = "exempt"


KINDS = {
    "individual": QT_TR_NOOP("Individual"),
    "business": QT_TR_NOOP("Business"),
    "group": QT_TR_NOOP("Group"),
    "virtual_card": QT_TR_NOOP("Virtual card"),
}
STATUSES = {
    Status.PROSPECT: QT_TR_NOOP("Prospect"),
    Status.PENDING: QT_TR_NOOP("Waiting for review"),
    Status.ACTIVE: QT_TR_NOOP("Active"),
    Status.SUSPENDED: QT_TR_NOOP("Suspended"),
    Status.LOST: QT_TR_NOOP("Lost"),
    Status.CLOSING: QT_TR_NOOP("Being cancelled"),
    Status.CLOSED: QT_TR_NOOP("Cancelled"),
    Status.ARCHIVED: QT_TR_NOOP("Archived"),
}
LEVELS = {
    "high": QT_TR_NOOP("High"),
    "middle": QT_TR_NOOP("Middle"),
    "mass": QT_TR_NOOP("Ordinary"),
    "potential": QT_TR_NOOP("Potential"),
}
REAL_NAME_STATES = {
    RealName.MISMATCH: QT_TR_NOOP("Does not match"),
    RealName.UNVERIFIED: QT_TR_NOOP("Not verified"),
    RealName.PENDING: QT_TR_NOOP("To be verified"),
    RealName.CARD_READ: QT_TR_NOOP("Card read"),
    RealName.ONLINE_VERIFIED: QT_TR_NOOP("Verified online"),
    RealName.EXEMPT: QT_TR_NOOP("No real name needed"),
}

MOVES: Moves[Status] = {
    Status.PROSPECT: frozenset({Status.PENDING, Status.ACTIVE, Status.ARCHIVED}),
    Status.PENDING: frozenset({Status.PROSPECT, Status.ACTIVE, Status.CLOSED}),
    Status.ACTIVE: frozenset({Status.SUSPENDED, Status.LOST, Status.CLOSING}),
    Status.SUSPENDED: frozenset({Status.ACTIVE, Status.LOST, Status.CLOSING}),
    Status.LOST: frozenset({Status.ACTIVE, Status.CLOSING}),
    Status.CLOSING: frozenset({Status.ACTIVE, Status.CLOSED}),
    Status.CLOSED: frozenset({Status.ACTIVE, Status.ARCHIVED}),
    Status.ARCHIVED: frozenset(),
}
"""The only moves there are: a lost or cancelled customer may be won back, an archived one not."""


def move(status: Status, to: Status) -> Status:
    """`to`, if the life cycle allows it from `status`; else UserError 'status_move'."""
    return require_move(MOVES, status, to)


def real_name_state(
    kind: str,
    entry: Mapping[str, str],
    *,
    complete: bool,
    online: bool | None = None,
) -> RealName:
    """The state of a customer of `kind` whose person's fields were entered as `entry` says.

    `complete`: name and number are there. `online` is the checking service's answer, None when it
    was not asked. Read from a card means that both name and number came from the reader (D8).
    """
    if kind == "virtual_card":
        return RealName.EXEMPT
    if not complete:
        return RealName.UNVERIFIED
    if online is not None:
        return RealName.ONLINE_VERIFIED if online else RealName.MISMATCH
    if entry.get("name") == "reader" and entry.get("number") == "reader":
        return RealName.CARD_READ
    return RealName.PENDING


_RANK = {
    RealName.MISMATCH: 0,
    RealName.EXEMPT: 1,
    RealName.UNVERIFIED: 1,
    RealName.PENDING: 2,
    RealName.CARD_READ: 3,
    RealName.ONLINE_VERIFIED: 4,
}


def better(before: RealName, now: RealName) -> RealName:
    """The state of a person who was known as `before` and is seen as `now`, the number unchanged.

    A state of read or verified stays. A mismatch stays until the checking service says that it
    matches.
    """
    if before is RealName.MISMATCH:
        return now if now in (RealName.ONLINE_VERIFIED, RealName.MISMATCH) else before
    return now if now is RealName.MISMATCH or _RANK[now] > _RANK[before] else before


def satisfies(state: RealName, needed: RealName) -> bool:
    """Whether `state` is enough for a product that needs `needed`; a mismatch never is."""
    return state is not RealName.MISMATCH and _RANK[state] >= _RANK[needed]
