"""What a document's fields say about each other (R-057; D1 to D5): codes at the fields they concern.

ok:… and failed:… only where it could be looked at. A number whose check digit fits is still not ok
when it was read with doubt, or when the birth or sex printed beside it says something else.
"""

from __future__ import annotations

import dataclasses
from datetime import date

from app.capture.reading import Field
from app.capture.words import LONG
from app.domain.document_types import DOCUMENT_TYPES
from app.domain.identity import birth_date_of, check_number, sex_of, tidy_sex
from app.domain.validity import Validity, usual_term

UNSURE = 0.5
"""Below this confidence a number is not checked: chance could make it fit."""

LONGEST = 20
"""Characters of a number to which a slip is looked for: the tries grow with their square."""

_LOOK_ALIKE = {
    "0": "8O", "1": "7I", "2": "7Z", "3": "8", "4": "1", "5": "6S", "6": "58", "7": "12", "8": "B036",
    "9": "8", "B": "8", "O": "0", "I": "1", "S": "5", "Z": "2", "D": "0", "G": "6",
}  # fmt: skip
_WITH_BIRTH = ("resident_id", "residence_permit", "permanent_residence")


def judge(type_code: str, fields: dict[str, Field], today: date) -> dict[str, Field]:
    """The same fields with their checks, and a proposal where one likely slip explains a number."""
    codes: dict[str, list[str]] = {name: [] for name in fields}
    proposed: dict[str, str] = {}
    if type_code in _WITH_BIRTH and "number" in fields:
        _judge_number(type_code, fields, codes, proposed, today)
    if type_code == "business_licence" and "number" in fields:
        value = fields["number"].value
        if value and not _problems(type_code, value, today):
            _say(codes, "number", "check_digit", ok=True)
        elif value:
            _say(codes, "number", "check_digit", ok=False)
            proposed["number"] = propose(type_code, value, {}, today)
    if "birth" in fields and fields["birth"].value > today.isoformat():
        _say(codes, "birth", "past", ok=False)
    _judge_validity(type_code, fields, codes, today)
    return {
        name: dataclasses.replace(
            field,
            checks=(*field.checks, *dict.fromkeys(codes[name])),
            proposed=field.proposed or proposed.get(name, ""),
        )
        for name, field in fields.items()
    }


def _say(codes: dict[str, list[str]], name: str, check: str, *, ok: bool) -> None:
    codes[name].append(f"{'ok' if ok else 'failed'}:{check}")


def _problems(type_code: str, number: str, today: date) -> set[str]:
    """Codes of what is wrong with a number; warnings count too."""
    country = "USA" if DOCUMENT_TYPES[type_code].foreign else "CHN"
    found = check_number(type_code, number, country, today=today)
    return {problem.code for problem in found} - {"number_permit"}


def _judge_number(
    type_code: str,
    fields: dict[str, Field],
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
    has_digit = len(number.value) == 18
    if "number_area" in problems:
        _say(codes, "number", "area", ok=False)
    elif has_digit and type_code != "permanent_residence":
        _say(codes, "number", "area", ok=True)
    agreed = has_digit and number.confidence >= UNSURE
    for name, told in _told(type_code, number.value).items():
        printed = fields.get(name)
        if printed is None or not printed.value:
            agreed = agreed and printed is None
            proposed[name] = told
            continue
        same = printed.value == told
        _say(codes, name, "number", ok=same)
        if not same:
            _say(codes, "number", name, ok=False)
            proposed[name] = told
        agreed = agreed and same
    if agreed:
        codes["number"].insert(0, "ok:check_digit")


def _told(type_code: str, number: str) -> dict[str, str]:
    """Birth and sex as the number says them, in the form of the fields."""
    born, sex = birth_date_of(type_code, number), sex_of(type_code, number)
    told = {"birth": born.isoformat()} if born else {}
    if sex:
        told["sex"] = "男" if sex == "male" else "女"
    return told


def propose(type_code: str, number: str, fields: dict[str, Field], today: date) -> str:
    """The one number that a single look-alike away passes every check, or ''."""
    if len(number) > LONGEST:
        return ""
    found = {
        changed
        for changed in _near(number)
        if not _problems(type_code, changed, today) and _agrees(type_code, changed, fields)
    }
    return found.pop() if len(found) == 1 else ""


def _near(number: str) -> set[str]:
    near = {
        number[:at] + other + number[at + 1 :]
        for at, char in enumerate(number)
        for other in _LOOK_ALIKE.get(char, "")
    }
    mended = number
    for letter, digit in (("O", "0"), ("D", "0"), ("I", "1"), ("B", "8"), ("S", "5"), ("Z", "2")):
        mended = mended[:-1].replace(letter, digit) + mended[-1:]
    return near | ({mended} - {number})


def _agrees(type_code: str, number: str, fields: dict[str, Field]) -> bool:
    for name, told in _told(type_code, number).items():
        printed = fields.get(name)
        if printed is not None and printed.value and printed.value != told:
            return False
    return True


def _judge_validity(
    type_code: str, fields: dict[str, Field], codes: dict[str, list[str]], today: date
) -> None:
    begin, end = (fields.get(name, Field("")).value for name in ("valid_from", "valid_to"))
    begun = begin <= today.isoformat()
    lasts = end == LONG or end >= today.isoformat()
    if end:
        _say(codes, "valid_to", "not_expired", ok=lasts)
    if begin and (end or not begun):
        in_order = begun and (end == LONG or begin < end)
        _say(codes, "valid_from", "order", ok=in_order)
        if in_order and lasts and type_code in _WITH_BIRTH and not _is_usual(type_code, fields):
            _say(codes, "valid_to", "term", ok=False)


def _is_usual(type_code: str, fields: dict[str, Field]) -> bool:
    """Whether a document of this kind, and of somebody of this age, is given for as long; also where one
    of the days is none."""
    end = fields["valid_to"].value
    first, last = _day(fields["valid_from"].value), _day(end)
    if first is None or (last is None and end != LONG):
        return True
    born = _day(fields.get("birth", Field("")).value)
    born = born if born and born <= first else None
    return usual_term(first, Validity(first, last, end == LONG), DOCUMENT_TYPES[type_code], born)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def same_person(one: dict[str, Field], other: dict[str, Field]) -> list[str]:
    """The fields that two faces or two documents state differently."""
    shared = sorted(one.keys() & other.keys())
    return [
        name
        for name in shared
        if one[name].value and other[name].value and not _same(name, one[name], other[name])
    ]


def _same(name: str, one: Field, other: Field) -> bool:
    if name == "sex":
        return tidy_sex(one.value) == tidy_sex(other.value)
    return one.value == other.value
