"""Lock, kill, abandon, refused consent and another language: pictures stay with their form or go."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData

from app.domain.permissions import Role
from app.paths import Folders
from app.settings import READER, Settings
from tests.kit import cards
from tests.kit import desk as desks
from tests.kit import window as windows
from tests.kit.capturing import Counter, StandIn, back, drop_on, front
from tests.kit.clerk import Clerk
from tests.kit.desk import PASSWORDS
from tests.ui.capture.capture_fixtures import counter, hall, table
from ui.capture.screen import CaptureScreen
from ui.capture.source import Picture
from ui.desk.requests import Capture
from ui.entrance.lock_screen import LockScreen

__all__ = ["counter", "hall", "table"]


def runs(process: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def images(folders: Folders) -> list[str]:
    return sorted(file.name for file in folders.drafts.glob("*.image"))


class Window(Clerk):
    """The whole window, with a sign-in, at the capture tab."""

    def to_capture(self, *, read: bool = False) -> CaptureScreen:
        self.main = windows.main_window(self.qtbot, self.window)
        self.main.open_screen(Capture(read=read))
        found = self.main.open_one("capture")
        assert isinstance(found, CaptureScreen)
        return found

    def take(self, content: bytes) -> CaptureScreen:
        capture = self.to_capture()
        data = QMimeData()
        data.setData("image/jpeg", content)
        drop_on(capture.bench.panel, data)
        self.wait(lambda: capture.tray.document is not None and not capture.tray.is_reading)
        return capture

    def unlock(self) -> None:
        page = self.window.currentWidget()
        assert isinstance(page, LockScreen)
        self.wait(page.secret.isEnabled)
        page.secret.setText(PASSWORDS[Role.CLERK])
        page.password_given.emit(PASSWORDS[Role.CLERK])
        windows.main_window(self.qtbot, self.window)

    def is_back(self, name: str) -> None:
        """The form and its pictures are there again."""
        self.open_tab()
        self.wait(lambda: not self.screen.open.is_empty)
        assert self.text("holder.name") == name
        pictures = self.screen.documents.pictures
        self.wait(lambda: len(pictures.shown) == 2)
        assert {each.image.kind for each in pictures.shown} == {"front", "back"}
        self.wait(self.screen.form.side.pictures.isVisible)


@pytest.fixture
def folders(sqlite_hall: Folders) -> Folders:
    made = desks.copy_folder(sqlite_hall)
    Settings(made.settings).set(READER, "simulator")
    return made


@pytest.fixture
def window(qtbot, folders: Folders, table: StandIn) -> Iterator[Window]:
    opened = Window(qtbot, folders)
    yield opened
    opened.close()


def filled(window: Window, table: StandIn) -> None:
    """A form that a card filled, its pictures on the disk."""
    capture = window.take(table.lay(front(), back()))
    capture.use()
    window.wait(lambda: window.main.current_key() == "registration")
    window.open_tab()
    window.counts()
    assert len(images(window.folders)) == 2


def test_a_lock_keeps_the_forms_pictures_and_ends_what_read_them(qtbot, folders: Folders) -> None:
    """Here the reading process and the reader's helper are real."""
    window = Window(qtbot, folders)
    both, _ = cards.make_pair(1, "clean")
    capture = window.take(both.image)
    name = capture.bench.fields.fields["name"].text()
    capture.use()
    window.wait(lambda: window.main.current_key() == "registration")
    window.counts()
    capture = window.to_capture(read=True)
    window.wait(lambda: not capture.sources.chip.is_reading)
    assert len(capture.tray.documents) == 1
    reader = capture.sources.chip._reader
    assert reader is not None
    ended = [capture.worker.process, reader.process]
    assert all(process is not None and runs(process) for process in ended)
    window.window.session_pages.lock()
    assert (capture.worker.process, reader.process) == (None, None)
    window.wait(lambda: not any(process is not None and runs(process) for process in ended))
    assert not capture.tray.documents
    window.unlock()
    window.is_back(name)
    again = window.to_capture()
    assert again is not capture
    window.wait(lambda: len(again.tray.documents) == 1)
    assert all(page.is_burned for page in again.tray.documents[0].pages)
    window.close()


def asked(window: Window, table: StandIn) -> CaptureScreen:
    """Another person's card was given to the filled form, which asks whose it is."""
    filled(window, table)
    capture = window.take(table.lay(front("仇𫖯", serial=211), back()))
    capture.use()
    window.wait(window.screen.documents.choices.isVisible)
    return capture


def test_a_lock_while_the_form_asks_leaves_the_document_on_the_counter(
    window: Window, table: StandIn
) -> None:
    capture = asked(window, table)
    assert len(capture.tray.documents) == 1
    window.window.session_pages.lock()
    window.unlock()
    window.is_back("欧阳䶮")
    again = window.to_capture()
    window.wait(lambda: len(again.tray.documents) == 1)
    assert again.bench.fields.fields["name"].text() == "仇𫖯"


def test_a_lock_before_the_form_took_it_leaves_the_document_on_the_counter(
    window: Window, table: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock comes in the very turn in which the document is on its way."""
    filled(window, table)
    capture = window.take(table.lay(front("仇𫖯", serial=211), back()))
    monkeypatch.setattr(
        capture.desk.hand_over, "give", lambda _: window.window.session_pages.lock(), raising=True
    )
    capture.use()
    window.wait(lambda: isinstance(window.window.currentWidget(), LockScreen))
    window.unlock()
    window.is_back("欧阳䶮")
    again = window.to_capture()
    window.wait(lambda: len(again.tray.documents) == 1)
    assert again.bench.fields.fields["name"].text() == "仇𫖯"


def test_a_form_held_over_its_question_gives_the_document_back(
    window: Window, table: StandIn
) -> None:
    capture = asked(window, table)
    window.to_capture()
    said = capture.bench.bar
    assert said.use.text().startswith("Answer the question")
    said.aside.click()  # only the question puts it aside
    assert window.main.current_key() == "registration"
    assert window.screen.documents.choices.isVisible()
    window.screen.hold()
    assert not window.screen.documents.choices.isVisible()
    assert len(capture.tray.documents) == 1
    window.to_capture()
    capture.use()  # and is used for a form of its own
    window.wait(lambda: window.text("holder.name") == "仇𫖯")
    window.wait(lambda: not capture.tray.documents)


def test_an_answer_never_changes_a_form_that_is_being_registered(
    window: Window, table: StandIn
) -> None:
    capture = asked(window, table)
    window.screen.commit.submission.is_unknown = True
    before = window.screen.open.entry
    window.screen.documents.choices.buttons[1].click()
    assert window.screen.open.entry == before
    assert len(capture.tray.documents) == 1
    window.screen.commit.submission.is_unknown = False


def test_a_lock_in_the_middle_of_a_reading_leaves_no_process(qtbot, folders: Folders) -> None:
    window = Window(qtbot, folders)
    both, _ = cards.make_pair(1, "clean")
    capture = window.to_capture()
    capture.tray.add(picture(both.image))
    window.wait(lambda: capture.worker.process is not None)
    process = capture.worker.process
    window.window.session_pages.lock()
    idle: list[object] = []
    for _ in range(2):  # both threads of the lane came to an end of what they did
        window.window.background.run(lambda: 1, done=idle.append, key=object())
    window.wait(lambda: len(idle) == 2)
    assert capture.worker.process is None
    assert process is None or not runs(process)
    window.close()


def picture(content: bytes) -> Picture:
    return Picture(content, "file", desks.MORNING)


def test_after_a_kill_form_and_pictures_are_back(
    qtbot, folders: Folders, window: Window, table: StandIn
) -> None:
    filled(window, table)
    copy = desks.copy_folder(window.folders)  # as the disk stands when the power goes
    for name in images(copy):
        assert b"\xff\xd8" not in (copy.drafts / name).read_bytes()[:200]
    second = Window(qtbot, copy)
    second.is_back("欧阳䶮")
    second.close()


def test_pictures_never_lie_there_without_their_form(window: Window, table: StandIn) -> None:
    """A power cut right after the picture was sealed: its draft is on the disk already."""
    capture = window.take(table.lay(front(), back()))
    capture.use()
    window.wait(lambda: window.main.current_key() == "registration")
    window.counts()
    drafts = {file.name.partition(".")[0] for file in window.folders.drafts.glob("*.draft")}
    assert {name.partition(".")[0] for name in images(window.folders)} == drafts


def test_abandoning_removes_the_pictures_too(window: Window, table: StandIn) -> None:
    filled(window, table)
    bottom = window.screen.bottom
    bottom.abandon.click()
    assert "documents" in bottom.really.notice.text()
    bottom.really.act.click()
    window.counts()
    assert list(window.folders.drafts.iterdir()) == []
    assert not window.screen.form.side.pictures.isVisible()


def test_another_language_keeps_the_form_and_what_lies_on_the_counter(
    window: Window, table: StandIn
) -> None:
    filled(window, table)
    before = window.take(table.lay(front("仇𫖯", serial=211)))
    window.window.rebuild()
    window.is_back("欧阳䶮")
    after = window.to_capture()
    assert after is not before
    assert before.tray.documents == ()
    window.wait(lambda: len(after.tray.documents) == 1)
    assert after.tray.documents[0].pages[0].is_burned


def test_who_refuses_that_pictures_are_kept_sees_them_go_and_none_is_kept(
    counter: Counter, table: StandIn
) -> None:
    counter.take(table.lay(front("单雄", serial=197), back()))
    counter.fill()
    counter.take_place(0)
    counter.screen.go_to(2)
    counter.put({"holder.phone": "13800000197"})
    counter.consent()
    counter.put({"consent.separate.live_photo": "refuse"})
    counter.settled()
    strip = counter.screen.form.side.pictures
    assert not strip.refused.isVisibleTo(strip)  # no photo of the person is among them
    counter.put({"consent.separate.id_image": "refuse"})
    counter.settled()
    assert strip.refused.isVisibleTo(strip)
    assert "thrown away" in strip.refused.text()
    counter.screen.go_to(3)
    counter.pay("160")
    counter.screen.go_to(4)
    counter.settled()
    assert counter.screen.form.left(4) == []
    counter.register()
    assert counter.kept() == []
    assert "Please give the documents back." in counter.said_last()
    counter.idle()
    assert list(counter.hall.folders.drafts.iterdir()) == []
