"""The pictures on their way: one after another through the reading process, and the documents they gave."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Literal
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.errors import QT_TR_NOOP, UserError
from app.services import reading
from app.services.reading import Corners, Preview, Reading, Worker
from ui.background import Job
from ui.capture.document import Attachment, Document, Page, Photo, sort_in
from ui.capture.source import Picture
from ui.desk import Desk

Purpose = Literal["document", "photo", "attachment"]
MOST = 30


class Tray(QObject):
    """In memory only: closing it forgets every picture."""

    changed = Signal()
    """the documents, the current one, or what is being read"""
    refused = Signal(object)
    """a UserError"""
    photo_missing = Signal()
    """a photo or an attachment came before any document"""

    def __init__(self, desk: Desk, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._worker = worker
        self._waiting: deque[tuple[Picture, Purpose]] = deque()
        self._job: Job | None = None
        self.documents: tuple[Document, ...] = ()
        self.current: UUID | None = None
        self.preview: Preview | None = None
        """of the picture that is being read"""

    @property
    def document(self) -> Document | None:
        """The one that is shown."""
        return next((each for each in self.documents if each.id == self.current), None)

    @property
    def is_reading(self) -> bool:
        return self._job is not None

    @property
    def waiting(self) -> int:
        """Pictures that come after the one being read."""
        return len(self._waiting)

    # --- pictures come

    def add(self, picture: Picture, purpose: Purpose = "document") -> None:
        """Read a picture as soon as those before it are."""
        if len(self._waiting) + len(self.documents) >= MOST:
            self.refused.emit(_full())
            return
        self._waiting.append((picture, purpose))
        self._next()

    def add_page(self, page: Page) -> None:
        """A face that needs no reading, such as the chip's record."""
        self._sort_in(page)
        self.changed.emit()

    def _sort_in(self, page: Page) -> None:
        self.documents, self.current = sort_in(
            self.documents, page, self._desk.session.today, self.current
        )

    def _next(self) -> None:
        if self._job is not None or not self._waiting:
            return
        picture, purpose = self._waiting.popleft()

        def shown(preview: Preview) -> None:
            self._job = None
            if purpose == "document":
                self.preview = preview
                self._read(picture, preview)
            else:
                self._put(picture, purpose, preview.jpeg)
                self._next()
            self.changed.emit()

        self._job = self._run(self._worker.preview, shown, picture.content)
        self.changed.emit()

    def _read(self, picture: Picture, preview: Preview) -> None:
        def read(found: tuple[Reading, ...]) -> None:
            self._job = self.preview = None
            for told in found:
                page = Page(
                    told,
                    picture.source,
                    picture.taken_at,
                    preview=preview.jpeg,
                    scale=preview.scale,
                    content=picture.content,
                )
                self._sort_in(page)
            self._next()
            self.changed.emit()  # once for all faces: each would be drawn and built anew

        self._job = self._run(_read_all, read, self._worker, picture.content)

    def _put(self, picture: Picture, purpose: Purpose, jpeg: bytes) -> None:
        document = self.document
        if document is None:
            self.photo_missing.emit()
        elif purpose == "photo":
            self.replace(replace(document, photo=Photo(jpeg, picture.source, picture.taken_at)))
        else:
            added = Attachment(jpeg, picture.source, picture.taken_at)
            self.replace(replace(document, attachments=(*document.attachments, added)))

    def _run(self, fn: Callable[..., object], done: Callable[..., object], *call: object) -> Job:
        return self._desk.background.run(
            fn, *call, done=done, failed=self._failed, receiver=self, lane="reads", key=object()
        )

    def _failed(self, error: BaseException) -> None:
        self._job = self.preview = None
        if isinstance(error, UserError):
            self.refused.emit(error)
        else:
            self._desk.messages.error(error)
        self._next()
        self.changed.emit()

    # --- what the clerk does

    def read_again(self, page: Page, corners: Corners) -> None:
        """Read a picture within corners that were set by hand."""
        if self._job is not None:
            return

        def read(told: Reading) -> None:
            self._job = None
            self.documents, self.current = sort_in(
                self.documents,
                replace(page, reading=told),
                self._desk.session.today,
                self.current,
            )
            self._next()
            self.changed.emit()

        self._job = self._run(self._worker.read, read, page.content, corners)
        self.changed.emit()

    def cancel(self) -> None:
        """Stop reading, and forget what waits."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()
            self._job = self.preview = None
            self._worker.cancel()
        self.changed.emit()

    def replace(self, document: Document) -> None:
        """Show another state of a document."""
        self.documents = tuple(
            document if each.id == document.id else each for each in self.documents
        )
        self.changed.emit()

    def restore(self, documents: tuple[Document, ...]) -> None:
        """What lay there before a lock, in front of what came since."""
        self.documents = (*documents, *self.documents)
        self.current = self.current or (documents[-1].id if documents else None)
        self.changed.emit()

    def show(self, document_id: UUID) -> None:
        """Make this the one that is shown."""
        self.current = document_id
        self.changed.emit()

    def remove(self, document_id: UUID) -> None:
        """Forget a document and its pictures."""
        self.documents = tuple(each for each in self.documents if each.id != document_id)
        if self.current == document_id:
            self.current = self.documents[-1].id if self.documents else None
        self.changed.emit()

    def close(self) -> None:
        """Forget everything and end the reading process: it holds pictures of people too."""
        self.cancel()
        self.documents, self.current = (), None
        self._worker.close(for_good=True)


def _full() -> UserError:
    return UserError(
        "tray_full",
        QT_TR_NOOP("{n} pictures lie here already. Use or put aside some of them first."),
        n=MOST,
    )


def _read_all(worker: Worker, content: bytes) -> tuple[Reading, ...]:
    return reading.read_all(worker, content)
