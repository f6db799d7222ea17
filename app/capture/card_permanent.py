"""Foreigner's permanent residence card of 2017 and 2023: labels in Chinese and English -> fields."""

from __future__ import annotations

import re

from app.capture import mrz, words
from app.capture.card_back import validity
from app.capture.card_resident import character_at, characters, chosen
from app.capture.page import DOUBTFUL, FlatPage, field, part, squeezed
from app.capture.reading import ReadField
from app.capture.recognise import RecognisedText, TextLine
from app.domain.identity import tidy_number

_TITLE = re.compile("外国人|永久居留|PERMANENTRES", re.IGNORECASE)
_LABEL = re.compile(
    r"姓名/?(?:Name)?|(?:^|/)Name|性别/?(?:Sex)?|(?:^|/)Sex|^/?(?i:Name|Sex)$|"
    r"(?:出生日期)?/?(?i:DateofBirth)|出生日期/?|(?:国籍)?/?(?i:Nationality)|国籍/?|"
    r"(?:签发机关)?/?(?i:IssuingAuth)[a-z]*|签发机关/?|"
    r"(?:有效期限)?/?(?:(?i:PeriodofVal)[a-z]*|(?i:Validity))|有效期限/?|"
    r"(?:证件号码)?/?(?i:IDNo)|证件号码/?"
)
"""Name and Sex as written only: NAMEKATA and SEXTON are people."""
_NUMBER = re.compile(r"9\d{16}[0-9X]|[A-Z]{3}\d{12}")
_AUTHORITY = re.compile(r"公安部|移民管理局|公安[厅局]")
DAY = "0123456789."
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def front(page: FlatPage) -> dict[str, ReadField]:
    """Name and name_en, sex, birth, country, authority, validity, number."""
    values = [value for line in page.lines for value in values_of(line)]
    number = _number(page, values)
    spans = [
        line for line in values if len(words.dotted_days(line.text)) > 1 or "长期" in line.text
    ]
    days = [line for line in values if len(words.dotted_days(line.text)) == 1 and line not in spans]
    births = [line for line in days if not _NUMBER.fullmatch(tidy_number(line.text))]
    born = births[:1]
    if born and born[0].read.weakest < DOUBTFUL:
        narrow = [*page.again(born, DAY), *page.again(born, DAY, 0.04)]
        born = [max((*born, *narrow), key=lambda line: line.read.weakest)]
    span = spans[:1] or [line for line in births[1:] if line.middle[1] > 0.5 * page.height][:1]
    return {
        **_names(page, values),
        "sex": _sex(values),
        "birth": field((words.dotted_days(born[0].text) or [""])[0] if born else "", born),
        "country": _country(page, values),
        "authority": _authority(page, values),
        **validity(page, span),
        "number": number,
    }


def values_of(line: TextLine) -> list[TextLine]:
    """What a line says behind and between its labels; all of it when it has none."""
    text = squeezed(line.text)
    if _TITLE.search(text):
        return []
    labels = list(_LABEL.finditer(text))
    if not labels:
        return [line]
    found = []
    for label, end in zip(labels, [*(each.start() for each in labels[1:]), len(text)], strict=True):
        rest = text[label.end() : end].lstrip("/.:：")
        # Latin letters behind a Chinese label alone are its misread English half
        if re.search(r"[\u3400-\u9fff\d]", rest) or (
            rest and label[0][-1].isascii() and label[0][-1] != "/"
        ):
            found.append(part(line, *(character_at(line, at) for at in (end - len(rest), end))))
    return found


def _number(page: FlatPage, values: list[TextLine]) -> ReadField:
    """The line with most digits in the lower part, read again in capitals and digits."""
    low = [
        line
        for line in values
        if line.middle[1] > 0.6 * page.height and len(re.findall(r"\d", line.text)) >= 10
        and len(words.dotted_days(line.text)) < 2 and "." not in line.text
    ]  # fmt: skip
    if not low:
        return ReadField("")
    line = max(low, key=lambda line: line.height)
    readings = [line, *page.again([line], ALPHABET, 0.04), *page.again([line], ALPHABET, 0.18)]
    old = re.match("[A-Z0-9]{0,2}[A-Z]", tidy_number(line.text)) is not None
    if old:  # three letters of a country, then digits
        readings = [_as_old(reading) for reading in readings]
    return chosen(readings, 15 if old else 18)


def _as_old(line: TextLine) -> TextLine:
    """A number of 2017: its first three characters can only be letters, the others only digits."""
    read = [(char, odds) for char, odds in characters(line) if char != "<"]
    chars = "".join(char for char, _ in read)
    text = mrz.letters(chars[:3]) + words.digits(chars[3:])
    return TextLine(line.quad, RecognisedText(text, tuple(odds for _, odds in read)))


def _sex(values: list[TextLine]) -> ReadField:
    for line in values:
        if found := re.fullmatch(r"([男女])\W?[MF]?", squeezed(line.text)):
            return field(found[1], [line])
    for line in values:
        if found := re.fullmatch(r"\W?.?/?([MF])", squeezed(line.text)):
            return field("男" if found[1] == "M" else "女", [line])
    return ReadField("")


def _country(page: FlatPage, values: list[TextLine]) -> ReadField:
    for line in page.surer([x for x in values if re.search(r"\W[A-Z0]{3}$", squeezed(x.text))]):
        text = squeezed(line.text)
        if re.search(r"^[\u4e00-\u9fff]+\W", text) and not re.search(r"\d{2}", text):
            return field(text[-3:].replace("0", "O"), [line])
    return ReadField("")


def _authority(page: FlatPage, values: list[TextLine]) -> ReadField:
    lines = page.surer([line for line in values if _AUTHORITY.search(squeezed(line.text))][:1])
    text = re.sub(r"[^\u3400-\u9fff]", "", "".join(line.text for line in lines))
    return field(text, lines)


def _names(page: FlatPage, values: list[TextLine]) -> dict[str, ReadField]:
    """The one or two lines between the labels of name and sex."""
    labels = {
        key: [line for line in page.lines if re.search(word, squeezed(line.text))]
        for key, word in (("name", "姓名|/Name|^Name"), ("sex", "性别|/Sex|^Sex"))
    }
    top = min((line.top for line in labels["name"]), default=0.2 * page.height)
    end = min((line.middle[1] for line in labels["sex"]), default=top + 0.2 * page.height)
    column = min((line.left for line in labels["name"]), default=0.0) - 0.05 * page.width
    between = [
        line
        for line in values
        if top < line.middle[1] < end and line.left > column and line.read.confidence > 0.5
        and re.search(r"[A-Za-z\u3400-\u9fff]{2}", line.text)
    ]  # fmt: skip
    lines = page.surer(sorted(between, key=lambda line: line.middle[1]))
    chinese = [line for line in lines if re.search(r"[\u3400-\u9fff]", line.text)]
    latin = [line for line in lines if line not in chinese]
    name_en = re.sub(r"\s*[,.，]\s*", ", ", " ".join(line.text.strip() for line in latin))
    name_en = re.sub(r"\s+", " ", name_en).strip(" ,").upper()
    if chinese:
        name = field(words.name("".join(line.text for line in chinese)), chinese)
        return {"name": name, "name_en": field(name_en, latin)} if name_en else {"name": name}
    return {"name": field(name_en, latin)}
