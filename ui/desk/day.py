"""The day at this desk: own orders, the last slip, papers not printed, the time with this customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.services import day
from app.services.day import MyDay
from app.services.papers import OpenPrint
from app.services.session import Session
from ui.desk.background import Background, Call
from ui.words.messages import Messages, tr

MANY = 1000
"""Papers not printed are counted up to here (app.services.papers.listing.COUNTED)."""


@dataclass(frozen=True)
class LastSlip:
    """The slip that Ctrl+P prints again."""

    document_id: UUID
    number: str
    printed: bool


class DeskDay(QObject):
    """One per desk; `today` is read anew after every write."""

    changed = Signal()
    slip_changed = Signal()
    unprinted_changed = Signal(int)
    serving_changed = Signal()

    def __init__(
        self, session: Session, background: Background, messages: Messages, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._background = background
        self._messages = messages
        self.today: MyDay | None = None
        self.last_slip: LastSlip | None = None
        self.unprinted = 0
        self.serving_since: datetime | None = None
        self.sending: set[UUID] = set()
        """papers on their way to a printer: nobody is asked yet how they came out"""

    def refresh(self) -> None:
        """Read the day anew: the last slip and the papers not printed, as committed."""
        self._background.run(
            Call(day.day_so_far, self._session),
            done=self._show,
            failed=self._messages.error,
            receiver=self,
        )

    def _show(self, today: MyDay) -> None:
        self.today = today
        last = today.last
        if last is not None and last.slip_id is not None:
            self.set_last_slip(LastSlip(last.slip_id, last.number, last.slip_printed))
        self.set_unprinted(today.unprinted or 0)
        self.changed.emit()

    @property
    def asked(self) -> tuple[OpenPrint, ...]:
        """What this counter printed and nobody has answered, oldest first."""
        asked = self.today.asked if self.today else ()
        return tuple(each for each in asked if each.document_id not in self.sending)

    def start_serving(self, serving: bool = True) -> None:
        """Begin (or end) the time with this customer that the status line counts."""
        self.serving_since = self._session.installation.clock() if serving else None
        self.serving_changed.emit()

    def set_last_slip(self, slip: LastSlip | None) -> None:
        """Say which slip Ctrl+P means."""
        self.last_slip = slip
        self.slip_changed.emit()

    @property
    def unprinted_text(self) -> str:
        """'Not printed 3'; beyond what is counted 'Not printed 999+'."""
        n = str(self.unprinted) if self.unprinted < MANY else f"{MANY - 1}+"
        return tr("Not printed {n}", n=n)

    def set_unprinted(self, count: int) -> None:
        """Say how many papers have not come out."""
        self.unprinted = count
        self.unprinted_changed.emit(count)
