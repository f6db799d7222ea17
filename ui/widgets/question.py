"""A strip that asks in place, before something is lost or done twice."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from ui.look import theme
from ui.widgets.keys import answer_by_key, numbered
from ui.widgets.panel import come_into_view
from ui.widgets.tab_order import leaves
from ui.widgets.tag import Notice


class Question(QWidget):
    """The first button is the safe one and has the focus; Enter never presses one that throws away.
    Without words for the `safe` one there is only the other.
    `narrow`: the buttons stand below the words."""

    def __init__(
        self, tone: theme.Tone, safe: str, act: str, look: str, *, narrow: bool = False
    ) -> None:
        super().__init__()
        self.notice = Notice("", tone)
        self.safe = QPushButton(numbered(1, safe))
        self.act = QPushButton(numbered(2 if safe else 1, act))
        if not safe:
            self.safe.hide()
        self.act.setProperty("look", look)
        if look == "danger":
            leaves(self.act)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        row = QBoxLayout(way, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_S)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP_S)
        if narrow:
            buttons.addStretch(1)
        buttons.addWidget(self.safe)
        buttons.addWidget(self.act)
        row.addWidget(self.notice, 1)
        row.addLayout(buttons)
        self.hide()

    def ask(self, text: str, tone: theme.Tone) -> None:
        """Show the question."""
        self.notice.set(text, tone)
        self.show()
        (self.act if self.safe.isHidden() else self.safe).setFocus()
        QTimer.singleShot(0, self, lambda: come_into_view(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: 1 and 2 answer, Esc is the safe answer."""
        if not answer_by_key(event, (self.safe, self.act), self.safe):
            super().keyPressEvent(event)
