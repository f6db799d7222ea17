"""A slip compared with the record: the paper names an event that came before it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from app.services import verification
from app.services.verification import SlipChecked
from ui.admin.page import AdminPage
from ui.admin.running import Running
from ui.desk.background import Call
from ui.look import theme
from ui.widgets import icons
from ui.widgets.field import Field
from ui.widgets.panel import Panel, come_into_view
from ui.widgets.tag import Notice
from ui.words.messages import text_of, tr

WIDTH = 280
"""Pixels beside the findings of a verification."""


class SlipPanel(Panel):
    """One line to type what stands at the foot of the slip, and the answer below it."""

    def __init__(self, page: AdminPage) -> None:
        super().__init__(tr("Check a slip"))
        self._page = page
        self.typed = Field(
            tr("Record check of the slip"),
            hint=tr("At the foot of the slip, such as 1234-AB12CD34"),
        )
        self.go = QPushButton(icons.icon("search"), tr("Check"))
        self.typed.beside.addWidget(self.go)
        self.running = Running(page.host)
        self.result = Notice("", "plain")
        self.result.hide()
        for part in (self.typed, self.running, self.result):
            self.add(part)
        self.body.addStretch(1)
        self.setFixedWidth(WIDTH)
        self.go.clicked.connect(self.start)
        self.typed.changed.connect(lambda _: self.result.hide())
        self.running.ended.connect(lambda: self.go.setEnabled(True))

    def start(self) -> None:
        """Look for the event in all chains; nothing else is verified."""
        if self.running.is_running:
            return
        self.go.setEnabled(False)
        self.result.hide()
        self.running.start(
            Call(verification.check_slip_for_person, self._page.host.session, self.typed.text()),
            text=tr("Looking for the event …"),
            done=self._show,
            failed=self._failed,
            may_cancel=True,
        )

    def _show(self, found: SlipChecked) -> None:
        text = tr(found.text)
        if found.at is not None:
            text += " " + tr(
                "{hall}, counter {counter}, event of {at}.",
                hall=found.hall,
                counter=found.counter,
                at=self._page.moment(found.at),
            )
        self._tell(f"{found.slip}: {text}", "ok" if found.good else "bad")

    def _failed(self, error: BaseException) -> None:
        self._tell(text_of(error), "warn")

    def _tell(self, text: str, tone: theme.Tone) -> None:
        self.result.set(text, tone)
        self.result.show()
        come_into_view(self.result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: Enter in the line checks, and goes no further to another button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.typed.control.hasFocus():
            self.start()
        else:
            super().keyPressEvent(event)
