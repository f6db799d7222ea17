"""Beside the list of people: who is chosen, what the state means, and what can be done about it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from app.domain.permissions import Permission
from app.services.session import Session
from app.services.staff import StaffRow
from ui.admin.staff_state import has_left, sentences
from ui.look.glyphs import displayable
from ui.widgets.panel import Panel, label
from ui.widgets.tag import Notice
from ui.words.messages import tr
from ui.words.role_names import role_name


class StaffSide(Panel):
    """Only the actions of one's own role are there; those that make no sense now are disabled."""

    reset_wanted = Signal(object)
    unlock_wanted = Signal(object)
    leave_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Person"))
        self._session = session
        self.row: StaffRow | None = None
        self.name = label("", "subtitle", wrap=True)
        self.about = label("", "soft", wrap=True)
        self.add(self.name)
        self.add(self.about)
        self.notices: list[Notice] = []
        self.unlock = QPushButton(tr("Unlock"))
        self.reset = QPushButton(tr("Reset password …"))
        self.leave = QPushButton(tr("Record leaving …"))
        self.leave.setProperty("look", "danger")
        for button, signal, permission in (
            (self.unlock, self.unlock_wanted, Permission.STAFF_UNLOCK),
            (self.reset, self.reset_wanted, Permission.STAFF_RESET),
            (self.leave, self.leave_wanted, Permission.STAFF_LEAVE),
        ):
            self.add(button)
            button.clicked.connect(lambda _=False, ask=signal: ask.emit(self.row))
            button.setVisible(session.may(permission))
        self._allowed = {
            self.unlock: session.may(Permission.STAFF_UNLOCK),
            self.reset: session.may(Permission.STAFF_RESET),
            self.leave: session.may(Permission.STAFF_LEAVE),
        }
        self.body.addStretch(1)
        self.show_row(None, date.min)

    def show_row(self, row: StaffRow | None, today: date) -> None:
        """Show a person, or how to choose one."""
        self.row = row
        for old in self.notices:
            old.deleteLater()
        self.notices.clear()
        for button, allowed in self._allowed.items():
            button.setVisible(allowed and row is not None)
        if row is None:
            self.name.setText(tr("Nobody chosen"))
            self.about.setText(tr("Choose a person in the list to see what can be done."))
            return
        self.name.setText(displayable(f"{row.name} {row.staff_no}"))
        until = str(row.valid_to) if row.valid_to else tr("no last day")
        self.about.setText(
            displayable(f"{role_name(row.role)} · {row.hall_name}\n{row.valid_from} – {until}")
        )
        said = sentences(row, today)
        own = row.staff_id == self._session.actor.id
        if own:
            said.append((tr("This is you. Ask another administrator to change it."), "plain"))
        for n, (text, tone) in enumerate(said):
            notice = Notice(text, tone)
            self.notices.append(notice)
            self.body.insertWidget(2 + n, notice)
        open_to = not own and row.trusted and not has_left(row, today)
        self.unlock.setEnabled(open_to and row.locked)
        self.reset.setEnabled(open_to)
        self.leave.setEnabled(open_to)
