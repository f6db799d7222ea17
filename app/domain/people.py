"""People and units as every business records them (R-039 to R-041, D7, D12): form, judgement, record.

A form is what a clerk typed or a reader read, before any judgement; dates in it are text (2016-12-15).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from app.domain import ages
from app.domain.contacts import check_address, check_phone, tidy_phone
from app.domain.document_types import DOCUMENT_TYPES
from app.domain.identity import birth_date_of, check_number, sex_of, tidy_number, tidy_sex
from app.domain.names import check_name, check_unit_name, tidy_name
from app.domain.relations import RELATIONS, tidy_relation
from app.domain.validity import LONG_TERM, Validity, judge_validity, typed_day
from app.errors import QT_TR_NOOP, Problem

EntryMode = Literal["reader", "recognised", "typed"]


@dataclass(frozen=True)
class PersonForm:
    """A natural person: holder, agent 代办人, guardian 监护人, handler 经办人 or user 使用人."""

    name: str = ""
    document_type: str = "resident_id"
    number: str = ""
    country: str = "CHN"
    sex: str = ""
    nation: str = ""
    birth_date: str = ""
    authority: str = ""
    valid_from: str = ""
    valid_to: str = ""
    id_address: str = ""
    phone: str = ""
    relation: str = ""
    entry: dict[str, EntryMode] = field(default_factory=dict)
    """how each field came (R-035); one that is missing was typed"""
    confidence: dict[str, int] = field(default_factory=dict)
    """how surely a recognised field was read, in percent; kept beside `entry` on the document"""
    seals: dict[str, str] = field(default_factory=dict, repr=False)
    """of each field from a reader, what shows that it came from one (app.services.identity.card_reading)"""


@dataclass(frozen=True)
class OrganizationForm:
    """A unit 单位 (R-041): its own document is usually the business licence with a USCI."""

    name: str = ""
    document_type: str = "business_licence"
    number: str = ""
    legal_representative: str = ""
    valid_to: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Person:
    """A natural person as recorded (D7, D14); `valid_to` is None when `long_term` or not stated."""

    name: str
    document_type: str
    number: str
    country: str
    sex: str
    nation: str
    birth_date: date | None
    authority: str
    valid_from: date | None
    valid_to: date | None
    long_term: bool
    id_address: str
    phone: str
    relation: str
    entry: dict[str, Any]
    """how each field was entered (EntryMode); `permit` names what a supervisor permitted, `confidence`
    how surely recognised fields were read, in percent"""


@dataclass(frozen=True)
class Organization:
    """A unit as recorded (R-041)."""

    name: str
    document_type: str
    number: str
    legal_representative: str
    valid_to: date | None
    address: str
    phone: str


def check_person(form: PersonForm, *, field: str, today: date) -> list[Problem]:
    """Everything about one person's document, name and contacts; paths begin with `field`."""
    kind = DOCUMENT_TYPES.get(form.document_type)
    if kind is not None and kind.holder == "unit":
        natural = QT_TR_NOOP("A natural person is recorded here. Choose a person's document.")
        return [Problem(f"{field}.document_type", "natural_person", natural)]
    latin = kind is not None and kind.latin_name
    problems = check_name(form.name, latin=latin, field=f"{field}.name")
    problems += check_number(
        form.document_type, form.number, form.country, field=f"{field}.number", today=today
    )
    born = birth_date(form)
    problems += check_agreement(form, today=today, field=field)
    if kind is not None and born is None and not _has(problems, f"{field}.number", "birth_date"):
        missing = QT_TR_NOOP("Type the birth date as on the document.")
        problems.append(Problem(f"{field}.birth_date", "birth_missing", missing))
    problems += check_validity(form, today=today, born=born, field=field)[1]
    problems += check_address(form.id_address, field=f"{field}.id_address")
    if kind is not None and kind.address and not form.id_address.strip():
        address = QT_TR_NOOP("Type the address as on the document.")
        problems.append(Problem(f"{field}.id_address", "address_missing", address))
    if form.phone.strip():
        problems += check_phone(form.phone, field=f"{field}.phone")
    return problems + check_relation_word(form, field=field)


def check_relation_word(form: PersonForm, *, field: str) -> list[Problem]:
    """The relation is stored in clear: one of the usual words, never a name."""
    relation = tidy_relation(form.relation)
    if not relation or relation in RELATIONS:
        return []
    word = QT_TR_NOOP(
        "Type the relation in one usual word, such as mother, spouse, colleague or other."
    )
    return [Problem(f"{field}.relation", "relation_word", word)]


def _has(problems: list[Problem], number: str, birth: str) -> bool:
    """Whether the number or the birth date has a problem of its own already."""
    return any(
        problem.severity == "error" and (problem.field == number or problem.field.endswith(birth))
        for problem in problems
    )


def check_other_person(
    form: PersonForm, holder_number: str, *, field: str, today: date, limits: ages.AgeLimits
) -> list[Problem]:
    """A person who acts for the holder: an adult, reachable, and somebody else."""
    problems = check_person(form, field=field, today=today)
    if not form.phone.strip():
        phone = QT_TR_NOOP("Type the phone number of the person who acts.")
        problems.append(Problem(f"{field}.phone", "phone_missing", phone))
    number = tidy_number(form.number)
    if number and number == tidy_number(holder_number):
        same = QT_TR_NOOP("This is the holder's own document. Another person must act here.")
        problems.append(Problem(f"{field}.number", "same_person", same))
    born = birth_date(form)
    if born and born <= today and ages.age_on(born, today) < limits.adult:
        adult = QT_TR_NOOP("Whoever acts for another must be {age} or older.")
        problems.append(Problem(f"{field}.number", "not_adult", adult, {"age": limits.adult}))
    return problems


def check_relation(form: PersonForm, *, field: str) -> list[Problem]:
    """Agents and guardians state their relation to the holder."""
    if form.relation.strip():
        return []
    relation = QT_TR_NOOP("Say how this person is related to the holder.")
    return [Problem(f"{field}.relation", "relation_missing", relation)]


def birth_date(form: PersonForm) -> date | None:
    """The birth date that the number states, else the typed one, else None."""
    return birth_date_of(form.document_type, form.number) or typed_day(form.birth_date, "", [])


def to_person(form: PersonForm) -> Person:
    """The record of a person whose form has no error."""
    born = birth_date(form)
    validity = typed_validity(form, "", [])
    return Person(
        name=tidy_name(form.name),
        document_type=form.document_type,
        number=tidy_number(form.number),
        country=form.country or "CHN",
        sex=sex_of(form.document_type, form.number) or tidy_sex(form.sex),
        nation=form.nation.strip(),
        birth_date=born,
        authority=form.authority.strip(),
        valid_from=validity.valid_from,
        valid_to=validity.valid_to,
        long_term=validity.long_term,
        id_address=form.id_address.strip(),
        phone=tidy_phone(form.phone),
        relation=tidy_relation(form.relation),
        entry=_entry(form),
    )


def _entry(form: PersonForm) -> dict[str, Any]:
    sure = {
        name: min(max(share, 0), 100)
        for name, share in form.confidence.items()
        if form.entry.get(name) == "recognised"
    }
    return {**form.entry, "confidence": sure} if sure else dict(form.entry)


def typed_validity(person: PersonForm, field: str, problems: list[Problem]) -> Validity:
    """Valid_from and valid_to as typed; a wrong date is added to `problems`."""
    long_term = person.valid_to.strip() == LONG_TERM
    first = typed_day(person.valid_from, f"{field}.valid_from", problems)
    last = None if long_term else typed_day(person.valid_to, f"{field}.valid_to", problems)
    return Validity(first, last, long_term)


def check_validity(
    person: PersonForm, *, today: date, born: date | None, field: str
) -> tuple[Validity, list[Problem]]:
    """Read and judge valid_from and valid_to; an expired document is refused."""
    kind = DOCUMENT_TYPES.get(person.document_type)
    problems: list[Problem] = []
    validity = typed_validity(person, field, problems)
    if problems or kind is None:
        return validity, problems
    if kind.validity and not validity.long_term and validity.valid_to is None:
        missing = QT_TR_NOOP("Type the last day of validity as on the document, or 长期.")
        return validity, [Problem(f"{field}.valid_to", "valid_to_missing", missing)]
    return validity, judge_validity(validity, kind, today=today, born=born, field=field)


def check_agreement(person: PersonForm, *, today: date, field: str) -> list[Problem]:
    """Birth date and sex as typed against those that the number states (R-057)."""
    problems: list[Problem] = []
    typed = typed_day(person.birth_date, f"{field}.birth_date", problems)
    stated = birth_date_of(person.document_type, person.number)
    if typed and typed > today:
        future = QT_TR_NOOP("The birth date lies in the future. Compare it with the document.")
        problems.append(Problem(f"{field}.birth_date", "birth_future", future))
    elif typed and stated and typed != stated:
        birth = QT_TR_NOOP("The birth date contradicts the number. Compare both with the document.")
        problems.append(Problem(f"{field}.birth_date", "birth_contradicts", birth))
    sex = sex_of(person.document_type, person.number)
    if person.sex.strip() and not tidy_sex(person.sex):
        choose = QT_TR_NOOP("Choose male or female.")
        problems.append(Problem(f"{field}.sex", "sex", choose))
    elif sex and person.sex.strip() and tidy_sex(person.sex) != sex:
        other = QT_TR_NOOP("The sex contradicts the number. Compare both with the document.")
        problems.append(Problem(f"{field}.sex", "sex_contradicts", other))
    return problems


def check_organization(form: OrganizationForm, *, today: date) -> list[Problem]:
    """The unit's name, document, legal representative and contacts."""
    problems = check_unit_name(form.name)
    kind = DOCUMENT_TYPES.get(form.document_type)
    if kind is None or kind.holder != "unit":
        choose = QT_TR_NOOP("Choose a document of a unit, such as the business licence.")
        problems.append(Problem("organization.document_type", "unit_document_type", choose))
    else:
        problems += check_number(
            form.document_type, form.number, field="organization.number", today=today
        )
    if form.legal_representative.strip():
        problems += check_name(
            form.legal_representative, latin=True, field="organization.legal_representative"
        )
    else:
        missing = QT_TR_NOOP("Type the legal representative or the person in charge.")
        field = "organization.legal_representative"
        problems.append(Problem(field, "representative_missing", missing))
    problems += check_address(form.address, field="organization.address")
    if form.phone.strip():
        problems += check_phone(form.phone, field="organization.phone")
    last = typed_day(form.valid_to, "organization.valid_to", problems)
    if last and last < today:
        expired = QT_TR_NOOP("The unit's document has expired. Ask for the present one.")
        problems.append(Problem("organization.valid_to", "expired", expired))
    return problems


def to_organization(form: OrganizationForm) -> Organization:
    """The record of a unit whose form has no error."""
    return Organization(
        name=form.name.strip(),
        document_type=form.document_type,
        number=tidy_number(form.number),
        legal_representative=form.legal_representative.strip(),
        valid_to=typed_day(form.valid_to, "", []),
        address=form.address.strip(),
        phone=tidy_phone(form.phone),
    )
