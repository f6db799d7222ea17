"""Background work after a sign-in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.errors import UserError
from app.services import due, session, staff, trust
from ui.desk.background import Call
from ui.desk.desk import Desk
from ui.look import theme
from ui.look.glyphs import displayable
from ui.words.messages import tr

if TYPE_CHECKING:
    from app.services.due import Overdue, Ran
    from app.services.session import Unvouched

PAUSE_MS = 100
"""between two chunks of due work: another program at this base may write meanwhile"""


class AfterSignIn(QObject):
    """It ends with the desk at a lock, before the keys are dropped."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._session = desk.session
        self._run = desk.background.run

    def begin(self) -> None:
        """Everything; keys come first."""
        self.hand_on()
        self._run(
            Call(due.overdue, self._session),
            done=self._do_due,
            failed=self._due_waits,
            receiver=self,
        )
        self._look_at_file()

    def hand_on(self) -> None:
        """Hand on class keys and bring the list of roots up to date; this waits while the clock is
        behind."""
        self._run(
            Call(staff.after_sign_in, self._session), done=self._tell_unvouched, receiver=self
        )

    def _tell_unvouched(self, told: tuple[Unvouched, ...]) -> None:
        """Once: for the administrator what was left out because nobody entitled made it, and for
        everybody a line about what changed about the administrators since the last sign-in."""
        lines = [
            tr(text, what=tr(", ").join(tr(kind, name=displayable(name)) for kind, name in names))
            for text, names in trust.unvouched_sentences(told)
        ]
        tone: theme.Tone = "bad" if lines else "warn"
        new = trust.step_texts(self._session.steps)
        if new:
            what = tr("; ").join(tr(text, **values) for text, values in new)
            lines.append(tr(trust.STEPS, what=displayable(what)))
            self._session.steps = ()
        if lines:
            self._desk.messages.say("\n".join(lines), tone)

    def _do_due(self, overdue: tuple[Overdue, ...]) -> None:
        """Due work that this person may do, kind after kind, a chunk at a time: in the lane of the
        procedures, behind what the counter has asked for meanwhile. A lock waits for the chunk that runs."""
        mine = tuple(each for each in overdue if each.mine)
        if mine:
            self._do_chunk(mine, "")

    def _do_chunk(self, mine: tuple[Overdue, ...], after: str) -> None:
        self._run(
            Call(due.run_due, self._session, mine[0].name, limit=1, after=after),
            done=partial(self._go_on, mine),
            failed=self._due_waits,
            receiver=self,
        )

    def _go_on(self, mine: tuple[Overdue, ...], ran: Ran) -> None:
        if ran.after is None:
            self._do_due(mine[1:])
        else:
            QTimer.singleShot(PAUSE_MS, self, partial(self._do_chunk, mine, ran.after))

    def _due_waits(self, error: BaseException) -> None:
        """Ignore a refusal, because nobody asked for this work and the next sign-in goes on with
        it."""
        if not isinstance(error, UserError):
            self._desk.background.unhandled.emit(error)

    def _look_at_file(self) -> None:
        """All of the database file, once a day, beside the work of who signs in first."""
        self._run(
            Call(session.check_file_daily, self._session.installation),
            progress=lambda *_: None,
            # damage stops the work; after any other error the check is due again
            failed=lambda _: None,
            receiver=self,
        )
