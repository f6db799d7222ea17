"""What waits for this person's decision, and what came of the own requests, as two tags of the top bar."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.permissions import Permission
from app.services import approvals
from app.services.approvals import RequestCounts
from app.services.session import Shown, Written
from ui.desk import screens
from ui.desk.background import Call
from ui.desk.desk import Desk
from ui.desk.requests import Request, ShowMyRequests
from ui.look import theme
from ui.widgets.tag import TagButton
from ui.words.messages import tr

ASK_MS = 15_000
"""How often a shared database is asked; a file on this computer is only changed here."""


class RequestTags(QObject):
    """Both are hidden while there is nothing."""

    answered = Signal()
    may_decide = Signal()
    """this person decides, by the own role or for somebody"""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.counts: RequestCounts | None = None
        self.waiting, self.mine = TagButton("", "warn"), TagButton("", "warn")
        for tag, request in (
            (self.waiting, Request(screens.APPROVALS.key)),
            (self.mine, ShowMyRequests()),
        ):
            tag.hide()
            tag.clicked.connect(lambda _=False, wanted=request: desk.open_screen(wanted))
        session = desk.session
        if not (session.may(Permission.CUSTOMER_CHANGE) or session.may(Permission.REQUEST_DECIDE)):
            return
        desk.changed.connect(self._written)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.ask)
        if not session.installation.local:
            self._timer.start(ASK_MS)
        self.ask()

    def _written(self, written: Written) -> None:
        if Shown.REQUEST in written.kinds:
            self.ask()

    def ask(self) -> None:
        """Count anew. Nobody asked for it, so a failure is not told; the next answer counts."""
        self._desk.background.run(
            Call(approvals.counts, self._desk.session),
            done=self._show,
            failed=lambda _: None,
            receiver=self.waiting,
        )

    def _show(self, counts: RequestCounts) -> None:
        if self.counts is not None and counts.came_back > self.counts.came_back:
            self._desk.messages.say(
                tr("A request of yours came back. Look at My requests."), "warn"
            )
        self.counts = counts
        _say(self.waiting, tr("To decide {n}", n=counts.to_decide), "warn")
        self.waiting.setVisible(bool(counts.to_decide))
        said = tr("My requests {n}", n=counts.waiting + counts.came_back)
        if counts.came_back:
            said = tr("{first} · returned {n}", first=said, n=counts.came_back)
        _say(self.mine, said, "bad")
        self.mine.setVisible(bool(counts.came_back))
        if counts.may_decide:
            self.may_decide.emit()
        self.answered.emit()


def _say(tag: TagButton, text: str, tone: theme.Tone) -> None:
    tag.setText(text)
    tag.setAccessibleName(text)
    theme.set_look(tag, "tone", tone)
