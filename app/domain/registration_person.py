"""The persons of a registration: holder, agent, guardian, handler, user (R-039, R-040, D7, D12)."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.domain import ages
from app.domain.contacts import check_address, check_phone, tidy_phone
from app.domain.document_types import DOCUMENT_TYPES
from app.domain.identity import birth_date_of, check_number, sex_of, tidy_number, tidy_sex
from app.domain.names import check_name, tidy_name
from app.domain.registration import PersonForm
from app.domain.registration_record import Person
from app.domain.relations import RELATIONS, tidy_relation
from app.domain.validity import check_agreement, check_validity, typed_day, typed_validity
from app.errors import QT_TR_NOOP, Problem


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
