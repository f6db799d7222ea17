"""Pictures that lie in files or in the clipboard: chosen, dropped or pasted.

File names are not remembered, neither in a list of recent files nor in the dialog's history.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QObject, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
)
from PySide6.QtWidgets import QFileDialog, QWidget

from app.capture.picture_header import MEGAPIXELS, check_bytes
from app.errors import QT_TR_NOOP, UserError
from app.lanes import lane
from ui.capture.read_file import read_file, unreadable
from ui.capture.source import Kind, Source
from ui.desk.background import Background, Call
from ui.words.messages import tr

FILES = 30
"""At once; the pages of a long contract. More are a folder chosen by mistake."""
RAW = ("image/jpeg", "image/png", "image/webp")
"""Taken from the clipboard as they are: nothing is decoded in the window."""
PNG_QUALITY = 70
"""Qt's figure; zlib's level 3 here. The best level takes seconds for a photo."""


class FileSource(Source):
    """Reads one file after another in the background and gives the pictures in their order."""

    began = Signal()
    """something was chosen, dropped or pasted, whatever comes of it"""
    hovered = Signal(bool)
    """something that could be dropped is over the widget, or has gone"""

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._waiting: deque[Call[bytes]] = deque()
        self._kind: Kind = "file"
        self._said: set[str] = set()
        self._reading = False

    @property
    def busy(self) -> bool:
        """Whether files are still being read."""
        return self._reading

    def stop(self) -> None:
        """Forget the files that are not read yet."""
        self._waiting.clear()

    # --- the three ways

    def open(self, parent: QWidget) -> QFileDialog:
        """Ask for files, several at once for the pages of a scan; returns the open dialog.

        It is Qt's own dialog, because the system's would put the names into its list of recent
        files.
        """
        start = QUrl.fromLocalFile(str(Path.home()))
        dialog = QFileDialog(parent, tr("Choose pictures of the document"))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([tr("Pictures (*.jpg *.jpeg *.png *.webp)"), tr("All files (*)")])
        dialog.setDirectoryUrl(start)
        history, sidebar = dialog.history(), dialog.sidebarUrls()
        dialog.filesSelected.connect(lambda names: self.take(map(Path, names)))

        def forget() -> None:  # Qt stores history and last folder when the dialog is deleted
            dialog.setDirectoryUrl(start)
            dialog.setHistory(history)
            dialog.setSidebarUrls(sidebar)
            dialog.deleteLater()

        dialog.finished.connect(forget)
        dialog.open()
        return dialog

    def accept_drops(self, widget: QWidget) -> None:
        """Files and pictures dropped on `widget` are taken from now on."""
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def paste(self) -> None:
        """Take what was copied: files, or a picture."""
        self._take_from(QGuiApplication.clipboard().mimeData(), "paste")

    def take(self, paths: Iterable[Path], kind: Kind = "file") -> None:
        """Read these files; each is given or refused in a sentence, the same sentence only once."""
        self.began.emit()
        self._begin([Call(read_file, path) for path in paths], kind)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Drag and drop on the widgets of `accept_drops`; a file is copied, never moved away."""
        if event.type() == QEvent.Type.DragLeave:
            self.hovered.emit(False)
        elif isinstance(event, QDropEvent) and _usable(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            moving = isinstance(event, QDragEnterEvent | QDragMoveEvent)
            self.hovered.emit(moving)
            if not moving:
                self._take_from(event.mimeData(), "file")
            return True
        return super().eventFilter(watched, event)

    # --- reading

    def _take_from(self, data: QMimeData, kind: Kind) -> None:
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        raw = next((name for name in RAW if data.hasFormat(name)), None)
        if paths:
            self.take(paths, kind)
            return
        self.began.emit()
        if raw is not None:
            content = bytes(data.data(raw).data())
            self._begin([Call(_checked, content)], kind)
        elif data.hasImage():
            image = QImage(data.imageData())
            self._begin([Call(png, image)], kind)
        elif data.hasUrls():
            self.refused.emit(
                UserError(
                    "picture_remote",
                    QT_TR_NOOP("This picture lies in the network. Save it on this computer first."),
                )
            )
        else:
            self.refused.emit(
                UserError(
                    "picture_none",
                    QT_TR_NOOP("No picture was copied. Copy a picture or its file, then paste."),
                )
            )

    def _begin(self, readers: list[Call[bytes]], kind: Kind) -> None:
        if len(self._waiting) + len(readers) > FILES:
            self.refused.emit(
                UserError("picture_files", QT_TR_NOOP("Choose at most {n} files at once."), n=FILES)
            )
            return
        self._kind = kind
        self._said.clear()
        self._waiting.extend(readers)
        if not self._reading:
            self._next()

    def _next(self) -> None:
        self._reading = bool(self._waiting)
        if self._reading:
            self._background.run(
                self._waiting.popleft(),
                done=self._read,
                failed=self._failed,
                receiver=self,
                key=object(),  # no newer file replaces an older one
            )

    def _read(self, content: bytes) -> None:
        kind = self._kind
        self._next()  # first, because receivers of the picture ask whether more is being read
        self.give(content, kind)

    def _failed(self, error: BaseException) -> None:
        self._next()
        code = error.code if isinstance(error, UserError) else ""
        if not code or code not in self._said:
            self._said.add(code)
            self.refuse(error, self._background)


@lane("pictures")
def png(image: QImage) -> bytes:
    """A bitmap as a PNG file; UserError when it is none or too large. Slow: for the background."""
    if image.width() * image.height() > MEGAPIXELS * 1_000_000:
        raise UserError(
            "picture_pixels",
            QT_TR_NOOP("This picture has more than {n} megapixels. Save it smaller."),
            n=MEGAPIXELS,
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"png")
    writer.setQuality(PNG_QUALITY)
    if not writer.write(image):
        raise unreadable()
    return _checked(bytes(buffer.data().data()))


@lane("pictures")
def _checked(content: bytes) -> bytes:
    check_bytes(content)
    return content


def _usable(data: QMimeData) -> bool:
    return data.hasUrls() or data.hasImage() or any(map(data.hasFormat, RAW))
