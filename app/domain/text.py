"""The limits of any typed text: its length, and no characters that cannot be seen."""

from __future__ import annotations

import re
import unicodedata

from app.errors import QT_TR_NOOP, Problem, Refused

_HAN = (
    (0x3007, 0x3007),  # 〇
    (0x3400, 0x4DBF),  # Ext A
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),  # compatibility: twelve of them are ordinary ideographs
    (0x20000, 0x2A6DF),  # Ext B
    (0x2A700, 0x2EE5D),  # Ext C, D, E, F, I
    (0x2F800, 0x2FA1F),
    (0x30000, 0x33479),  # Ext G, H, J
)
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_FULL_WIDTH = re.compile("[\u3000\uff01-\uff5e]")
_WIDE = {0x3000: 0x20} | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def is_han(char: str) -> bool:
    """Whether `char` is a Chinese character, extensions A to J included (GB 18030-2022, D6)."""
    point = ord(char)
    return any(first <= point <= last for first, last in _HAN)


def half_width(text: str) -> str:
    """`text` with full-width letters, digits and signs as their ordinary forms, all else kept.

    Not NFKC: that would change compatibility ideographs, which are names of their own.
    """
    return text.translate(_WIDE) if _FULL_WIDTH.search(text) else text


def code_point(char: str) -> str:
    """The character's name in Unicode, such as U+4DAE."""
    return f"U+{ord(char):04X}"


def unseen(text: str, *, lines: bool = False) -> str:
    """The first control or invisible character of `text`, or ''; `lines` allows line breaks.

    Variation selectors count as invisible, because two names that look the same must be the same.
    """
    if text.isprintable() and (text.isascii() or not _SELECTOR.search(text)):
        return ""  # nearly every text; what follows is fifty times slower
    for char in text:
        if lines and char in "\n\t":
            continue
        if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") or _SELECTOR.match(char):
            return char
    return ""


def check_text(text: str, *, field: str, limit: int, lines: bool = False) -> list[Problem]:
    """Refuse `text` over `limit` characters or with characters that cannot be seen."""
    if len(text) > limit:
        long = QT_TR_NOOP(
            "This text is {n} characters long; {limit} is the most that fits. Shorten it."
        )
        return [Problem(field, "too_long", long, {"n": len(text), "limit": limit})]
    hidden = unseen(text, lines=lines)
    if hidden:
        return [hidden_problem(field, hidden)]
    return []


def require_text(text: str, *, field: str, limit: int) -> None:
    """`check_text` for a single text; raises Refused."""
    if problems := check_text(text, field=field, limit=limit):
        raise Refused(problems)


def hidden_problem(field: str, char: str) -> Problem:
    """The refusal of an invisible character."""
    text = QT_TR_NOOP("There is an invisible character ({code}) in this text. Type it again.")
    return Problem(field, "invisible", text, {"code": code_point(char)})
