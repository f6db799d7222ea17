"""Money: integer fen inside, yuan in text outside."""

from __future__ import annotations

import re

from app.domain.text import half_width
from app.errors import QT_TR_NOOP, UserError

_SEPARATORS = re.compile(r"[\s,]")
_AMOUNT = re.compile(r"[¥￥]?(\d{1,15})(?:\.(\d{0,2}))?", re.ASCII)
LARGEST = 10_000_000_00
"""Ten million yuan, in fen: more than any counter takes at once."""


def parse_yuan(text: str) -> int:
    """The fen in a typed amount of yuan: 12, 12.5, ￥12.50, 1,200.00, full-width digits.

    UserError 'amount' says how an amount is typed, 'amount_large' that it is too large.
    """
    plain = _SEPARATORS.sub("", half_width(text[:40]).replace("元", ""))
    found = _AMOUNT.fullmatch(plain)
    if not found or len(text) > 40:
        raise UserError(
            "amount",
            QT_TR_NOOP("Type the amount in yuan with at most two decimals, such as 128.50."),
        )
    fen = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    if fen > LARGEST:
        raise UserError("amount_large", QT_TR_NOOP("This amount is too large. Check the digits."))
    return fen


def format_yuan(fen: int) -> str:
    """¥1,234.50; a negative amount has its sign before."""
    sign = "-" if fen < 0 else ""
    return f"{sign}¥{abs(fen) // 100:,}.{abs(fen) % 100:02d}"
