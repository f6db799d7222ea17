"""备用联系人: who else reaches a customer; replaced, given or taken away, without approval (R-070)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.domain import masking
from app.domain.businesses import CHANGE
from app.domain.contacts import check_second_contact, tidy_phone
from app.domain.names import tidy_name
from app.errors import QT_TR_NOOP, Problem, Refused
from app.papers.templates import Language
from app.services import customers, orders, papers
from app.services.changes.changed import Changed
from app.services.procedure import (
    Query,
    Work,
    changed_meanwhile,
    procedure,
    query,
    refuse_without_reason,
)
from db.schema.customers import customer


@dataclass(frozen=True)
class SecondContact:
    """What is on record: the rows that hold, and their text as a screen shows it."""

    rows: tuple[UUID, ...]
    masked: str


def _masked(rows: list[dict[str, Any]]) -> str:
    return ", ".join(
        masking.mask_contact(each["contact_name"] or "", each["value"]) for each in rows
    )


@query(CHANGE.permission)
def second_contact(query: Query, *, customer_id: UUID) -> SecondContact:
    """The second contact of a customer whom this session may read; Conflict 'gone'."""
    who = query.one(customer, customer_id)
    refuse_without_reason(query, customer_id)
    found = customers.contacts(query, who["party_id"], "second")
    return SecondContact(tuple(each["id"] for each in found), _masked(found))


@procedure(
    "changes.second_contact",
    CHANGE.permission,
    writes={**customers.CONTACTS, **orders.WRITES, **papers.WRITES},
    changes={**customers.REPLACED, **orders.CHANGES},
    before=orders.lease_number,
)
def change_second_contact(
    work: Work,
    *,
    customer_id: UUID,
    seen: tuple[UUID, ...],
    name: str,
    phone: str,
    language: Language,
) -> Changed:
    """Replace the rows `seen` by this contact; name and phone both empty take it away.

    Refused with the problems of 'second_contact' and 'second_phone', and when nothing would change;
    Conflict when the rows that hold are not those that were seen.
    """
    who = work.locked(customer, customer_id)
    refuse_without_reason(work, customer_id)
    problems = check_second_contact(name, phone)
    if errors := [each for each in problems if each.severity == "error"]:
        raise Refused(errors)
    name, phone = tidy_name(name), tidy_phone(phone)
    before = customers.contacts(work, who["party_id"], "second")
    if {each["id"] for each in before} != set(seen):
        raise changed_meanwhile()
    if [(each["contact_name"], each["value"]) for each in before] == (
        [(name, phone)] if phone else []
    ):
        text = QT_TR_NOOP("This is what is on record already. Nothing was changed.")
        raise Refused([Problem("second_phone", "nothing_changed", text)])
    party_id = who["party_id"]
    customers.replace_contacts(work, before)
    if phone:
        customers.add_contact(work, party_id, "second", phone, name=name)
    customers.write_tokens(work, [party_id])
    order = orders.open_order(
        work, business=CHANGE.code, customer_id=customer_id, party_id=party_id
    )
    after = masking.mask_contact(name, phone) if phone else ""
    slip = papers.slip(
        work,
        order,
        code=who["code"],
        name=customers.masked_name(work, party_id),
        language=language,
        changes={"second_contact": (_masked(before), after)},
    )
    paper_id = papers.add(work, "slip", slip, order=order)
    return Changed(customer_id, order.id, order.number, paper_id)
