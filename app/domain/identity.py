"""Identity documents: numbers, and what a number itself says (D1 to D4).

Check digit and date are errors. An unknown region and a unified social credit code that does not
compute are warnings, because such numbers were really given out (D2, D4); so is what the permanent
residence number of 2017 and its country say.
"""

from __future__ import annotations

import re
from datetime import date

from app.domain.document_types import DOCUMENT_TYPES, DocumentType
from app.domain.icao import check_digit
from app.domain.reference import countries, is_area
from app.domain.text import half_width
from app.errors import QT_TR_NOOP, Problem

Sex = str
"""male, female or '' (not known)"""

_GAPS = re.compile(r"[\s\-–—]")
_HISTORIC = re.compile(r"\d{15}", re.ASCII)
_MODERN = re.compile(r"\d{17}[\dX]", re.ASCII)
_OLD_PERMANENT = re.compile(r"[A-Z]{3}\d{12}", re.ASCII)
_NO_DAY = QT_TR_NOOP("The birth date in the number is no possible day. Compare the digits.")
_NO_CHECK = QT_TR_NOOP("The check digit does not fit: one digit is wrong. Compare with the card.")
_SEXES = {"男": "male", "m": "male", "male": "male", "女": "female", "f": "female"}
_SEXES["female"] = "female"


def tidy_number(number: str) -> str:
    """As stored: capitals (x → X), ordinary digits for full-width ones, no spaces or hyphens."""
    return _GAPS.sub("", half_width(number)).upper()


def tidy_sex(text: str) -> Sex:
    """male, female or '' of what a reader or a list gives (男, 女, M, F …)."""
    return _SEXES.get(text.strip().lower(), "")


def check_number(
    type_code: str, number: str, country: str = "CHN", *, field: str = "number", today: date
) -> list[Problem]:
    """What is wrong with a document's number; an empty number is an error too.

    `country` is the ISO 3166 alpha-3 code of the state that a foreign document belongs to.
    """
    kind = DOCUMENT_TYPES.get(type_code)
    if kind is None:
        choose = QT_TR_NOOP("Choose the kind of document from the list.")
        return [Problem(field.replace("number", "document_type"), "document_type", choose)]
    problems = _check_country(kind, country, field.replace("number", "country"))
    plain = tidy_number(number[:100])
    if not plain:
        missing = QT_TR_NOOP("Read the document or type its number.")
        return [*problems, Problem(field, "number_missing", missing)]
    if kind.shape in ("resident", "residence_permit"):
        return problems + _check_resident(kind, plain, field, today)
    if kind.shape == "permanent_residence":
        return problems + _check_permanent_residence(plain, country, field, today)
    if kind.shape == "uscc":
        return problems + _check_uscc(plain, field)
    if not kind.matches(plain):
        form = QT_TR_NOOP("The number does not have the form of this document. Compare both.")
        problems.append(Problem(field, "number_form", form))
    return problems


def _check_country(kind: DocumentType, country: str, field: str) -> list[Problem]:
    if kind.foreign and (country == "CHN" or not re.fullmatch("[A-Z]{3}", country)):
        foreign = QT_TR_NOOP("Choose the country that the document names, such as USA or KOR.")
        return [Problem(field, "country_missing", foreign)]
    if not kind.foreign and country not in ("", "CHN", "HKG", "MAC", "TWN"):
        domestic = QT_TR_NOOP("This document is for Chinese citizens. Choose passport instead.")
        return [Problem(field, "country", domestic)]
    return []


def _check_resident(kind: DocumentType, number: str, field: str, today: date) -> list[Problem]:
    if _HISTORIC.fullmatch(number):
        historic = QT_TR_NOOP(
            "15-digit numbers are no longer valid. Ask for the present card with 18 digits."
        )
        return [Problem(field, "number_historic", historic)]
    problems = _check_18(number, field, today, born_at=6)
    if problems:
        return problems
    special = number[:6] in ("810000", "820000", "830000")
    if kind.shape == "residence_permit":
        if not special:
            permit = QT_TR_NOOP(
                "A residence permit's number begins with 810000, 820000 or 830000. Compare it."
            )
            return [Problem(field, "number_area", permit)]
    elif special:
        other = QT_TR_NOOP("Is this a residence permit for Hong Kong, Macau and Taiwan residents?")
        return [Problem(field, "number_permit", other, severity="warning")]
    elif not is_area(number[:6]):
        region = QT_TR_NOOP("The region in this number is not in the table. Compare the digits.")
        return [Problem(field, "number_area", region, severity="warning")]
    return []


def _check_18(number: str, field: str, today: date, *, born_at: int) -> list[Problem]:
    """Length, digits, date and the MOD 11-2 check digit of an 18-digit number."""
    from stdnum.cn import ric

    if len(number) < 18:
        short = QT_TR_NOOP("The number is {n} digits short of 18.")
        return [Problem(field, "number_short", short, {"n": 18 - len(number)})]
    if len(number) > 18:
        long = QT_TR_NOOP("The number has {n} digits more than 18.")
        return [Problem(field, "number_long", long, {"n": len(number) - 18})]
    if not _MODERN.fullmatch(number):
        digits = QT_TR_NOOP("The number is 17 digits and a last digit or X. Compare it.")
        return [Problem(field, "number_form", digits)]
    born = _day(number[born_at : born_at + 8])
    if born is None or born > today or born.year < 1850:
        return [Problem(field, "number_date", _NO_DAY)]
    if ric.calc_check_digit(number) != number[-1]:
        return [Problem(field, "number_check", _NO_CHECK)]
    return []


def _check_permanent_residence(number: str, country: str, field: str, today: date) -> list[Problem]:
    """Since 2023-12-01 18 digits that begin with 9; before, 3 letters and 12 digits (D3)."""
    if _OLD_PERMANENT.fullmatch(number):
        problems = _check_old_permanent(number, field)
    elif number.startswith("9"):
        problems = _check_18(number, field, today, born_at=6)
    else:
        form = QT_TR_NOOP(
            "The number is 18 digits that begin with 9, or 3 letters and 12 digits. Compare it."
        )
        return [Problem(field, "number_form", form)]
    told = country_of(number)
    if not problems and told and country in countries() and country not in ("CHN", told):
        other = QT_TR_NOOP(
            "This number was first given out for {told}, not {country}. Compare both with the card."
        )
        problems.append(
            Problem(field, "number_country", other, {"told": told, "country": country}, "warning")
        )
    return problems


def _check_old_permanent(number: str, field: str) -> list[Problem]:
    """Warnings: the rule is known from specimens and other programs, not from its own text."""
    month, day = int(number[9:11]), int(number[11:13])
    if _day(f"2000{month:02d}{day:02d}") is None:
        return [Problem(field, "number_date", _NO_DAY, severity="warning")]
    if check_digit(number[:14]) != number[14]:
        return [Problem(field, "number_check", _NO_CHECK, severity="warning")]
    return []


def _check_uscc(number: str, field: str) -> list[Problem]:
    from stdnum.cn import uscc

    if len(number) != 18 or not re.fullmatch("[0-9A-Z]{18}", number, re.ASCII):
        form = QT_TR_NOOP("A unified social credit code has 18 digits and letters. Compare it.")
        return [Problem(field, "uscc_form", form)]
    if not uscc.is_valid(number):
        check = QT_TR_NOOP(
            "This code does not compute. A few real ones don't; compare it with the licence."
        )
        return [Problem(field, "uscc_check", check, severity="warning")]
    return []


def upgrade_15(number: str) -> str:
    """The 18-digit form of a historic 15-digit number (GB 11643-1989; all born in 19..)."""
    from stdnum.cn import ric

    if not _HISTORIC.fullmatch(number):
        raise ValueError("a historic number has 15 digits")
    longer = f"{number[:6]}19{number[6:]}"
    return longer + str(ric.calc_check_digit(longer + "0"))


def birth_date_of(type_code: str, number: str) -> date | None:
    """The birth date that the number states, or None."""
    plain = tidy_number(number)
    if _states_birth(type_code, plain):
        return _day(plain[6:14])
    return None


def country_of(number: str) -> str:
    """The alpha-3 code of the state that a permanent residence number was first given out for, or ''.

    A person who changed nationality keeps the number.
    """
    plain = tidy_number(number)
    if _OLD_PERMANENT.fullmatch(plain):
        return plain[:3]
    if plain.startswith("9") and _MODERN.fullmatch(plain):
        return next((code for code, each in countries().items() if each == plain[3:6]), "")
    return ""


def sex_of(type_code: str, number: str) -> Sex:
    """The sex that the number states (an odd sequence number is male), or ''."""
    plain = tidy_number(number)
    if _states_birth(type_code, plain):
        return "male" if int(plain[16]) % 2 else "female"
    return ""


def _states_birth(type_code: str, number: str) -> bool:
    kind = DOCUMENT_TYPES.get(type_code)
    if kind is None or kind.shape not in ("resident", "residence_permit", "permanent_residence"):
        return False
    return _MODERN.fullmatch(number) is not None


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
