"""The draft of the documents on the counter, sealed to their clerk and watermarked, so that they
survive a lock and a power cut. The original picture is not written. A document that was brought
back can be compared and used; only its corners cannot be set anew. A scan is removed from the
watched folder only when its page is sealed here or the clerk puts it aside, because power may go
off at any moment before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from app.domain.businesses import REGISTRATION
from app.domain.ids import new_id
from app.errors import UserError
from app.services import drafts, identity
from app.services.drafts import Draft, Loaded
from app.settings import WATCHED_FOLDER_REMOVE
from ui.capture import folder_poll
from ui.capture.document import Attachment, Document, Page, Photo
from ui.capture.folder_poll import SeenFile
from ui.capture.tray import Tray
from ui.desk.background import Call
from ui.desk.desk import Desk
from ui.words.messages import tr

if TYPE_CHECKING:
    from app.services.session import Session

KIND = "capture"
SAVE_AFTER_MS = 1000
BUSINESS = REGISTRATION
"""What the copies of a draft say that they were taken for; most documents are."""
Burned = dict[bytes, bytes]
"""Copies that were watermarked already, by the SHA-256 of what they were made from."""


class TrayDrafts(QObject):
    """Watches a tray; `load` brings back what lay there before."""

    def __init__(self, desk: Desk, tray: Tray) -> None:
        super().__init__(tray)
        self._desk = desk
        self._tray = tray
        self._draft_id: UUID | None = None
        self._burned: Burned = {}
        self._loaded = False
        """whether what lay there before is known; a save before would hide it"""
        self._saved: tuple[Document, ...] | None = ()
        """what the disk has; None when a save failed"""
        self._saved_shown: UUID | None = None
        """which of them was in use when they were saved"""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        tray.changed.connect(self._changed)
        tray.emptied.connect(self._emptied)
        tray.removed.connect(self._put_aside)

    @property
    def _shown(self) -> UUID | None:
        return self._tray.current if self._tray.is_live else None

    def _is_saved(self) -> bool:
        now = self._tray.documents, self._shown
        return now == (self._saved, self._saved_shown)

    def _changed(self) -> None:
        if not self._tray.documents:
            self.save()  # remove a document from the disk at once when nobody needs it
        elif not self._is_saved() and not self._timer.isActive():
            self._timer.start()

    def _emptied(self) -> None:
        """Save at once, so that after a power cut the document before the next card is not in use
        either."""
        if self._saved_shown is not None:
            self.save()

    def save(self) -> None:
        """Seal the documents in the tray; an empty tray removes the draft."""
        self._timer.stop()
        documents = self._tray.documents
        if self._is_saved() or not self._loaded:
            return
        self._saved, self._saved_shown = documents, self._shown
        background, session = self._desk.background, self._desk.session
        if not documents:
            if self._draft_id is not None:
                background.run(
                    Call(drafts.discard, session, draft_id=self._draft_id),
                    failed=self._desk.messages.error,
                    receiver=self._desk,
                )
            self._draft_id, self._burned = None, {}
            return
        self._draft_id = self._draft_id or new_id()
        background.run(
            Call(
                _save,
                session,
                self._draft_id,
                documents,
                self._shown,
                self._burned,
                self._finished(documents),
            ),
            done=self._said,
            failed=self._not_saved,
            receiver=self._desk,  # a lock drops the tray before the answer comes
        )

    def _not_saved(self, error: BaseException) -> None:
        """Say that the draft was not saved, such as on a full disk; the next save tries again."""
        self._saved = None
        self._desk.messages.error(error)

    def _put_aside(self, document: Document) -> None:
        """Remove the document's scans, unless another document lies on the same one."""
        if scans := self._finished((document,)) - self._finished(self._tray.documents):
            self._desk.background.run(Call(_remove, scans), done=self._said, receiver=self._desk)

    def _finished(self, documents: tuple[Document, ...]) -> frozenset[SeenFile]:
        """The files to remove once these documents are sealed or done with."""
        if not self._desk.settings.get(WATCHED_FOLDER_REMOVE):
            return frozenset()
        return frozenset().union(*(document.scans for document in documents))

    def _said(self, refused: tuple[UserError, ...]) -> None:
        for error in refused:
            self._desk.messages.error(error)

    def stop(self) -> None:
        """Stop watching before a lock, which empties the tray although its documents are not done
        with."""
        self._timer.stop()
        self._tray.changed.disconnect(self._changed)
        self._tray.emptied.disconnect(self._emptied)

    def load(self, done: Callable[[], object]) -> None:
        """Bring back the documents of the draft, then call `done`."""

        def loaded(found: Loaded) -> None:
            self._loaded = True
            for draft in found.drafts:
                if draft.kind == KIND and self._draft_id is None:
                    self._take(draft)
            self._changed()
            done()

        def failed(error: BaseException) -> None:
            self._loaded = True
            self._changed()
            self._desk.messages.error(error)

        self._desk.background.run(
            Call(drafts.load_all, self._desk.session), done=loaded, failed=failed, receiver=self
        )

    def _take(self, draft: Draft) -> None:
        try:
            documents = tuple(_from_plain(each) for each in draft.form["documents"])
            shown = UUID(draft.form["shown"]) if draft.form.get("shown") else None
        except (KeyError, TypeError, ValueError):
            self._desk.messages.say(
                tr("A captured document cannot be opened any more. Capture it again."), "warn"
            )
            return
        self._draft_id, self._saved, self._saved_shown = draft.id, documents, shown
        self._tray.restore(documents, shown)


def _save(
    session: Session,
    draft_id: UUID,
    documents: tuple[Document, ...],
    shown: UUID | None,
    burned: Burned,
    scans: frozenset[SeenFile],
) -> tuple[UserError, ...]:
    """In a worker: seal, then remove the scans; what could not be removed comes back in words."""
    plain = [_to_plain(session, each, burned) for each in documents]
    draft = Draft(
        id=draft_id,
        kind=KIND,
        title="",
        step="0",
        form={"documents": plain, "shown": str(shown or "")},
        started_at=session.installation.clock(),
    )
    drafts.save(session, draft=draft)
    return _remove(scans)


def _remove(scans: frozenset[SeenFile]) -> tuple[UserError, ...]:
    refused = []
    for scan in scans:
        try:
            folder_poll.remove(scan)
        except UserError as error:
            refused.append(error)
    return tuple(refused[:1])  # the same sentence for each


def _to_plain(session: Session, document: Document, burned: Burned) -> dict[str, Any]:
    def copy(jpeg: bytes, *, is_burned: bool = False) -> str:
        if not jpeg or is_burned:
            return jpeg.hex()
        which = hashlib.sha256(jpeg).digest()
        if which not in burned:
            burned[which] = identity.burned(session, jpeg, BUSINESS)
        return burned[which].hex()

    photo = document.photo
    return {
        "id": str(document.id),
        "typed": dict(document.typed),
        "operation_id": str(document.operation_id or ""),
        "pages": [
            {
                "id": str(page.id),
                "reading": json.dumps(identity.to_plain(page.reading)),
                "upright": copy(page.reading.upright, is_burned=page.is_burned),
                "portrait": copy(page.portrait, is_burned=page.is_burned),
                "source": page.source,
                "mode": page.mode,
                "seals": dict(page.seals),
                "taken_at": page.taken_at.isoformat(),
            }
            for page in document.pages
        ],
        "photo": None
        if photo is None
        else {
            "jpeg": copy(photo.jpeg, is_burned=photo.is_burned),
            "source": photo.source,
            "taken_at": photo.taken_at.isoformat(),
            "verdict": photo.verdict,
            "permit": photo.permit,
        },
        "attachments": [
            {
                "jpeg": copy(each.jpeg, is_burned=each.is_burned),
                "source": each.source,
                "taken_at": each.taken_at.isoformat(),
                "title": each.title,
            }
            for each in document.attachments
        ],
    }


def _from_plain(plain: dict[str, Any]) -> Document:
    photo = plain["photo"]
    return Document(
        pages=tuple(
            Page(
                identity.from_plain(json.loads(page["reading"]), bytes.fromhex(page["upright"])),
                source=page["source"],
                taken_at=datetime.fromisoformat(page["taken_at"]),
                mode=page["mode"],
                seals=page.get("seals", {}),
                portrait=bytes.fromhex(page["portrait"]),
                is_burned=True,
                id=UUID(page["id"]),
            )
            for page in plain["pages"]
        ),
        typed={str(name): str(text) for name, text in plain["typed"].items()},
        photo=None
        if photo is None
        else replace(
            Photo(
                bytes.fromhex(photo["jpeg"]),
                photo["source"],
                datetime.fromisoformat(photo["taken_at"]),
                photo["verdict"],
                photo["permit"],
            ),
            is_burned=True,
        ),
        attachments=tuple(
            Attachment(
                bytes.fromhex(each["jpeg"]),
                each["source"],
                datetime.fromisoformat(each["taken_at"]),
                each["title"],
                is_burned=True,
            )
            for each in plain["attachments"]
        ),
        operation_id=UUID(plain["operation_id"]) if plain.get("operation_id") else None,
        id=UUID(plain["id"]),
    )
