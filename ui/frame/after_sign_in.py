"""Background work after a sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from app.errors import UserError
from app.services import customers, session, staff, trust
from ui.desk.background import Call
from ui.desk.desk import Desk
from ui.look.glyphs import displayable
from ui.words.messages import tr

if TYPE_CHECKING:
    from app.services.session import Unvouched


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
        self._complete_index(customers.BEFORE_ALL)
        self._look_at_file()

    def hand_on(self) -> None:
        """Hand on class keys and bring the list of roots up to date; this waits while the clock is
        behind."""
        self._run(
            Call(staff.after_sign_in, self._session), done=self._tell_unvouched, receiver=self
        )

    def _tell_unvouched(self, told: tuple[Unvouched, ...]) -> None:
        """One line, once, for the administrator: what was left out because nobody entitled made it."""
        lines = [
            tr(text, what=tr(", ").join(tr(kind, name=displayable(name)) for kind, name in names))
            for text, names in trust.unvouched_sentences(told)
        ]
        if lines:
            self._desk.messages.say("\n".join(lines), "bad")

    def _complete_index(self, after: UUID | None) -> None:
        """Search tokens that older customers lack, a little at a time between what the counter writes."""
        if after is not None:
            self._run(
                Call(customers.reindex_step, self._session, after),
                done=self._complete_index,
                failed=self._index_waits,
            )

    def _index_waits(self, error: BaseException) -> None:
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
