"""This counter's clock against the newest event of its own chain (security.md 3: times that run backwards).

The clock is compared with the newest event by sequence and not with the latest time, because times
count anew after a confirmation. On a shared database there are two clocks, each compared with
itself: the server's dates records and papers, this computer's dates what stands beside them
(sign-ins, seals of cards, drafts). Both are instants in UTC, so that zones and summer time change
nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import sqlalchemy as sa

from app.domain.canonical import Plain
from app.errors import QT_TR_NOOP, UserError
from db.schema.catalogue import rule
from db.select import Select

CLOCK_TOLERANCE = timedelta(seconds=60)
"""A clock that is set by the network steps back by less."""
DAYS_AHEAD = 10
"""Where the hall stored no other number: the longest public holiday (国务院办公厅 notice for 2026: nine
days of Spring Festival, 15 to 23 February) with the nights before and after it."""
CONFIRM_TIME = "time.confirm"
ALWAYS = frozenset(
    {
        "staff.sign_in",
        "staff.tries",
        "staff.lock",
        "staff.unlock_by_pin",
        "recover",
        "backup.restore",
        CONFIRM_TIME,
    }
)
"""What a person's key signs while the clock is behind: without them nobody could confirm its time."""

_COUNTED = "counted"
_DAYS = Select(sa.select(rule.c.value).where(rule.c.code == "time.ahead_days"))


@dataclass(frozen=True)
class Times:
    """One moment by both clocks; with the embedded file they are one."""

    server: datetime
    client: datetime


@dataclass(frozen=True)
class Newest:
    """The times of the newest event, and of the newest one before it that still counts: sign-ins under
    a clock that is out of line do not move it."""

    own: Times
    counted: Times

    @property
    def latest(self) -> Times:
        """The later of the two times; a clock must not be behind it."""
        own, counted = self.own, self.counted
        return Times(max(own.server, counted.server), max(own.client, counted.client))


@dataclass(frozen=True)
class Gap:
    """A clock that is out of line: `now` by itself, `newest` of the newest event that counts.

    `behind`: more than TOLERANCE earlier; else days later. `server`: the shared database's clock.
    """

    newest: datetime
    now: datetime
    behind: bool
    server: bool


class ClockBehind(UserError):
    """Nothing is written but ALWAYS until the clock is right or its time confirmed."""


def newest_times(row: Any) -> Newest | None:
    """What the newest event (columns seq, recorded_at, body) says of its time; None before the first.

    When the body cannot be read, the column counts for both clocks; verification names such an
    event.
    """
    if row is None or row.seq is None:
        return None
    try:
        body = orjson.loads(row.body)
        own = Times(row.recorded_at, _instant(body["client_time"]))
        marked = body["details"].get(_COUNTED)
        return Newest(own, Times(*map(_instant, marked)) if marked else own)
    except (ValueError, KeyError, TypeError, AttributeError):
        own = Times(row.recorded_at, row.recorded_at)
        return Newest(own, own)


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone")
    return instant


def clock_behind(before: Newest, now: Times) -> Gap | None:
    """The clock that is more than TOLERANCE earlier than the newest event."""
    latest = before.latest
    if latest.client - now.client > CLOCK_TOLERANCE:
        return Gap(latest.client, now.client, behind=True, server=False)
    if latest.server - now.server > CLOCK_TOLERANCE:
        return Gap(latest.server, now.server, behind=True, server=True)
    return None


def clock_gap(connection: sa.Connection, before: Newest | None, now: Times) -> Gap | None:
    """The clock that is out of line, backwards or by days."""
    if before is None:
        return None
    found = clock_behind(before, now)
    if found is not None:
        return found
    row = _DAYS.first(connection)
    stored = row is not None and row.value.isascii() and row.value.isdigit()
    days = timedelta(days=int(row.value[:4]) if stored else DAYS_AHEAD)
    if now.client - before.counted.client > days:
        return Gap(before.counted.client, now.client, behind=False, server=False)
    if now.server - before.counted.server > days:
        return Gap(before.counted.server, now.server, behind=False, server=True)
    return None


def confirms(procedure: str, details: dict[str, Plain] | None) -> bool:
    """Whether times count anew from this event on; a refused confirmation is on record and no more."""
    return procedure == CONFIRM_TIME and (details or {}).get("outcome") == "done"


def mark_clock(before: Newest, found: Gap | None) -> dict[str, Plain]:
    """What a sign-in or lock says of a clock that is out of line, so that it does not count itself."""
    if found is None:
        return {}
    counted = before.latest if found.behind else before.counted
    return {_COUNTED: [counted.server.isoformat(), counted.client.isoformat()]}


def clock_refused(found: Gap, zone: str) -> ClockBehind:
    """The refusal to write while a clock is out of line."""
    text = QT_TR_NOOP(
        "Nothing was saved; your entries are kept. This computer's clock says {now}, but the newest "
        "record of this counter is of {newest}. Correct the computer's clock, or let a supervisor or "
        "the administrator confirm its time."
    )
    if found.server:
        text = QT_TR_NOOP(
            "Nothing was saved; your entries are kept. The shared database's clock says {now}, but the "
            "newest record of this counter is of {newest}. Tell the people who run the database, or let "
            "a supervisor or the administrator confirm its time."
        )
    return ClockBehind("clock_behind", text, **_in_words(found, zone))


def clock_sentence(found: Gap, zone: str) -> UserError:
    """The sentence about a clock that is out of line, before anything is written."""
    if found.behind:
        text = QT_TR_NOOP(
            "This computer's clock says {now}, but the newest record of this counter is of {newest}. "
            "Nothing can be saved until the computer's clock is corrected, or a supervisor or the "
            "administrator confirms its time."
        )
        if found.server:
            text = QT_TR_NOOP(
                "The shared database's clock says {now}, but the newest record of this counter is of "
                "{newest}. Nothing can be saved until the people who run the database correct its "
                "clock, or a supervisor or the administrator confirms its time."
            )
        return ClockBehind("clock_behind", text, **_in_words(found, zone))
    text = QT_TR_NOOP(
        "This computer's clock says {now}; the newest record of this counter is of {newest}, {days} "
        "days earlier. If the hall was closed, let a supervisor or the administrator confirm the time. "
        "If the clock is wrong, correct it before papers carry its date."
    )
    if found.server:
        text = QT_TR_NOOP(
            "The shared database's clock says {now}; the newest record of this counter is of {newest}, "
            "{days} days earlier. If the hall was closed, let a supervisor or the administrator confirm "
            "the time. If the clock is wrong, tell the people who run the database before papers carry "
            "its date."
        )
    days = (found.now - found.newest).days
    return UserError("clock_ahead", text, days=days, **_in_words(found, zone))


def _in_words(found: Gap, zone: str) -> dict[str, str]:
    there = ZoneInfo(zone)
    return {
        name: _local(instant, there).strftime("%Y-%m-%d %H:%M:%S")
        for name, instant in (("now", found.now), ("newest", found.newest))
    }


def _local(instant: datetime, there: ZoneInfo) -> datetime:
    try:
        return instant.astimezone(there)
    except OverflowError:  # the last day of the year 9999 has no next day
        return instant
