"""Subscriptions 用户: the states of a product instance (TMF637, E7), the only moves between them, and what is
said of an installation that is done (竣工)."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from app.domain.dates import parse_date
from app.domain.numbers import compact
from app.domain.states import Moves, require_move
from app.errors import QT_TR_NOOP, Problem, UserError


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
    State.ACTIVE: frozenset(
        {State.PENDING_ACTIVE, State.SUSPENDED, State.PENDING_TERMINATE, State.TERMINATED}
    ),
    State.SUSPENDED: frozenset({State.ACTIVE, State.PENDING_TERMINATE, State.TERMINATED}),
    State.PENDING_TERMINATE: frozenset({State.ACTIVE, State.SUSPENDED, State.TERMINATED}),
    State.TERMINATED: frozenset({State.PENDING_ACTIVE, State.ACTIVE}),
    State.CANCELLED: frozenset(),
    State.ABORTED: frozenset(),
}
"""A termination that is still open goes back to where it was (撤单), a done one to active (返销, R-075). What moves
(移机) or is won back (赢回) waits for its installation once more."""


def first(*, needs_place: bool) -> State:
    """How a subscription begins: what is installed at a place waits for the installer."""
    return State.PENDING_ACTIVE if needs_place else State.ACTIVE


def move(state: State, to: State) -> State:
    """`to`, if a subscription may go there from `state`; else UserError 'status_move'."""
    return require_move(MOVES, state, to)


_SERIAL = re.compile(r"(?=.*\d)[A-Z0-9]{4,32}", re.ASCII)  # stored in clear: no name has a digit


def check_serial(serial: str, field: str) -> list[Problem]:
    """What speaks against the serial of a device as it is typed; no source knows a form by kind of device."""
    if not compact(serial) or _SERIAL.fullmatch(compact(serial)):
        return []
    text = QT_TR_NOOP("A serial number has 4 to 32 letters and digits. Scan it again.")
    return [Problem(field, "serial_form", text)]


def check_installed(
    installed_on: str, serial: str, *, ordered_on: date, today: date, needs_equipment: bool
) -> list[Problem]:
    """What speaks against a completion, on the fields 'installed_on' and 'serial' as they are typed."""
    problems = _check_installed_on(installed_on, ordered_on, today)
    if needs_equipment and not compact(serial):
        text = QT_TR_NOOP("Type or scan the serial number of the device that was installed.")
        return [*problems, Problem("serial", "serial_missing", text)]
    return problems + check_serial(serial, "serial")


def _check_installed_on(typed: str, ordered_on: date, today: date) -> list[Problem]:
    try:
        day = parse_date(typed)
    except UserError as error:
        return [Problem("installed_on", error.code, error.text)]
    if day > today:
        text = QT_TR_NOOP("This day has not come yet. Type the day of the installation.")
        return [Problem("installed_on", "installed_later", text)]
    if day < ordered_on:
        text = QT_TR_NOOP("It was ordered on {day}; it cannot have been installed before.")
        return [Problem("installed_on", "installed_before", text, {"day": ordered_on.isoformat()})]
    return []


def days_over(ordered_on: date, today: date, promised: int) -> int:
    """Days that an installation waits beyond the promise, which is to install within so many days of the order;
    0 or less while it holds (D16, D25)."""
    return (today - ordered_on).days - promised
