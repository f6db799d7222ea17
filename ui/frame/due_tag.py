"""What is due and not done yet, as a tag of the top bar; pressed, it says what it is and how far it came."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.services import due
from app.services.due import Overdue
from ui.desk.background import Call
from ui.desk.desk import Desk
from ui.widgets.tag import TagButton
from ui.words.messages import tr

ASK_MS = 20_000


class DueTag(TagButton):
    """Hidden while nothing is due."""

    answered = Signal()
    """what is shown was read just now"""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", "warn", parent)
        self._desk = desk
        self.overdue: tuple[Overdue, ...] = ()
        self.hide()
        self.clicked.connect(self._tell)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.ask)
        self._timer.start(ASK_MS)
        self.ask()

    def ask(self) -> None:
        """Read what is left. Nobody asked for it, so a failure is not told; the next answer counts."""
        self._desk.background.run(
            Call(due.overdue, self._desk.session),
            done=self._show,
            failed=lambda _: None,
            receiver=self,
        )

    def _show(self, overdue: tuple[Overdue, ...]) -> None:
        self.overdue = overdue
        self.setVisible(bool(overdue))
        if overdue:
            self._say(*overdue)
        self.answered.emit()

    def _say(self, first: Overdue, *rest: Overdue) -> None:
        text = tr("{title} {percent} % done", title=tr(first.title), percent=percent(first))
        if rest:
            text = tr("{first} and {n} more", first=text, n=len(rest))
        self.setText(text)
        self.setAccessibleName(tr("Due work: {what}", what=text))
        self.setToolTip(self.told())

    def told(self) -> str:
        """A line for each kind."""
        return "\n".join(_line(each) for each in self.overdue)

    def _tell(self) -> None:
        self._desk.messages.say(self.told())


def percent(due: Overdue) -> int:
    """How much is done, rounded down: 100 only when all of it is."""
    return 100 * (due.of - due.left) // due.of if due.of else 0


def _line(due: Overdue) -> str:
    text = tr(
        "{title}: {done} of {of} done. {what}",
        title=tr(due.title),
        done=f"{due.of - due.left:,}",
        of=f"{due.of:,}",
        what=tr(due.tells),
    )
    if due.mine:
        return text
    return tr("{what} It is not for your role: a colleague's sign-in does it.", what=text)
