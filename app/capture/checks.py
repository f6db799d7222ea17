"""What a document's fields say about each other (R-057; D1 to D5): codes at the fields they concern.

ok:… and failed:… stand only where a check was possible. A number whose check digit fits is still
not ok when it was read with doubt (failed:sure), or when what is printed beside it says something
else.
"""

from __future__ import annotations

import dataclasses
from datetime import date

from app.capture.reading import ReadField
from app.capture.words import LONG
from app.domain.document_types import DOCUMENT_TYPES
from app.domain.identity import birth_date_of, check_number, country_of, sex_of, tidy_sex
from app.domain.validity import Validity, usual_term

UNSURE = 0.5
"""Below this confidence a number is not checked: chance could make it fit."""

LONGEST = 20
"""Characters of a number to which a slip is looked for: the tries grow with their square."""

_LOOK_ALIKE = {
    "0": "8OD", "1": "7IL", "2": "7Z", "3": "8", "4": "1", "5": "6S", "6": "58G", "7": "12T", "8": "B036",
    "9": "8", "B": "8", "O": "0", "I": "1", "S": "5", "Z": "2", "D": "0", "G": "6", "L": "1", "T": "7",
}  # fmt: skip
_WITH_BIRTH = ("resident_id", "residence_permit", "permanent_residence")


def judge(type_code: str, fields: dict[str, ReadField], today: date) -> dict[str, ReadField]:
    """The same fields with their checks, and a proposal where one likely slip explains a number."""
    codes: dict[str, list[str]] = {name: [] for name in fields}
    proposed: dict[str, str] = {}
    if type_code in _WITH_BIRTH and "number" in fields:
        _judge_number(type_code, fields, codes, proposed, today)
    if type_code == "business_licence" and "number" in fields:
        value = fields["number"].value
        if value and not _problems(type_code, value, today):
            if _is_sure(fields["number"]):
                _say(codes, "number", "check_digit", ok=True)
        elif value:
            _say(codes, "number", "check_digit", ok=False)
            proposed["number"] = propose(type_code, value, {}, today)
    if "number" in fields and fields["number"].value and not _is_sure(fields["number"]):
        _say(codes, "number", "sure", ok=False)
    if "birth" in fields and fields["birth"].value > today.isoformat():
        _say(codes, "birth", "past", ok=False)
    _judge_validity(type_code, fields, codes, today)
    return {
        name: dataclasses.replace(
            field,
            checks=tuple(dict.fromkeys((*field.checks, *codes[name]))),
            proposed=field.proposed or proposed.get(name, ""),
        )
        for name, field in fields.items()
    }


def _is_sure(field: ReadField) -> bool:
    return field.confidence >= UNSURE


def _say(codes: dict[str, list[str]], name: str, check: str, *, ok: bool) -> None:
    codes[name].append(f"{'ok' if ok else 'failed'}:{check}")


def _problems(type_code: str, number: str, today: date) -> set[str]:
    """Codes of what is wrong with a number; warnings count too."""
    country = "USA" if DOCUMENT_TYPES[type_code].foreign else "CHN"
    found = check_number(type_code, number, country, today=today)
    return {problem.code for problem in found} - {"number_permit", "number_country"}


def _judge_number(
    type_code: str,
    fields: dict[str, ReadField],
    codes: dict[str, list[str]],
    proposed: dict[str, str],
    today: date,
) -> None:
    number = fields["number"]
    if not number.value:
        return
    problems = _problems(type_code, number.value, today)
    if problems - {"number_area"}:
        _say(codes, "number", "check_digit", ok=False)
        proposed["number"] = propose(type_code, number.value, fields, today)
        return
    if "number_area" in problems:
        _say(codes, "number", "area", ok=False)
    elif type_code != "permanent_residence":
        _say(codes, "number", "area", ok=True)
    agreed = _is_sure(number)
    for name, told in _told(type_code, number.value, fields, today).items():
        printed = fields.get(name)
        if printed is None or not printed.value:
            agreed = agreed and printed is None
            proposed[name] = told
            continue
        same = printed.value == told
        _say(codes, name, "number", ok=same)
        if not same:
            _say(codes, "number", name, ok=False)
            if name != "country":  # a person keeps the number with a new nationality
                proposed[name] = told
        agreed = agreed and same
    if agreed:
        codes["number"].insert(0, "ok:check_digit")


def _told(type_code: str, number: str, fields: dict[str, ReadField], today: date) -> dict[str, str]:
    """Birth, sex and country as the number says them, in the form of the fields."""
    born, sex = birth_date_of(type_code, number), sex_of(type_code, number)
    told = {"birth": born.isoformat()} if born else {}
    if sex:
        told["sex"] = "男" if sex == "male" else "女"
    if type_code == "permanent_residence" and (country := country_of(number)):
        told["country"] = country
        if len(number) == 15:  # of the year it has two digits only
            told["birth"] = _with_century(number[7:13], fields.get("birth"), today)
    return told


def _with_century(digits: str, printed: ReadField | None, today: date) -> str:
    """The day of YYMMDD: the printed one when it has these digits, else the last one until today."""
    if printed and printed.value[2:].replace("-", "") == digits:
        return printed.value
    month_day = f"{digits[:2]}-{digits[2:4]}-{digits[4:]}"
    return max(
        (day for century in ("19", "20") if (day := century + month_day) <= today.isoformat()),
        default="",
    )


def propose(type_code: str, number: str, fields: dict[str, ReadField], today: date) -> str:
    """The one number that a single look-alike away passes every check, or ''."""
    if len(number) > LONGEST:
        return ""
    found = {
        changed
        for changed in look_alikes(number)
        if not _problems(type_code, changed, today) and _agrees(type_code, changed, fields, today)
    }
    return found.pop() if len(found) == 1 else ""


def look_alikes(number: str) -> set[str]:
    """The numbers of which one character was misread, or every letter among the digits."""
    near = {
        number[:at] + other + number[at + 1 :]
        for at, char in enumerate(number)
        for other in _LOOK_ALIKE.get(char, "")
    }
    mended = number
    for letter, digit in (("O", "0"), ("D", "0"), ("I", "1"), ("B", "8"), ("S", "5"), ("Z", "2")):
        mended = mended[:-1].replace(letter, digit) + mended[-1:]
    return near | ({mended} - {number})


def _agrees(type_code: str, number: str, fields: dict[str, ReadField], today: date) -> bool:
    for name, told in _told(type_code, number, fields, today).items():
        printed = fields.get(name)
        if printed is not None and printed.value and printed.value != told:
            return False
    return True


def _judge_validity(
    type_code: str, fields: dict[str, ReadField], codes: dict[str, list[str]], today: date
) -> None:
    begin, end = (fields.get(name, ReadField("")).value for name in ("valid_from", "valid_to"))
    begun = begin <= today.isoformat()
    lasts = end == LONG or end >= today.isoformat()
    if end:
        _say(codes, "valid_to", "not_expired", ok=lasts)
    if begin and (end or not begun):
        in_order = begun and (end == LONG or begin < end)
        _say(codes, "valid_from", "order", ok=in_order)
        if in_order and lasts and type_code in _WITH_BIRTH and not _is_usual(type_code, fields):
            _say(codes, "valid_to", "term", ok=False)


def _is_usual(type_code: str, fields: dict[str, ReadField]) -> bool:
    """Whether a document of this kind, and of somebody of this age, is given for as long; also where one
    of the days is none."""
    end = fields["valid_to"].value
    first, last = _day(fields["valid_from"].value), _day(end)
    if first is None or (last is None and end != LONG):
        return True
    born = _day(fields.get("birth", ReadField("")).value)
    born = born if born and born <= first else None
    return usual_term(first, Validity(first, last, end == LONG), DOCUMENT_TYPES[type_code], born)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def same_person(one: dict[str, ReadField], other: dict[str, ReadField]) -> list[str]:
    """The fields that two faces or two documents state differently."""
    shared = sorted(one.keys() & other.keys())
    return [
        name
        for name in shared
        if one[name].value and other[name].value and not _same(name, one[name], other[name])
    ]


def _same(name: str, one: ReadField, other: ReadField) -> bool:
    if name == "sex":
        return tidy_sex(one.value) == tidy_sex(other.value)
    return one.value == other.value
