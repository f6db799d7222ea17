"""A scan lies in its folder until its page is sealed: at every moment before, power may go off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.capture.picture_header import broken
from app.lanes import lane
from app.services import drafts
from app.services.drafts.drafts import not_saved
from app.settings import WATCHED_FOLDER, WATCHED_FOLDER_REMOVE
from tests.kit.capturing import Counter, StandIn, back, front
from tests.ui.capture.capture_fixtures import counter, hall, table
from ui.capture import folder_poll, watched_folder

__all__ = ["counter", "hall", "table"]


@pytest.fixture
def scans(counter: Counter, tmp_path: Path, monkeypatch) -> Iterator[Path]:
    """The watched folder of the counter."""
    monkeypatch.setattr(watched_folder, "LOOK_MS", 10)
    folder = counter.capture.sources.folder
    folder._soon_timer.setInterval(10)
    folder._slow_timer.setInterval(50)
    counter.settings.set(WATCHED_FOLDER, str(tmp_path))
    folder.start()
    counter.wait(lambda: folder._begun)
    yield tmp_path
    folder.stop()
    counter.settings.set(WATCHED_FOLDER, "")
    counter.settings.set(WATCHED_FOLDER_REMOVE, 1)


def scan(scans: Path, content: bytes, name: str = "scan0001.jpg") -> Path:
    path = scans / name
    path.write_bytes(content)
    return path


def test_a_scan_goes_when_its_page_is_sealed(
    counter: Counter, table: StandIn, scans: Path, monkeypatch
) -> None:
    order: list[str] = []
    save, remove = drafts.save, folder_poll.remove

    def saving(*args, **kwargs):
        made = save(*args, **kwargs)
        order.append("sealed")
        return made

    def removing(seen: folder_poll.SeenFile) -> None:
        order.append("removed")
        remove(seen)

    monkeypatch.setattr(drafts, "save", saving)
    monkeypatch.setattr(folder_poll, "remove", removing)
    path = scan(scans, table.lay(front("单雄", serial=201)))
    counter.wait(lambda: not path.exists())
    assert order == ["sealed", "removed"]
    assert counter.capture.tray.document is not None


def test_without_a_sealed_draft_the_scan_stays_and_waits_after_a_lock(
    counter: Counter, table: StandIn, scans: Path, monkeypatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise not_saved()

    monkeypatch.setattr(drafts, "save", full)
    path = scan(scans, table.lay(front("单雄", serial=203)))
    counter.wait(lambda: counter.capture.tray.document is not None)
    counter.wait(lambda: "not be saved" in counter.said_last() or "disk" in counter.said_last())
    assert path.exists()
    counter.capture.sources.folder.start()  # as after a lock
    counter.wait(lambda: counter.capture.sources.folder.waiting == 1)


def test_a_scan_that_cannot_be_read_waits_in_its_folder(
    counter: Counter, table: StandIn, scans: Path, monkeypatch
) -> None:
    @lane("pictures")
    def fail(*_: object) -> None:
        raise broken()

    monkeypatch.setattr(table, "read", fail)
    path = scan(scans, table.lay(front("单雄", serial=205)))
    counter.wait(lambda: counter.capture.sources.folder.waiting == 1)
    assert path.exists()
    assert counter.problem
    monkeypatch.undo()
    counter.capture.bar.waiting.click()
    counter.wait(lambda: counter.capture.tray.document is not None)
    counter.wait(lambda: not path.exists())


def test_what_was_cancelled_waits_too(counter: Counter, table: StandIn, scans: Path) -> None:
    capture = counter.capture
    for n in range(3):
        scan(scans, table.lay(front("单雄", serial=207 + 2 * n)), f"{n}.jpg")
    counter.wait(lambda: capture.tray.is_reading)
    capture.bench.cancel_wanted.emit()
    counter.wait(lambda: capture.sources.folder.waiting + len(capture.tray.documents) == 3)
    left = capture.sources.folder.waiting
    assert left
    capture.keeping.save()
    counter.wait(lambda: len(list(scans.iterdir())) == left)


def test_a_scan_that_was_put_aside_goes_with_its_last_document(
    counter: Counter, table: StandIn, scans: Path
) -> None:
    capture = counter.capture
    capture.keeping._timer.setInterval(3_600_000)  # nothing is sealed meanwhile
    path = scan(scans, table.lay(front("单雄", serial=213), front("仇𫖯", serial=215)))
    counter.wait(lambda: len(capture.tray.documents) == 2)
    capture.bench.bar.aside.click()
    counter.idle()
    assert path.exists()
    capture.bench.bar.aside.click()
    counter.wait(lambda: not path.exists())


def test_a_scan_is_kept_where_the_setting_says_so(
    counter: Counter, table: StandIn, scans: Path
) -> None:
    counter.settings.set(WATCHED_FOLDER_REMOVE, 0)
    path = scan(scans, table.lay(front("单雄", serial=217)))
    counter.wait(lambda: counter.capture.tray.document is not None)
    counter.capture.keeping.save()
    counter.idle()
    assert path.exists()


def test_a_scan_that_cannot_be_removed_is_said(
    counter: Counter, table: StandIn, scans: Path, monkeypatch
) -> None:
    def deny(self: Path, missing_ok: bool) -> None:
        raise PermissionError(13, "denied", str(self))

    monkeypatch.setattr(Path, "unlink", deny)
    scan(scans, table.lay(front("单雄", serial=219)), "王小明.jpg")
    counter.wait(lambda: "could not be removed" in counter.said_last())
    assert "王小明" not in counter.said_last()


def test_a_scan_does_not_push_away_the_document_that_is_typed_into(
    counter: Counter, table: StandIn, scans: Path
) -> None:
    capture = counter.capture
    counter.take(table.lay(front("单雄", serial=221), back()))
    shown = capture.tray.current
    capture.bench.fields.fields["address"].set_text("广州市示例路 3 号")
    capture.bench.typed.emit("address", "广州市示例路 3 号")
    scan(scans, table.lay(front("仇𫖯", serial=223)))
    counter.wait(lambda: len(capture.tray.documents) == 2)
    assert capture.tray.current == shown
    assert counter.said_last().startswith("Another document was read")
    counter.take(table.lay(front("万俟䶮", serial=225)))  # taken on purpose: it is shown
    assert capture.tray.current == capture.tray.documents[-1].id


def test_the_scan_of_a_face_that_was_taken_again_goes_too(
    counter: Counter, table: StandIn, scans: Path
) -> None:
    capture = counter.capture
    capture.keeping._timer.setInterval(3_600_000)
    first = scan(scans, table.lay(front("单雄", serial=227)), "1.jpg")
    counter.wait(lambda: capture.tray.document is not None)
    second = scan(scans, table.lay(front("单雄", serial=227)), "2.jpg")
    counter.wait(lambda: len(capture.tray.documents[0].scans) == 2)
    assert len(capture.tray.documents[0].pages) == 1
    capture.keeping.save()
    counter.wait(lambda: not first.exists() and not second.exists())
