"""Money, dates and instants as the papers write them."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.fingerprint import fingerprint as fingerprint
from app.papers.templates import Language


def money(fen: int) -> str:
    """1234500 fen as '¥12,345.00'."""
    sign = "-" if fen < 0 else ""
    return f"{sign}¥{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def day(value: date, language: Language) -> str:
    """2026年11月22日, or 2026-11-22."""
    if language == "zh_CN":
        return f"{value.year}年{value.month}月{value.day}日"
    return value.isoformat()


def instant(value: datetime) -> str:
    """2026-11-22 14:32, in the zone the instant carries (the hall's)."""
    return value.strftime("%Y-%m-%d %H:%M")
