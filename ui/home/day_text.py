"""Greeting, date and times of the start screen, in the hall's time and the person's language."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from ui.words.messages import tr


def greeting(now: datetime, name: str) -> str:
    """'Good morning, Lin Xiao' by the hour of `now` (the hall's time)."""
    if 5 <= now.hour < 12:
        return tr("Good morning, {name}", name=name)
    if 12 <= now.hour < 18:
        return tr("Good afternoon, {name}", name=name)
    return tr("Good evening, {name}", name=name)


def day_line(now: datetime, since: datetime, count: int | None, language: str) -> str:
    """'Sunday, 22 November · signed in since 08:26 · today 31'; `count` None while it is read."""
    day = QLocale(language).toString(QDate(now.year, now.month, now.day), tr("dddd, d MMMM"))
    parts = [day, tr("signed in since {time}", time=f"{since:%H:%M}")]
    if count is not None:
        parts.append(tr("today {n}", n=count))
    return " · ".join(parts)
