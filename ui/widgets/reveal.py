"""A masked value that is shown for a while, once somebody says why (R-019)."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.glyphs import displayable
from ui.keys import enter_moves_on
from ui.messages import tr
from ui.widgets import icons
from ui.widgets.card import label
from ui.widgets.line import Line

TICK_MS = 1000


class Reveal(QWidget):
    """Emits `wanted(reason)`; whoever hears it calls the procedure and then `show_value`.

    The clear text lives in this label only, and goes at the end of the countdown, when the widget
    is hidden, and when it is masked by hand.
    """

    wanted = Signal(str)

    def __init__(self, masked: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._masked = masked
        self._name = name
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.value = label(displayable(masked), wrap=True)
        self.value.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.value.setAccessibleName(name)
        self.left = label("", "small")
        self.button = QPushButton()
        self.button.setProperty("look", "icon")
        self.button.clicked.connect(self._press)
        self.why = label(tr("Why do you need to see it? It is kept on record."), "small", wrap=True)
        self.reason = Line()
        self.reason.setPlaceholderText(tr("Reason"))
        self.reason.setAccessibleName(tr("Reason for showing {name}", name=name))
        self.reason.setMaxLength(200)
        self.reason.textChanged.connect(self._allow)
        self.show_it = QPushButton(tr("Show"))
        self.show_it.clicked.connect(self._ask)
        self.reason.returnPressed.connect(self._ask)
        self._lay_out()
        self.hide_value()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.GAP_XS)
        top.addWidget(self.value, 1)
        top.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        below = QHBoxLayout()
        below.setSpacing(theme.GAP_XS)
        below.addWidget(self.reason, 1)
        below.addWidget(self.show_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.left)
        column.addWidget(self.why)
        column.addLayout(below)

    def is_revealed(self) -> bool:
        """Whether the clear text is on the screen now."""
        return self._timer.isActive()

    def show_value(self, text: str, seconds: int) -> None:
        """Show the clear `text` for `seconds`, counting down."""
        self._close_question()
        self._left = seconds
        self.value.setText(displayable(text))
        self._set_button("hide", tr("Hide {name}", name=self._name))
        self._show_left()
        self.left.show()
        self._timer.start()

    def hide_value(self) -> None:
        """Back to the masked text, at once."""
        self._timer.stop()
        self.value.setText(displayable(self._masked))
        self.left.hide()
        self.reason.clear()
        self._close_question()
        self._set_button("show", tr("Show {name}", name=self._name))

    def _close_question(self) -> None:
        """The cursor goes back to the eye, not on to the next field's."""
        if self.reason.hasFocus() or self.show_it.hasFocus():
            self.button.setFocus()
        for part in (self.why, self.reason, self.show_it):
            part.hide()

    def _set_button(self, icon: str, name: str) -> None:
        self.button.setIcon(icons.icon(icon))
        self.button.setAccessibleName(name)
        self.button.setToolTip(name)

    def _press(self) -> None:
        if self.is_revealed() or self.reason.isVisible():
            self.hide_value()
            return
        for part in (self.why, self.reason, self.show_it):
            part.show()
        self._allow()
        self.reason.setFocus()

    def _allow(self) -> None:
        self.show_it.setEnabled(bool(self.reason.text().strip()))

    def _ask(self) -> None:
        if self.reason.text().strip():
            self.wanted.emit(self.reason.text().strip())

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.hide_value()
        else:
            self._show_left()

    def _show_left(self) -> None:
        self.left.setText(tr("{n} s left", n=self._left))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks, Esc masks; both stay inside this widget."""
        if event.key() == Qt.Key.Key_Escape and (self.is_revealed() or self.reason.isVisible()):
            self.hide_value()
        elif not enter_moves_on(event, self):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """A value that is out of sight is masked again."""
        if not event.spontaneous():
            self.hide_value()
        super().hideEvent(event)
