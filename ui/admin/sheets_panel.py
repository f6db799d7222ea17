"""The recovery sheets: when two of them were last proved good, and proving them in place with two codes."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain.dates import business_day
from app.domain.ids import new_id
from app.domain.permissions import Permission
from app.services import setup
from app.services.setup import SheetsProved, SheetsState
from ui.admin.page import AdminPage, days_ago
from ui.admin.running import Running
from ui.desk.background import Call
from ui.look import theme
from ui.widgets import icons
from ui.widgets.field import Field
from ui.widgets.panel import Panel
from ui.widgets.tag import Notice
from ui.words.messages import text_of, tr

UNPROVED_DAYS = 365
"""Sheets that nobody looked at for longer are a warning: one may be lost."""


class SheetsPanel(Panel):
    """The codes are asked for when the button is pressed, and forgotten as soon as they were tried."""

    def __init__(self, page: AdminPage) -> None:
        super().__init__(tr("Recovery sheets"))
        self._page = page
        self.ask = QPushButton(icons.icon("history"), tr("Prove two sheets …"))
        self.ask.setToolTip(
            tr("Two of the three sheets must open the recovery key. Nothing is used up by it.")
        )
        self.add_action(self.ask)
        self.state = Notice("", "plain", "history")
        self.codes = (Field(tr("Code of one sheet")), Field(tr("Code of another sheet")))
        self.prove = QPushButton(tr("Prove"))
        self.prove.setProperty("look", "primary")
        self.cancel = QPushButton(tr("Cancel"))
        self.fields = QWidget()
        row = QHBoxLayout(self.fields)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_S)
        for field in self.codes:
            row.addWidget(field, 1)
            field.changed.connect(lambda _: self._offer())
        row.addWidget(self.prove)
        row.addWidget(self.cancel)
        self.running = Running(page.host)
        self.result = Notice("", "plain")
        for part in (self.state, self.fields, self.running, self.result):
            self.add(part)
        self.result.hide()
        self._close()
        self.ask.setVisible(page.host.session.may(Permission.BACKUP_RESTORE))
        self.ask.clicked.connect(self.open)
        self.prove.clicked.connect(self.start)
        self.cancel.clicked.connect(self._close)
        self.running.ended.connect(lambda: self.ask.setEnabled(True))

    def refresh(self) -> None:
        """Read anew when the sheets were proved."""
        self._page.host.query(setup.sheets_state, done=self._show)

    def _show(self, state: SheetsState) -> None:
        if state.proved_at is None:
            text = tr(
                "No recovery sheets were proved yet. Have two of the three holders bring theirs: a lost sheet is "
                "better found today than on the day it is needed."
            )
            self.state.set(text, "warn")
            return
        session = self._page.host.session
        zone = session.installation.profile.zone
        age = (session.today - business_day(state.proved_at, zone)).days
        one, other = state.sheets
        text = tr(
            "Sheets {one} and {other} were proved good {age} ({at}).",
            one=one,
            other=other,
            age=days_ago(age),
            at=self._page.moment(state.proved_at),
        )
        self.state.set(text, "warn" if age > UNPROVED_DAYS else "ok")

    # --- proving

    def open(self) -> None:
        """Ask for the two codes."""
        self.result.hide()
        self.fields.show()
        self.ask.setEnabled(False)
        self._offer()
        self.codes[0].setFocus()

    def _close(self) -> None:
        for field in self.codes:
            field.set_text("")
        self.fields.hide()
        self.ask.setEnabled(True)

    def _offer(self) -> None:
        self.prove.setEnabled(all(field.text().strip() for field in self.codes))

    def start(self) -> None:
        """Try the codes; wrong ones stay to be compared with the sheets."""
        one, other = (field.text() for field in self.codes)
        self.result.hide()
        self.prove.setEnabled(False)
        self.running.start(
            Call(setup.prove_sheets, self._page.host.session, new_id(), code1=one, code2=other),
            text=tr("Opening the recovery key …"),
            done=self._is_proved,
            failed=self._failed,
        )

    def _is_proved(self, proved: SheetsProved) -> None:
        self._close()
        one, other = proved.sheets
        text = tr(
            "Sheets {one} and {other} open the recovery key. Put them back where they are kept.",
            one=one,
            other=other,
        )
        self._tell(text, "ok")
        self.refresh()

    def _failed(self, error: BaseException) -> None:
        self._offer()
        self._tell(text_of(error), "bad")

    def _tell(self, text: str, tone: theme.Tone) -> None:
        self.result.set(text, tone)
        self.result.show()
