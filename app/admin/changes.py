"""Changes from the command line: asked for, listed, decided; the same procedures as at the window (R-070, R-076).

FORM.json: {"customer": CODE, "items": [{"kind": "phone", "after": {"phone": "13900000008"}, "subscription": NUMBER}],
"reason": TEXT, "asked_by": "holder", "effective_on": "2026-12-31", "replaces": NUMBER}. Only customer and items are
needed. What is changed is what stands there now.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from app.admin.asking import Asking
from app.admin.at_work import at_work
from app.admin.forms import read_form
from app.domain.canonical import to_plain
from app.domain.ids import new_id
from app.domain.numbers import parse
from app.domain.requests import AskedBy, Verdict
from app.errors import QT_TR_NOOP, OutcomeUnknown, UserError
from app.paths import Folders
from app.services import approvals, changes, customers  # noqa: F401 - the kinds of change
from app.services.approvals import Wish
from app.services.session import Session

Result = dict[str, Any]
_VERDICTS: tuple[Verdict, ...] = ("approve", "reject", "return")


@dataclass(frozen=True)
class WishForm:
    """One change; `subscription` is its number where the kind is about one."""

    kind: str
    after: dict[str, str] = field(repr=False)
    subscription: str = ""


@dataclass(frozen=True)
class ChangeRequestForm:
    """What a file asks for."""

    customer: str
    items: tuple[WishForm, ...]
    reason: str = field(default="", repr=False)
    asked_by: AskedBy = "holder"
    effective_on: date | None = None
    replaces: str = ""


def change(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    """Ask for the changes of a form; done at once where their policy asks nobody."""
    form = read_form(ChangeRequestForm, given.form)
    operation_id = given.operation or new_id()
    with at_work(given, folders, asking) as session:
        replaces = None
        if form.replaces:
            replaces = approvals.find_request(session, number=form.replaces)
        try:
            made = approvals.submit(
                session,
                operation_id,
                customer_id=_customer(session, form.customer),
                items=tuple(_wish(session, each) for each in form.items),
                reason=form.reason,
                language="zh_CN",
                asked_by=form.asked_by,
                present=False,
                effective_on=form.effective_on,
                replaces=replaces,
            )
        except OutcomeUnknown as unknown:
            unknown.values["operation"] = str(operation_id)
            raise
        return _plain(made)


def decide(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    """Decide a request by its number."""
    operation_id = given.operation or new_id()
    (verdict,) = (each for each in _VERDICTS if getattr(given, each))
    with at_work(given, folders, asking) as session:
        request_id = approvals.find_request(session, number=given.request)
        shown = approvals.request(session, request_id=request_id)
        try:
            made = approvals.decide(
                session,
                operation_id,
                request_id=request_id,
                seen=shown.digest,
                verdict=verdict,
                reason=given.reason,
                language="zh_CN",
            )
        except OutcomeUnknown as unknown:
            unknown.values["operation"] = str(operation_id)
            raise
        return _plain(made)


def requests(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    """What waits for this person's decision, the own requests, or one request, whole; masked."""
    with at_work(given, folders, asking) as session:
        if given.request:
            request_id = approvals.find_request(session, number=given.request)
            return _plain(approvals.request(session, request_id=request_id))
        if given.mine:
            return {"requests": to_plain(approvals.my_requests(session, limit=given.limit))}
        return {"requests": to_plain(approvals.to_decide(session, limit=given.limit))}


def _customer(session: Session, code: str) -> UUID:
    wanted = parse(code).text
    for row in customers.find(session, text=code).rows:
        if row.code == wanted:
            return row.customer_id
    raise UserError("no_such_customer", QT_TR_NOOP("There is no customer of this code."))


def _wish(session: Session, form: WishForm) -> Wish:
    subscription_id = None
    if form.subscription:
        subscription_id = approvals.find_subscription(session, number=form.subscription)
    return Wish(form.kind, "", form.after, subscription_id)


def _plain(result: object) -> Result:
    plain = to_plain(result)
    assert isinstance(plain, dict)
    return plain
