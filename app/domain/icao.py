"""What ICAO 9303-3 says of every machine-readable document: its check digit and its states' codes.

Digits are weighted 7, 3, 1; letters count from A = 10; the filler < is 0; modulo 10. Characters whose
values differ by ten (G and 6, S and 8, L and 1 …) look the same to it.
"""

from __future__ import annotations

from app.domain.reference import countries

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"
_OTHERS = frozenset(
    "D EUE GBD GBN GBO GBP GBS IAO RKS UNA UNK UNO UTO XBA XCC XCE XCO XDC XEC XES XIM XMP XOM XPO "
    "XXA XXB XXC XXX".split()
)
"""Codes that ISO 3166 has not: Germany's, organisations', people's without a state; UTO is nobody's
and stands on specimens."""


def check_digit(text: str) -> str:
    """The digit that belongs after `text`; ValueError for a character that no zone has."""
    total = 0
    for char, weight in zip(text, (7, 3, 1) * (len(text) // 3 + 1), strict=False):
        if char not in ALPHABET:
            raise ValueError("this character is in no machine-readable zone")
        total += weight * (0 if char == "<" else int(char, 36))
    return str(total % 10)


def is_state(code: str) -> bool:
    """Whether a document can name this code, without fillers, as its state or nationality."""
    return code in _OTHERS or code in countries()
