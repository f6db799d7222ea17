"""What a line of a document says: labels, dates, nations, numbers (pure; no picture here)."""

from __future__ import annotations

import re
from datetime import date

NATIONS = tuple(
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 "
    "景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 "
    "裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 穿青人 其他".split()
)
"""GB/T 3304, and two that cards print beside them."""
NATION_CHARS = "".join(sorted(set("".join(NATIONS))))
LONG = "长期"

LONGEST_PLAIN = 4
"""Characters of a name that has no dot."""

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_AS_DIGIT = str.maketrans("OoQDIl|!iZzSsBb", "000011111225588")
_DASHES = "-–—―－~～〜一至到"


def digits(text: str) -> str:
    """`text` with letters that look like digits as those; for places where only digits stand."""
    return text.translate(_AS_DIGIT)


def day(year: str, month: str, number: str) -> str:
    """2026-11-22, or '' when there is no such day."""
    try:
        return date(int(year), int(month), int(number)).isoformat()
    except ValueError:
        return ""


_CHINESE_DAY = re.compile(r"([12]\d{3})\D{1,2}([01]?\d)\D{1,2}([0-3]?\d)(?!\d)")


def chinese_day(text: str) -> str:
    """The first day such as 1992年5月8日 in `text`; the words may be missing."""
    found = _CHINESE_DAY.search(digits(re.sub(r"\s", "", text)))
    return day(*found.groups()) if found else ""


_DAY = re.compile(
    r"([12]\d{3})(?:\D?([01]\d)\D?([0-3]\d)|\D(1[0-2]|[1-9])\D([12]\d|3[01]|[1-9])(?!\d))"
    r"|长期|长.$|.期$"
)
"""Figures without noughts, as 2018.3.5, only where none stands: in 2015.03.1 one was lost."""


def chinese_term(text: str) -> tuple[str, str]:
    """First and last day of 2018年3月5日至2038年3月4日; a dash or nothing may part them, and words
    for no end may stand alone."""
    plain = digits(re.sub(r"\s", "", text))
    found = list(_CHINESE_DAY.finditer(plain))
    days = [day(*each.groups()) for each in found[:2]]
    if re.search("长期|永久|无固定期限|不约定期限", plain):
        return days[0] if days else "", LONG
    if len(days) == 1 and re.search(f"[{_DASHES}]", plain[: found[0].start()]):
        return "", days[0]  # the first one was not read
    return (*days, "", "")[0], (*days, "", "")[1]


def dotted_days(text: str) -> list[str]:
    """The days such as 2015.03.12, 20150312 or 2018.3.5, and 长期, in order."""
    return [made for _, made in _days(_dense(text)) if made]


def _dense(text: str) -> str:
    return digits(re.sub(r"\s", "", text))


def _days(plain: str) -> list[tuple[int, str]]:
    """Where each stands and which it is, '' for one that there is not."""
    return [
        (
            match.start(),
            day(match[1], match[2] or match[4], match[3] or match[5]) if match[1] else LONG,
        )
        for match in _DAY.finditer(plain)
    ]


_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_PASSPORT_DAYS = [
    re.compile(
        r"(?P<d>[\dOIL]{1,2})\s*(?:\d{1,2}\s*[月월])?\D{0,12}?"
        rf"(?P<m>{'|'.join(_MONTHS)})\D{{0,12}}?(?P<y>[12][\dOIL]{{3}})(?!\d)"
    ),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[./ -](?P<m>\d{1,2})[./ -](?P<y>[12]\d{3})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>[12]\d{3})[./ -](?P<m>\d{1,2})[./ -](?P<d>\d{1,2})(?!\d)"),
]


def passport_days(text: str) -> list[str]:
    """The days such as 22 NOV 2026, 22 11月/NOV 2026, 22.11.2026 or 2026-11-22."""
    plain = text.upper().replace("0CT", "OCT").replace("N0V", "NOV")
    found = []
    for form in _PASSPORT_DAYS:
        for each in form.finditer(plain):
            month = each["m"] if each["m"].isdigit() else str(_MONTHS.index(each["m"]) + 1)
            found.append(day(digits(each["y"]), month, digits(each["d"])))
    return [each for each in found if each]


def term(text: str) -> tuple[str, str]:
    """First and last day of 2015.03.12-2035.03.12 or 2015.03.12-长期; '' for what is not read."""
    plain = _dense(text)
    found = _days(plain)
    if len(found) > 1 and found[0][1] != LONG:
        return found[0][1], found[1][1]
    if not found:
        return "", ""
    at, only = found[0]
    before = plain[:at]
    # behind a hyphen, or behind figures that make no day, stands the last one
    is_last = only == LONG or before.endswith(tuple(_DASHES)) or len(re.findall(r"\d", before)) > 3
    return ("", only) if is_last else (only, "")


def nation(text: str) -> str:
    """The nation that `text` names, or '' when it is none of the list."""
    plain = re.sub(r"[^\u4e00-\u9fff]", "", text).removeprefix("民族").removesuffix("族")
    if plain in NATIONS:
        return plain
    if len(plain) > 1:
        near = [name for name in NATIONS if len(name) == len(plain) and _differ(name, plain) == 1]
        if len(near) == 1 and len(plain) > 2:
            return near[0]
        inside = [name for name in NATIONS if len(name) > 1 and name in plain]
        if len(inside) == 1:
            return inside[0]
    return ""


def _differ(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def name(text: str) -> str:
    """A person's name as printed: Chinese with its dot, or Latin with single spaces."""
    if re.search(rf"[{_HAN}]", text):
        # one gap in a name too long for a Chinese one is the dot between own and father's name
        parts = [part for part in re.split(rf"[^{_HAN}]+", text) if part]
        if len(parts) == 2 and min(map(len, parts)) > 1 and sum(map(len, parts)) > LONGEST_PLAIN:
            return "·".join(parts)
        dotted = re.sub(r"[.•・‧∙●,，。、˙]", ".", re.sub(r"\s", "", text))
        kept = re.sub(rf"[^{_HAN}·.〇A-Za-z]", "", dotted)
        # what was not read as the dot may be a speck: 张.三 has none
        likely = re.sub(rf"(?<=[{_HAN}〇]{{2}})\.+(?=[{_HAN}〇]{{2}})", "·", kept)
        return re.sub(r"·+", "·", likely.replace(".", "")).strip("·")
    return re.sub(r"\s+", " ", text).strip(" .:-")


def address(text: str) -> str:
    """An address in one piece: signs as printed, a stroke between figures is a hyphen."""
    plain = re.sub(r"[\s|_'`\"]", "", text)
    plain = re.sub(rf"(?<=[0-9A-Za-z号幢栋座])[{_DASHES}](?=[0-9A-Za-z])", "-", plain)
    plain = plain.replace("(", "（").replace(")", "）") if "（" in text else plain
    return plain.strip(".,:;·-")
