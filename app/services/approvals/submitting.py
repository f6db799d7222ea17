"""变更申请: what a customer wants changed is asked for as one request, and done at once where its policy asks nobody.

A visit with three wishes is one request: the strictest policy holds for all of it (R-070, R-077).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from app.domain.catalogue import DueFee, total
from app.domain.ids import new_id
from app.domain.payment import Payment, PaymentForm, check_payment, to_payment
from app.domain.permissions import Permission
from app.domain.policies import Asked, Circumstance, asks, strictest
from app.domain.requests import AskedBy, RequestStatus, move
from app.domain.text import require_text
from app.errors import QT_TR_NOOP, Problem, Refused, UserError
from app.papers.templates import Language
from app.services import policies
from app.services.approvals.carrying_out import CarriedOut, before_carrying_out, carry_out, due_of
from app.services.approvals.kinds import KINDS, ChangeKind, Fields, Subject
from app.services.approvals.reading import ChangeRequest, Item, stands
from app.services.procedure import (
    REASON_LIMIT,
    Changes,
    Query,
    Work,
    Writes,
    changed_meanwhile,
    gone,
    may_change,
    number_blocks,
    procedure,
    query,
    refuse_without_reason,
    stamped,
)
from app.services.session import Session
from db.schema.customers import customer, subscription
from db.schema.requests import change_item, change_request

NOTHING_TYPED = PaymentForm()
MOST_ITEMS = 10
"""Of one request: a visit with more wishes is two."""
WRITES: Writes = {
    change_request: {**stamped(change_request), "maker_id": "actor"},
    change_item: {},
}
ANSWERED: Changes = {change_request: may_change("status")}


@dataclass(frozen=True)
class Wish:
    """One change: `after` names the fields that change with their new text, `seen` is the digest of what stood
    there when the screen showed it (`standing`); '' from the command line, which shows nothing."""

    kind: str
    seen: str
    after: Mapping[str, str] = field(repr=False)
    subscription_id: UUID | None = None


@dataclass(frozen=True)
class Submitted:
    """Where the request stands now; order and slip are there when it is done."""

    request_id: UUID
    number: str
    status: str
    customer_id: UUID
    order_id: UUID | None = None
    order_number: str = ""
    slip_document_id: UUID | None = None


@dataclass(frozen=True)
class OnRecord:
    """What is on record for one kind, as a screen shows it, and the digest that a request hands back."""

    seen: str
    shown: Mapping[str, str]
    ask: Asked


@query(Permission.CUSTOMER_CHANGE)
def standing(
    query: Query,
    *,
    customer_id: UUID,
    kind: str,
    subscription_id: UUID | None = None,
    asked_by: AskedBy = "holder",
) -> OnRecord:
    """What stands there now, and whom a change would ask. Conflict 'gone'."""
    row = query.one(customer, customer_id)
    refuse_without_reason(query, customer_id)
    subject = Subject(row, _own(query, customer_id, subscription_id), asked_by)
    known = known_kind(kind)
    now = known.read(query, subject)
    ask, _ = _ask(query, [Item(known, subject, now, {})])
    shown = {name: known.shown(name, text) for name, text in now.items()}
    return OnRecord(stands(query, subject, known, now), shown, ask)


@query(Permission.CUSTOMER_CHANGE)
def costs(
    query: Query, *, customer_id: UUID, items: tuple[Wish, ...], asked_by: AskedBy = "holder"
) -> tuple[DueFee, ...]:
    """What these changes cost and give back, for the screen; nothing of one that has a problem. Conflict 'gone'."""
    row = query.one(customer, customer_id)
    refuse_without_reason(query, customer_id)
    found = [_as_asked(query, row, asked_by, each) for each in items]
    right = [each for each in found if not _errors(query, each)]
    return due_of(query, right)


def before(session: Session) -> None:
    """A number for the request, and one for what may come of it."""
    number_blocks(session.installation).prepare(session, "request")
    before_carrying_out(session)


@procedure(
    "approvals.submit",
    Permission.CUSTOMER_CHANGE,
    writes=WRITES,
    changes=ANSWERED,
    carries_out=True,
    before=before,
)
def submit(
    work: Work,
    *,
    customer_id: UUID,
    items: tuple[Wish, ...],
    reason: str,
    language: Language,
    asked_by: AskedBy = "holder",
    authenticated: str = "",
    present: bool = True,
    effective_on: date | None = None,
    replaces: UUID | None = None,
    payment: PaymentForm = NOTHING_TYPED,
) -> Submitted:
    """Ask for these changes; done at once where the policies of their kinds ask nobody and no later day is named.

    `payment` is of what is done at once; of a request that waits or is booked nothing is taken now, and what is due
    goes on the account when it is carried out. `replaces` is a request that was returned or overtaken, or waits and
    is asked for otherwise now; it ends with this one. Refused with the problems of 'items.<n>.<field>', 'reason',
    'effective_on', 'payment.…'; UserError 'nothing_changed'; Conflict when something else stands there than
    `Wish.seen` says.
    """
    who = work.locked(customer, customer_id)
    refuse_without_reason(work, customer_id)
    require_text(reason, field="reason", limit=REASON_LIMIT)
    different = {(each.kind, each.subscription_id) for each in items}
    if len(different) < len(items) or not 1 <= len(items) <= MOST_ITEMS:
        text = QT_TR_NOOP("One request has 1 to {most} changes, each of another kind.")
        raise UserError("change_count", text, most=MOST_ITEMS)
    today, day = work.today, effective_on or work.today
    if day < today:
        text = QT_TR_NOOP("A change takes effect today or later.")
        raise Refused([Problem("effective_on", "effective_past", text)])
    made = [_item(work, who, asked_by, each) for each in items]
    _refuse_others(work, made)
    _refuse_problems(work, made)
    ask, codes = _ask(work, made)
    if ask.steps and not reason.strip():
        text = QT_TR_NOOP("Say why: a supervisor has to decide this.")
        raise Refused([Problem("reason", "reason_missing", text)])
    at_once = ask.mode != "approved" and day == today
    paid = _paid(payment, due_of(work, made), at_once=at_once)
    if replaces is not None:
        _replace(work, replaces, customer_id)
    row: dict[str, Any] = {
        **stamped_here(work),
        "id": new_id(),
        "subject_id": who["party_id"],
        "number": number_blocks(work.session.installation).take("request"),
        "customer_id": customer_id,
        "maker_id": work.session.actor.id,
        "made_at": work.now,
        "effective_on": day,
        "asked_by": asked_by,
        "authenticated": authenticated,
        "present": present,
        "mode": ask.mode,
        "steps": ask.steps,
        "hours": ask.hours,
        "circumstances": " ".join(sorted(codes)),
        "reason": reason.strip() or None,
        "replaces": replaces,
        "status": RequestStatus.WAITING.value,
        "steps_done": 0,
    }
    done = None
    if at_once:
        done = carry_out(work, ChangeRequest(row, who, tuple(made), ""), language, payment=paid)
        row |= {"status": RequestStatus.APPLIED.value, "applied_by": work.operation_id}
        row["order_id"] = done.order_id
    elif ask.mode != "approved":
        row["status"] = RequestStatus.BOOKED.value
    work.insert(change_request, **row)
    for n, item in enumerate(made):
        work.insert(
            change_item,
            subject_id=who["party_id"],
            request_id=row["id"],
            n=n,
            kind=item.kind.code,
            subscription_id=item.subject.subscription_id,
            before=canonical_text(item.before),
            after=canonical_text(item.after),
        )
    work.details["kinds"] = [item.kind.code for item in made]
    return submitted(row, done)


def stamped_here(work: Work) -> dict[str, UUID]:
    """Hall and counter of a request."""
    return {
        "hall_id": work.session.actor.hall_id,
        "workstation_id": work.session.installation.workstation.id,
    }


def submitted(row: Mapping[str, Any], done: CarriedOut | None) -> Submitted:
    """Where the request of this row stands; `done` where it was carried out now."""
    if done is None:
        return Submitted(row["id"], row["number"], row["status"], row["customer_id"])
    return Submitted(
        row["id"],
        row["number"],
        row["status"],
        row["customer_id"],
        done.order_id,
        done.order_number,
        done.slip_document_id,
    )


def canonical_text(fields: Fields) -> str:
    """As an item keeps it."""
    return json.dumps(dict(sorted(fields.items())), ensure_ascii=False, separators=(",", ":"))


def _item(work: Work, who: Mapping[str, Any], asked_by: AskedBy, asked: Wish) -> Item:
    """Conflict where something else stands there than the screen showed."""
    item = _as_asked(work, who, asked_by, asked)
    if asked.seen and stands(work, item.subject, item.kind, item.before) != asked.seen:
        raise changed_meanwhile()
    return item


def _as_asked(query: Query, who: Mapping[str, Any], asked_by: AskedBy, asked: Wish) -> Item:
    kind = known_kind(asked.kind)
    subject = Subject(who, _own(query, who["id"], asked.subscription_id), asked_by)
    now = kind.read(query, subject)
    fields = now.keys() - kind.judged_by
    if not asked.after or asked.after.keys() - fields:
        text = QT_TR_NOOP("This kind of change has other fields: {fields}.")
        raise UserError("change_fields", text, fields=", ".join(sorted(fields)))
    after = {name: kind.tidy(name, text) for name, text in asked.after.items()}
    return Item(kind, subject, now, after)


def known_kind(code: str) -> ChangeKind:
    """UserError 'change_kind' for a kind that there is not."""
    if code not in KINDS:
        text = QT_TR_NOOP("There is no such kind of change. There are: {kinds}.")
        raise UserError("change_kind", text, kinds=", ".join(sorted(KINDS)))
    return KINDS[code]


def _errors(query: Query, item: Item) -> list[Problem]:
    found = item.kind.check(query, item.subject, item.after)
    return [each for each in found if each.severity == "error"]


def _paid(form: PaymentForm, fees: tuple[DueFee, ...], *, at_once: bool) -> Payment | None:
    """What was paid at the desk; None where it goes on the account."""
    if not at_once:
        if form.paid.strip():
            text = QT_TR_NOOP(
                "Take no money now: this is not done yet. What is due goes on the account when it is done."
            )
            raise Refused([Problem("payment.paid", "paid_waiting", text)])
        return None
    whole = total(fees)
    if problems := check_payment(form, whole):
        raise Refused(problems)
    return to_payment(form, whole)


def _refuse_others(query: Query, made: list[Item]) -> None:
    """Whoever asks may ask for each of these changes, by the policies in force."""
    for item in made:
        if item.subject.asked_by not in policies.in_force(query, item.kind.code).asked_by:
            text = QT_TR_NOOP(
                "By the policy in force this cannot be asked for by whoever came. The holder comes."
            )
            raise UserError("asked_by", text)


def _refuse_problems(work: Work, made: list[Item]) -> None:
    errors = [
        replace(each, field=f"items.{n}.{each.field}")
        for n, item in enumerate(made)
        for each in _errors(work, item)
    ]
    if errors:
        raise Refused(errors)
    if any(all(item.before[name] == text for name, text in item.after.items()) for item in made):
        text = QT_TR_NOOP("This is what is on record already. Nothing was changed.")
        raise UserError("nothing_changed", text)


def _ask(query: Query, made: list[Item]) -> tuple[Asked, set[Circumstance]]:
    """What the policies ask for, and the circumstances that they were asked about."""
    codes = set[Circumstance]()
    for item in made:
        codes |= set(item.kind.circumstances(query, item.subject, item.after))
        if item.subject.asked_by == "agent":
            codes.add("by_agent")
    found = (asks(policies.in_force(query, item.kind.code), codes) for item in made)
    return strictest(found), codes


def _replace(work: Work, request_id: UUID, customer_id: UUID) -> None:
    """The request that this one takes the place of ends."""
    row = work.locked(change_request, request_id)
    if (row["customer_id"], row["maker_id"]) != (customer_id, work.session.actor.id):
        raise gone()
    status = move(RequestStatus(row["status"]), RequestStatus.REPLACED)
    work.update(change_request, request_id, row["version"], status=status.value)


def _own(query: Query, customer_id: UUID, subscription_id: UUID | None) -> UUID | None:
    """The subscription, if it is the customer's; Conflict 'gone'."""
    if subscription_id is not None:
        row = query.one(subscription, subscription_id)
        if row["customer_id"] != customer_id:
            raise gone()
    return subscription_id
