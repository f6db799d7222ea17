"""The status line: draft saved when, time with this customer, last slip, papers not printed."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.permissions import Permission
from ui.desk.desk import Desk
from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets.elided import ElidedLabel
from ui.widgets.panel import label
from ui.words.messages import tr
from ui.words.moment_text import moment_text
from ui.words.number_text import number_text

SECOND_MS = 1000
HEAD_MS = 3000


class StatusLine(QFrame):
    """Hidden parts take no room; the clock part runs only while a customer is served."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "status")
        self._desk = desk
        self.saved = label("", "small")
        self.serving = label("", "small")
        self.slip = label("", "small")
        self.unprinted = label("", "small")
        self.asked = label("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP_S, 2, theme.GAP_S, 2)
        row.setSpacing(theme.GAP)
        for part in (self.saved, self.serving, self.slip, self.unprinted, self.asked):
            row.addWidget(part)
        row.addStretch(1)
        if desk.session.installation.key_storage == "file":
            note = ElidedLabel()
            note.setProperty("look", "small")
            note.set_words(tr("No key store here: this counter's key is in a private file"))
            row.addWidget(note)
        self.head = label("", "small")
        theme.set_look(self.head, "status", "bad")
        row.addWidget(self.head)
        self.look_at_head()
        self._head_timer = QTimer(self)
        self._head_timer.setInterval(HEAD_MS)
        self._head_timer.timeout.connect(self.look_at_head)
        self._head_timer.start()
        self._timer = QTimer(self)
        self._timer.setInterval(SECOND_MS)
        self._timer.timeout.connect(self._show_serving)
        desk.forms.saved.connect(self._show_saved)
        desk.day.serving_changed.connect(self._start_or_stop)
        desk.day.slip_changed.connect(self._show_slip)
        desk.day.unprinted_changed.connect(self._show_unprinted)
        desk.day.changed.connect(self._show_asked)
        self.saved.hide()
        self._start_or_stop()
        self._show_slip()
        self._show_unprinted(desk.day.unprinted)
        theme.set_look(self.asked, "status", "warn")
        self._show_asked()
        self.unprinted.setVisible(desk.session.may(Permission.PRINT_ISSUE))

    def look_at_head(self) -> None:
        """Whether the newest number of this counter could be written to its second place."""
        heads = self._desk.session.installation.heads
        self.head.setVisible(heads.trouble)
        self.head.setText(tr("The second place cannot be written: tell the administrator"))
        self.head.setToolTip(
            tr(
                "Work is saved. But the newest number of this counter cannot be kept outside the data folder, so "
                "an older database would not be noticed: {folder}",
                folder=displayable(str(heads.place)),
            )
        )

    def _show_saved(self, moment: datetime) -> None:
        time = moment_text(moment, self._desk.session, seconds=True)
        self.saved.setText(tr("Draft sealed and saved {time}", time=time))
        self.saved.show()

    def _start_or_stop(self) -> None:
        (self._timer.start if self._desk.day.serving_since else self._timer.stop)()
        self._show_serving()

    def _show_serving(self) -> None:
        since = self._desk.day.serving_since
        self.serving.setVisible(since is not None)
        if since is not None:
            seconds = int((self._desk.session.installation.clock() - since).total_seconds())
            time = f"{seconds // 60:02d}:{seconds % 60:02d}"
            self.serving.setText(tr("This customer {time}", time=time))

    def _show_slip(self) -> None:
        slip = self._desk.day.last_slip
        self.slip.setVisible(slip is not None)
        if slip is None:
            return
        number = number_text(slip.number)
        if slip.printed:
            self.slip.setText(tr("Last: slip {number} printed (Ctrl+P again)", number=number))
        else:
            self.slip.setText(tr("Last: slip {number} not printed (Ctrl+P)", number=number))

    def _show_unprinted(self, count: int) -> None:
        self.unprinted.setText(self._desk.day.unprinted_text)
        theme.set_look(self.unprinted, "status", "warn" if count else "")

    def _show_asked(self) -> None:
        count = len(self._desk.day.asked)
        self.asked.setVisible(count > 0)
        self.asked.setText(tr("Print to be answered {n}", n=count))
