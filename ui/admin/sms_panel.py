"""The folder in which this counter leaves its SMS messages, for whatever sends them from there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from app.errors import Refused
from app.services import authentication
from app.services.authentication import SmsFolder
from ui.admin.page import AdminPage
from ui.desk.submission import Submission
from ui.widgets.field import Field
from ui.widgets.panel import Panel
from ui.widgets.tag import Notice
from ui.words.messages import text_of, tr


class SmsPanel(Panel):
    """One line; an empty one lets the counter send nothing."""

    def __init__(self, page: AdminPage) -> None:
        super().__init__(tr("SMS codes"))
        self._page = page
        self.folder = Field(
            tr("Folder for messages"),
            hint=tr("Its whole path; whoever reads it reads the codes. Empty: no SMS."),
        )
        self.save = QPushButton(tr("Save the folder"))
        self.problem = Notice("", "warn")
        self.problem.hide()
        for part in (self.folder, self.problem):
            self.add(part)
        self.add_action(self.save)
        self._stored = ""
        self._submission = Submission(page.host.desk, self)
        self._submission.done.connect(self._done)
        self._submission.refused.connect(self._failed)
        self._submission.unknown.connect(self._failed)
        self.save.setEnabled(False)
        self.save.clicked.connect(self.submit)
        self.folder.changed.connect(lambda _: self._typed())
        page.host.query(authentication.recorded_sms_folder, done=self._show)

    def _show(self, chosen: SmsFolder) -> None:
        if self.folder.text().strip() == self._stored:  # else somebody types already
            self.folder.set_text(chosen.folder)
        self._stored = chosen.folder
        self._typed()

    def _typed(self) -> None:
        self.problem.hide()
        self.folder.show_problem(None)
        self.save.setEnabled(self.folder.text().strip() != self._stored)

    def save_state(self) -> dict[str, str]:
        """What was typed and is not stored."""
        return {"folder": self.folder.text()} if self.save.isEnabled() else {}

    def restore_state(self, state: dict[str, str]) -> None:
        """Type it again."""
        if "folder" in state:
            self.folder.set_text(state["folder"])

    def submit(self) -> None:
        """Put the choice on record."""
        if self.save.isEnabled():
            self.save.setEnabled(False)
            self._submission.ask(authentication.choose_sms_folder, folder=self.folder.text())

    def _done(self, chosen: SmsFolder) -> None:
        self._stored = chosen.folder
        self.folder.set_text(chosen.folder)
        self._typed()
        self._page.host.desk.messages.say(
            tr("Saved. The counter leaves its messages there from now on."), "ok"
        )

    def _failed(self, error: BaseException) -> None:
        self.save.setEnabled(True)
        if isinstance(error, Refused):
            self.folder.show_problem(error.problems[0])
        else:
            self.problem.set(text_of(error), "warn")
            self.problem.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: Enter in the line saves, and goes no further to the reader's button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.folder.control.hasFocus():
            self.submit()
        else:
            super().keyPressEvent(event)
