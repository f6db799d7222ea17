"""What the tests of the capture tab share: a hall, and a counter whose pictures say what a test laid."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.paths import Folders
from tests.kit import desk as desks
from tests.kit.capturing import Counter, StandIn, clear_drafts


@pytest.fixture(scope="module")
def hall(sqlite_hall: Folders) -> Iterator[desks.TestHall]:
    """One hall for all tests of a file: each works for people of its own."""
    opened = desks.open_desk(desks.copy_folder(sqlite_hall))
    yield opened
    opened.installation.close()


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """In place of the reading process."""
    made = StandIn()
    monkeypatch.setattr("ui.capture.screen.Worker", lambda: made)
    return made


@pytest.fixture
def counter(qtbot, hall: desks.TestHall, background, table: StandIn) -> Iterator[Counter]:
    """A clerk at the capture tab; nothing is in work."""
    clear_drafts(hall)
    made = Counter(qtbot, hall, background)
    yield made
    made.end()


@pytest.fixture
def real_counter(qtbot, hall: desks.TestHall, background) -> Iterator[Counter]:
    """A clerk at the capture tab with the reading process itself."""
    clear_drafts(hall)
    made = Counter(qtbot, hall, background)
    yield made
    made.end()
    assert made.capture.worker.process is None
