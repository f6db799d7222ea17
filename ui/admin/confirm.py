"""A question before a step that cannot be taken back: names the thing and the consequence."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets.card import Card, label
from ui.widgets.chip import Notice
from ui.widgets.keys import answer_by_key, numbered
from ui.words.messages import tr


class ConfirmCard(Card):
    """The safe button has the focus, and Esc means it; `agreed` or `refused` comes once."""

    agreed = Signal()
    refused = Signal()

    def __init__(self, title: str, consequence: str, action: str) -> None:
        super().__init__(displayable(title))
        self.title.setWordWrap(True)
        self.head.setStretch(0, 1)
        self.head.setStretch(1, 0)
        self.text: QLabel = label(consequence, wrap=True)
        self.problem = Notice("", "warn")
        self.problem.hide()
        self.no = QPushButton(numbered(2, tr("Cancel")))
        self.no.setProperty("look", "primary")
        self.no.setDefault(True)
        self.yes = QPushButton(numbered(1, action))
        self.yes.setProperty("look", "danger")
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_S)
        row.addWidget(self.yes)
        row.addStretch(1)
        row.addWidget(self.no)
        self.add(self.text)
        self.add(row)
        self.add(self.problem)  # below the buttons, so that it does not move them
        self.body.addStretch(1)
        self.no.clicked.connect(self.refused)
        self.yes.clicked.connect(self._agree)

    def _agree(self) -> None:
        self.yes.setEnabled(False)
        self.problem.hide()
        self.agreed.emit()

    def show_problem(self, text: str) -> None:
        """Say why the step was not done; it can be tried again."""
        self.problem.set(text, "warn")
        self.problem.show()
        self.yes.setEnabled(True)
        self.no.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: 1 and 2 answer, Esc is the safe answer."""
        if not answer_by_key(event, (self.yes, self.no), self.no):
            super().keyPressEvent(event)
