"""A document's validity, and whether what was typed agrees with its number (R-056, R-057)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.dates import add_years, parse_date
from app.domain.document_types import DOCUMENT_TYPES, DocumentType
from app.domain.identity import birth_date_of, sex_of, tidy_sex
from app.domain.registration import LONG_TERM, PersonForm
from app.errors import QT_TR_NOOP, Problem, UserError


@dataclass(frozen=True)
class Validity:
    """First and last day (inclusive); `long_term` documents (长期) have no last day."""

    valid_from: date | None = None
    valid_to: date | None = None
    long_term: bool = False


def typed_day(text: str, field: str, problems: list[Problem]) -> date | None:
    """The day in `text`, None when empty; a wrong date is added to `problems`."""
    if not text.strip():
        return None
    try:
        return parse_date(text)
    except UserError as error:
        problems.append(Problem(field, error.code, error.text, error.values))
        return None


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


def judge_validity(
    validity: Validity, kind: DocumentType, *, today: date, born: date | None, field: str
) -> list[Problem]:
    """Order of the days, expiry, and terms that such a document usually does not have."""
    first, last = validity.valid_from, validity.valid_to
    if first and first > today:
        early = QT_TR_NOOP("The document is not valid yet. Compare its first day of validity.")
        return [Problem(f"{field}.valid_from", "not_yet_valid", early)]
    if last and last < today:
        expired = QT_TR_NOOP(
            "The document has expired. Ask for a valid one, such as a new or a temporary ID card."
        )
        return [Problem(f"{field}.valid_to", "expired", expired)]
    if first and last and first >= last:
        order = QT_TR_NOOP("The last day must come after the first day of validity. Compare both.")
        return [Problem(f"{field}.valid_to", "valid_order", order)]
    if first and not usual_term(first, validity, kind, born):
        term = QT_TR_NOOP("This is an unusual term for this document. Compare both dates with it.")
        return [Problem(f"{field}.valid_to", "term", term, severity="warning")]
    return []


def usual_term(first: date, validity: Validity, kind: DocumentType, born: date | None) -> bool:
    """Whether such a document is given for as long. Resident ID (居民身份证法 5): to age 15 five years, to
    25 ten, to 45 twenty, then 长期."""
    if validity.long_term:
        if kind.code != "resident_id":
            return False
        return born is None or first >= add_years(born, 46)
    if not kind.terms or validity.valid_to is None:
        return True
    terms = kind.terms
    if kind.code == "resident_id" and born is not None:
        terms = tuple(
            years
            for years, start, end in ((5, 0, 16), (10, 16, 26), (20, 26, 46))
            if add_years(born, start) <= first < add_years(born, end)
        )
    around = timedelta(days=1)  # some documents end the day before the anniversary
    return any(
        add_years(first, years) - around <= validity.valid_to <= add_years(first, years) + around
        for years in terms
    )


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
