"""刷工号: a supervisor permits one exception at the clerk's counter, with a reason (D8, R-054)."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from app.domain.ids import new_id
from app.errors import UserError
from app.services import staff
from app.services.staff import Permit, Purpose
from ui.desk.background import Call
from ui.desk.desk import Desk
from ui.look import theme
from ui.widgets.field import Field
from ui.widgets.panel import Panel, come_into_view, label
from ui.widgets.password import PasswordEdit
from ui.widgets.reason import reason_edit
from ui.widgets.tab_order import leaves
from ui.widgets.tag import Notice
from ui.words.messages import error_text, tr


class PermitBox(Panel):
    """`granted` tells the Permit; the password is gone from the field before the answer comes.

    A box that was closed meanwhile tells nothing, because the permit was for another document or
    form.
    """

    granted = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("A supervisor permits it"))
        self._desk = desk
        self._purpose: Purpose = "manual_entry"
        self._operation_id = new_id()
        self.what = label("", "soft", wrap=True)
        self.staff_no = Field(tr("Supervisor's staff number"), required=True)
        self.password = Field(tr("Supervisor's password"), PasswordEdit(), required=True)
        self.reason = Field(tr("Reason"), reason_edit(), required=True)
        self.problem = Notice("", "bad")
        self.problem.hide()
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.clicked.connect(self.close_box)
        leaves(self.cancel)
        self.permit = QPushButton(tr("Permit once"))
        self.permit.setProperty("look", "primary")
        self.permit.clicked.connect(self._ask)
        fields = QHBoxLayout()
        fields.setSpacing(theme.GAP)
        for field in (self.staff_no, self.password, self.reason):
            fields.addWidget(field, 1, Qt.AlignmentFlag.AlignBottom)  # titles may take two lines
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.permit)
        self.add(self.what)
        self.add(fields)
        self.add(buttons)
        self.add(self.problem)  # below the button, so that it does not move it
        self.hide()

    def ask(self, purpose: Purpose, what: str) -> None:
        """Ask for a permit; `what` says for what."""
        self._purpose = purpose
        self._operation_id = new_id()
        self.what.setText(what)
        self.problem.hide()
        for field in (self.staff_no, self.password, self.reason):
            field.set_text("")
        self.show()
        self.staff_no.setFocus()
        # all of it where it fits, else what is typed first
        QTimer.singleShot(0, self, lambda: come_into_view(self.permit, self.staff_no))

    def close_box(self) -> None:
        """Ask no more."""
        self.password.set_text("")
        self.hide()
        self.closed.emit()

    def _ask(self) -> None:
        if not self.permit.isEnabled():
            return
        password = self.password.text()
        self.password.set_text("")
        if self.permit.hasFocus():
            self.reason.setFocus()  # not to the button that closes the box
        self.permit.setEnabled(False)
        asked = self._operation_id
        self._desk.background.run(
            Call(
                staff.grant_permit,
                self._desk.session,
                self._operation_id,
                staff_no=self.staff_no.text().strip(),
                password=password,
                purpose=self._purpose,
                reason=self.reason.text(),
            ),
            done=lambda permit: self._done(asked, permit),
            failed=lambda error: self._failed(asked, error),
            receiver=self,
        )

    def _done(self, asked: UUID, permit: Permit) -> None:
        """Take the answer only for the present question, because the box may have been closed and
        opened for somebody else."""
        self.permit.setEnabled(True)
        if asked == self._operation_id and not self.isHidden():
            self.hide()
            self.granted.emit(permit)

    def _failed(self, asked: UUID, error: BaseException) -> None:
        self.permit.setEnabled(True)
        if asked != self._operation_id:
            return
        self._operation_id = new_id()
        if isinstance(error, UserError):
            self.problem.set(error_text(error), "bad")
            self.problem.show()
        else:
            self._desk.messages.error(error)
        self.password.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: Enter asks, Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_box()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.reason.control.hasFocus()
        ):
            self._ask()
        else:
            super().keyPressEvent(event)
