"""The question of a clock that is out of line: at sign-in, and above the screens when work meets it.

A supervisor or the administrator confirms the time with staff number and password at the counter
where somebody else is signed in. Texts being typed behind the question stay.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.ids import new_id
from app.domain.permissions import Permission
from app.errors import UserError
from app.services import staff
from app.services.session import Gap, Session, clock_sentence
from ui.desk.background import Background, Call
from ui.entrance.first_sign_in import SignInStep
from ui.look import theme
from ui.widgets.field import Field
from ui.widgets.panel import Panel
from ui.widgets.password import PasswordEdit
from ui.widgets.tag import Notice
from ui.words.messages import error_text, text_of, tr


class TimeQuestion(QWidget):
    """Sentence and fields; who uses it places the buttons `again` and `confirm`."""

    settled = Signal()
    """The clock is right, or its time is confirmed."""

    def __init__(self, background: Background, session: Session) -> None:
        super().__init__()
        self._background = background
        self._session = session
        self._own = session.may(Permission.TIME_CONFIRM)
        self._operation_id = new_id()
        self.notice = Notice("", "bad")
        self.staff_no = Field(tr("Staff number of who confirms"), required=True)
        self.password = Field(tr("Password of who confirms"), PasswordEdit(), required=True)
        self.problem = Notice("", "bad")
        self.again = QPushButton(tr("Check again"))
        self.again.clicked.connect(self.read_clock)
        self.confirm = QPushButton(tr("The time is right"))
        self.confirm.setProperty("look", "primary")
        self.confirm.clicked.connect(self._confirm)
        self.fields = QWidget()
        row = QHBoxLayout(self.fields)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for field in (self.staff_no, self.password):
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        for part in (self.notice, self.fields, self.problem):
            column.addWidget(part)
        self.problem.hide()
        self.fields.hide()

    def show_gap(self, gap: Gap, refusal: str = "") -> None:
        """Say what is wrong with the clock, in the words of the `refusal` that met it. While the clock is
        only days later, which stops nobody, a password is asked for when the button is pressed."""
        zone = self._session.installation.profile.zone
        said = refusal or error_text(clock_sentence(gap, zone))
        self.notice.set(said, "bad" if gap.behind else "warn")
        self.fields.setVisible(not self._own and (gap.behind or not self.fields.isHidden()))

    def read_clock(self) -> None:
        """Compare the clock anew: it may have been corrected."""
        self._background.run(
            Call(staff.clock_out_of_line, self._session),
            done=self._clock_read,
            failed=self._failed,
            receiver=self,
        )

    def _clock_read(self, gap: Gap | None) -> None:
        self._session.clock_gap = gap
        self.problem.hide()
        if gap is None:
            self.settled.emit()
        else:
            self.show_gap(gap)

    def _confirm(self) -> None:
        if not self.confirm.isEnabled():
            return
        if not self._own and self.fields.isHidden():
            self.fields.show()
            self.staff_no.setFocus()
            return
        if not self._own:
            for field in (self.staff_no, self.password):
                if not field.text():
                    field.setFocus()
                    return
        password = self.password.text()
        self.password.set_text("")
        self.confirm.setEnabled(False)
        ask = Call(staff.confirm_time, self._session, self._operation_id)
        if not self._own:
            ask = Call(
                staff.confirm_time_here,
                self._session,
                self._operation_id,
                staff_no=self.staff_no.text().strip(),
                password=password,
            )
        self._background.run(ask, done=self._confirmed, failed=self._failed, receiver=self)

    def _confirmed(self, _done: object) -> None:
        self.confirm.setEnabled(True)
        self._operation_id = new_id()
        self.staff_no.set_text("")
        self.fields.hide()
        self.problem.hide()
        self.settled.emit()

    def _failed(self, error: BaseException) -> None:
        self.confirm.setEnabled(True)
        self._operation_id = new_id()
        if isinstance(error, UserError) and error.code == "clock_right":
            self.read_clock()
            return
        self.problem.set(text_of(error), "bad")
        self.problem.show()
        if not self._own and not self.fields.isHidden():
            self.password.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: Enter goes on, from the password to the answer."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.staff_no.control.hasFocus():
            self.password.setFocus()
        elif self.password.control.hasFocus():
            self._confirm()
        else:
            super().keyPressEvent(event)


class TimeStep(SignInStep):
    """The page between sign-in and work while the clock is behind."""

    def __init__(self, background: Background, session: Session, gap: Gap) -> None:
        super().__init__(tr("The time of this counter"), "", "", width=620)
        self.question = TimeQuestion(background, session)
        self.question.show_gap(gap)
        self.add(self.question)
        self.go.deleteLater()
        self.go = self.question.confirm
        self.finish(self.question.again)


class TimeBox(Panel):
    """The same above the screens; it takes no cursor away and can be closed until the next refusal."""

    refusal_shown = Signal(str)
    """The refusal that stands here now and need not stand elsewhere."""

    def __init__(self, background: Background, session: Session) -> None:
        super().__init__()
        self.setAccessibleName(tr("The time of this counter"))
        self._background = background
        self._session = session
        self._refusal = ""
        self.question = TimeQuestion(background, session)
        self.question.settled.connect(self.hide)
        self.close_box = QPushButton(tr("Close"))
        self.close_box.setProperty("look", "flat")
        self.close_box.clicked.connect(self.hide)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.close_box, self.question.again, self.question.confirm):
            buttons.addWidget(button)
        self.add(self.question)
        self.add(buttons)
        self.hide()
        background.refused.connect(self._refused)

    def show_gap(self, gap: Gap | None) -> None:
        """Ask about a clock that is out of line; None asks nothing."""
        self.setVisible(gap is not None)
        if gap is not None:
            self.question.show_gap(gap)

    def _refused(self, error: UserError) -> None:
        if error.code == "clock_behind":
            self._refusal = error_text(error)
            self._background.run(
                Call(staff.clock_out_of_line, self._session),
                done=self._clock_read,
                failed=lambda _: None,  # the screen that asked says what was refused
                receiver=self,
            )

    def _clock_read(self, gap: Gap | None) -> None:
        self._session.clock_gap = gap
        self.setVisible(gap is not None)
        if gap is not None:
            self.question.show_gap(gap, self._refusal)
            self.refusal_shown.emit(self._refusal)

    def written(self) -> None:
        """Close the question, because a successful write shows that no clock is behind any more."""
        if not self.isHidden():
            self.question.read_clock()
