"""The ID-card reader as a source: one press reads the card that lies on it (F2)."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from app.errors import UserError
from app.services import identity
from app.services.identity import CardRead, CardReader
from app.settings import READER
from ui.capture.document import Page
from ui.desk.background import Call, Job
from ui.desk.desk import Desk


class ChipSource(QObject):
    """`read` tells a Page; `refused` why not. A practice reader has cards that can be laid."""

    read = Signal(object)
    refused = Signal(object)
    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reader: CardReader | None = None
        self._job: Job | None = None
        self.load()

    def load(self) -> None:
        """Use the reader that the settings of this computer name now."""
        self.close()
        self.refusal: UserError | None = None
        try:
            self._reader = identity.reader_of(self._desk.session, self._desk.settings)
        except UserError as error:
            self.refusal = error
        self.changed.emit()

    @property
    def is_there(self) -> bool:
        """Whether this computer has a reader, working or not."""
        return self._reader is not None

    @property
    def is_practice(self) -> bool:
        return self.is_there and self._desk.settings.get(READER) == "simulator"

    @property
    def is_reading(self) -> bool:
        return self._job is not None

    def start(self, practice_card: str = "") -> None:
        """Read the card on it; of a practice reader, after laying that card."""
        if self._reader is None or self._job is not None:
            return
        self._job = self._desk.background.run(
            Call(
                identity.read_card,
                self._desk.session,
                self._reader,
                since=self._reader.stops,
                practice_card=practice_card,
            ),
            done=self._done,
            failed=self._failed,
            receiver=self,
            key=object(),
        )
        self.changed.emit()

    def _done(self, read: CardRead) -> None:
        self._job = None
        self.changed.emit()
        card = read.card
        self.read.emit(
            Page(
                identity.reading_of_chip(card),
                source="reader",
                taken_at=datetime.now(UTC),
                mode="reader",
                portrait=card.portrait,
                seals=read.seals,
            )
        )

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self.changed.emit()
        if isinstance(error, UserError):
            self.refused.emit(error)
        else:
            self._desk.messages.error(error)

    def cancel(self) -> None:
        """Stop waiting for a card. A record that is on its way may still come."""
        if self._reader is not None:
            self._reader.cancel()

    def close(self) -> None:
        """End the reader's helper; one that hangs is killed after a wait, while the window goes on.
        A thread does it and not a job of the background, because jobs may be stopped and a helper
        must not outlive the window.
        """
        if self._reader is not None:
            threading.Thread(target=self._reader.close, name="counter-reader-end").start()
            self._reader = None
