"""Pictures from files and the clipboard: chosen, dropped, pasted; refused in words."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from app.capture.picture_header import BYTES, read_header
from app.errors import UserError
from app.lanes import lane
from tests.kit.photos import file_of, jpeg, photo
from ui.capture import files
from ui.capture.files import FILES, FileSource
from ui.capture.source import Picture
from ui.desk.background import Background

NAME = "王小明 440104199003071520.jpg"


class Heard:
    """What a source told."""

    def __init__(self, source: FileSource) -> None:
        self.taken: list[Picture] = []
        self.refused: list[UserError] = []
        source.taken.connect(self.taken.append)
        source.refused.connect(self.refused.append)

    @property
    def codes(self) -> list[str]:
        return [error.code for error in self.refused]


@pytest.fixture
def source(background: Background) -> FileSource:
    return FileSource(background)


@pytest.fixture
def heard(source: FileSource) -> Heard:
    return Heard(source)


def put(folder: Path, name: str = NAME, content: bytes | None = None) -> Path:
    path = folder / name
    path.write_bytes(jpeg() if content is None else content)
    return path


def test_files_are_given_in_their_order(qtbot, source, heard, tmp_path) -> None:
    contents = [jpeg(300 + page, 250) for page in range(5)]
    source.take([put(tmp_path, f"{n}.jpg", content) for n, content in enumerate(contents)])
    qtbot.waitUntil(lambda: len(heard.taken) == 5)
    assert [picture.content for picture in heard.taken] == contents
    assert {picture.source for picture in heard.taken} == {"file"}
    assert heard.taken[0].taken_at.tzinfo is not None
    assert not source.busy
    assert "content" not in repr(heard.taken[0])


def test_the_window_does_not_read(qtbot, source, heard, tmp_path, monkeypatch) -> None:
    threads = []

    @lane("pictures")
    def read(path: Path) -> bytes:
        threads.append(threading.current_thread())
        return b""

    monkeypatch.setattr(files, "read_file", read)
    source.take([put(tmp_path)])
    qtbot.waitUntil(lambda: len(heard.taken) == 1)
    assert threads[0] is not threading.main_thread()


def large(folder: Path) -> Path:
    path = folder / "large.jpg"
    path.touch()
    os.truncate(path, BYTES + 1)
    return path


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.jpg")
    return folder / "pipe.jpg"


REFUSALS = {
    "picture_folder": lambda folder: folder,
    "picture_gone": lambda folder: folder / NAME,
    "picture_bytes": large,
    "picture_unreadable": pipe,
    "picture_kind": lambda folder: put(folder, content=b"%PDF-1.7"),
    "picture_broken": lambda folder: put(folder, content=jpeg()[:-200]),
}


@pytest.mark.parametrize("code", REFUSALS)
def test_what_is_no_picture_is_refused_in_words_without_its_name(
    qtbot, source, heard, tmp_path, code, caplog
) -> None:
    caplog.set_level(logging.DEBUG)
    good = put(tmp_path, "good.jpg")
    source.take([REFUSALS[code](tmp_path), good])
    qtbot.waitUntil(lambda: len(heard.taken) == 1)
    assert heard.codes == [code]
    said = str(heard.refused[0].plain()) + caplog.text
    assert "王小明" not in said
    assert str(tmp_path) not in said


def test_a_file_that_may_not_be_read_is_refused(
    qtbot, source, heard, tmp_path, monkeypatch
) -> None:
    def deny(self: Path, mode: str) -> None:
        raise PermissionError(13, "denied", str(self))

    path = put(tmp_path)
    monkeypatch.setattr(Path, "open", deny)
    source.take([path])
    qtbot.waitUntil(lambda: heard.codes == ["picture_unreadable"])


def test_the_same_sentence_is_said_once(qtbot, source, heard, tmp_path) -> None:
    source.take([tmp_path] * 5 + [tmp_path / NAME])
    qtbot.waitUntil(lambda: not source.busy)
    assert heard.codes == ["picture_folder", "picture_gone"]


def test_too_many_files_are_refused_as_a_whole(source, heard, tmp_path) -> None:
    source.take([put(tmp_path)] * (FILES + 1))
    assert heard.codes == ["picture_files"]
    assert not source.busy


def test_a_bug_is_not_shown_as_a_sentence(qtbot, source, heard, background, monkeypatch) -> None:
    monkeypatch.setattr(files, "read_file", lambda path: 1 // 0)
    with qtbot.waitSignal(background.unhandled):
        source.take([Path("x")])
    assert heard.refused == []


def test_stop_forgets_what_is_not_read_yet(qtbot, source, heard, tmp_path) -> None:
    source.take([put(tmp_path)] * 5)
    source.stop()
    qtbot.waitUntil(lambda: not source.busy)
    assert len(heard.taken) == 1


# --- the dialog


@pytest.fixture
def qt_settings(tmp_path) -> Iterator[QSettings]:
    """Qt's own settings file, where its dialogs store their history, in a folder of the test."""
    formats, scope = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
    QSettings.setPath(formats, scope, str(tmp_path / "config"))
    yield QSettings(scope, "QtProject")
    config = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    QSettings.setPath(formats, scope, config)


def test_the_dialog_gives_several_files_and_remembers_none(
    qtbot, source, heard, tmp_path, qt_settings
) -> None:
    folder = tmp_path / "王小明"
    folder.mkdir()
    paths = [put(folder, f"王小明 {n}.jpg") for n in range(2)]
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = source.open(window)
    dialog.setDirectory(str(folder))
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    edit = dialog.findChild(QLineEdit, "fileNameEdit")
    edit.setText(" ".join(f'"{path}"' for path in paths))
    gone = [False]
    dialog.destroyed.connect(lambda: gone.__setitem__(0, True))
    dialog.accept()
    qtbot.waitUntil(lambda: len(heard.taken) == 2)
    qtbot.waitUntil(lambda: gone[0])
    qt_settings.sync()
    assert "FileDialog/lastVisited" in qt_settings.allKeys()
    kept = "".join(str(qt_settings.value(key)) for key in qt_settings.allKeys())
    assert "王小明" not in kept
    assert QUrl.fromLocalFile(str(folder)).toString() not in kept


def test_a_dialog_that_is_closed_gives_nothing(qtbot, source, heard, qt_settings) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = source.open(window)
    assert dialog.isVisible()
    gone = [False]
    dialog.destroyed.connect(lambda: gone.__setitem__(0, True))
    dialog.reject()
    qtbot.waitUntil(lambda: gone[0])
    assert (heard.taken, heard.refused) == ([], [])


# --- dropped


@pytest.fixture
def target(qtbot, source) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    source.accept_drops(widget)
    return widget


def urls(*addresses: QUrl) -> QMimeData:
    data = QMimeData()
    data.setUrls(list(addresses))
    return data


def hover(target: QWidget, data: QMimeData) -> QDragEnterEvent:
    actions, button = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDragEnterEvent(QPoint(5, 5), actions, data, button, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(target, event)
    return event


def drop(target: QWidget, data: QMimeData) -> QDropEvent:
    actions, button = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(5, 5), actions, data, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, event)
    return event


def test_dropped_files_are_copied_not_moved(qtbot, source, heard, target, tmp_path) -> None:
    over: list[bool] = []
    source.hovered.connect(over.append)
    data = urls(QUrl.fromLocalFile(str(put(tmp_path))))
    assert hover(target, data).isAccepted()
    assert drop(target, data).dropAction() == Qt.DropAction.CopyAction
    assert over == [True, False]
    qtbot.waitUntil(lambda: len(heard.taken) == 1)
    assert heard.taken[0].source == "file"


def test_text_is_not_taken_over_a_widget(source, target) -> None:
    data = QMimeData()
    data.setText("440104")
    assert not hover(target, data).isAccepted()
    QApplication.sendEvent(target, QDragLeaveEvent())


def test_a_picture_of_the_network_is_refused_in_words(heard, target) -> None:
    data = urls(QUrl("https://example.org/card.jpg"))
    hover(target, data)
    drop(target, data)
    assert heard.codes == ["picture_remote"]


# --- pasted


@pytest.fixture
def clipboard(qapp):
    yield QGuiApplication.clipboard()
    QGuiApplication.clipboard().clear()


def test_a_copied_file_is_pasted(qtbot, source, heard, clipboard, tmp_path) -> None:
    clipboard.setMimeData(urls(QUrl.fromLocalFile(str(put(tmp_path)))))
    source.paste()
    qtbot.waitUntil(lambda: len(heard.taken) == 1)
    assert heard.taken[0].source == "paste"


def test_a_copied_bitmap_becomes_a_png(qtbot, source, heard, clipboard) -> None:
    clipboard.setImage(photo())
    source.paste()
    qtbot.waitUntil(lambda: len(heard.taken) == 1)
    header = read_header(heard.taken[0].content)
    assert (header.kind, header.width, header.height) == ("png", 640, 400)


def test_a_copied_file_content_is_taken_as_it_is(qtbot, source, heard, clipboard) -> None:
    data = QMimeData()
    data.setData("image/jpeg", jpeg())
    clipboard.setMimeData(data)
    source.paste()
    qtbot.waitUntil(lambda: len(heard.taken) == 1)
    assert heard.taken[0].content == jpeg()


def test_nothing_copied_is_said(source, heard, clipboard) -> None:
    clipboard.setText("440104")
    source.paste()
    assert heard.codes == ["picture_none"]


def test_a_bitmap_that_is_too_large_is_refused_before_it_is_packed(monkeypatch) -> None:
    monkeypatch.setattr(files, "MEGAPIXELS", 0)
    with pytest.raises(UserError) as refused:
        files.png(photo())
    assert refused.value.code == "picture_pixels"


def test_a_png_of_the_whole_program_is_read_back() -> None:
    assert files.png(photo()).startswith(file_of(photo(), "png")[:8])
