"""What cannot be taken is refused in words above the tab, and the tab works on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.capture.picture_header import BYTES
from tests.kit.capturing import GROWN, Counter, StandIn, back, focused, front, words
from tests.kit.photos import jpeg
from tests.ui.capture.capture_fixtures import counter, hall, table
from ui.capture.document import Page
from ui.capture.tray import MOST

__all__ = ["counter", "hall", "table"]

FILES: dict[str, tuple[bytes, str]] = {
    "moving.gif": (b"GIF89a" + bytes(400), "JPEG, PNG"),
    "half.jpg": (jpeg()[:900], ""),
    "huge scan.jpg": (jpeg() + bytes(BYTES), "larger than 20 MB"),
    "passwords.txt": (b"1001 invented phrase of a clerk 7\n" * 9, "JPEG, PNG"),
    "empty.png": (b"", ""),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_picture_is_refused_in_words(
    counter: Counter, table: StandIn, tmp_path: Path, name: str
) -> None:
    content, words_of_it = FILES[name]
    (tmp_path / name).write_bytes(content)
    counter.drop([tmp_path / name])
    counter.wait(lambda: counter.problem)
    assert words_of_it in counter.problem
    for part in (name.partition(".")[0], "phrase", str(tmp_path)):
        assert part not in counter.problem  # neither a file's name nor what is in it
    assert counter.capture.tray.documents == ()
    counter.take(table.lay(front(), back()))
    assert counter.problem == ""
    assert counter.fields["name"] == "欧阳䶮"


def test_a_folder_and_an_empty_clipboard_are_refused(counter: Counter, tmp_path: Path) -> None:
    counter.drop([tmp_path])
    counter.wait(lambda: counter.problem)
    assert "This is a folder" in counter.problem
    QGuiApplication.clipboard().clear()
    counter.capture.bar.paste.click()
    assert "No picture was copied" in counter.problem


def test_a_picture_without_a_document_says_so_and_fills_nothing(
    counter: Counter, table: StandIn
) -> None:
    counter.take(table.lay())
    panel = counter.capture.bench.panel
    assert "No document was recognised" in words(panel)
    assert not counter.capture.bench.bar.use.isEnabled()
    assert "nothing can be filled in" in counter.capture.bench.bar.said.text()
    assert panel.again.isVisible()
    assert panel.by_hand.isVisible()
    counter.use()
    assert counter.main.current_key() == "capture"
    counter.capture.bench.bar.aside.click()
    assert counter.capture.tray.documents == ()
    assert focused() is counter.capture.bar.reader


def test_two_people_on_one_scan_are_two_documents(counter: Counter, table: StandIn) -> None:
    counter.take(table.lay(front(), back(), front("仇𫖯", GROWN, 211)))
    tray = counter.capture.tray
    assert [len(each.pages) for each in tray.documents] == [2, 1]
    assert counter.fields["name"] == "仇𫖯"
    assert "Still missing: emblem side" in words(counter.capture.bench.panel)
    tray.show(tray.documents[0].id)
    assert counter.fields["name"] == "欧阳䶮"
    assert counter.screen.fields is not None
    assert focused() is counter.capture.bench.fields.fields["name"].control


def test_the_same_face_taken_again_replaces_it(counter: Counter, table: StandIn) -> None:
    counter.take(table.lay(front("欧阳龑"), back()))
    counter.capture.bench.fields.fields["authority"].set_text("广州市公安局")
    counter.take(table.lay(front("欧阳䶮")))
    (document,) = counter.capture.tray.documents
    assert len(document.pages) == 2
    assert counter.fields["name"] == "欧阳䶮"
    assert counter.fields["authority"] == "广州市公安局"


def test_the_cursor_stays_in_its_field_when_another_face_comes(
    counter: Counter, table: StandIn
) -> None:
    counter.take(table.lay(front()))
    field = counter.capture.bench.fields.fields["address"].control
    field.setFocus()
    field.setCursorPosition(3)  # type: ignore[union-attr]
    counter.take(table.lay(back()))
    now = counter.capture.bench.fields.fields["address"].control
    assert focused() is now
    assert now.cursorPosition() == 3  # type: ignore[union-attr]


def test_typing_while_ctrl_enter_waits_for_its_answer_does_not_stop_it(
    counter: Counter, table: StandIn
) -> None:
    """The look that typing asks for must not replace the comparison that the filling waits for."""
    counter.take(table.lay(front(), back()))
    counter.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert counter.capture.destination.busy
    counter.capture._typed("name", "欧阳龑")
    counter.wait(lambda: counter.main.current_key() == "registration")
    counter.wait(lambda: not counter.capture.destination.busy)
    assert counter.text("holder.name") == "欧阳䶮"


def test_a_full_tray_says_so(counter: Counter, table: StandIn) -> None:
    for _ in range(MOST):
        counter.capture.tray.add_page(page_of(table))
    counter.drop_picture(table.lay(front()))
    counter.wait(lambda: counter.problem)
    assert counter.problem.startswith(f"{MOST} pictures lie here already.")


def page_of(table: StandIn) -> Page:

    return Page(table.read(table.lay()), "file", datetime(2026, 11, 22, tzinfo=UTC))
