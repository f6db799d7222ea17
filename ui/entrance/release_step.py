"""The page between sign-in and work when the database lacks what this counter has written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.services import staff, trust
from app.services.session import Session
from app.services.trust import Named
from ui.desk.background import Background, Call
from ui.entrance.first_sign_in import SignInStep
from ui.look import theme
from ui.widgets.field import Field
from ui.widgets.password import PasswordEdit
from ui.widgets.tag import Notice
from ui.words.lost_words import lost_line
from ui.words.messages import error_text, text_of, tr


class ReleaseStep(SignInStep):
    """What is lost, who may let work go on, and the way around for who only looks."""

    released = Signal()
    looking = Signal()

    def __init__(self, background: Background, session: Session) -> None:
        super().__init__(
            tr("An older database is in place"), "", tr("Release and go on"), width=680
        )
        self._background = background
        self._session = session
        self._operation_id = new_id()
        self.notice = Notice(
            tr(
                "This counter has already written records that the database does not have: an older copy was "
                "put in its place, or it was cut. Customers, orders and papers of that time may be missing."
            ),
            "bad",
        )
        self.missing = Notice("", "plain")
        self.missing.hide()
        self.what_to_do = Notice(
            tr(
                "If somebody put a file back by hand, put the right one back and sign in again. Otherwise an "
                "auditor, or an administrator together with a supervisor, can let work go on from here. The "
                "missing records stay missing; this is on record and the auditor is told."
            ),
            "warn",
        )
        self.reason = Field(tr("What happened, and why work goes on"), required=True)
        self.people: list[tuple[Field, Field]] = []
        for part in (self.notice, self.missing, self.what_to_do, self.reason):
            self.add(part)
        role = session.actor.role
        if role not in (Role.AUDITOR, Role.ADMINISTRATOR):
            self._ask_for(tr("Staff number of the auditor or administrator"))
        if role not in (Role.AUDITOR, Role.SUPERVISOR):
            alone = "" if role is Role.ADMINISTRATOR else tr("not needed when an auditor is here")
            self._ask_for(tr("Staff number of the supervisor"), alone)
        self.look = QPushButton(tr("Only look; nothing can be saved"))
        self.look.clicked.connect(self.looking)
        self.go.clicked.connect(self._release)
        self.finish(self.look)
        background.run(Call(trust.lost_now, session), done=self._show_lost, receiver=self)

    def _ask_for(self, text: str, hint: str = "") -> None:
        staff_no = Field(text, required=not hint, hint=hint)
        password = Field(tr("Password"), PasswordEdit(), required=not hint)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for field in (staff_no, password):
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.add(row)
        self.people.append((staff_no, password))

    def _show_lost(self, lost: tuple[Named, ...]) -> None:
        lines = [lost_line(each) for each in lost]
        self.missing.set("\n".join([tr("Missing in the chain of records:"), *lines]), "plain")
        self.missing.show()

    def _release(self) -> None:
        if not self.reason.text().strip():
            self.reason.setFocus()
            return
        others = [(who.text().strip(), password.text()) for who, password in self.people]
        for (who, password), (_, typed) in zip(self.people, others, strict=True):
            if who.text().strip() and not typed:
                password.setFocus()
                return
        self.wait()
        self._background.run(
            Call(
                staff.release_here,
                self._session,
                self._operation_id,
                reason=self.reason.text().strip(),
                others=[each for each in others if each[0]],
            ),
            done=lambda _: self.released.emit(),
            failed=self._failed,
            receiver=self,
        )

    def _failed(self, error: BaseException) -> None:
        self._operation_id = new_id()
        for _, password in self.people:
            password.set_text("")
        if isinstance(error, UserError):
            self.refusal.setText(error_text(error))
        else:
            self.refusal.setText(text_of(error))
        self.go.setEnabled(True)
        (self.people[0][0] if self.people else self.reason).setFocus()
