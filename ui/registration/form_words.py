"""Words about a form as a whole, and its lines that are added and taken out."""

from __future__ import annotations

from dataclasses import replace

from app.domain.customers import KINDS
from app.domain.registration.form import DiscountForm, MemberForm
from app.services.registration import Registered
from ui.form.fields import listed
from ui.look.glyphs import displayable
from ui.registration.entry import Entry
from ui.registration.live_check import FormState, Shop
from ui.words.messages import tr
from ui.words.number_text import number_text


def changed(entry: Entry, path: str, n: int) -> Entry:
    """One discount or member more (`n` is -1), or the line `n` taken out."""
    form = entry.form
    if path == "discounts":
        discounts = form.discounts
        discounts = (*discounts, DiscountForm()) if n < 0 else (*discounts[:n], *discounts[n + 1 :])
        return replace(entry, form=replace(form, discounts=discounts))
    members = form.members
    members = (*members, MemberForm()) if n < 0 else (*members[:n], *members[n + 1 :])
    return replace(entry, form=replace(form, members=members))


def offered_only(entry: Entry, shop: Shop) -> Entry:
    """Without the products that this kind of customer is not offered."""
    offered = {each.code for each in shop.offered[entry.form.customer_kind]}
    return replace(entry, products=tuple(code for code in entry.products if code in offered))


def summary(view: FormState) -> str:
    """'Individual · in person · HD package + Broadband' at the right of the steps."""
    form = view.form
    acts = tr("by an agent") if form.agent is not None else tr("in person")
    parts = [tr(KINDS[form.customer_kind])]
    if form.customer_kind == "individual":
        parts.append(acts)
    parts.append(" + ".join(displayable(each.name) for each in view.chosen))
    return " · ".join(part for part in parts if part)


def lost(entry: Entry) -> str:
    """The kinds of data that are lost when the form is discarded."""
    form = entry.form
    people = [form.holder, form.agent, form.guardian, form.handler]
    parts = [
        (tr("products and address"), bool(entry.products or entry.place_id)),
        (tr("documents"), any(person and person.number for person in people)),
        (
            tr("customer data"),
            any(person and (person.name or person.phone) for person in people)
            or bool(form.organization and form.organization.name),
        ),
        (tr("consents"), bool(form.consent.separate or form.consent.optional)),
        (tr("fees"), bool(entry.received)),
    ]
    named = [text for text, there in parts if there]
    return listed(named) or tr("what was chosen")


def registered(made: Registered, *, documents: bool) -> str:
    """What was registered; `documents` of the customer lie on the counter still."""
    said = tr(
        "Registered: customer {code}, order {n}",
        code=number_text(made.customer_code),
        n=number_text(made.order_number),
    )
    if not documents:
        return said
    back = tr("Please give the documents back.")
    return f"{said} · {back}"
