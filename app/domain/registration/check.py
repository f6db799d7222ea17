"""The whole judgement of a registration form that needs no database (R-030, R-044, R-170).

The same function runs live under the fields, in the procedure and for `app.admin register`. What
the base knows (same document, cards held, the places) comes in as plain values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain import ages, rules
from app.domain.catalogue import DueFee, Offering, Place, due_fees, total
from app.domain.consent import check_consent, decisions
from app.domain.contacts import check_contacts, check_phone, tidy_phone
from app.domain.customers import RealName, real_name_state, satisfies
from app.domain.names import check_name
from app.domain.numbers import compact
from app.domain.payment import check_payment, to_payment
from app.domain.people import (
    Person,
    PersonForm,
    birth_date,
    check_agreement,
    check_organization,
    check_other_person,
    check_person,
    check_relation,
    check_relation_word,
    to_organization,
    to_person,
)
from app.domain.registration.customer import check_discounts, check_members, check_ways, to_discount
from app.domain.registration.form import MemberForm, RegistrationForm
from app.domain.registration.products import asked, check_products, chosen
from app.domain.registration.record import Registration, Subscription
from app.domain.registration.text import cut_texts
from app.errors import QT_TR_NOOP, Problem

DEFAULT_LIMITS = ages.AgeLimits()
_CHIP_CARDS = ("resident_id", "residence_permit", "permanent_residence")


@dataclass(frozen=True)
class Checked:
    """What was found; `record` is None while there is an error.

    `age` and `needs` are None for units and while the birth date is not known. Amounts of `due`
    are in fen.
    """

    problems: tuple[Problem, ...]
    record: Registration | None
    age: int | None
    needs: ages.Needs | None
    real_name_state: RealName
    due: tuple[DueFee, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid saving; the rest are warnings."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def check_form(
    form: RegistrationForm,
    *,
    today: date,
    offerings: Mapping[str, Offering],
    places: Mapping[str, Place],
    rule_set: Iterable[rules.Rule] = rules.DEFAULT_RULES,
    limits: ages.AgeLimits = DEFAULT_LIMITS,
    same_document: int = 0,
    telephone_cards: int = 0,
    online: bool | None = None,
    permitted: bool = False,
) -> Checked:
    """Judge `form` on the business day `today`.

    `offerings` by code and `places` by id are what the form may name. `same_document` counts other
    customers with the same document, `telephone_cards` those already held under this identity;
    `online` is the answer of the checking service, None when it was not asked; `permitted`: a
    supervisor permitted on the spot that the card is typed.
    """
    form, refused = cut_texts(form)
    is_unit = form.is_unit
    products = chosen(form, offerings)
    age = None if is_unit else _age(form.holder, today)
    needs = None if age is None else ages.needs(age, own_income=form.own_income, limits=limits)
    subject = form.identified
    state = _state(form.customer_kind, subject, online)
    due = due_fees(products)

    found = check_products(form, today=today, offerings=offerings, places=places)
    found += _check_unit(form, today, limits) if is_unit else _check_holder(form, today, limits)
    found += _check_own_income(form, age, limits)
    found += check_contacts(
        second_contact=form.second_contact,
        second_phone=form.second_phone,
        email=form.email,
        mailing_address=form.mailing_address,
    )
    found += check_ways(form.account_method, form.channel)
    found += check_members(form.customer_kind, form.members)
    found += check_discounts(form.discounts, today=today)
    lines = asked(form, products, child=bool(needs and needs.sensitive_consent))
    found += check_consent(form.consent, lines, by_agent=form.agent is not None)
    found += check_payment(form.payment, total(due))
    found += _check_entry(form, state, products)
    if len(products) == len(form.subscriptions):
        facts = _facts(
            form,
            products,
            state,
            needs,
            same_document=same_document,
            telephone_cards=telephone_cards,
            not_read=not _read(subject),
            typed_card=_typed_card(subject, online),
            permitted=permitted,
        )
        found += rules.evaluate(rule_set, facts)

    problems = _once(refused, _without_echo(found, state))
    if any(problem.severity == "error" for problem in problems):
        return Checked(problems, None, age, needs, state, due)
    record = _record(form, due=total(due))
    return Checked(problems, record, age, needs, state, due)


def _age(holder: PersonForm, today: date) -> int | None:
    born = birth_date(holder)
    return None if born is None or born > today else ages.age_on(born, today)


def _state(customer_kind: str, person: PersonForm, online: bool | None) -> RealName:
    complete = bool(person.name.strip() and person.number.strip())
    return real_name_state(customer_kind, person.entry, complete=complete, online=online)


def _read(person: PersonForm) -> bool:
    return person.entry.get("name") == person.entry.get("number") == "reader"


def _typed_card(person: PersonForm, online: bool | None) -> bool:
    """Whether the number of a card was only typed."""
    typed = person.entry.get("number", "typed") == "typed" and not online
    return typed and bool(person.number.strip()) and person.document_type in _CHIP_CARDS


def _check_unit(form: RegistrationForm, today: date, limits: ages.AgeLimits) -> list[Problem]:
    problems: list[Problem] = []
    if form.organization is not None:
        problems += check_organization(form.organization, today=today)
    if form.handler is not None:
        problems += check_other_person(
            form.handler, "", field="handler", today=today, limits=limits
        )
    return problems


def _check_holder(form: RegistrationForm, today: date, limits: ages.AgeLimits) -> list[Problem]:
    holder = form.holder
    if form.customer_kind == "virtual_card" and not holder.number.strip():
        problems = check_name(holder.name, latin=True, field="holder.name") if holder.name else []
        if holder.phone.strip():
            problems += check_phone(holder.phone, field="holder.phone")
        problems += check_agreement(holder, today=today, field="holder")
        problems += check_relation_word(holder, field="holder")
    else:
        problems = check_person(holder, field="holder", today=today)
    for field, person in (("agent", form.agent), ("guardian", form.guardian)):
        if person is not None:
            problems += check_other_person(
                person, holder.number, field=field, today=today, limits=limits
            )
            problems += check_relation(person, field=field)
    return problems


def _check_own_income(
    form: RegistrationForm, age: int | None, limits: ages.AgeLimits
) -> list[Problem]:
    if not form.own_income or age is None or limits.own_income <= age < limits.adult:
        return []
    text = QT_TR_NOOP("Own income counts from {first} to {last} years only. Take the tick out.")
    values: dict[str, str | int] = {"first": limits.own_income, "last": limits.adult - 1}
    return [Problem("own_income", "own_income_age", text, values)]


def _check_entry(
    form: RegistrationForm, state: RealName, products: tuple[Offering, ...]
) -> list[Problem]:
    """Typed where a card could be read (D8): a warning; an error for the agent of a telephone."""
    field, person = ("handler" if form.is_unit else "holder"), form.identified
    problems: list[Problem] = []
    if state is RealName.PENDING and person.document_type in _CHIP_CARDS:
        typed = QT_TR_NOOP("Not read from the card: the identity stays to be verified.")
        problems.append(Problem(f"{field}.number", "not_card_read", typed, severity="warning"))
    if form.agent is not None and not form.is_unit:
        agent = _state("individual", form.agent, None)
        if any(o.must_read_card and not satisfies(agent, o.needed_state) for o in products):
            read = QT_TR_NOOP("Read the agent's card; typing it is not enough for this product.")
            problems.append(Problem("agent.number", "real_name", read))
    return problems


def _facts(
    form: RegistrationForm,
    products: tuple[Offering, ...],
    state: RealName,
    needs: ages.Needs | None,
    **known: Any,
) -> rules.Facts:
    unit = form.organization
    users = (subscription.user for subscription in form.subscriptions)
    phones = (unit.phone if unit else "", form.handler.phone if form.handler else "")
    return rules.Facts(
        customer_kind=form.customer_kind,
        holder_named=bool(
            (unit.name if unit else "") if form.is_unit else form.holder.name.strip()
        ),
        real_name=state,
        user_states=tuple(
            None if user is None else _state("individual", user, None) for user in users
        ),
        offerings=products,
        guardian_needed=bool(needs and needs.guardian),
        guardian_given=form.guardian is not None,
        unit_document=unit is not None and bool(unit.number.strip()),
        handler_given=form.handler is not None,
        phone_given=any(phones) if form.is_unit else bool(form.holder.phone.strip()),
        no_mobile=form.no_mobile,
        second_contact=bool(form.second_contact.strip() and form.second_phone.strip()),
        notice_acknowledged=form.consent.notice_acknowledged,
        **known,
    )


def _without_echo(found: list[Problem], state: RealName) -> list[Problem]:
    """While name or number is missing, every product would repeat that it needs a document."""
    others = [problem for problem in found if problem.code != "real_name"]
    blocked = any(problem.severity == "error" for problem in others)
    return others if state is RealName.UNVERIFIED and blocked else found


def _once(refused: list[Problem], found: list[Problem]) -> tuple[Problem, ...]:
    """Each field's problems once; a refused text is not also called missing."""
    cut = {problem.field for problem in refused}
    kept = {(p.field, p.code): p for p in reversed(found) if p.field not in cut}
    return (*refused, *reversed(kept.values()))


def _record(form: RegistrationForm, *, due: int) -> Registration:
    def person(typed: PersonForm | None) -> Person | None:
        return None if typed is None else to_person(typed)

    unit = form.is_unit
    return Registration(
        customer_kind=form.customer_kind,
        holder=None if unit else person(form.holder),
        organization=to_organization(form.unit) if form.unit else None,
        agent=None if unit else person(form.agent),
        guardian=None if unit else person(form.guardian),
        handler=person(form.handler) if unit else None,
        subscriptions=tuple(
            Subscription(s.offering, s.place_id, compact(s.equipment_serial), person(s.user))
            for s in form.subscriptions
        ),
        at_address=form.at_address,
        own_income=form.own_income,
        second_contact=form.second_contact.strip(),
        second_phone=tidy_phone(form.second_phone),
        email=form.email.strip(),
        mailing_address=form.mailing_address.strip(),
        channel=form.channel,
        account_method=form.account_method,
        members=tuple(MemberForm(compact(m.customer_code), m.role) for m in form.members),
        discounts=tuple(to_discount(discount) for discount in form.discounts),
        large_print=form.large_print,
        needs_help=form.needs_help,
        no_mobile=form.no_mobile,
        same_person_checked=form.same_person_checked,
        consents=decisions(form.consent),
        payment=to_payment(form.payment, due),
        remark=form.remark.strip(),
    )
