"""Names of people and units: what may stand in one, rare characters, pinyin for search.

A name is kept as it was written. It is never normalised (a compatibility ideograph is another
character), and every Han character is accepted, extensions A to J included (D6).
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from app.domain.reference import polyphones, surnames
from app.domain.text import code_point, half_width, hidden_problem, is_han, unseen
from app.errors import QT_TR_NOOP, Problem

NAME_LIMIT = 100
MOST_READINGS = 8
LONGEST_GIVEN = 3
"""Characters of a given name whose other readings are looked at."""
DOT = "·"
_WRONG_DOTS = re.compile("[•・‧∙⋅．｡･。●]")
_RUNS = re.compile(r"[A-Za-z]+|[^A-Za-z·\s]+")
_LATIN_SIGNS = " -'’.," + DOT


@dataclass(frozen=True)
class RareCharacter:
    """A character outside GB 2312, with its code point (U+4DAE) for the clerk to compare."""

    char: str
    code: str


def tidy_name(name: str) -> str:
    """`name` without spaces at its ends, and with a usual wrong dot between Han replaced by ·."""
    name = name.strip(" \u3000\t\r\n")
    name = _WRONG_DOTS.sub(DOT, name)
    if "." not in name:
        return name
    return "".join(
        DOT if char == "." and 0 < i < len(name) - 1 and is_han(name[i - 1]) else char
        for i, char in enumerate(name)
    )


def check_name(name: str, *, latin: bool = False, field: str = "name") -> list[Problem]:
    """What is wrong with a person's name; `latin` allows it in Latin letters (foreign documents).

    An empty name is a problem here; whether a name is needed is a rule (R-170).
    """
    name = name.strip(" \u3000\t\r\n")
    if not name:
        return [Problem(field, "name_missing", QT_TR_NOOP("Type the name as on the document."))]
    if len(name) > NAME_LIMIT:
        long = QT_TR_NOOP("A name has at most {limit} characters; this one has {n}. Check it.")
        return [Problem(field, "name_too_long", long, {"limit": NAME_LIMIT, "n": len(name)})]
    hidden = unseen(name)
    if hidden:
        return [hidden_problem(field, hidden)]
    if any(char.isdigit() for char in name):
        digits = QT_TR_NOOP("A name has no digits. Type it as on the document.")
        return [Problem(field, "name_digits", digits)]
    if tidy_name(name) != name:
        dot = QT_TR_NOOP("Use the middle dot · (U+00B7) between the parts of the name.")
        return [Problem(field, "name_dot", dot)]
    return _check_characters(name, latin, field)


def _check_characters(name: str, latin: bool, field: str) -> list[Problem]:
    if not latin and any(char.isspace() for char in name):
        spaces = QT_TR_NOOP("A Chinese name has no spaces. Take them out.")
        return [Problem(field, "name_spaces", spaces)]
    for char in name:
        if is_han(char) or char == DOT or (latin and (_is_latin(char) or char in _LATIN_SIGNS)):
            continue
        if unicodedata.category(char) == "Co":
            private = QT_TR_NOOP(
                "{code} is a private character of an old system. Type the character again."
            )
            return [Problem(field, "name_private", private, {"code": code_point(char)})]
        if _is_latin(char):
            letters = QT_TR_NOOP(
                "With this document the name is in Chinese characters. Type it as on the document."
            )
            return [Problem(field, "name_latin", letters)]
        sign = QT_TR_NOOP("{code} cannot stand in a name. Type the name as on the document.")
        return [Problem(field, "name_sign", sign, {"code": code_point(char)})]
    if name[0] == DOT or name[-1] == DOT or DOT + DOT in name:
        ends = QT_TR_NOOP("A middle dot stands between two parts of a name. Check the dots.")
        return [Problem(field, "name_dot", ends)]
    if not any(is_han(char) or _is_latin(char) for char in name):
        return [Problem(field, "name_missing", QT_TR_NOOP("Type the name as on the document."))]
    return []


def check_unit_name(name: str, *, field: str = "organization.name") -> list[Problem]:
    """What is wrong with a unit's name; digits and letters are usual in one."""
    name = name.strip()
    if len(name) < 2:
        missing = QT_TR_NOOP("Type the unit's full name as on its licence.")
        return [Problem(field, "name_missing", missing)]
    if len(name) > NAME_LIMIT:
        long = QT_TR_NOOP("A name has at most {limit} characters; this one has {n}. Check it.")
        return [Problem(field, "name_too_long", long, {"limit": NAME_LIMIT, "n": len(name)})]
    hidden = unseen(name)
    if hidden:
        return [hidden_problem(field, hidden)]
    if not any(char.isalpha() for char in name):
        missing = QT_TR_NOOP("Type the unit's full name as on its licence.")
        return [Problem(field, "name_missing", missing)]
    return []


def _is_latin(char: str) -> bool:
    return char.isalpha() and unicodedata.name(char, "").startswith("LATIN")


def rare_characters(name: str) -> tuple[RareCharacter, ...]:
    """The Han characters of `name` outside GB 2312, each once, for the note beside the field."""
    found = []
    for char in dict.fromkeys(name):
        try:
            char.encode("gb2312")
        except UnicodeEncodeError:
            if is_han(char):
                found.append(RareCharacter(char, code_point(char)))
    return tuple(found)


def split_name(name: str) -> tuple[str, str]:
    """Surname and given name; a surname of two characters needs a name of three or more."""
    name = name.strip()
    if len(name) > 2 and name[:2] in surnames():
        return name[:2], name[2:]
    return name[:1], name[1:]


def pinyin(name: str) -> str:
    """The full reading, lower case without spaces or tones (ü is v): shantianfang."""
    return "".join(each[0] for each in _syllables(name)[0])


def initials(name: str) -> str:
    """The first letter of each syllable or Latin word: stf."""
    return "".join(each[0][0] for each in _syllables(name)[0])


def readings(name: str) -> tuple[tuple[str, str], ...]:
    """(full reading, initials): first the usual one, then those with other readings of the surname and of
    the given name's characters (乐 le and yue), at most `MOST_READINGS`."""
    return spoken(name)[0]


def surname_readings(name: str) -> tuple[str, ...]:
    """How the surname is read, the usual reading first; of a foreign name or one in parts (买买提·吐尔逊)
    the first word."""
    return spoken(name)[1]


def spoken(name: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """`readings` and `surname_readings` of a name that is read once."""
    syllables, size = _syllables(name)
    ways = sorted(_ways(syllables), key=lambda way: sum(n > 0 for n, _ in way))
    parts = [[syllable for _, syllable in way] for way in ways]
    pairs = [("".join(each), "".join(part[0] for part in each)) for each in parts]
    surname = ["".join(syllable for _, syllable in way) for way in _ways(syllables[:size]) if way]
    whole = tuple(dict.fromkeys(pair for pair in pairs if pair[0]))[:MOST_READINGS]
    return whole, tuple(dict.fromkeys(surname))


@cache
def compound_surnames() -> frozenset[str]:
    """How surnames of two characters are read: ouyang."""
    return frozenset(
        reading
        for surname, known in surnames().items()
        if len(surname) == 2
        for reading in (known.reading, known.other)
        if reading
    )


_Syllable = tuple[str, ...]
"""the readings of one syllable, the usual one first"""


def _ways(syllables: list[_Syllable]) -> Iterator[tuple[tuple[int, str], ...]]:
    """Each way to read: (which of its readings, the reading) of every syllable."""
    return itertools.product(*(tuple(enumerate(each)) for each in syllables))


def _syllables(name: str) -> tuple[list[_Syllable], int]:
    """The syllables and how many are the surname's.

    Rare characters that pypinyin does not know drop out; Latin words stay as they are.
    """
    name = name.strip()
    if not any(is_han(char) for char in name):
        return [(word,) for word in _latin_words(name)], 1
    surname, given = split_name(name)
    if any(not is_han(char) for char in name[:2]) or DOT in name:
        first = name.split(DOT)[0]  # a name in parts (买买提·吐尔逊) has no surname first
        return [(each,) for each in _read(name)], len(_read(first))
    found = _surname(surname)
    return [*found, *_given(given)], len(found)


@lru_cache(maxsize=1000)  # a surname alone is no name
def _surname(surname: str) -> tuple[_Syllable, ...]:
    """Surnames with the character's usual reading added, because people who do not know the surname
    type it (解 jie for xie)."""
    known = surnames().get(surname)
    usual = _read(surname)
    if known is None:
        return tuple((each,) for each in usual)
    both = [
        _known_syllables(surname, reading) for reading in (known.reading, known.other) if reading
    ]
    if len(surname) == 1:
        both.append(usual)
    return tuple(tuple(dict.fromkeys(each)) for each in zip(*both, strict=True))


def _given(given: str) -> list[_Syllable]:
    usual = _read(given)
    if len(given) > LONGEST_GIVEN or len(usual) != len(given):
        return [(each,) for each in usual]
    others = polyphones()
    return [
        tuple(dict.fromkeys((each, *others.get(char, ()))))
        for char, each in zip(given, usual, strict=True)
    ]


def _known_syllables(surname: str, reading: str) -> list[str]:
    if len(surname) == 1:
        return [reading]
    # The table writes both syllables as one word; the second is read as pypinyin reads it, or
    # with any other of its readings (尉迟 yu-chi, 万俟 mo-qi).
    second = max(
        (syllable for syllable in _all_readings(surname[1]) if reading.endswith(syllable)),
        key=len,
        default=reading[-2:],
    )
    return [reading[: -len(second)], second]


def _latin_words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", half_width(name)).lower()
    letters = "".join(
        char if char.isascii() and char.isalpha() else "" if unicodedata.combining(char) else " "
        for char in plain
        if char not in "'’"
    )
    return letters.split()


def _read(text: str) -> list[str]:
    if not text:
        return []
    from pypinyin import lazy_pinyin
    from pypinyin.constants import PHRASES_DICT

    syllables: list[str] = []
    for run in _RUNS.findall(text):
        if run.isascii():
            syllables.append(run.lower())
        elif len(run) > 2 or run in PHRASES_DICT:  # a word may read a character in its own way
            syllables += lazy_pinyin(run, errors="ignore")
        else:
            for char in run:
                syllables += _usual(char)
    return [syllable.replace("ü", "v") for syllable in syllables if syllable]


@lru_cache(maxsize=10_000)  # a character alone is no name
def _usual(char: str) -> tuple[str, ...]:
    """How a character is read that stands in no known word; () when that is not known."""
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(char, errors="ignore"))


@cache  # of the second characters of the table's surnames only
def _all_readings(char: str) -> tuple[str, ...]:
    from pypinyin import Style
    from pypinyin import pinyin as all_pinyin

    return tuple(all_pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")[0])
