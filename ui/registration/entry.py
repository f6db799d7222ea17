"""What the registration screen holds: the form with everything typed, also what is hidden just now.

A form that is sent names no agent when the holder came in person; the screen keeps what was typed
about one, so that a tick taken back by mistake loses nothing. `to_form` leaves out what does not
apply. Values are read and written as text by the dotted paths that problems use.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.domain import ages
from app.domain.catalogue import Offering, due_fees, total
from app.domain.document_types import DOCUMENT_TYPES
from app.domain.identity import birth_date_of, sex_of
from app.domain.money import parse_yuan
from app.domain.payment import PaymentForm
from app.domain.people import EntryMode, OrganizationForm, PersonForm, birth_date
from app.domain.registration.form import RegistrationForm, SubscriptionForm
from app.domain.registration.products import asked
from app.errors import UserError
from ui.form.paths import read_at, write_at

_PERSON_TEXTS = ("name", "number", "sex", "nation", "birth_date", "authority", "id_address")
_OWN = ("form", "products", "place_id", "serials", "users", "by_agent", "received")


def _blank() -> RegistrationForm:
    return RegistrationForm(
        organization=OrganizationForm(),
        agent=PersonForm(),
        guardian=PersonForm(),
        handler=PersonForm(),
    )


@dataclass(frozen=True)
class Entry:
    """`serials` and `users` are by offering code; `received` is what the customer handed over."""

    form: RegistrationForm = field(default_factory=_blank)
    products: tuple[str, ...] = ()
    place_id: str = ""
    serials: dict[str, str] = field(default_factory=dict)
    users: dict[str, PersonForm] = field(default_factory=dict)
    by_agent: bool = False
    received: str = ""

    @property
    def is_unit(self) -> bool:
        """A business or a group."""
        return self.form.is_unit


def read(entry: Entry, path: str) -> str:
    """The value at `path` as text; a ticked box is '1', products are joined by commas."""
    parts = path.split(".")
    if parts[0] == "users" and len(parts) == 3:
        return str(getattr(entry.users.get(parts[1], PersonForm()), parts[2]))
    return read_at(entry if parts[0] in _OWN else entry.form, parts)


def write(entry: Entry, path: str, text: str) -> Entry:
    """`entry` with `text` at `path`; what the document's number states fills in with it."""
    parts = path.split(".")
    if parts[0] == "users":
        users = {**entry.users}
        users[parts[1]] = _write_person(users.get(parts[1], PersonForm()), parts[2], text)
        return replace(entry, users=users)
    if parts[0] in ("holder", "agent", "guardian", "handler"):
        person: Any = _write_person(getattr(entry.form, parts[0]), parts[1], text)
        return replace(entry, form=replace(entry.form, **{parts[0]: person}))
    if parts[0] in _OWN:
        changed: Entry = write_at(entry, parts, text)
        return changed
    return replace(entry, form=write_at(entry.form, parts, text))


def person_at(entry: Entry, whose: str) -> PersonForm | OrganizationForm:
    """Who stands at `holder`, `organization`, `agent`, `guardian`, `handler` or `users.CODE`."""
    if whose.startswith("users."):
        return entry.users.get(whose[6:], PersonForm())
    found: PersonForm | OrganizationForm = getattr(entry.form, whose) or PersonForm()
    return found


def modes(entry: Entry) -> set[str]:
    """How the fields of everybody on the form came: reader, recognised."""
    form = entry.form
    people = [form.holder, form.agent, form.guardian, form.handler, *entry.users.values()]
    return {mode for who in people if who is not None for mode in who.entry.values()}


def sources(entry: Entry) -> dict[str, EntryMode]:
    """Path -> how the value came, of everything that a document said."""
    form = entry.form
    people = {f"users.{code}": who for code, who in entry.users.items()}
    for whose in ("holder", "agent", "guardian", "handler"):
        people[whose] = getattr(form, whose) or PersonForm()
    found = {
        f"{whose}.{name}": mode for whose, who in people.items() for name, mode in who.entry.items()
    }
    kinds = {f"{whose}.document_type": who.entry.get("number") for whose, who in people.items()}
    return found | {path: mode for path, mode in kinds.items() if mode == "reader"}


def put_person(entry: Entry, whose: str, who: PersonForm | OrganizationForm) -> Entry:
    """`entry` with another person or unit there; an agent who is put in acts."""
    if whose.startswith("users."):
        assert isinstance(who, PersonForm)
        return replace(entry, users={**entry.users, whose[6:]: who})
    changed: dict[str, Any] = {whose: who}
    entry = replace(entry, form=replace(entry.form, **changed))
    return replace(entry, by_agent=True) if whose == "agent" else entry


def _write_person(person: PersonForm, name: str, text: str) -> PersonForm:
    changed: PersonForm = replace(person, **{name: text})  # type: ignore[arg-type]
    if changed != person:  # what was read is typed from now on
        modes = {n: mode for n, mode in person.entry.items() if n != name}
        sure = {n: share for n, share in person.confidence.items() if n != name}
        seals = {n: seal for n, seal in person.seals.items() if n != name}
        changed = replace(changed, entry=modes, confidence=sure, seals=seals)
    if name == "document_type":
        kind = DOCUMENT_TYPES.get(text)
        changed = replace(changed, country="" if kind and kind.foreign else "CHN")
    if name in ("document_type", "number"):
        changed = _derive(person, changed)
    return changed


def _derive(before: PersonForm, now: PersonForm) -> PersonForm:
    """Birth date and sex from the number (R-057), unless somebody typed others to compare."""
    stated = birth_date_of(before.document_type, before.number)
    if now.birth_date in ("", stated.isoformat() if stated else ""):
        born = birth_date_of(now.document_type, now.number)
        now = replace(now, birth_date=born.isoformat() if born else "")
    if now.sex in ("", sex_of(before.document_type, before.number)):
        now = replace(now, sex=sex_of(now.document_type, now.number))
    return now


def age_and_needs(
    entry: Entry, today: date, limits: ages.AgeLimits
) -> tuple[int | None, ages.Needs | None]:
    """The holder's age and what it asks for; (None, None) for units, virtual cards, no date."""
    if entry.form.customer_kind != "individual":
        return None, None
    born = birth_date(_short(entry.form.holder))
    if born is None or born > today:
        return None, None
    age = ages.age_on(born, today)
    counts = limits.own_income <= age < limits.adult
    return age, ages.needs(age, own_income=entry.form.own_income and counts, limits=limits)


def _short(person: PersonForm) -> PersonForm:
    """Without the texts that are refused for their length anyway."""
    return replace(person, number=person.number[:100], birth_date=person.birth_date[:40])


def to_form(
    entry: Entry, *, today: date, offerings: Mapping[str, Offering], limits: ages.AgeLimits
) -> RegistrationForm:
    """The form to check, to draft a paper from and to send: only what applies."""
    form, unit = entry.form, entry.is_unit
    age, needs = age_and_needs(entry, today, limits)
    chosen = tuple(offerings[code] for code in entry.products if code in offerings)
    plain = replace(
        form,
        subscriptions=tuple(_subscription(entry, code, offerings) for code in entry.products),
        at_address=form.at_address if entry.place_id else "",
        holder=PersonForm() if unit else _holder(form),
        organization=form.organization if unit else None,
        agent=_sent(form.agent) if entry.by_agent and form.customer_kind == "individual" else None,
        guardian=_sent(form.guardian) if needs and needs.guardian else None,
        handler=_sent(form.handler) if unit else None,
        own_income=form.own_income and age is not None and limits.own_income <= age < limits.adult,
        members=form.members if form.customer_kind == "group" else (),
        payment=_payment(entry.received, form.payment, total(due_fees(chosen))),
    )
    lines = asked(plain, chosen, child=bool(needs and needs.sensitive_consent))
    answers = {code: form.consent.separate.get(code, "") for code in lines}
    return replace(plain, consent=replace(plain.consent, separate=answers))


def _subscription(entry: Entry, code: str, offerings: Mapping[str, Offering]) -> SubscriptionForm:
    offering = offerings.get(code)
    telephone = offering is not None and offering.kind == "telephone"
    return SubscriptionForm(
        offering=code,
        place_id=entry.place_id if offering is None or offering.needs_place else "",
        equipment_serial=entry.serials.get(code, "") if _takes_equipment(offering) else "",
        user=_sent(entry.users.get(code, PersonForm())) if entry.is_unit and telephone else None,
    )


def _takes_equipment(offering: Offering | None) -> bool:
    return offering is not None and offering.needs_equipment


def _holder(form: RegistrationForm) -> PersonForm:
    if form.customer_kind != "virtual_card":
        return _sent(form.holder)
    return PersonForm(name=form.holder.name, phone=form.holder.phone)


def _sent(person: PersonForm | None) -> PersonForm:
    """Marked as typed wherever something stands (D8); a reader's own marks stay."""
    person = person or PersonForm()
    typed = {
        name: person.entry.get(name, "typed") for name in _PERSON_TEXTS if person_has(person, name)
    }
    return replace(person, entry=typed)


def person_has(person: PersonForm, name: str) -> bool:
    """Whether anything stands in this field."""
    return bool(str(getattr(person, name)).strip())


def _payment(received: str, payment: PaymentForm, due: int) -> PaymentForm:
    """Cash beyond what is due is change, not payment; nothing due means nothing paid."""
    try:
        fen = parse_yuan(received) if received.strip() else 0
    except UserError:
        return replace(payment, paid=received)
    if payment.method in ("", "cash"):
        fen = min(fen, due)
    return replace(payment, paid=f"{fen // 100}.{fen % 100:02d}" if fen else "")


def change_of(received: str, due: int) -> int | None:
    """找零 in fen; None while the amount cannot be read or is less than what is due."""
    try:
        fen = parse_yuan(received) if received.strip() else 0
    except UserError:
        return None
    return fen - due if fen >= due else None


def filled(entry: Entry) -> int:
    """How many fields differ from a blank form."""
    return len(_differences(entry, Entry()))


def _differences(value: Any, blank: Any) -> list[str]:
    found: list[str] = []
    for each in dataclasses.fields(value):
        mine, other = getattr(value, each.name), getattr(blank, each.name)
        if dataclasses.is_dataclass(mine) and dataclasses.is_dataclass(other):
            found += _differences(mine, other)
        elif mine != other:
            found.append(each.name)
    return found
