"""Dates as people type them, and the business day of an instant."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.errors import QT_TR_NOOP, UserError

HALL_ZONE = "Asia/Shanghai"

_TYPED = re.compile(r"(\d{4})(?:(\d{2})(\d{2})|[-./年](\d{1,2})[-./月](\d{1,2})日?)", re.ASCII)


def parse_date(text: str) -> date:
    """The day in `text`: 2016-12-15, 20161215, 2016.12.15, 2016/12/15 or 2016年12月15日.

    Full-width digits and spaces are accepted. UserError 'date' says how a date is typed.
    """
    if len(text) == 10 and text[4] == text[7] == "-" and text.isascii():
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass  # what follows says why
    plain = "".join(unicodedata.normalize("NFKC", text[:40]).split())
    found = _TYPED.fullmatch(plain)
    if found:
        year, month, day = (int(part) for part in found.groups() if part is not None)
        try:
            return date(year, month, day)
        except ValueError:
            raise UserError(
                "no_such_day", QT_TR_NOOP("There is no such day. Compare year, month and day.")
            ) from None
    raise UserError("date", QT_TR_NOOP("Type the date as year, month, day: 2016-12-15."))


def business_day(instant: datetime, zone: str = HALL_ZONE) -> date:
    """The hall's calendar day at `instant` (an aware time; data.md 2)."""
    if instant.tzinfo is None:
        raise ValueError("an instant carries its time zone")
    return instant.astimezone(ZoneInfo(zone)).date()


def day_begins(day: date, zone: str = HALL_ZONE) -> datetime:
    """The instant at which the hall's calendar day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))


def add_years(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 28 February in a common year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of a shorter month."""
    from calendar import monthrange

    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
