"""What changed about the administrators since the last sign-in is one line in the window, once."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.domain.fingerprint import fingerprint
from app.domain.permissions import Role
from app.paths import Folders
from tests.kit import desk as desks
from tests.kit import window as windows
from tests.kit.administrators import administrator, clerk, enrol


@pytest.fixture
def folders(sqlite_hall: Folders) -> Folders:
    """A hall whose clerk was there before an administrator came."""
    hall = desks.open_desk(desks.copy_folder(sqlite_hall))
    clerk(hall)
    enrol(administrator(hall), "3001", Role.ADMINISTRATOR)
    hall.installation.close()
    return hall.folders


def test_everybody_reads_it_at_the_next_sign_in_and_not_again(
    qtbot: QtBot, folders: Folders
) -> None:
    window = windows.open_ready(qtbot, folders)
    said = windows.record_messages(window)
    main = windows.sign_in(qtbot, window)
    qtbot.waitUntil(lambda: any("3001" in each.text for each in said), timeout=windows.WAIT_MS)
    (line,) = [each for each in said if "3001" in each.text]
    roots = main.desk.session.keys.roots
    (key,) = [
        root.sign_public
        for root in roots.administrators
        if fingerprint(root.sign_public) in line.text
    ]
    assert line.text.startswith("Since your last sign-in: administrator 3001 was added (key ")
    assert line.tone == "warn"
    assert key
    windows.close(window)
    window = windows.open_ready(qtbot, folders)
    said = windows.record_messages(window)
    main = windows.sign_in(qtbot, window)
    assert main.desk.session.steps == ()
    windows.close(window)
    assert not [each for each in said if "3001" in each.text]
