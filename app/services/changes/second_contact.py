"""备用联系人: who else reaches a customer; replaced, given or taken away, without approval (R-070)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain import masking
from app.domain.businesses import CHANGE
from app.domain.contacts import check_second_contact, tidy_phone
from app.domain.names import tidy_name
from app.errors import Problem, Refused, UserError
from app.papers.templates import Language
from app.services import approvals, customers
from app.services.approvals import ChangeKind, Fields, Subject, Wish
from app.services.changes.changed import Changed
from app.services.procedure import (
    Query,
    Work,
    changed_meanwhile,
    query,
    refuse_without_reason,
)
from app.services.session import Session
from db.schema.agreements import paper
from db.schema.customers import customer
from db.schema.orders import product_order
from db.schema.requests import change_request

NAME, PHONE = "second_contact", "second_phone"


@dataclass(frozen=True)
class SecondContact:
    """What is on record: the rows that hold, and their text as a screen shows it."""

    rows: tuple[UUID, ...]
    masked: str


def _read(query: Query, subject: Subject) -> dict[str, str]:
    found = customers.contacts(query, subject.party_id, "second")
    last: dict[str, Any] = found[-1] if found else {}
    return {NAME: last.get("contact_name") or "", PHONE: last.get("value") or ""}


def _tidy(field: str, text: str) -> str:
    return tidy_name(text) if field == NAME else tidy_phone(text)


def _shown(field: str, text: str) -> str:
    if not text:
        return ""
    mask = {NAME: masking.mask_name}.get(field, masking.mask_phone)
    return mask(text)


def _wanted(query: Query, subject: Subject, after: Fields) -> dict[str, str]:
    """Name and phone as they will be; one of the two alone may change."""
    return {**_read(query, subject), **after}


def _check(query: Query, subject: Subject, after: Fields) -> list[Problem]:
    wanted = _wanted(query, subject, after)
    return check_second_contact(wanted[NAME], wanted[PHONE])


def _apply(work: Work, subject: Subject, after: Fields) -> None:
    wanted = _wanted(work, subject, after)
    customers.replace_contacts(work, customers.contacts(work, subject.party_id, "second"))
    if wanted[PHONE]:
        customers.add_contact(work, subject.party_id, "second", wanted[PHONE], name=wanted[NAME])
    customers.write_tokens(work, [subject.party_id])


approvals.declare_kind(
    ChangeKind("second_contact", CHANGE.code, _read, _apply, _shown, tidy=_tidy, check=_check),
    permission=CHANGE.permission,
    writes={**approvals.WRITES, **customers.CONTACTS},
    changes={**approvals.CHANGES, **customers.REPLACED},
    module=__name__,
)


@query(CHANGE.permission)
def second_contact(query: Query, *, customer_id: UUID) -> SecondContact:
    """The second contact of a customer whom this session may read; Conflict 'gone'."""
    who = query.one(customer, customer_id)
    refuse_without_reason(query, customer_id)
    found = customers.contacts(query, who["party_id"], "second")
    masked = (masking.mask_contact(each["contact_name"] or "", each["value"]) for each in found)
    return SecondContact(tuple(each["id"] for each in found), ", ".join(masked))


def change_second_contact(
    session: Session,
    operation_id: UUID,
    *,
    customer_id: UUID,
    seen: tuple[UUID, ...],
    name: str,
    phone: str,
    language: Language,
) -> Changed:
    """Ask for this contact in the place of the rows `seen`, which nobody has to approve; both empty take it away. Asked
    again after OutcomeUnknown with the same operation id it finds what was done.

    Refused with the problems of 'second_contact' and 'second_phone', and when nothing would change; Conflict when
    the rows that hold are not those that were seen.
    """
    if (done := _done(session, operation_id=operation_id)) is not None:
        return done
    stands = approvals.standing(session, customer_id=customer_id, kind="second_contact")
    if set(second_contact(session, customer_id=customer_id).rows) != set(seen):
        raise changed_meanwhile()  # what comes after `stands` is refused by `submit`
    wish = Wish("second_contact", stands.seen, {NAME: name, PHONE: phone})
    try:
        made = approvals.submit(
            session,
            operation_id,
            customer_id=customer_id,
            items=(wish,),
            reason="",
            language=language,
        )
    except Refused as error:
        raise Refused(
            [replace(each, field=each.field.removeprefix("items.0.")) for each in error.problems]
        ) from None
    except UserError as error:
        if error.code != "nothing_changed":
            raise
        raise Refused([Problem(PHONE, error.code, error.text)]) from None
    assert made.order_id is not None  # nobody approves it
    assert made.slip_document_id is not None
    return Changed(customer_id, made.order_id, made.order_number, made.slip_document_id)


@query(CHANGE.permission)
def _done(query: Query, *, operation_id: UUID) -> Changed | None:
    """What this operation of this person did, if it was done."""
    row = query.execute(
        sa.select(
            change_request.c.customer_id, product_order.c.id, product_order.c.number, paper.c.id
        )
        .join(product_order, product_order.c.id == change_request.c.order_id)
        .join(paper, paper.c.order_id == product_order.c.id)
        .where(
            change_request.c.applied_by == operation_id,
            change_request.c.maker_id == query.session.actor.id,
            paper.c.kind == "slip",
        )
    ).first()
    return None if row is None else Changed(*tuple(row))
