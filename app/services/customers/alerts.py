"""At most three things about a customer that matter now, the gravest first (R-012)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.domain.ages import AgeLimits, age_on, needs
from app.domain.customers import RealName, Status
from app.errors import QT_TR_NOOP, Problem
from app.services.customers.fields import MaskedParty

SHOWN = 3
SOON = timedelta(days=30)
_GONE = (Status.LOST, Status.CLOSING, Status.CLOSED, Status.ARCHIVED)


def judge(
    row: dict[str, Any],
    facts: MaskedParty,
    *,
    today: date,
    guardian: bool,
    limits: AgeLimits,
    over: int,
    other_hall: str,
) -> tuple[Problem, ...]:
    """The warnings about customer `row`; severity error is what stops business.

    `guardian`: one is recorded. `over`: days that an installation waits beyond the promise, 0 or less for none.
    `other_hall`: the name of the customer's own hall, '' when it is ours.
    """
    found = [
        *_status(row),
        *_real_name(row),
        *_documents(facts, today),
        *_typed(facts),
        *_minor(facts, today, guardian, limits),
        *_installation(over),
        *_other_hall(other_hall),
    ]
    found.sort(key=lambda each: each.severity != "error")
    return tuple(found[:SHOWN])


def _status(row: dict[str, Any]) -> list[Problem]:
    if row["status"] in _GONE:
        gone = QT_TR_NOOP("This customer is no longer served. Ask before you start any business.")
        return [Problem("status", "not_served", gone)]
    if row["status"] == Status.SUSPENDED:
        stopped = QT_TR_NOOP("Service is suspended. Ask whether it is to be resumed.")
        return [Problem("status", "suspended", stopped, severity="warning")]
    return []


def _real_name(row: dict[str, Any]) -> list[Problem]:
    if row["real_name_state"] == RealName.MISMATCH:
        wrong = QT_TR_NOOP("Name and number do not match. Ask for the document and check again.")
        return [Problem("real_name", "mismatch", wrong)]
    if row["real_name_state"] == RealName.UNVERIFIED:
        missing = QT_TR_NOOP("Real-name data is incomplete. Ask for the document and complete it.")
        return [Problem("real_name", "unverified", missing, severity="warning")]
    return []


def _documents(facts: MaskedParty, today: date) -> list[Problem]:
    """Judged by the document that is good for longest: a customer may show an old one as well."""
    last_days = [each["valid_to"] for each, _ in facts.documents]
    if not last_days or None in last_days:
        return []
    left = (max(last_days) - today).days
    if left < 0:
        expired = QT_TR_NOOP("The document expired on {day}. Ask for the new one.")
        return [Problem("document", "expired", expired, {"day": max(last_days).isoformat()})]
    if left <= SOON.days:
        soon = QT_TR_NOOP("The document expires in {n} days. Remind the customer to renew it.")
        return [Problem("document", "expires_soon", soon, {"n": left}, severity="warning")]
    return []


def _typed(facts: MaskedParty) -> list[Problem]:
    """Flagged by a registration that a supervisor permitted, until the card is captured (D8)."""
    if not any("permit" in each["entry"] for each, _ in facts.documents):
        return []
    text = QT_TR_NOOP("The document was typed with a supervisor's permit. Capture it now.")
    return [Problem("document", "manual_entry", text, severity="warning")]


def _minor(facts: MaskedParty, today: date, guardian: bool, limits: AgeLimits) -> list[Problem]:
    if facts.born is None or guardian:
        return []
    own_income = facts.age_band == "own_income"
    if not needs(age_on(facts.born, today), own_income=own_income, limits=limits).guardian:
        return []
    text = QT_TR_NOOP("The customer is a minor and has no guardian on record. Add the guardian.")
    return [Problem("guardian", "no_guardian", text)]


def _installation(over: int) -> list[Problem]:
    if over <= 0:
        return []
    text = QT_TR_NOOP("An installation is {n} days late. Ask the installers.")
    return [Problem("subscriptions", "installation_late", text, {"n": over}, severity="warning")]


def _other_hall(name: str) -> list[Problem]:
    if not name:
        return []
    text = QT_TR_NOOP("A customer of {hall}. This look is on record.")
    return [Problem("hall", "other_hall", text, {"hall": name}, severity="warning")]
