"""The machine-readable zone of a passport's data page: TD3 of ICAO 9303-4, two lines of 44.

The line of the name has no check digit: a person confirms it (D5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.domain.icao import check_digit, is_state

LENGTH = 44
_DIGITS = str.maketrans("OQDILZSGBT", "0001125687")
_LETTERS = str.maketrans("0125689", "OIZSGBP")
_COUNTRY = {"D": "DEU"}
"""States whose code in the zone is not that of ISO 3166 alpha-3 (ICAO 9303-3, 5)."""


@dataclass(frozen=True)
class Mrz:
    """What the zone says; `passed` and `failed` are the check digits' names: number, birth, valid_to,
    personal, composite. Dates are ISO, '' when there is no such day."""

    kind: str
    issuer: str
    surname: str
    given: str
    number: str
    number_digit: str
    country: str
    birth: str
    sex: str
    valid_to: str
    personal: str
    passed: tuple[str, ...]
    failed: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.surname} {self.given}".strip()


def parse(first: str, second: str, today: date) -> Mrz | None:
    """The two lines as fields; None when they are no TD3 zone at all."""
    first, second = tidy(first), tidy(second)
    if not re.match("P[A-Z<]", first) or not first.rstrip("<")[5:]:
        return None
    fitted = _fit(second)
    if fitted is None:
        return None
    checks = _checks(fitted)
    passed = tuple(name for name, good in checks.items() if good)
    country = letters(fitted[10:13])
    kind, issuer, names = _head(first, country)
    surname, given = _names(names)
    return Mrz(
        kind=kind,
        issuer=_COUNTRY.get(issuer, issuer),
        surname=surname,
        given=given,
        number=fitted[:9].rstrip("<"),
        number_digit=fitted[9],
        country=_COUNTRY.get(country, country),
        birth=_day(fitted[13:19], today, past=True),
        sex={"M": "男", "F": "女"}.get(fitted[20], ""),
        valid_to=_day(fitted[21:27], today, past=False),
        personal=fitted[28:42].rstrip("<"),
        passed=passed,
        failed=tuple(name for name in checks if name not in passed),
    )


def tidy(line: str) -> str:
    line = re.sub(r"[《«〈くく≤＜]", "<", line.upper())
    return re.sub(r"[^0-9A-Z<]", "", line)


def _head(first: str, country: str) -> tuple[str, str, str]:
    """Splits the first line into kind, state and names, even if one filler before the state code
    was lost or added. The true position is where a known code stands, usually that of the
    nationality in line two."""
    rests = [(first[:2], first[2:]), ("P", first[1:])]
    if first[2] == "<":
        rests.append((first[:2], first[3:]))
    tries = []
    for kind, rest in rests:
        issuer = "D" if rest.startswith("D<") else letters(rest[:3])
        names = rest[1:] if issuer == "D" else rest[3:]
        tries.append((kind.rstrip("<"), issuer, names[:LENGTH]))
    return max(tries, key=lambda found: (found[1] == country, is_state(found[1])))


def _names(text: str) -> tuple[str, str]:
    """Surname and given names. OCR may add a letter among the last fillers, and at most doubles the
    two fillers between the names."""
    surname, _, given = re.split("<{5,}", text.lstrip("<"))[0].partition("<<")
    return _name(surname), _name(re.split("<{3,}", given.lstrip("<"))[0])


def _name(text: str) -> str:
    return re.sub("<+", " ", text.translate(_LETTERS)).strip()


def letters(code: str) -> str:
    """`code` with digits that look like letters as those."""
    return code.translate(_LETTERS).rstrip("<")


def _fit(line: str) -> str | None:
    """A second line brought to 44 characters, because OCR adds or loses fillers that run together;
    letters in places of digits become digits."""
    if not 26 <= len(line) <= LENGTH + 12:
        return None
    runs = [found.start() for found in re.finditer("<+", line)] or [28]
    made = []
    for at in (*runs, 28, len(line) - 2):
        missing = LENGTH - len(line)
        if missing >= 0:
            made.append(line[:at] + "<" * missing + line[at:])
            continue
        run = re.match("<*", line[at:])
        if run is not None and len(run[0]) >= -missing:
            made.append(line[:at] + line[at - missing :])
    made = [_in_place(text) for text in made or [line[:LENGTH]]]
    return max(made, key=lambda text: sum(_checks(text).values()))


def _in_place(line: str) -> str:
    """Letters that are read for digits, where the zone has only digits, and the other way about."""
    digits = [(9, 10), (13, 20), (21, 28), (42, 44)]
    for begin, end in digits:
        line = line[:begin] + line[begin:end].translate(_DIGITS) + line[end:]
    return line[:10] + line[10:13].translate(_LETTERS) + line[13:]


def _checks(line: str) -> dict[str, bool]:
    parts = {
        "number": (line[:9], line[9]),
        "birth": (line[13:19], line[19]),
        "valid_to": (line[21:27], line[27]),
        "personal": (line[28:42], line[42]),
        "composite": (line[:10] + line[13:20] + line[21:43], line[43]),
    }
    return {
        name: check_digit(text) == digit
        or (name == "personal" and digit == "<" and not text.strip("<"))
        for name, (text, digit) in parts.items()
    }


def _day(digits: str, today: date, *, past: bool) -> str:
    """A birth is not in the future; a passport ends within fifty years of today."""
    if not re.fullmatch(r"\d{6}", digits, re.ASCII):
        return ""
    year = 2000 + int(digits[:2])
    limit = today.year if past else today.year + 50
    try:
        made = date(year if year <= limit else year - 100, int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return ""
    return (made.replace(year=made.year - 100) if past and made > today else made).isoformat()
