"""Masked forms (D20, R-019): what lists, panels and slips show instead of personal data.

Every function keeps at least a part hidden, however short the value. Units' names are not masked.
"""

from __future__ import annotations

import re

from app.domain.names import DOT, split_name
from app.domain.text import is_han

STAR = "*"


def mask_name(name: str) -> str:
    """张三 → 张*, 王小明 → 王*明, 欧阳修 → 欧阳*, John Smith → J*** S****."""
    name = name.strip()
    if not any(is_han(char) for char in name):
        return re.sub(r"[^\s]+", lambda word: _ends(word[0], 1, 0), name)
    if DOT in name:
        return DOT.join(_ends(part, 1, 0) for part in name.split(DOT))
    surname, given = split_name(name)
    if not given:
        return STAR * len(name)
    return surname + _ends(given, 0, 1)


def shown_name(name: str, *, is_unit: bool) -> str:
    """The name of a party as lists, panels and slips show it: a unit's whole, a person's masked."""
    return name if is_unit else mask_name(name)


def mask_document(number: str, *, detail: bool = False) -> str:
    """First 1 and last 2 for lists, 6 and 4 in the authenticated `detail`; the length is kept."""
    if detail and len(number) >= 14:
        return _ends(number, 6, 4)
    return _ends(number, 1, 2)


def mask_phone(phone: str) -> str:
    """138****1234; shorter numbers show their last two digits or nothing."""
    return _ends(phone, 3, 4) if len(phone) >= 10 else _ends(phone, 0, 2)


_REGION = re.compile(
    r"(?:[^\d路街巷镇乡]{1,12}?(?:省|自治区|自治州|地区|盟|市|(?<!小)区|县|旗)){1,3}"
)
_STREET = re.compile(r"[^\d]{0,12}?(?:街道|大道|路|街|巷|镇|乡|道)")


def mask_address(address: str) -> str:
    """Down to the street: 广东省广州市天河区体育西路****."""
    address = address.strip()
    region = _REGION.match(address)
    start = region.end() if region else 0
    street = _STREET.match(address, start)
    for end in (street.end() if street else 0, start):
        if 0 < end < len(address):
            return address[:end] + STAR * 4
    return STAR * 4 if address else ""


def mask_contact(name: str, phone: str) -> str:
    """A second contact: '王* 138****5678'."""
    return f"{mask_name(name)} {mask_phone(phone)}".strip()


def mask_email(email: str) -> str:
    """The first letter and the domain: z***@example.com."""
    name, at, domain = email.strip().rpartition("@")
    if not at:
        return STAR * 4 if email.strip() else ""
    return (name[:1] if len(name) > 1 else "") + STAR * 3 + at + domain


def _ends(text: str, first: int, last: int) -> str:
    """`text` with all but its ends starred; at least half of a short text stays hidden."""
    if len(text) < 2 * (first + last) and len(text) - first - last < 4:
        first, last = (first, 0) if first and len(text) > 1 else (0, min(last, len(text) // 2))
        first = min(first, len(text) // 2)
    return text[:first] + STAR * (len(text) - first - last) + text[len(text) - last :]
