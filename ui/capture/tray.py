"""The pictures on their way: one after another through the reading process, and the documents they gave."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.errors import QT_TR_NOOP, UserError
from app.lanes import lane
from app.services import identity
from app.services.identity import Corners, Reading, SmallPicture, Worker
from ui.capture.document import Attachment, Document, Page, Photo, names_nobody, sort_in
from ui.capture.source import Picture
from ui.desk.background import Call, Job
from ui.desk.desk import Desk

Purpose = Literal["document", "again", "photo", "attachment"]
"""`again`: a face of the shown document once more."""
MOST = 30


R = TypeVar("R")


@dataclass(frozen=True)
class AskedFor:
    """For whom a picture is read: how often the bench had been emptied, who was served, which form
    was in front."""

    turn: int
    customer_id: UUID | None
    form_id: UUID | None


@dataclass(frozen=True)
class Waiting:
    """A picture that is to be read; `into` is the document for which it was taken, if for one."""

    picture: Picture
    purpose: Purpose
    into: UUID | None
    asked: AskedFor


class Tray(QObject):
    """The tray is in memory only, and closing it forgets every picture. A new picture never alters
    the document being edited. Beginning another document empties the bench: the documents there
    stay, but are out of use until one is chosen again, whatever the new reading brings. A scan
    comes by itself, so it takes a document that was typed into out of use and leaves it on the
    screen. An answer to an older reading, or for another person or form, is laid beside.
    """

    changed = Signal()
    """the documents, the current one, or what is being read"""
    emptied = Signal()
    """what was in use is not any more"""
    refused = Signal(object)
    """a UserError"""
    photo_missing = Signal()
    """a photo or an attachment came for no document, or for one that is gone"""
    not_taken = Signal(object)
    """a Picture that was not read: refused, cancelled, or no room"""
    removed = Signal(object)
    """a Document that was put aside or is done with"""
    beside = Signal()
    """another document was read, and the shown one stays in front"""
    guessed = Signal(object)
    """the Document that got a face which names nobody, while another waits for that face too"""

    def __init__(self, desk: Desk, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._worker = worker
        self._waiting: deque[Waiting] = deque()
        self._reading: Picture | None = None
        self._job: Job | None = None
        self._touched = False
        """whether the clerk works on the shown document since a picture was taken on purpose"""
        self._live = False
        self._turn = 0
        self._last: UUID | None = None
        """what was shown last: another face may be of it"""
        self._fresh: tuple[UUID, ...] = ()
        """what was read since the bench was emptied, oldest first"""
        self.documents: tuple[Document, ...] = ()
        self.current: UUID | None = None
        self.preview: SmallPicture | None = None
        """of the picture that is being read"""

    @property
    def document(self) -> Document | None:
        """The one that is shown."""
        return next((each for each in self.documents if each.id == self.current), None)

    @property
    def is_live(self) -> bool:
        """Whether the shown document may be used: nothing was begun since it was read or chosen."""
        return self._live and self.document is not None

    @property
    def is_reading(self) -> bool:
        return self._job is not None

    @property
    def waiting(self) -> int:
        """Pictures that come after the one being read."""
        return len(self._waiting)

    # --- pictures come

    def begin(self, *, by_itself: bool = False) -> AskedFor:
        """Begin another document. No document is in use until it was read, or one is chosen.
        `by_itself`: nobody asked for it, so a reading under way stays the newest."""
        if not by_itself:
            self._turn += 1
        self._desk.hand_over.expected.emit()
        if by_itself and self._touched and self.current is not None:
            self._live = False
        else:
            self._last = self.current or self._last
            self.current, self._live, self._touched, self._fresh = None, False, False, ()
        self.emptied.emit()
        self.changed.emit()
        return self.asked()

    def asked(self) -> AskedFor:
        """For whom something is that is asked for now."""
        return AskedFor(self._turn, self._desk.customer_id, self._desk.hand_over.form_id)

    def is_newest(self, asked: AskedFor) -> bool:
        """Whether nothing was begun since, and the same person and form are in front."""
        return asked.turn == self._turn and self.is_same_person(asked)

    def is_same_person(self, asked: AskedFor) -> bool:
        """Whether the same person and form are in front; the first form of all is nobody else's."""
        same_form = asked.form_id in (None, self._desk.hand_over.form_id)
        return asked.customer_id == self._desk.customer_id and same_form

    def add(
        self,
        picture: Picture,
        purpose: Purpose = "document",
        into: UUID | None = None,
        asked: AskedFor | None = None,
    ) -> None:
        """Read a picture as soon as those before it are; a photo, a proof and a face once more are for
        the document `into`. `asked` is what `begin` told, which is called here where it was not."""
        if asked is None:
            is_document = purpose in ("document", "again")
            by_itself = picture.source == "watched_folder"
            asked = self.begin(by_itself=by_itself) if is_document else self.asked()
        if len(self._waiting) + len(self.documents) >= MOST:
            self.not_taken.emit(picture)
            self.refused.emit(_full())
            return
        self._waiting.append(Waiting(picture, purpose, into, asked))
        self._next()

    def add_page(self, page: Page, asked: AskedFor | None = None) -> None:
        """A face that needs no reading, such as the chip's record; `asked` as for `add`."""
        self._sort_in(page, asked or self.begin())
        self.changed.emit()

    def _sort_in(self, page: Page, asked: AskedFor, again: UUID | None = None) -> None:
        """`again`: the document of which a face was taken once more."""
        before, today = self.documents, self._desk.session.today
        shown = again or self.current or self._last
        self.documents, into = sort_in(before, page, today, shown, again=again is not None)
        without = [each for each in before if page.face in each.missing_faces()]
        if len(without) > 1 and names_nobody(page):
            self.guessed.emit(next(each for each in self.documents if each.id == into))
        newest = self.is_newest(asked)
        if newest and (self.current is None or not self._touched or into == self.current):
            self.current = self._last = into
            self._live = True
            self._fresh = (*(each for each in self._fresh if each != into), into)
        elif into != self.current:
            self.beside.emit()

    def _next(self) -> None:
        if self._job is not None or not self._waiting:
            return
        waiting = self._waiting.popleft()
        picture = self._reading = waiting.picture

        def shown(preview: SmallPicture) -> None:
            self._job = None
            if waiting.purpose in ("document", "again"):
                self.preview = preview
                self._read(waiting, preview)
            else:
                self._put(waiting, preview.jpeg)
                self._next()
            self.changed.emit()

        self._job = self._run(Call(self._worker.preview, picture.content), shown)
        self.changed.emit()

    def _read(self, waiting: Waiting, preview: SmallPicture) -> None:
        picture = waiting.picture
        again = waiting.into if waiting.purpose == "again" else None

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
                    scan=picture.scan,
                )
                self._sort_in(page, waiting.asked, again)
            self._next()
            # once for all faces, because each change draws and builds everything anew
            self.changed.emit()

        self._job = self._run(Call(_read_all, self._worker, picture.content), read)

    def _put(self, waiting: Waiting, jpeg: bytes) -> None:
        document = next((each for each in self.documents if each.id == waiting.into), None)
        picture = waiting.picture
        if document is None:
            self.photo_missing.emit()
        elif waiting.purpose == "photo":
            self.replace(replace(document, photo=Photo(jpeg, picture.source, picture.taken_at)))
        else:
            added = Attachment(jpeg, picture.source, picture.taken_at)
            self.replace(replace(document, attachments=(*document.attachments, added)))

    def _run(self, call: Call[R], done: Callable[[R], object]) -> Job:
        return self._desk.background.run(
            call, done=done, failed=self._failed, receiver=self, key=object()
        )

    def _failed(self, error: BaseException) -> None:
        self._job = self.preview = None
        if self._reading is not None:
            self.not_taken.emit(self._reading)
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

        asked = self.asked()
        self._live = False  # what stands there is of the corners before

        def read(told: Reading) -> None:
            self._job = None
            for document in self.documents:  # no document has it when it was put aside meanwhile
                if any(each.id == page.id for each in document.pages):
                    read_anew = replace(page, reading=told)
                    today = self._desk.session.today
                    self.documents, _ = sort_in(self.documents, read_anew, today, document.id)
                    if document.id == self.current and self.is_newest(asked):
                        self._live = True
            self._next()
            self.changed.emit()

        self._reading = None  # it lies in a document already
        self._job = self._run(Call(self._worker.read, page.content, corners), read)
        self.changed.emit()

    def cancel(self) -> None:
        """Stop reading and forget waiting pictures. An answer that still comes is laid beside."""
        self._turn += 1
        left = [each.picture for each in self._waiting]
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()
            self._job = self.preview = None
            self._worker.cancel()
            left += [self._reading] if self._reading is not None else []
        for picture in left:
            self.not_taken.emit(picture)
        self.changed.emit()

    def replace(self, document: Document) -> None:
        """Show another state of a document, which the clerk works on."""
        self._touched = self._touched or document.id == self.current
        self.documents = tuple(
            _changed(each, document) if each.id == document.id else each for each in self.documents
        )
        self.changed.emit()

    def restore(self, documents: tuple[Document, ...], shown: UUID | None) -> None:
        """What lay there before a lock, in front of what came since; `shown` was in use."""
        self.documents = (*documents, *self.documents)
        if self._turn == 0 and self.current is None:
            self.current = self._last = shown
            self._live = True
        self.changed.emit()

    def show(self, document_id: UUID) -> None:
        """The clerk chose this one: it is shown and may be used; what is being read lies beside."""
        self._turn += 1
        self.current = self._last = document_id
        self._touched = self._live = True
        self.changed.emit()

    def remove(self, document_id: UUID) -> None:
        """Forget a document and its pictures; the next one that came with it is shown."""
        gone = [each for each in self.documents if each.id == document_id]
        self.documents = tuple(each for each in self.documents if each.id != document_id)
        self._fresh = tuple(each for each in self._fresh if each != document_id)
        if self.current == document_id:
            self.current = self._last = self._fresh[-1] if self._fresh else None
            self._live, self._touched = True, False
        for document in gone:
            self.removed.emit(document)
        self.changed.emit()

    def close(self) -> None:
        """Forget everything and end the reading process: it holds pictures of people too."""
        self.cancel()
        self.documents, self.current = (), None
        self._worker.close(for_good=True)


def _changed(before: Document, now: Document) -> Document:
    """The document was changed, so an operation on the older state no longer applies to it."""
    same_operation = now.operation_id == before.operation_id
    return replace(now, operation_id=None) if same_operation and now != before else now


def _full() -> UserError:
    return UserError(
        "tray_full",
        QT_TR_NOOP("{n} pictures lie here already. Use or put aside some of them first."),
        n=MOST,
    )


@lane("pictures")
def _read_all(worker: Worker, content: bytes) -> tuple[Reading, ...]:
    return identity.read_all(worker, content)
