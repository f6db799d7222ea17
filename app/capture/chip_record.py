"""The record of a card's chip as a helper sends it -> a card, every value checked (R-050, D8).

A helper is not trusted. A field that is missing, too long or no valid value refuses the whole
record, and the refusal names the field only. What the number says about birth and sex is told as
for a picture.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from app.capture import picture_header, words
from app.capture.checks import judge
from app.capture.picture_header import CaptureRefused
from app.capture.reading import ReadField
from app.domain.identity import tidy_number
from app.domain.names import tidy_name
from app.domain.text import unseen

PORTRAIT = 40_000
"""Bytes of the JPEG at most; a chip's picture has 102 x 126 pixels."""
_SIDE = 1000
_TYPES = ("resident_id", "residence_permit", "permanent_residence")
_SEXES = {"1": "男", "2": "女", "0": "", "9": ""}
"""GB/T 2261.1: unknown and not stated are no value."""
_OTHER_NATIONS = {"97": "其他", "98": "外国血统中国籍人士"}
_ORDER = (
    "name name_en sex nation country birth address number authority valid_from valid_to pass_number"
).split()
_PADDING = " \u3000\0"


class UnusableRecord(ValueError):
    """`field` is missing in a record, or holds no such value."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True)
class ReadCard:
    """A card that a reader read. `type` is a code of app.domain.document_types; `fields` are named
    as those of a picture, and `pass_number` (a residence permit's travel permit) beside them.

    `portrait` is a JPEG or empty. `simulated` cards were played for training and prove nothing.
    """

    type: str
    fields: dict[str, ReadField] = field(repr=False)
    portrait: bytes = field(repr=False, default=b"")
    card_serial: str = field(repr=False, default="")
    sam: str = ""
    """the number of the reader's security module"""
    simulated: bool = False


def nation_of(code: str) -> str:
    """The nation of a two-digit code of GB/T 3304, '' for one that is not in it."""
    if re.fullmatch(r"\d\d", code, re.ASCII) and 1 <= int(code) <= 56:
        return words.NATIONS[int(code) - 1]
    return _OTHER_NATIONS.get(code, "")


def from_record(record: dict[str, object], today: date, *, simulated: bool = False) -> ReadCard:
    """The card of a record; `today` judges its dates. UnusableRecord names what is wrong in it."""
    kind = _text(record, "type", 30)
    if kind not in _TYPES:
        raise UnusableRecord("type")
    number = _fits(record, "number", r"[A-Z0-9]{15}|[A-Z0-9]{18}", tidy_number)
    if kind == "resident_id" and re.match("8[123]0000", number):
        kind = "residence_permit"  # a maker's library that is older than the permits
    values = {"number": number, **_validity(record), **_person(record)}
    if kind == "permanent_residence":
        values |= _foreign(record)
    else:
        values["name"] = tidy_name(_text(record, "name", 100))
        values["address"] = _text(record, "address", 200)
        values["authority"] = _text(record, "authority", 100)
    if kind == "resident_id":
        values["nation"] = nation_of(_fits(record, "nation", "[0-9]{2}"))
    if kind == "residence_permit":
        values["pass_number"] = _fits(record, "pass_number", r"[A-Z0-9]{0,12}", needed=False)
    fields = {name: ReadField(values[name], 1.0) for name in _ORDER if values.get(name)}
    return ReadCard(
        kind,
        judge(kind, fields, today),
        _portrait(record),
        _fits(record, "card_serial", r"[A-Za-z0-9.\-]{0,64}", needed=False),
        _fits(record, "sam", r"[A-Za-z0-9.\-]{0,64}", needed=False),
        simulated,
    )


def _person(record: dict[str, object]) -> dict[str, str]:
    sex = _text(record, "sex", 1)
    if sex not in _SEXES:
        raise UnusableRecord("sex")
    return {"sex": _SEXES[sex], "birth": _day(record, "birth")}


def _validity(record: dict[str, object]) -> dict[str, str]:
    end = _text(record, "valid_to", 8)
    return {
        "valid_from": _day(record, "valid_from"),
        "valid_to": end if end == words.LONG else _day(record, "valid_to"),
    }


def _foreign(record: dict[str, object]) -> dict[str, str]:
    """As on a picture: the Chinese name first where there is one, the Latin one beside it."""
    latin = _fits(record, "name_latin", r"[^\W\d_][^\d_]*", str.upper)
    chinese = tidy_name(_text(record, "name", 100, needed=False))
    names = {"name": chinese, "name_en": latin} if chinese else {"name": latin}
    return {
        **names,
        "country": _fits(record, "nationality", "[A-Z]{3}"),
        "authority": _text(record, "authority", 100, needed=False),
    }


def _text(record: dict[str, object], name: str, limit: int, *, needed: bool = True) -> str:
    """A value without the padding of the chip's fixed places."""
    value = record.get(name, "")
    if not isinstance(value, str) or len(value) > limit:
        raise UnusableRecord(name)
    value = value.strip(_PADDING)
    if unseen(value) or (needed and not value):
        raise UnusableRecord(name)
    return value


def _fits(
    record: dict[str, object],
    name: str,
    pattern: str,
    tidy: Callable[[str], str] = str,
    *,
    needed: bool = True,
) -> str:
    value = tidy(_text(record, name, 100, needed=needed))
    if not re.fullmatch(pattern, value):
        raise UnusableRecord(name)
    return value


def _day(record: dict[str, object], name: str) -> str:
    """2026-11-22 of 20261122."""
    digits = _fits(record, name, "[0-9]{8}")
    made = words.day(digits[:4], digits[4:6], digits[6:])
    if not made:
        raise UnusableRecord(name)
    return made


def _portrait(record: dict[str, object]) -> bytes:
    """The portrait, or empty bytes; a card whose portrait cannot be shown is still accepted."""
    told = record.get("portrait", "")
    if not isinstance(told, str) or len(told) > 4 * PORTRAIT // 3 + 4:
        return b""
    try:
        content = base64.b64decode(told, validate=True)
        header = picture_header.read_header(content)
    except (binascii.Error, ValueError, CaptureRefused):
        return b""
    small = 0 < header.width <= _SIDE and 0 < header.height <= _SIDE
    return content if header.kind == "jpeg" and small and len(content) <= PORTRAIT else b""
