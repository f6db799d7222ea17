"""Passport data page: the machine-readable zone -> fields, compared with what is printed above it."""

from __future__ import annotations

import re
from datetime import date

from app.capture import mrz
from app.capture.page import Page, across, field, rows, squeezed
from app.capture.reading import Field
from app.capture.recognise import Line
from app.domain.icao import ALPHABET

_CHECKED = {"number": "number", "birth": "birth", "valid_to": "valid_to"}
UNSURE = 0.5


def zone_lines(page: Page) -> list[Line]:
    """The two lines of the zone, or none: the lowest in capitals, the upper one begins with P and has
    fillers, of which the detector may leave the last ones out."""
    text = [line for line in page.lines if len(line.text) > 3]
    span = max((x.right for x in text), default=0.0) - min((x.left for x in text), default=0.0)
    found = []
    for row in rows(line for line in page.lines if line.right - line.left > 0.2 * span):
        line = across(row)
        told = mrz.tidy(squeezed(line.text))
        small = len(re.findall("[a-z]", line.text[1:]))
        begins = told.startswith("P") and told.count("<") > 1 and len(told) > 12
        wide = line.right - line.left > 0.7 * span and len(told) > 24
        if small < 4 and (begins or wide):
            found.append(line)
    pair = found[-2:]
    return pair if len(pair) == 2 and "<<" in mrz.tidy(pair[0].text) else []


def page(page: Page, today: date) -> dict[str, Field]:
    """Name, country, number, birth, sex, valid_to."""
    lines = zone_lines(page)
    best: tuple[mrz.Mrz, list[Line]] | None = None
    for grow in (0.0, 0.08, 0.2):
        readings = page.again(lines, ALPHABET, grow) if lines else []
        told = mrz.parse(readings[0].text, readings[1].text, today) if readings else None
        if told and (best is None or len(told.failed) < len(best[0].failed)):
            best = told, readings
        if best and not best[0].failed:
            break
    if best is None:
        names = ("name", "country", "number", "birth", "sex", "valid_to")
        return {name: Field("") for name in names}
    told, (first, second) = best
    made = {
        "name": field(told.name, [first]),
        "country": field(told.country, [second]),
        "number": field(told.number, [second]),
        "birth": field(told.birth, [second]),
        "sex": field(told.sex, [second]),
        "valid_to": field(told.valid_to, [second]),
    }
    printed = re.sub(r"[^0-9A-Z\n]", "", page.text.upper())
    return {name: _checked(name, value, told, printed) for name, value in made.items()}


def _checked(name: str, value: Field, told: mrz.Mrz, printed: str) -> Field:
    """With the zone's own check digits: the composite one guards every checked field."""
    codes = []
    if name in _CHECKED:
        sure = name in told.passed and "composite" in told.passed
        if not sure:
            codes.append("failed:check_digit")
        elif value.confidence >= UNSURE:
            codes.append("ok:check_digit")
    if name == "number" and value.value and printed.count(value.value) > 1:
        codes.append("ok:printed")
    return Field(value.value, value.confidence, value.box, tuple(codes), value.proposed)
