"""Is what a slip prints of the chain still in it? The paper lies with the customer and in the archive, where
nobody can change it, so it proves every event that came before the slip (security.md 4)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Permission
from app.domain.text import half_width
from app.errors import QT_TR_NOOP, UserError
from app.lanes import lane
from app.services.procedure import not_allowed
from app.services.session import Installation, Session, reading_before_sign_in
from db import failures
from db.schema.audit import audit_event
from db.schema.organisation import hall, workstation

_SHAPE = re.compile(r"(\d{1,18})-([0-9A-F]{8})", re.ASCII)
_LABEL = b"counter/event/%d\0"
_AT_ONCE = 500
_NOTHING_BEFORE = bytes(32)


@dataclass(frozen=True)
class SlipChecked:
    """Whether the event `slip` is in a chain as it was printed; `counter` and `hall` name that chain, or the
    one that was asked for, and `at` is the event's instant."""

    good: bool
    slip: str
    code: str
    text: str
    counter: str = ""
    hall: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class _CounterChain:
    id: UUID
    counter: str
    hall: str


def check_slip(installation: Installation, text: str, *, counter: str = "") -> SlipChecked:
    """Look for the event that a slip prints, in the chain of `counter` or, without one, in all chains.

    UserError 'slip_head_form', 'no_such_counter'.
    """
    return _check(reading_before_sign_in(installation), text, counter)


@lane("long")
def check_slip_for_person(session: Session, text: str, *, counter: str = "") -> SlipChecked:
    """As `check_slip`, for an auditor or administrator; NotAllowed for others."""
    if not session.may(Permission.VERIFY_RUN):
        raise not_allowed()
    return _check(session.reading(), text, counter)


def _check(
    transaction: AbstractContextManager[sa.Connection], text: str, counter: str
) -> SlipChecked:
    seq, digits = _parsed(text)
    slip = f"{seq}-{digits}"
    with failures.in_words(), transaction as connection:
        chains = _chains(connection, counter.strip())
        for chain in chains:
            event = _event(connection, chain.id, seq)
            if event is None or event.hash.hex()[:8].upper() != digits:
                continue
            if not _unbroken(connection, chain.id, event):
                text = QT_TR_NOOP(
                    "The event of this slip is there, but what the counter recorded before it was changed or "
                    "taken away. Verify the data and tell the auditor; keep the slip."
                )
                return _told(False, slip, "slip_chain_broken", text, chain)
            text = QT_TR_NOOP(
                "The record is as this slip says: everything that the counter recorded before the slip is "
                "still there."
            )
            return _told(True, slip, "slip_head_good", text, chain, event.recorded_at)
    text = QT_TR_NOOP(
        "The record does not have what this slip says. Compare it with the paper once more. If it was typed "
        "right, somebody took back or changed what came before this slip: verify the data and tell the "
        "auditor; keep the slip."
    )
    return _told(False, slip, "slip_head_missing", text, chains[0] if len(chains) == 1 else None)


def _told(
    good: bool,
    slip: str,
    code: str,
    text: str,
    chain: _CounterChain | None,
    at: datetime | None = None,
) -> SlipChecked:
    if chain is None:
        return SlipChecked(good, slip, code, text)
    return SlipChecked(good, slip, code, text, chain.counter, chain.hall, at)


def _parsed(text: str) -> tuple[int, str]:
    plain = re.sub(r"[–—−]", "-", "".join(half_width(text[:60]).split())).upper()
    found = _SHAPE.fullmatch(plain)
    if found is None or int(found[1]) == 0:
        raise UserError(
            "slip_head_form",
            QT_TR_NOOP(
                "This is not the record check of a slip. It stands at the foot of the slip: a number, a hyphen "
                "and eight digits or letters from A to F, such as 1234-AB12CD34."
            ),
        )
    return int(found[1]), found[2]


def _chains(connection: sa.Connection, counter: str) -> list[_CounterChain]:
    rows = connection.execute(
        sa.select(workstation.c.id, workstation.c.counter, hall.c.name)
        .join(hall, hall.c.id == workstation.c.hall_id)
        .order_by(hall.c.name, workstation.c.counter, workstation.c.id)
    )
    chains = [_CounterChain(*row) for row in rows]
    asked = [each for each in chains if not counter or each.counter == counter]
    if not asked and counter:
        raise UserError(
            "no_such_counter",
            QT_TR_NOOP("No counter is called {counter}. The slip prints the counter's name."),
            counter=counter[:40],
        )
    return asked


def _event(connection: sa.Connection, chain: UUID, seq: int) -> Any:
    return connection.execute(
        sa.select(audit_event.c.seq, audit_event.c.hash, audit_event.c.recorded_at).where(
            audit_event.c.workstation_id == chain, audit_event.c.seq == seq
        )
    ).first()


def _unbroken(connection: sa.Connection, chain: UUID, last: Any) -> bool:
    """Whether every event up to `last` is there, says what its hash says, and follows the one before."""
    stream = connection.execution_options(yield_per=_AT_ONCE)
    with stream.execute(
        sa.select(audit_event.c.seq, audit_event.c.previous, audit_event.c.hash, audit_event.c.body)
        .where(audit_event.c.workstation_id == chain, audit_event.c.seq <= last.seq)
        .order_by(audit_event.c.seq)
    ) as events:
        followed = _follow(row for part in events.partitions() for row in part)
    return followed == int(last.seq)


def _follow(events: Iterable[Any]) -> int:
    """The sequence of the last event that follows on all before it."""
    seq, previous = 0, _NOTHING_BEFORE
    for event in events:
        if event.seq != seq + 1 or event.previous != previous:
            break
        if not _says(event, previous):
            break
        seq, previous = event.seq, event.hash
    return seq


def _says(event: Any, previous: bytes) -> bool:
    """Whether the event's bytes have its hash and name the event before it."""
    try:
        body = json.loads(event.body)
        message = _LABEL % body.get("form", 1) + event.body.encode()
        linked: bool = body["previous"] == previous.hex()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False
    return linked and hashlib.sha256(message).digest() == event.hash
