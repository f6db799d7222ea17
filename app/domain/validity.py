"""How long a document is valid, and how long such documents usually are (R-056)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.dates import add_years, parse_date
from app.domain.document_types import DocumentType
from app.errors import QT_TR_NOOP, Problem, UserError

LONG_TERM = "长期"
"""What stands in a form for the last day of a document without an end."""


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
