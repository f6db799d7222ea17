"""Resident ID card and residence permit: both faces' lines of text -> fields."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from app.capture import words
from app.capture.page import FlatPage, across, field, from_character, rows, squeezed
from app.capture.reading import ReadField
from app.capture.recognise import RecognisedText, TextLine
from app.domain.identity import tidy_number

PORTRAIT = 0.62
"""Share of the width where the portrait begins; no text stands right of it above the number."""
VALUES = 0.125
"""Share of the width left of which only labels stand."""
NUMBER = "0123456789X"
SEX_SEEN = 0.3
"""How likely among all characters the sex must be where nothing else can stand."""
CLEAR, FORCED = 0.8, 0.5
"""From where on a character was clearly seen, and below which one only stands for another that was."""
_LABEL = re.compile(r"^(公民身份号码|公民身份|身份号码|姓名|性别|民族|出生|住址)")


def front(page: FlatPage) -> dict[str, ReadField]:
    """Name, sex, nation (not on a permit), birth, address and number."""
    ordered = rows(line for line in page.lines if _belongs(line, page))
    number_at = _number_row(ordered)
    number_row = ordered[number_at] if number_at is not None else []
    above = ordered[:number_at] if number_at is not None else ordered
    texts = ["".join(squeezed(line.text) for line in row) for row in above]
    birth_at = next((n for n, text in enumerate(texts) if words.chinese_day(text)), None)
    if birth_at is None:
        birth_at = next((n for n, text in enumerate(texts) if _is_birth(text)), None)
    sex_at = _sex_row(texts, birth_at)
    if birth_at is None and sex_at is not None and sex_at + 1 < len(above):
        birth_at = sex_at + 1
    address_at = _address_row(above, texts, page, birth_at)
    return {
        "name": _name(page, above[: sex_at if sex_at is not None else 1]),
        "sex": _sex(page, above[sex_at] if sex_at is not None else []),
        "nation": _nation(page, above[sex_at] if sex_at is not None else []),
        "birth": _birth(page, above[birth_at] if birth_at is not None else []),
        "address": _address(page, above[address_at:]),
        "number": number(page, number_row),
    }


def _belongs(line: TextLine, page: FlatPage) -> bool:
    x, y = line.middle
    if line.read.confidence < 0.3 or line.height > 0.2 * page.height:
        return False
    if len(re.findall(r"\d", line.text)) > 11:
        return True
    return y > 0.78 * page.height or (x < PORTRAIT * page.width and line.left < 0.6 * page.width)


def _number_row(ordered: list[list[TextLine]]) -> int | None:
    """The row with most digits; where few are seen, the one with the number's label."""
    texts = ["".join(squeezed(line.text) for line in row) for row in ordered]
    digits = [
        0 if re.search("[年月日]", text) else len(re.findall(r"\d", words.digits(text)))
        for text in texts
    ]
    if max(digits, default=0) > 11:
        return digits.index(max(digits))
    labelled = [index for index, text in enumerate(texts) if re.search("公民身份|身份号码", text)]
    return labelled[-1] if labelled else None


def _is_birth(text: str) -> bool:
    return "出生" in text or len(re.findall("[年月日]", text)) >= 2


def _sex_row(texts: list[str], birth_at: int | None) -> int | None:
    before = texts[:birth_at]
    for wanted in ("性别|民族", "[男女]", "[性别民族]"):
        for index in range(len(before) - 1, -1, -1):
            if re.search(wanted, before[index]) and not before[index].startswith("姓名"):
                return index
    return None


def _address_row(
    above: list[list[TextLine]], texts: list[str], page: FlatPage, birth_at: int | None
) -> int:
    if birth_at is not None:
        return birth_at + 1
    for index, text in enumerate(texts):
        if "住址" in text or text.startswith(("住", "址")):
            return index
    low = [n for n, row in enumerate(above) if row[0].middle[1] > 0.45 * page.height]
    return low[0] if low else len(above)


def _values(page: FlatPage, row: Sequence[TextLine]) -> list[TextLine]:
    """The lines of a row without labels."""
    found = []
    for line in row:
        text = squeezed(line.text)
        if label := _LABEL.match(text):
            if label.end() == len(text):
                continue
            line = from_character(line, character_at(line, label.end()))
        elif line.middle[0] < VALUES * page.width:
            continue
        found.append(line)
    return found


def character_at(line: TextLine, squeezed_index: int) -> int:
    """The index in the line's own text of the character at that index without spaces."""
    seen = 0
    for index, char in enumerate(line.text):
        if seen == squeezed_index and not char.isspace():
            return index
        seen += not char.isspace()
    return len(line.text)


def _name(page: FlatPage, above: list[list[TextLine]]) -> ReadField:
    parts, text = [], ""
    for row in above[-2:]:
        lines = page.surer(_values(page, row))
        lines = [line for line in lines if line.height > 0.03 * page.height]
        parts += lines
        text += " ".join(line.text for line in lines)
    return field(words.name(text), parts)


def _sex(page: FlatPage, row: list[TextLine]) -> ReadField:
    for line in row:
        if found := re.search("[男女]", line.text):
            return field(found[0], [line])
    for line in page.again(_room_after(page, row, "性别", 0.155), "男女"):
        if line.text and line.read.odds[0] > SEX_SEEN:
            return field(line.text[:1], [line])
    return ReadField("")


def _room_after(
    page: FlatPage, row: Sequence[TextLine], label: str, begin: float
) -> list[TextLine]:
    """The place right of a label, where the detector saw nothing: one or two characters alone."""
    for line in row:
        if squeezed(line.text) == label:
            height = line.height
            left = max(begin * page.width, line.right + 0.2 * height)
            right, top, bottom = left + 2.2 * height, line.top, line.bottom
            quad = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
            return [TextLine(quad, RecognisedText(""))]
    return []


def _nation(page: FlatPage, row: list[TextLine]) -> ReadField:
    """What follows the word 民族, or stands right of the sex."""
    found: list[TextLine] = []
    for index, line in enumerate(row):
        text = squeezed(line.text)
        at = max(text.find("族"), text.find("民"))
        if "民族" in text:
            at = text.index("民族") + 1
        if at >= 0:
            rest = text[at + 1 :]
            begun = [from_character(line, character_at(line, at + 1))]
            found = begun if rest else list(row[index + 1 :])
            break
    else:
        found = _after_sex(row) or [line for line in row if line.left > 0.34 * page.width]
    found = [line for line in found if line.middle[0] < 0.6 * page.width]
    if not found:
        narrow = page.again(_room_after(page, row, "民族", 0.385), words.NATION_CHARS)
        value = words.nation("".join(line.text for line in narrow))
        return field(value, narrow)
    lines = page.surer(found)
    if value := words.nation("".join(line.text for line in lines)):
        return field(value, lines)
    narrow = page.again(found, words.NATION_CHARS)
    return field(words.nation("".join(line.text for line in narrow)), narrow)


def _after_sex(row: Sequence[TextLine]) -> list[TextLine]:
    """What stands right of 男 or 女 in a row without labels."""
    for index, line in enumerate(row):
        if found := re.search("[男女]", line.text):
            rest = row[index + 1 :]
            return (
                [from_character(line, found.end()), *rest] if line.text[found.end() :] else [*rest]
            )
    return []


def _birth(page: FlatPage, row: list[TextLine]) -> ReadField:
    lines = _values(page, row)
    if not lines:
        return ReadField("")
    value = words.chinese_day("".join(line.text for line in lines))
    if value and min(line.read.weakest for line in lines) > 0.75:
        return field(value, lines)
    second = page.again([across(lines)], "0123456789年月日")
    other = words.chinese_day(second[0].text)
    if not value or (other and second[0].read.weakest > min(x.read.weakest for x in lines)):
        return field(other, second)
    return field(value, lines)


def _address(page: FlatPage, below: list[list[TextLine]]) -> ReadField:
    values = [line for row in below for line in _values(page, row)]
    lines = page.surer(
        [
            line
            for line in values
            if re.search(r"[\u3400-\u9fff0-9A-Za-z]", line.text) and line.read.confidence > 0.4
        ]
    )
    return field(words.address("".join(line.text for line in lines)), lines)


def number(page: FlatPage, row: list[TextLine]) -> ReadField:
    """The 18 digits of a row, read three ways at most; what two readings agree on counts."""
    lines = [line for line in row if _is_digits(_after_label(line.text))]
    if not lines:
        return ReadField("")
    first = _without_words(lines[0])
    line = across([first, *lines[1:]])
    plain = tidy_number("".join(squeezed(part.text) for part in (first, *lines[1:])))
    readings = [line, *page.again([line], NUMBER, 0.04)]
    if plain != readings[1].text or min(r.read.weakest for r in readings) < 0.6:
        readings += page.again([line], NUMBER, 0.18)
    return chosen(readings, 18)


def chosen(readings: Sequence[TextLine], length: int) -> ReadField:
    """The value that most readings have, those of the right length and the surest first.

    The first reading is a free one, the others were made in a small alphabet. A letter that it clearly saw
    stays where no other saw the figure by itself: a look-alike is proposed, never put in (R-057).
    """
    texts = [tidy_number(reading.text) for reading in readings]
    votes = Counter(texts)
    sure = [0.5 * r.read.confidence + 0.5 * r.read.weakest for r in readings]
    best = max(range(len(texts)), key=lambda n: (len(texts[n]) == length, votes[texts[n]], sure[n]))
    made = field(texts[best], [readings[best]])
    if votes[texts[best]] == 1:  # no other reading gave this value
        made = ReadField(made.value, round(made.confidence * 0.5, 4), made.box)
    kept = _with_letters(made.value, readings)
    return made if kept == made.value else dataclasses.replace(made, value=kept)


def _with_letters(value: str, readings: Sequence[TextLine]) -> str:
    """`value` with the letters that the first reading clearly saw, and that no other saw otherwise."""
    first, *others = (characters(reading) for reading in readings)
    narrow = [other for other in others if "".join(char for char, _ in other) == value]
    if not narrow or len(first) != len(value):
        return value
    return "".join(
        seen
        if seen.isalpha() and odds >= CLEAR and all(other[at][1] < FORCED for other in narrow)
        else value[at]
        for at, (seen, odds) in enumerate(first)
    )


def characters(line: TextLine) -> list[tuple[str, float]]:
    """The characters of a number as it is stored, with how likely each is."""
    pairs = zip(line.text, line.read.odds, strict=True)
    return [(tidy, odds) for char, odds in pairs if len(tidy := tidy_number(char)) == 1]


def _after_label(text: str) -> str:
    """What follows the last word of a line, in half width."""
    return re.split(r"[\u4e00-\u9fff:：]", squeezed(text))[-1]


def _is_digits(text: str) -> bool:
    """Whether most of it are digits, or letters that are read for them."""
    return 2 * len(re.findall(r"[0-9XxOQBSZIl]", text)) > len(text)


def _without_words(line: TextLine) -> TextLine:
    """A line that begins with the label, from right behind the label's last character on: the first
    digit may be too near to it to have been read."""
    words_end = max(
        (n + 1 for n, char in enumerate(line.text) if "\u4e00" <= char <= "\u9fff"), default=0
    )
    if not 1 < words_end < len(line.text):
        return line
    behind = from_character(line, words_end)
    places = line.read.places
    pitch = (places[words_end - 1] - places[0]) / (words_end - 1)
    begin = places[words_end - 1] + 0.55 * pitch
    if begin >= (places[words_end - 1] + places[words_end]) / 2:
        return behind
    a, b, c, d = line.quad
    quad = np.array([a + (b - a) * begin, b, c, d + (c - d) * begin])
    return TextLine(quad, behind.read)
