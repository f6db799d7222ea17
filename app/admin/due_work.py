"""`run-due`: the due work of a service, which needs no customer data (data.md 11)."""

from __future__ import annotations

import sys
from typing import Any

from app.services import due
from app.services.due import DueKind, Overdue
from app.services.session import Session

ALL = sys.maxsize


def run(session: Session, limit: int | None) -> dict[str, Any]:
    """Do at most `limit` parts of each kind; {ran} says what was done, {left} what is still due and what it waits
    for: the `role` of another person, the `records_key` of who signs in at a counter, or the `next_run`."""
    kinds = [kind for _, kind in sorted(due.DUE.items()) if not kind.needs_records_key]
    ran = []
    for kind in kinds:
        done = due.run_due(session, kind.name, limit=limit or ALL)
        if done.chunks:
            ran.append({"kind": kind.name, "parts": done.chunks})
    left = [_left(session, each) for each in due.overdue(session)]
    return {"message": _said(ran, left), "ran": ran, "left": left}


def _left(session: Session, each: Overdue) -> dict[str, Any]:
    waits = waits_for(session, due.DUE[each.name])
    return {"kind": each.name, "left": each.left, "of": each.of, "waits_for": waits}


def waits_for(session: Session, kind: DueKind) -> str:
    """Why a kind is not done by this command, run by this person."""
    if kind.needs_records_key:
        return "records_key"
    return "next_run" if due.may_run(session, kind) else "role"


def _said(ran: list[dict[str, Any]], left: list[dict[str, Any]]) -> str:
    if ran:
        return "Done, and something is left." if left else "Done. Nothing is left."
    if left:
        return "Nothing was done. What is left waits for somebody else."
    return "Nothing is due."
