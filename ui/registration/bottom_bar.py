"""Below the form: abandon and hold left; what is left to do and the one button right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.messages import tr
from ui.registration.elided import ElidedButton
from ui.registration.fields import listed
from ui.widgets import icons
from ui.widgets.chip import Notice

NAMED = 3
"""Fields named in the list of what is left."""


class Question(QWidget):
    """A strip that asks in place; the first button is the safe one and has the focus."""

    def __init__(self, tone: theme.Tone, safe: str, act: str, look: str) -> None:
        super().__init__()
        self.notice = Notice("", tone)
        self.safe = QPushButton(safe)
        self.act = QPushButton(act)
        self.act.setProperty("look", look)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_S)
        row.addWidget(self.notice, 1)
        row.addWidget(self.safe)
        row.addWidget(self.act)
        self.hide()

    def ask(self, text: str, tone: theme.Tone) -> None:
        """Show the question."""
        self.notice.set(text, tone)
        self.show()
        (self.act if self.safe.isHidden() else self.safe).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: Esc is the safe answer."""
        if event.key() == Qt.Key.Key_Escape and not self.safe.isHidden():
            self.safe.click()
        else:
            super().keyPressEvent(event)


class BottomBar(QWidget):
    """Signals only; the screen decides."""

    abandoned = Signal()
    hold_wanted = Signal()
    go_wanted = Signal()
    left_wanted = Signal()
    ask_again = Signal()
    back_to_form = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.abandon = QPushButton(tr("Abandon this form…"))
        self.hold = QPushButton(tr("Hold F4"))
        self.left = ElidedButton()
        self.left.setProperty("look", "flat")
        self.go = QPushButton(icons.icon("next", theme.tokens().on_brand), "")
        self.go.setProperty("look", "primary")
        self.really = Question("warn", tr("Keep working"), tr("Discard this form"), "danger")
        self.unknown = Question("warn", "", tr("Ask again"), "primary")
        self.unknown.safe.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.abandon)
        row.addWidget(self.hold)
        row.addStretch(1)
        row.addWidget(self.left, 0)
        row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addWidget(self.really)
        column.addWidget(self.unknown)
        column.addLayout(row)
        self.hold.clicked.connect(self.hold_wanted)
        self.go.clicked.connect(self.go_wanted)
        self.left.clicked.connect(self.left_wanted)
        self.really.safe.clicked.connect(self._keep)
        self.really.act.clicked.connect(self._discard)
        self.unknown.act.clicked.connect(self.ask_again)

    def ask_abandon(self, lost: str) -> None:
        """Name what would be lost, and ask."""
        self.really.ask(
            tr("Nothing of this form has been registered. Discarding loses: {lost}", lost=lost),
            "warn",
        )

    def _keep(self) -> None:
        self.really.hide()
        self.back_to_form.emit()

    def _discard(self) -> None:
        self.really.hide()
        self.abandoned.emit()

    def show_unknown(self, text: str) -> None:
        """The answer of the database did not come: say so and offer to ask again."""
        self.unknown.ask(text, "warn")

    def show_left(self, names: list[str]) -> None:
        """'2 left: phone, notice'; nothing when all is there."""
        self.left.setVisible(bool(names))
        said = listed(names[:NAMED]) + (" …" if len(names) > NAMED else "")
        self.left.set_words(tr("{n} left: {names}", n=len(names), names=said))
        self.left.setToolTip("\n".join(names))

    def show_state(self, *, last: bool, busy: bool, frozen: bool, empty: bool) -> None:
        """What the buttons say and may do."""
        if busy:
            self.go.setText(tr("Registering …"))
        else:
            self.go.setText(tr("Register Ctrl+Enter") if last else tr("Next step Ctrl+Enter"))
        self.go.setEnabled(not busy and not frozen)
        self.abandon.setEnabled(not busy and not frozen and not empty)
        self.hold.setEnabled(not busy and not empty)
