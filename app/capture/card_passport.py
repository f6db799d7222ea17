"""Passport data page: the machine-readable zone -> fields, compared with what is printed above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.capture import mrz, words
from app.capture.checks import UNSURE, look_alikes
from app.capture.page import FlatPage, across, field, rows, squeezed
from app.capture.reading import ReadField
from app.capture.recognise import TextLine
from app.domain.icao import ALPHABET, check_digit, is_state

DAYS = 3
"""Birth, issue and expiry: when as many are read on the page, the first and the last must be right."""
SHORTEST = 6
"""Characters of a number that is looked for on the page."""
_ALIKE = str.maketrans("OQDILJTZSGB", "00011112568")


def zone_lines(page: FlatPage) -> list[TextLine]:
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


def page(page: FlatPage, today: date) -> dict[str, ReadField]:
    """Name, country, number, birth, sex, valid_to."""
    lines = zone_lines(page)
    best: tuple[mrz.Mrz, list[TextLine]] | None = None
    for grow in (0.0, 0.08, 0.2):
        readings = page.again(lines, ALPHABET, grow) if lines else []
        told = mrz.parse(readings[0].text, readings[1].text, today) if readings else None
        if told and (best is None or len(told.failed) < len(best[0].failed)):
            best = told, readings
        if best and not best[0].failed:
            break
    if best is None:
        names = ("name", "country", "number", "birth", "sex", "valid_to")
        return {name: ReadField("") for name in names}
    told, (first, second) = best
    made = {
        "name": field(told.name, [first]),
        "country": field(told.country, [second]),
        "number": field(told.number, [second]),
        "birth": field(told.birth, [second]),
        "sex": field(told.sex, [second]),
        "valid_to": field(told.valid_to, [second]),
    }
    above = [x for x in page.lines if x.middle[1] < lines[0].middle[1] - 0.6 * lines[0].height]
    days = [day for line in above for day in words.passport_days(line.text)]
    return compared(made, told, _printed_number(page, above, told.number), days)


def compared(
    fields: dict[str, ReadField], told: mrz.Mrz, number: str, days: Sequence[str]
) -> dict[str, ReadField]:
    """The fields with the outcomes of the zone's check digits (the composite one guards every
    checked field) and of the comparison with the number and days printed above. A check digit
    cannot tell a letter from a digit whose value differs by ten (G and 6, S and 8), so a number
    counts as checked only when it is printed as well.
    """
    expected = {"number": number}
    if len(set(days)) >= DAYS:
        expected |= {"birth": min(days), "valid_to": max(days)}
    made = dict(fields)
    for name in ("number", "birth", "valid_to"):
        value = fields[name]
        printed = bool(value.value) and value.value in (number, *days)
        other = bool(value.value and expected.get(name)) and not printed
        codes = []
        if name not in told.passed or "composite" not in told.passed:
            codes.append("failed:check_digit")
        elif value.confidence >= UNSURE and not other and (printed or name != "number"):
            codes.append("ok:check_digit")
        if printed or other:
            codes.append("ok:printed" if printed else "failed:printed")
        made[name] = replace(value, checks=tuple(codes))
    made["number"] = replace(made["number"], proposed=_proposed(told, number))
    state = _state_check(told)
    return made | {"country": replace(made["country"], checks=state)} if state else made


def _state_check(told: mrz.Mrz) -> tuple[str, ...]:
    if not is_state(told.country):
        return ("failed:state",)
    return ("failed:issuer",) if told.issuer != told.country else ()


def _proposed(told: mrz.Mrz, printed: str) -> str:
    """The number that is printed, else the only one a look-alike away, if the check digit fits it."""
    tries = look_alikes(told.number) if "number" in told.failed else set()
    if printed:
        tries = {printed} - {told.number}
    fitting = [each for each in tries if check_digit(each.ljust(9, "<")) == told.number_digit]
    return fitting[0] if len(fitting) == 1 else ""


def _printed_number(page: FlatPage, above: list[TextLine], number: str) -> str:
    """The zone's number where it is printed too, else what is printed in its stead, or ''."""
    likely = nearest([line.text for line in above], number)
    if likely in ("", number):
        return likely
    doubtful = [line for line in above if nearest([line.text], number)]
    again = page.again(doubtful, ALPHABET.rstrip("<"), 0.06)
    second = nearest([line.text for line in again], number)
    return number if second == number else likely


def nearest(texts: Sequence[str], number: str) -> str:
    """The part of a text that is `number`, or differs in two characters at most that are no
    look-alikes; '' when there is none."""
    if len(number) < SHORTEST:
        return ""
    best, least = "", 3
    for text in texts:
        plain = re.sub("[^0-9A-Z]", "", squeezed(text).upper())
        for at in range(len(plain) - len(number) + 1):
            there = plain[at : at + len(number)]
            if there == number:
                return number
            apart = sum(
                a != b
                for a, b in zip(there.translate(_ALIKE), number.translate(_ALIKE), strict=True)
            )
            if apart < least:
                best, least = there, apart
    return best
