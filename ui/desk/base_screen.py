"""What every screen has: the desk, calls in the background, a busy and an empty state in place.

A screen builds its widgets into `self.content`, which scrolls when the window is too small for it.
It never opens a session of the database itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.ids import new_id
from ui.desk.background import Call, Failed, Job
from ui.desk.desk import Desk
from ui.desk.requests import Request
from ui.look import theme
from ui.widgets.keys import enter_moves_on
from ui.widgets.panel import label, scrolled
from ui.widgets.tab_order import leaves
from ui.words.messages import tr

if TYPE_CHECKING:
    from app.services.session import Session

P = ParamSpec("P")
R = TypeVar("R")

BUSY_MS = 100
NEXT_TURN_MS = 1
"""A timer lets keys and clicks come first; 0 would be done together with the work that follows from now."""
CANCEL_MS = 1000


class BaseScreen(QWidget):
    """Subclass it, build into `content`, and name the class in `ui.desk.screens.SCREENS`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent or desk.place)
        self.desk = desk
        self.content = QWidget()
        self._heard: list[tuple[SignalInstance, Callable[..., object]]] = []
        self._jobs: list[Job] = []
        self._page = _StatePage()
        self._page.cancel.clicked.connect(self._stop)
        self._page.again.clicked.connect(self._read_again)
        self._last_read: Callable[[], object] | None = None
        """the last one that progress was shown for"""
        self._stack = QStackedLayout(self)
        self._stack.setStackingMode(QStackedLayout.StackingMode.StackOne)
        self._scroll = scrolled(self.content)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._page)
        self._busy_timer = _single_shot(self, BUSY_MS, lambda: self._show_state(busy=True))
        self._cancel_timer = _single_shot(self, CANCEL_MS, self._page.cancel.show)

    @property
    def session(self) -> Session:
        """Who works here."""
        return self.desk.session

    # --- calls

    def query(
        self,
        fn: Callable[Concatenate[Session, P], R],
        done: Callable[[R], object],
        failed: Failed | None = None,
        *args: P.args,
        **arguments: P.kwargs,
    ) -> Job:
        """Read in the background: `fn(session, **arguments)`; a newer call of `fn` replaces it. What fails
        or is cancelled while progress is shown can be read again in place."""
        if self._is_busy:
            self._last_read = lambda: self.query(fn, done, failed, *args, **arguments)
        job = self.desk.background.run(
            Call(fn, self.session, *args, **arguments),
            done=done,
            failed=failed or self._not_read,
            receiver=self,
        )
        self._jobs = [known for known in self._jobs if not known.finished] + [job]
        return job

    def call(
        self,
        fn: Callable[Concatenate[Session, UUID, P], R],
        done: Callable[[R], object] | None = None,
        failed: Failed | None = None,
        operation_id: UUID | None = None,
        *args: P.args,
        **arguments: P.kwargs,
    ) -> Job:
        """Run a procedure: `fn(session, operation_id, **arguments)`, in the order asked.

        Pass the same `operation_id` again to repeat a call whose outcome is unknown.
        """
        return self.desk.background.run(
            Call(fn, self.session, operation_id or new_id(), *args, **arguments),
            done=done,
            failed=failed or self.desk.messages.error,
            receiver=self,
        )

    def cancel_reads(self) -> None:
        """Stop waiting for what this screen reads."""
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()
        self.set_busy(False)

    def _stop(self) -> None:
        self.cancel_reads()
        if self._last_read is not None:
            self._offer_again(tr("Reading was stopped."))

    def _not_read(self, error: BaseException) -> None:
        self.desk.messages.error(error)
        if self._is_busy:
            self._offer_again(tr("This could not be read."))

    def _offer_again(self, text: str) -> None:
        self.set_empty(text)
        self._page.again.setVisible(self._last_read is not None)

    def _read_again(self) -> None:
        self.set_busy(True)
        if self._last_read is not None:
            self._last_read()

    # --- states in place

    @property
    def _is_busy(self) -> bool:
        shown = self._stack.currentWidget() is self._page and not self._page.bar.isHidden()
        return shown or self._busy_timer.isActive()

    def set_busy(self, busy: bool, text: str = "") -> None:
        """Show progress instead of the content after 100 ms, with a way to cancel after 1 s."""
        self._busy_timer.stop()
        self._cancel_timer.stop()
        if busy:
            self._page.text.setText(text or tr("One moment …"))
            self._busy_timer.start()
            self._cancel_timer.start()
        else:
            self._stack.setCurrentWidget(self._scroll)

    def set_empty(self, text: str) -> None:
        """Say what would be here and how to get it; an empty text shows the content again."""
        self.set_busy(False)
        if text:
            self._page.text.setText(text)
            self._show_state(busy=False)

    def _show_state(self, *, busy: bool) -> None:
        self._page.bar.setVisible(busy)
        self._page.cancel.hide()
        self._page.again.hide()
        self._stack.setCurrentWidget(self._page)

    # --- life

    def listen(self, signal: SignalInstance, slot: Callable[..., object]) -> None:
        """Connect to a signal of something that outlives this screen; dropped by `close_down`."""
        signal.connect(slot)
        self._heard.append((signal, slot))

    def close_down(self) -> None:
        """Drop connections and waiting reads; the frame calls it before the screen is destroyed."""
        for signal, slot in self._heard:
            signal.disconnect(slot)
        self._heard.clear()
        self.cancel_reads()

    def activate(self) -> None:
        """The tab came to the front: refresh, put the cursor where work begins."""

    def print_shown(self) -> bool:
        """Ctrl+P: print the paper that is shown; False when the screen shows none."""
        return False

    def save_draft(self) -> None:
        """Seal what was typed (drafts.save in the procedures lane); before a lock and a rebuild."""

    def save_state(self) -> dict[str, Any]:
        """What brings the screen back as it was: ids, step, place. Never personal data: that is
        in the sealed draft, because the state outlives a lock."""
        return {}

    def restore_state(self, state: dict[str, Any]) -> None:
        """The inverse of `save_state`, after a rebuild or an unlock."""

    def show_request(self, request: Request) -> None:
        """Show what another screen asked for with `desk.open_screen`."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on; Ctrl+Enter and Esc belong to the subclass."""
        if not enter_moves_on(event, self):
            super().keyPressEvent(event)


class _StatePage(QWidget):
    """The page in place of the content: a sentence, a bar that moves, a way out."""

    def __init__(self) -> None:
        super().__init__()
        self.text: QLabel = label("", "soft", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(240)
        self.bar.setAccessibleName(tr("In progress"))
        self.cancel = QPushButton(tr("Cancel"))
        leaves(self.cancel)
        self.again = QPushButton(tr("Try again"))
        column = QVBoxLayout(self)
        column.setSpacing(theme.GAP)
        column.addStretch(1)
        column.addWidget(self.text)
        column.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignHCenter)
        for button in (self.cancel, self.again):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            button.hide()
        column.addStretch(2)


def _single_shot(parent: QObject, milliseconds: int, slot: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer
