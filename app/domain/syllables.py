"""Letters that are typed for a name, read as pinyin (GB/T 16159; GB/T 28039 for ü as YU in passports).

A name is kept with v for ü (lv, nve). People type ü, v, yu or u for it, and `nyu` may also be split
between two syllables (chenyu is chen-yu and che-nü). Every reading is searched for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

READINGS = 16
"""At most so many readings of one text are asked for."""

_OF_INITIAL = {
    "": "a ai an ang ao e ei en er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
SYLLABLES = frozenset(
    initial + final for initial, finals in _OF_INITIAL.items() for final in finals.split()
)
"""Every syllable of names, without tones, v for ü."""

_TYPED_FOR = {
    **{f"{n}{typed}": f"{n}v" for n in "nl" for typed in ("yu", "u")},
    **{f"{n}{typed}": f"{n}ve" for n in "nl" for typed in ("yue", "ue")},
    **{f"{n}v{rest}": f"{n}u{rest}" for n in "jqxy" for rest in ("", "e", "an", "n")},
}
"""Ways of typing ü that are not how it is kept; after j, q, x and y it is kept as u."""
_LONGEST = 6  # zhuang


def fold(text: str) -> str:
    """The letters of `text`, small, without tones, accents, blanks and marks; '' if it has others.

    ü is v where pinyin has it, and u otherwise (Müller).
    """
    plain = unicodedata.normalize("NFKD", text).lower()
    marked = _bare(plain.replace("u\u0308", "v"))
    return marked if spellings(marked) or "u\u0308" not in plain else _bare(plain)


def _bare(text: str) -> str:
    kept = "".join(c for c in text if not (unicodedata.combining(c) or c in " '’‘`´.,·-"))
    return kept if kept.isascii() and kept.isalpha() else ""


@lru_cache(maxsize=256)
def spellings(letters: str) -> tuple[str, ...]:
    """The stored spellings of a name for which `letters` are typed, the likeliest first; () if no
    pinyin.

    lyubu: lvbu. chenyu: chenyu, chenv. lue: lue (lu-e), lve.
    """
    ways: list[tuple[str, ...]] = [()] * len(letters) + [("",)]
    for start in range(len(letters) - 1, -1, -1):
        found = (kept + rest for end, kept in _units(letters, start) for rest in ways[end])
        ways[start] = tuple(islice(dict.fromkeys(found), READINGS))
    return ways[0] if letters else ()


def is_one(letters: str) -> bool:
    """Whether `letters` are one syllable, however ü is typed."""
    return letters in SYLLABLES or letters in _TYPED_FOR


def _units(letters: str, start: int) -> Iterator[tuple[int, str]]:
    """(end, how it is kept) of every syllable that begins at `start`, what is typed plainly first."""
    ends = range(min(start + _LONGEST, len(letters)), start, -1)
    parts = [(end, letters[start:end]) for end in ends]
    yield from ((end, part) for end, part in parts if part in SYLLABLES)
    yield from ((end, _TYPED_FOR[part]) for end, part in parts if part in _TYPED_FOR)
