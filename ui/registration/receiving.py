"""Joins a captured document with the open form: fills it, shows both versions, or asks whose it
is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.domain.joining import Differs, is_other, join, take
from app.domain.people import OrganizationForm, PersonForm
from ui.desk.confirmed_document import Captured
from ui.registration.entry import Entry, person_at, put_person, write

Outcome = Literal["filled", "other", "unit", "nowhere"]
"""`unit`: a unit's document for a person's form; `nowhere`: the form has no such person."""


@dataclass(frozen=True)
class Received:
    """What became of it; `differs` stand in the form as they were typed, until the clerk decides."""

    outcome: Outcome
    entry: Entry
    whose: str
    filled: tuple[str, ...] = ()
    differs: tuple[Differs, ...] = ()


def place_of(entry: Entry, captured: Captured) -> str:
    """Where the document goes when nobody said it."""
    if captured.whose:
        return captured.whose
    if captured.is_unit:
        return "organization"
    return "handler" if entry.is_unit else "holder"


def has_place(entry: Entry, whose: str) -> bool:
    """Whether the form shows this person's fields, because hidden ones must not be filled."""
    if whose.startswith("users."):
        return whose[6:] in entry.products
    return entry.is_unit == (whose in ("organization", "handler"))


def receive(entry: Entry, captured: Captured, *, empty: bool) -> Received:
    """Join the document with the form, or say why not. `empty`: nothing was typed yet."""
    if captured.is_unit and not entry.is_unit:
        if not empty:
            return Received("unit", entry, "organization")
        entry = write(entry, "customer_kind", "business")
    whose = place_of(entry, captured)
    if captured.is_unit != (whose == "organization") or not has_place(entry, whose):
        return Received("nowhere", entry, whose)
    here = person_at(entry, whose)
    is_served = whose in ("holder", "organization")
    known = captured.compared.whose in ("customer", "same")
    if is_other(here, captured.form) or (is_served and known):
        return Received("other", entry, whose)
    return fill(entry, captured, whose)


def fill(entry: Entry, captured: Captured, whose: str) -> Received:
    """Fill the empty fields of `whose`; typed values stay beside those that were read."""
    here = person_at(entry, whose)
    if isinstance(here, PersonForm) and isinstance(captured.form, PersonForm):
        joined = join(here, captured.form)
        return Received(
            "filled", put_person(entry, whose, joined.who), whose, joined.filled, joined.differs
        )
    assert isinstance(here, OrganizationForm)
    assert isinstance(captured.form, OrganizationForm)
    unit = join(here, captured.form)
    return Received("filled", put_person(entry, whose, unit.who), whose, unit.filled, unit.differs)


def take_read(entry: Entry, captured: Captured, whose: str, names: tuple[str, ...]) -> Entry:
    """The clerk decided for the document."""
    here = person_at(entry, whose)
    if isinstance(here, PersonForm) and isinstance(captured.form, PersonForm):
        return put_person(entry, whose, take(here, captured.form, names))
    assert isinstance(here, OrganizationForm)
    assert isinstance(captured.form, OrganizationForm)
    return put_person(entry, whose, take(here, captured.form, names))
