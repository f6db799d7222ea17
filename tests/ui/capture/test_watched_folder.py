"""What scanner software drops into a folder: taken once whole, once only, and removed when it is sealed."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from app.errors import UserError
from app.settings import WATCHED_FOLDER, Settings
from tests.kit.photos import jpeg
from ui.capture import folder_poll, watched_folder
from ui.capture.source import Picture
from ui.capture.watched_folder import WatchedFolder

NAME = "王小明.jpg"


class Scanner:
    """A scanner's folder that is watched, and what was heard of it."""

    def __init__(self, qtbot, background, tmp_path: Path) -> None:
        self.folder = tmp_path / "scans"
        self.folder.mkdir()
        self.settings = Settings(tmp_path / "settings.ini")
        self.settings.set(WATCHED_FOLDER, str(self.folder))
        self.source = WatchedFolder(background, self.settings)
        self.taken: list[Picture] = []
        self.refused: list[UserError] = []
        self.counts: list[int] = []
        self.source.taken.connect(self.taken.append)
        self.source.refused.connect(self.refused.append)
        self.source.waiting_changed.connect(self.counts.append)
        self._qtbot = qtbot

    def start(self) -> None:
        self.source.start()
        self._qtbot.waitUntil(lambda: self.source._begun)

    def put(self, name: str = NAME, content: bytes | None = None) -> Path:
        path = self.folder / name
        path.write_bytes(jpeg() if content is None else content)
        return path

    @property
    def codes(self) -> list[str]:
        return [error.code for error in self.refused]


@pytest.fixture
def scanner(qtbot, background, tmp_path, monkeypatch):
    monkeypatch.setattr(watched_folder, "LOOK_MS", 10)
    monkeypatch.setattr(watched_folder, "SLOW_MS", 50)
    made = Scanner(qtbot, background, tmp_path)
    yield made
    made.source.stop()


def looks(qtbot, scanner: Scanner, count: int) -> None:
    """Wait for so many further looks."""
    seen: list[int] = []
    before = scanner.source._seen

    def count_and_go_on(found: tuple[folder_poll.SeenFile, ...]) -> None:
        seen.append(1)
        before(found)

    scanner.source._seen = count_and_go_on  # type: ignore[method-assign]
    qtbot.waitUntil(lambda: len(seen) >= count)
    scanner.source._seen = before  # type: ignore[method-assign]


def test_a_scanned_picture_is_taken_and_lies_there_until_it_is_sealed(
    qtbot, scanner, caplog
) -> None:
    caplog.set_level(logging.DEBUG)
    scanner.start()
    path = scanner.put()
    qtbot.waitUntil(lambda: len(scanner.taken) == 1)
    assert scanner.taken[0].source == "watched_folder"
    assert scanner.taken[0].content == jpeg()
    assert scanner.taken[0].scan is not None
    assert scanner.taken[0].scan.path == path
    looks(qtbot, scanner, 4)
    assert path.exists()  # it goes when its page is sealed
    assert scanner.refused == []
    assert "王小明" not in caplog.text


def test_pages_come_in_the_order_of_their_time(qtbot, scanner) -> None:
    scanner.start()
    for page in range(4):
        path = scanner.put(f"{9 - page}.jpg", jpeg(300 + page, 250))
        os.utime(path, ns=(page, page))
    qtbot.waitUntil(lambda: len(scanner.taken) == 4)
    assert [picture.content for picture in scanner.taken] == [jpeg(300 + n, 250) for n in range(4)]


def test_a_file_is_not_taken_before_it_is_whole(qtbot, scanner, monkeypatch) -> None:
    monkeypatch.setattr(watched_folder, "PATIENCE", 1_000)
    scanner.start()
    path = scanner.put(content=jpeg()[:2000])
    looks(qtbot, scanner, 5)
    with path.open("ab") as file:
        file.write(jpeg()[2000:-50])
    looks(qtbot, scanner, 5)
    assert (scanner.taken, scanner.refused) == ([], [])
    with path.open("ab") as file:
        file.write(jpeg()[-50:])
    qtbot.waitUntil(lambda: len(scanner.taken) == 1)
    assert scanner.taken[0].content == jpeg()


@pytest.mark.parametrize("name", [".scan.jpg", "~scan.jpg", "scan.jpg.part", "Thumbs.db"])
def test_hidden_and_unfinished_names_are_left_alone(qtbot, scanner, name) -> None:
    scanner.start()
    path = scanner.put(name)
    looks(qtbot, scanner, 4)
    assert path.exists()
    assert (scanner.taken, scanner.refused) == ([], [])


def test_links_and_folders_are_left_alone(qtbot, scanner, tmp_path) -> None:
    scanner.start()
    elsewhere = tmp_path / "other.jpg"
    elsewhere.write_bytes(jpeg())
    (scanner.folder / "link.jpg").symlink_to(elsewhere)
    (scanner.folder / "folder.jpg").mkdir()
    looks(qtbot, scanner, 4)
    assert (scanner.taken, scanner.refused) == ([], [])
    assert elsewhere.exists()


def test_what_is_no_picture_is_refused_once_and_left(qtbot, scanner) -> None:
    scanner.start()
    path = scanner.put("王小明.pdf", b"%PDF-1.7")
    qtbot.waitUntil(lambda: scanner.codes == ["picture_kind"])
    looks(qtbot, scanner, 4)
    assert scanner.codes == ["picture_kind"]
    assert path.exists()
    assert "王小明" not in str(scanner.refused[0].plain())


def test_a_picture_that_stays_cut_off_is_refused(qtbot, scanner) -> None:
    scanner.start()
    scanner.put(content=jpeg()[:2000])
    qtbot.waitUntil(lambda: scanner.codes == ["picture_broken"])


def test_what_lay_there_before_is_counted_and_waits(qtbot, scanner) -> None:
    old = [scanner.put(f"{n}.jpg") for n in range(3)]
    scanner.start()
    assert scanner.source.waiting == 3
    scanner.put("new.jpg")
    qtbot.waitUntil(lambda: len(scanner.taken) == 1)
    assert all(path.exists() for path in old)
    old[0].unlink()
    qtbot.waitUntil(lambda: scanner.source.waiting == 2)
    scanner.source.take_waiting()
    assert scanner.source.waiting == 0
    qtbot.waitUntil(lambda: len(scanner.taken) == 3)
    assert scanner.counts == [3, 2, 0]


def test_a_file_that_lies_on_is_not_taken_again(qtbot, scanner) -> None:
    scanner.start()
    path = scanner.put()
    qtbot.waitUntil(lambda: len(scanner.taken) == 1)
    path.rename(path.with_name("renamed.jpg"))
    looks(qtbot, scanner, 5)
    assert len(scanner.taken) == 1
    scanner.put("another.jpg")
    qtbot.waitUntil(lambda: len(scanner.taken) == 2)


def test_a_picture_that_could_not_be_taken_in_waits(qtbot, scanner) -> None:
    scanner.start()
    scanner.put()
    qtbot.waitUntil(lambda: len(scanner.taken) == 1)
    scanner.source.leave(scanner.taken[0].scan)
    assert scanner.source.waiting == 1
    looks(qtbot, scanner, 4)
    assert len(scanner.taken) == 1
    scanner.source.take_waiting()
    qtbot.waitUntil(lambda: len(scanner.taken) == 2)


def test_another_file_under_the_same_name_is_not_removed(tmp_path) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"first")
    seen = folder_poll.see(path)
    assert seen is not None
    path.write_bytes(b"another one")
    folder_poll.remove(seen)
    assert path.exists()
    with pytest.raises(UserError):
        folder_poll.read(seen)


def test_a_folder_that_goes_is_said_once_and_watched_again(qtbot, scanner) -> None:
    scanner.start()
    gone = scanner.folder.rename(scanner.folder.with_name("away"))
    qtbot.waitUntil(lambda: scanner.codes == ["folder_gone"])
    (gone / "old.jpg").write_bytes(jpeg())
    with qtbot.waitSignal(scanner.source.resumed):
        gone.rename(scanner.folder)
    assert scanner.codes == ["folder_gone"]
    assert scanner.source.waiting == 1  # nobody knows whether the scanner put it there
    scanner.put("new.jpg")
    qtbot.waitUntil(lambda: len(scanner.taken) == 1)


def test_a_folder_that_is_not_there_at_the_start_is_waited_for(qtbot, scanner) -> None:
    scanner.folder.rmdir()
    scanner.source.start()
    qtbot.waitUntil(lambda: scanner.codes == ["folder_gone"])
    with qtbot.waitSignal(scanner.source.resumed):
        scanner.folder.mkdir()
    assert scanner.source.watching


def test_without_a_folder_nothing_is_watched(scanner) -> None:
    scanner.settings.set(WATCHED_FOLDER, "")
    scanner.source.start()
    assert not scanner.source.watching
    scanner.source.take_waiting()
    assert not scanner.source._jobs


def test_the_system_tells_of_a_new_file_at_once(qtbot, scanner) -> None:
    scanner.source._slow_timer.setInterval(3_600_000)
    scanner.start()
    scanner.put()
    qtbot.waitUntil(lambda: len(scanner.taken) == 1)
    qtbot.waitUntil(lambda: not scanner.source._soon_timer.isActive())  # and it rests


def test_stopped_it_takes_nothing(qtbot, scanner) -> None:
    scanner.start()
    scanner.source.stop()
    path = scanner.put()
    scanner.source._look()
    assert not scanner.source._jobs
    assert path.exists()
    assert scanner.taken == []
