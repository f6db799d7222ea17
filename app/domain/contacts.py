"""Phones, e-mail and addresses as typed (R-044)."""

from __future__ import annotations

import re

from app.domain.names import check_name
from app.domain.text import check_text, half_width
from app.errors import QT_TR_NOOP, Problem

_GAPS = re.compile(r"[\s\-–—()]")
_CHINA = re.compile(r"^(\+86|0086)(?=\d{10})")
_DIGITS = re.compile(r"\+?\d+", re.ASCII)
_PLAIN_MOBILE = re.compile(r"1(?:[3-689]\d|7[0-8])\d{8}", re.ASCII)
"""Numbers in which nothing is to be parsed: 179 is also a prefix of a call."""
_EMAIL = re.compile(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+")
ADDRESS_LIMIT = 200
EMAIL_LIMIT = 100


def tidy_phone(phone: str) -> str:
    """Digits only, without +86; another country's number keeps its + (as it is stored)."""
    return _CHINA.sub("", _GAPS.sub("", half_width(phone)))


def check_phone(phone: str, *, field: str = "phone") -> list[Problem]:
    """What is wrong with a phone: impossible is an error, possible but not in use a warning."""
    plain = tidy_phone(phone[:60])
    if not _DIGITS.fullmatch(plain):
        digits = QT_TR_NOOP("A phone number has digits only, 11 for a mobile phone.")
        return [Problem(field, "phone_form", digits)]
    if plain.startswith("1"):
        wrong = _mobile_length(len(plain), field)
        if wrong:
            return [wrong]
    elif not plain.startswith(("0", "+")):
        start = QT_TR_NOOP(
            "A mobile number begins with 1, a landline with its area code, such as 010."
        )
        return [Problem(field, "phone_start", start)]
    return _check_by_plan(plain, field)


def _mobile_length(length: int, field: str) -> Problem | None:
    if length < 11:
        short = QT_TR_NOOP("The phone number is {n} digits short of 11.")
        return Problem(field, "phone_short", short, {"n": 11 - length})
    if length > 11:
        long = QT_TR_NOOP("The phone number has {n} digits more than 11.")
        return Problem(field, "phone_long", long, {"n": length - 11})
    return None


def _check_by_plan(plain: str, field: str) -> list[Problem]:
    import phonenumbers

    impossible = QT_TR_NOOP("There is no such phone number. Count the digits and compare.")
    try:
        parsed = (
            phonenumbers.PhoneNumber(country_code=86, national_number=int(plain))
            if _PLAIN_MOBILE.fullmatch(plain)
            else phonenumbers.parse(plain, "CN")
        )
    except phonenumbers.NumberParseException:
        return [Problem(field, "phone_impossible", impossible)]
    if phonenumbers.is_valid_number(parsed):
        return []
    if not phonenumbers.is_possible_number(parsed):
        return [Problem(field, "phone_impossible", impossible)]
    unused = QT_TR_NOOP("This number range is not known to be in use. Ask the customer again.")
    return [Problem(field, "phone_unused", unused, severity="warning")]


def check_address(address: str, *, field: str = "id_address") -> list[Problem]:
    """An address in free text: at most 200 characters, all of them visible, not only digits."""
    problems = check_text(address, field=field, limit=ADDRESS_LIMIT)
    if not problems and address.strip() and not any(char.isalpha() for char in address):
        words = QT_TR_NOOP("Type the whole address as on the document, not only numbers.")
        return [Problem(field, "address_form", words)]
    return problems


def check_email(email: str, *, field: str = "email") -> list[Problem]:
    """An e-mail address has a name, an @ and a domain with a dot."""
    problems = check_text(email, field=field, limit=EMAIL_LIMIT)
    if problems or _EMAIL.fullmatch(email.strip()):
        return problems
    form = QT_TR_NOOP("An e-mail address looks like name@example.com.")
    return [Problem(field, "email_form", form)]


def check_contacts(
    *, second_contact: str = "", second_phone: str = "", email: str = "", mailing_address: str = ""
) -> list[Problem]:
    """What beside the own phone reaches a customer; what is empty has no problem."""
    problems: list[Problem] = []
    if second_contact.strip():
        problems += check_name(second_contact, latin=True, field="second_contact")
    if second_phone.strip():
        problems += check_phone(second_phone, field="second_phone")
    if email.strip():
        problems += check_email(email)
    return problems + check_address(mailing_address, field="mailing_address")


def check_second_contact(name: str, phone: str) -> list[Problem]:
    """A second contact that is changed has a name and a phone; without both there is none any more."""
    problems = check_contacts(second_contact=name, second_phone=phone)
    if phone.strip() and not name.strip():
        who = QT_TR_NOOP("Type whose phone it is.")
        problems.append(Problem("second_contact", "second_contact_name", who))
    if name.strip() and not phone.strip():
        how = QT_TR_NOOP("Type the phone of the second contact.")
        problems.append(Problem("second_phone", "second_contact_phone", how))
    return problems
