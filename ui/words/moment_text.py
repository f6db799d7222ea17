"""Moments as the hall's clock shows them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from app.services.session import Session


def hall_time(moment: datetime, session: Session) -> datetime:
    """`moment` in the time zone of the hall."""
    return moment.astimezone(ZoneInfo(session.installation.profile.zone))


def moment_of(text: str, form: str, session: Session) -> datetime:
    """The moment (UTC) that the hall's clock shows as `text`, written in `form`; ValueError for what is none."""
    zone = ZoneInfo(session.installation.profile.zone)
    return datetime.strptime(text, form).replace(tzinfo=zone).astimezone(UTC)


def moment_text(moment: datetime, session: Session, *, seconds: bool = False) -> str:
    """'2026-11-22 08:26' on the clock of the hall; `seconds`: '08:26:15', for today's moments."""
    local = hall_time(moment, session)
    return f"{local:%H:%M:%S}" if seconds else f"{local:%Y-%m-%d %H:%M}"


def short_moment(moment: datetime, session: Session) -> str:
    """'08:26' of today, else with its day."""
    today = hall_time(session.installation.clock(), session)
    local = hall_time(moment, session)
    return f"{local:%H:%M}" if local.date() == today.date() else moment_text(moment, session)
