"""Business licence, lying or standing: labels with their entries beside or below -> fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.capture import words
from app.capture.card_resident import character_at, chosen
from app.capture.page import FlatPage, field, from_character, part, rows, squeezed
from app.capture.reading import ReadField
from app.capture.recognise import TextLine
from app.domain.identity import tidy_number

CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100: no I, O, S, V, Z."""
_LABELS = {
    "name": ("名称", "企业名称", "单位名称"),
    "person": ("法定代表人", "经营者", "负责人", "投资人", "执行事务合伙人", "经营者姓名"),
    "address": ("住所", "经营场所", "主要经营场所", "营业场所", "地址"),
    "term": ("营业期限", "经营期限", "合伙期限"),
    "other": (
        "类型", "经营范围", "注册资本", "成立日期", "注册日期", "登记机关", "组成形式", "注册号", "出资额",
        "统一社会信用代码", "营业执照", "副本", "(副本)", "编号", "证照编号", "登记机关公章",
    ),
}  # fmt: skip
_KEYS = {word: key for key, listed in _LABELS.items() for word in listed}
_LONGEST = max(map(len, _KEYS))


@dataclass(frozen=True)
class Label:
    """A label and the lines that it is made of; `rest` is the entry that begins in the same line."""

    key: str
    lines: list[TextLine]
    rest: list[TextLine]

    @property
    def left(self) -> float:
        return self.lines[0].left

    @property
    def right(self) -> float:
        return self.rest[0].left if self.rest else self.lines[-1].right

    @property
    def top(self) -> float:
        return min(line.top for line in self.lines)

    @property
    def middle(self) -> float:
        return self.lines[0].middle[1]

    @property
    def height(self) -> float:
        return min(line.height for line in self.lines)


def page(page: FlatPage) -> dict[str, ReadField]:
    """Name, number (USCC), legal_representative, address, valid_from, valid_to."""
    labels = _labels(page)
    used = {id(line) for label in labels for line in label.lines}
    free = [line for line in page.lines if id(line) not in used and line.read.confidence > 0.5]

    def entry(key: str) -> list[TextLine]:
        for label in labels:
            if label.key == key and (found := _entry(page, label, labels, free)):
                return page.surer(found)
        return []

    name, person, address, term = (entry(key) for key in ("name", "person", "address", "term"))
    person = person or _person_alone(labels, [x for x in free if x not in (*name, *address)])
    made = {
        "name": field(_joined(name), name),
        "number": _code(page),
        "legal_representative": field(words.name(_joined(person)), person),
        "address": field(words.address(_joined(address)), address),
    }
    begin, end = words.chinese_term(_joined(term))
    if begin:
        made["valid_from"] = field(begin, term)
    if end:
        made["valid_to"] = field(end, term)
    return made


def _person_alone(labels: list[Label], free: list[TextLine]) -> list[TextLine]:
    """Someone's name between the entries of name and scope, whose label was not seen."""
    top = max((x.middle for x in labels if x.key == "name"), default=0.0)
    scope = [x for x in labels if "经营范围" in "".join(squeezed(y.text) for y in x.lines)]
    if not scope:
        return []
    return [
        line
        for line in free
        if top < line.middle[1] < scope[0].middle and scope[0].left < line.left < 2.2 * scope[0].right
        and re.fullmatch(r"[\u3400-\u9fff·]{2,4}", squeezed(line.text))
    ][:1]  # fmt: skip


def _joined(lines: Sequence[TextLine]) -> str:
    text = "".join(squeezed(line.text) for line in lines)
    return text.replace("(", "（").replace(")", "）").strip(":：;,.。")


def _labels(page: FlatPage) -> list[Label]:
    """Every label; its characters may stand apart, or run into the entry."""
    found = []
    for row in rows(page.lines):
        index = 0
        while index < len(row):
            made, taken = _label_at(row, index)
            if made:
                found.append(made)
            index += taken
    return found


def _label_at(row: list[TextLine], index: int) -> tuple[Label | None, int]:
    """The label that begins with the row's line `index`, and how many lines belong to it."""
    text = ""
    lines: list[TextLine] = []
    for line in row[index : index + 5]:
        if lines and line.left - lines[-1].right > 4 * line.height:
            break
        whole = text + squeezed(line.text).strip(":：")
        if whole in _KEYS:
            return Label(_KEYS[whole], [*lines, line], []), len(lines) + 1
        for length in range(min(_LONGEST, len(whole) - 1), max(1, len(text)), -1):
            key = _KEYS.get(whole[:length], "other")
            if key != "other":
                at = _index(line.text, length - len(text))
                rest = from_character(line, at)
                spaced = re.search(r"[:：\s]", line.text[: at + 1]) or _gap(line, at)
                if rest is not line and (lines or spaced):
                    return Label(key, [*lines, line], [rest]), len(lines) + 1
        text = whole
        lines.append(line)
        if len(text) > _LONGEST:
            break
    return None, 1


def _gap(line: TextLine, at: int) -> bool:
    """Whether the line leaves room before its character `at`: entry and label are apart."""
    places = line.read.places
    if not 0 < at < len(places) or len(places) < 3:
        return False
    steps = sorted(b - a for a, b in pairwise(places))
    return places[at] - places[at - 1] > 1.3 * steps[len(steps) // 2]


def _index(text: str, squeezed_length: int) -> int:
    seen = 0
    for index, char in enumerate(text):
        if seen == squeezed_length and not char.isspace() and char not in ":：":
            return index
        seen += not char.isspace() and char not in ":："
    return len(text)


def _entry(
    page: FlatPage, label: Label, labels: list[Label], free: list[TextLine]
) -> list[TextLine]:
    """The lines right of the label, down to the next label of its column."""
    column = [
        other
        for other in labels
        if other.middle > label.middle + 0.6 * label.height and _same_column(page, label, other)
    ]
    bottom = min((other.top for other in column), default=0.86 * page.height)
    beside = [
        other
        for other in labels
        if other.left > label.right + 0.1 * page.width
        and label.middle - 2 * label.height < other.middle < bottom + label.height
    ]
    edge = min((other.left for other in beside), default=float(page.width))
    found = [
        line
        for line in free
        if line.left > label.left + 0.02 * page.width and line.middle[0] > label.right - 0.01 * page.width
        and line.middle[0] < edge and line.right < edge + 0.05 * page.width
        and label.top - 0.4 * label.height < line.middle[1] < bottom
    ]  # fmt: skip
    ordered = [line for row in rows(found) for line in row]
    lines = [*label.rest]
    previous = label.middle
    left = label.rest[0].left if label.rest else ordered[0].left if ordered else 0.0
    for line in ordered:
        if line.middle[1] - previous > 2.6 * label.height or line.left < left - 0.05 * page.width:
            break
        lines.append(line)
        previous = line.middle[1]
    return lines


def _same_column(page: FlatPage, one: Label, other: Label) -> bool:
    return abs(one.left - other.left) < 0.08 * page.width


def _code(page: FlatPage) -> ReadField:
    """The unified social credit code, wherever it stands."""
    best = [code for line in page.lines if (code := code_of(line))]
    if not best:
        return ReadField("")
    line = min(best, key=lambda line: abs(len(tidy_number(line.text)) - 18))
    return chosen([line, *page.again([line], CODE, 0.04), *page.again([line], CODE, 0.18)], 18)


_COPY = re.compile(r"(?<=[0-9A-Z]{15})(?:\(.*|[正副]本.*)$|(?<=[0-9A-Z]{18})\d-\d+\D*$")
"""What stands behind a code: which copy it is, such as (副本)(1-1)."""


def code_of(line: TextLine) -> TextLine | None:
    """The line's last 15 to 20 digits and letters without what says which copy this is, or None."""
    plain = _COPY.sub("", squeezed(line.text).upper())
    found = re.search(r"(?:[0-9A-Z][-–—]?){14,19}[0-9A-Z]$", plain)
    if found is None or len(re.findall(r"\d", found[0])) < 8:
        return None
    return part(line, *(character_at(line, at) for at in found.span()))
