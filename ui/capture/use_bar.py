"""Below the document: whose it is on record, what is left to do, and the one button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui import theme
from ui.messages import tr
from ui.widgets import icons
from ui.widgets.chip import Notice


class UseBar(QWidget):
    """Signals only; the screen decides."""

    used = Signal()
    put_aside = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.aside = QPushButton(tr("Put aside"))
        self.aside.setToolTip(tr("Forget this document and its pictures"))
        self.aside.clicked.connect(self.put_aside)
        self.said = Notice("", "plain")
        self.use = QPushButton(icons.icon("next", theme.tokens().on_brand), "")
        self.use.setProperty("look", "primary")
        self.use.clicked.connect(self.used)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.aside)
        row.addWidget(self.said, 1)
        row.addWidget(self.use)

    def show_state(self, action: str, said: str, tone: theme.Tone, *, ready: bool) -> None:
        """What the button does now, and what is known."""
        self.use.setText(f"{action}  Ctrl+Enter")
        self.use.setEnabled(ready)
        self.said.set(said, tone)
        self.said.setVisible(bool(said))
