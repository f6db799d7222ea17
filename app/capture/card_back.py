"""The backs of resident ID card and residence permit: authority and validity."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from app.capture import words
from app.capture.card_resident import character_at
from app.capture.page import FlatPage, across, field, from_character, rows, squeezed
from app.capture.reading import ReadField
from app.capture.recognise import TextLine


def back(page: FlatPage) -> dict[str, ReadField]:
    """Authority and validity."""
    authority: list[TextLine] = []
    until: list[TextLine] = []
    ordered = rows(line for line in page.lines if line.middle[1] > 0.45 * page.height)
    texts = ["".join(squeezed(line.text) for line in row) for row in ordered]
    term_at = next((n for n, t in enumerate(texts) if any(words.term(t)) or "有效期" in t), None)
    signed_at = next((n for n, text in enumerate(texts) if re.search("签发机|发机关", text)), None)
    if signed_at is None and term_at:
        signed_at = term_at - 1
    if signed_at is not None:
        last = term_at if term_at is not None and term_at > signed_at else signed_at + 1
        for row in ordered[signed_at:last]:
            authority += _after(row, "签发机关|签发机|发机关", page)
    if term_at is not None:
        until = _after(ordered[term_at], "有效期限|有效期|期限", page)
    authority = page.surer(authority)
    text = re.sub(r"[^\u3400-\u9fffA-Za-z0-9()（）·]", "", "".join(x.text for x in authority))
    return {"authority": field(text, authority), **validity(page, until)}


def validity(page: FlatPage, lines: list[TextLine]) -> dict[str, ReadField]:
    """The two ends of a printed span of days, read a second time in its own alphabet."""
    if not lines:
        return {"valid_from": ReadField(""), "valid_to": ReadField("")}
    begin, end = words.term("".join(line.text for line in lines))
    if not (begin and end) or min(line.read.weakest for line in lines) < 0.75:
        second = page.again([across(lines)], "0123456789.-长期")
        other = words.term(second[0].text)
        weak = min(line.read.weakest for line in lines)
        more = sum(map(bool, other)) - sum(map(bool, (begin, end)))
        if more > 0 or (more == 0 and second[0].read.weakest > weak):
            (begin, end), lines = other, second
    return {"valid_from": field(begin, lines), "valid_to": field(end, lines)}


def _after(row: Sequence[TextLine], label: str, page: FlatPage) -> list[TextLine]:
    """What follows the label in a row; the whole right part when the label is not read."""
    for index, line in enumerate(row):
        text = squeezed(line.text)
        if found := re.search(label, text):
            rest = [] if found.end() == len(text) else [
                from_character(line, character_at(line, found.end()))
            ]  # fmt: skip
            return [*rest, *row[index + 1 :]]
    edge = 0.36 * page.width
    return [
        line
        for line in row
        if line.left > edge or (line.right - edge) > 0.3 * np.ptp(line.quad[:, 0])
    ]
