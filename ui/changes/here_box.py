"""现场审批: the supervisor comes to the clerk's counter, sees old and new, and decides; the clerk stays at work."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from app.domain.requests import Verdict
from app.errors import Refused, UserError
from app.services import approvals
from app.services.approvals import RequestView
from ui.deciding.request_page import RequestPage
from ui.deciding.verdict_box import VerdictBox
from ui.desk.desk import Desk
from ui.desk.submission import Submission, is_definite
from ui.look import theme
from ui.widgets.field import Field
from ui.widgets.panel import Panel
from ui.widgets.password import PasswordEdit
from ui.widgets.tab_order import leaves
from ui.widgets.tag import Notice
from ui.words.messages import error_text, tr


class HereBox(Panel):
    """`decided` tells what came of it, and the verdict. The password is gone from the field before the answer comes;
    what is decided is what is shown."""

    decided = Signal(object, str)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("A supervisor decides here"))
        self._desk = desk
        self._verdict: Verdict = "approve"
        self.submission = Submission(desk, self)
        self.page = RequestPage(desk)
        self.staff_no = Field(tr("Supervisor's staff number"), required=True)
        self.password = Field(tr("Supervisor's password"), PasswordEdit(), required=True)
        self.box = VerdictBox(self)
        self.later = QPushButton(tr("Later, from the list"))
        leaves(self.later)
        self.box.put_left(self.later)
        self.problem = Notice("", "bad")
        fields = QHBoxLayout()
        fields.setSpacing(theme.GAP)
        for field in (self.staff_no, self.password):
            fields.addWidget(field, 1, Qt.AlignmentFlag.AlignBottom)
        self.add(self.page)
        self.add(fields)
        self.add(self.box)
        self.add(self.problem)
        self.later.clicked.connect(self.close_box)
        self.box.wanted.connect(self._decide)
        self.submission.done.connect(self._done)
        self.submission.refused.connect(self._failed)
        self.submission.unknown.connect(self._failed)
        self.hide()

    def ask(self, view: RequestView) -> None:
        """Show this request; the cursor goes to the staff number."""
        self.page.show_view(view)
        self.problem.hide()
        for field in (self.staff_no, self.password, self.box.reason):
            field.set_text("")
        self.box.allow(view.row.status == "waiting")
        self.show()
        self.staff_no.setFocus()

    def close_box(self) -> None:
        """Nobody decides here; the request waits in the list."""
        self.password.set_text("")
        self.submission.forget()
        self.page.view = None
        self.hide()
        self.closed.emit()

    def _decide(self, verdict: Verdict, reason: str) -> None:
        view = self.page.view
        if view is None or self.submission.is_busy:
            return
        password = self.password.text()
        for field in (self.staff_no, self.password):
            if not field.text().strip():
                field.setFocus()
                return
        self.password.set_text("")
        self.problem.hide()
        self._verdict = verdict
        self.submission.ask(
            approvals.decide_here,
            None,
            staff_no=self.staff_no.text(),
            password=password,
            request_id=view.row.id,
            seen=view.digest,
            verdict=verdict,
            reason=reason,
            language="zh_CN",
        )

    def _done(self, made: object) -> None:
        self.submission.forget()  # it holds the password
        if not self.isHidden():
            self.hide()
            self.decided.emit(made, self._verdict)

    def _failed(self, error: BaseException) -> None:
        if is_definite(error):
            self.submission.forget()
        if isinstance(error, Refused):
            self.box.show_problem(error.problems[0])
            return
        if isinstance(error, UserError):
            self.problem.set(error_text(error), "bad")
            self.problem.show()
        else:
            self._desk.messages.error(error)
        self.password.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: Esc closes; Enter goes from the number to the password and on to the reason."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.close_box()
        elif enter and self.staff_no.control.hasFocus():
            self.password.setFocus()
        elif enter and self.password.control.hasFocus():
            self.box.reason.setFocus()
        elif not enter:
            super().keyPressEvent(event)
