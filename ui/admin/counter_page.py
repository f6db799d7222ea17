"""本柜台: the ID-card reader of this computer (R-050) and the folder for its SMS. Only some roles may choose
them, because a reader's values count as read, and whoever reads the folder reads the codes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPushButton

from app.errors import Refused
from app.services import identity
from app.services.identity import ReaderChoice
from ui.admin.page import AdminPage
from ui.admin.sms_panel import SmsPanel
from ui.desk.base_screen import BaseScreen
from ui.desk.submission import Submission
from ui.widgets.field import Field
from ui.widgets.keys import enter_moves_on
from ui.widgets.panel import Panel
from ui.widgets.tag import Notice
from ui.words.messages import text_of, tr
from ui.words.reader_names import reader_names


class CounterPage(AdminPage):
    """Three fields, of which the chosen kind needs one at most."""

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__(
            screen,
            tr("This counter"),
            tr("What this computer takes cards with. The choice goes into the chain of events."),
        )
        self._submission = Submission(screen.desk, self)
        box = QComboBox()
        for kind, name in reader_names(practice=screen.session.installation.is_practice).items():
            box.addItem(name, kind)
        self.kind = Field(tr("ID-card reader"), box)
        self.port = Field(tr("Port"), hint=tr("Such as COM3 or /dev/ttyUSB0"))
        self.program = Field(tr("Program"), hint=tr("Its whole path; see the reader's manual"))
        self.problem = Notice("", "warn")
        self.problem.hide()
        self.save = QPushButton(tr("Save Ctrl+Enter"))
        self.save.setProperty("look", "primary")
        panel = Panel(tr("ID-card reader"))
        for part in (self.kind, self.port, self.program, self.problem):
            panel.add(part)
        panel.add_action(self.save)
        self.sms = SmsPanel(self)
        self.body.addWidget(panel)
        self.body.addWidget(self.sms)
        self.body.addStretch(1)
        self._fields = {"kind": self.kind, "port": self.port, "program": self.program}
        for field in self._fields.values():
            field.changed.connect(lambda _: self._show_needed())
        self.save.clicked.connect(self.submit)
        self._submission.done.connect(self._done)
        self._submission.refused.connect(self._failed)
        self._submission.unknown.connect(self._failed)
        self._show(identity.chosen_reader(screen.desk.settings))

    def _show(self, choice: ReaderChoice) -> None:
        for name, field in self._fields.items():
            field.set_text(getattr(choice, name))
        self._show_needed()

    def _typed(self) -> ReaderChoice:
        return ReaderChoice(self.kind.text(), self.port.text(), self.program.text())

    def save_state(self) -> dict[str, Any]:
        """What was chosen and typed and is not stored."""
        typed = asdict(self._typed()) if self.save.isEnabled() else {}
        return {**typed, **self.sms.save_state()}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Choose and type it again."""
        self.sms.restore_state(state)
        if reader := {name: state[name] for name in self._fields if name in state}:
            self._show(ReaderChoice(**reader))

    def _show_needed(self) -> None:
        kind = self.kind.text()
        self.port.setVisible(kind == "serial")
        self.program.setVisible(kind == "program")
        self.problem.hide()
        for field in self._fields.values():
            field.show_problem(None)
        self.save.setEnabled(self._typed() != identity.chosen_reader(self.host.desk.settings))

    def submit(self) -> None:
        """Record and store the choice."""
        if not self.save.isEnabled():
            return
        self.save.setEnabled(False)
        self._submission.ask(
            identity.choose_reader, settings=self.host.desk.settings, choice=self._typed()
        )

    def _done(self, choice: ReaderChoice) -> None:
        self._show(choice)
        self.host.desk.messages.say(tr("Saved. The counter reads with it from now on."), "ok")

    def _failed(self, error: BaseException) -> None:
        self.save.setEnabled(True)
        if isinstance(error, Refused):
            for problem in error.problems:
                self._fields[problem.field].show_problem(problem)
        elif isinstance(error, OSError):
            text = tr("The setting could not be stored: the disk is full or cannot be written.")
            self._tell(text)
        else:
            self._tell(text_of(error))

    def _tell(self, text: str) -> None:
        self.problem.set(text, "warn")
        self.problem.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on, Ctrl+Enter saves."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        elif not enter_moves_on(event, self, self.save):
            super().keyPressEvent(event)
