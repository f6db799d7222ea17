"""Moments are shown on the clock of the hall, wherever the computer believes it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import ui
from app.domain.permissions import Role
from app.paths import Folders
from app.services.session import Session
from tests.kit import desk as desks
from ui.words.moment_text import hall_time, moment_text, short_moment


@pytest.fixture
def hall(sqlite_hall: Folders) -> Iterator[desks.TestHall]:
    opened = desks.open_desk(desks.copy_folder(sqlite_hall))
    yield opened
    opened.installation.close()


@pytest.fixture
def session(hall: desks.TestHall) -> Session:
    return hall.session(Role.CLERK)


def test_a_moment_is_of_the_hall_and_no_computer(session: Session, monkeypatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    late = datetime(2026, 11, 22, 16, 30, 5, tzinfo=UTC)
    assert session.installation.profile.zone == "Asia/Shanghai"
    assert moment_text(late, session) == "2026-11-23 00:30"
    assert moment_text(late, session, seconds=True) == "00:30:05"
    assert hall_time(late, session).hour == 0


def test_a_moment_of_today_needs_no_day_and_today_is_the_hall_s(hall, session: Session) -> None:
    now = session.installation.clock()
    assert short_moment(now, session) == f"{hall_time(now, session):%H:%M}"
    yesterday = now - timedelta(days=1)
    assert short_moment(yesterday, session) == moment_text(yesterday, session)


def test_zones_are_asked_in_one_place() -> None:
    root = Path(ui.__file__).parent
    found = [
        path.name for path in root.rglob("*.py") if "ZoneInfo" in path.read_text(encoding="utf-8")
    ]
    assert found == ["moment_text.py"]
