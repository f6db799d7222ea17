"""A masked value that is shown for a while, once somebody says why (R-019)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets import icons
from ui.widgets.keys import enter_moves_on
from ui.widgets.panel import label
from ui.widgets.reason import Countdown, ReasonLine
from ui.words.messages import tr


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
        self.value = label(displayable(masked), wrap=True)
        self.value.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.value.setAccessibleName(name)
        self.left = Countdown()
        self.left.over.connect(self.hide_value)
        self.button = QPushButton()
        self.button.setProperty("look", "icon")
        self.button.clicked.connect(self._press)
        self.why = label(tr("Why do you need to see it? It is kept on record."), "small", wrap=True)
        shown = tr("Reason for showing {name}", name=name)
        self.reason = ReasonLine(tr("Reason"), shown, tr("Show"))
        self.reason.given.connect(self.wanted)
        self._lay_out()
        self.hide_value()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.GAP_XS)
        top.addWidget(self.value, 1)
        top.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.left)
        column.addWidget(self.why)
        column.addWidget(self.reason)

    def is_revealed(self) -> bool:
        """Whether the clear text is on the screen now."""
        return self.left.is_running

    def show_value(self, text: str, seconds: int) -> None:
        """Show the clear `text` for `seconds`, counting down."""
        self._close_question()
        self.value.setText(displayable(text))
        self._set_button("hide", tr("Hide {name}", name=self._name))
        self.left.start(seconds)

    def hide_value(self) -> None:
        """Back to the masked text, at once."""
        self.left.stop()
        self.value.setText(displayable(self._masked))
        self.reason.edit.clear()
        self._close_question()
        self._set_button("show", tr("Show {name}", name=self._name))

    def _close_question(self) -> None:
        """The cursor goes back to the eye, not on to the next field's."""
        if self.reason.edit.hasFocus() or self.reason.button.hasFocus():
            self.button.setFocus()
        for part in (self.why, self.reason):
            part.hide()

    def _set_button(self, icon: str, name: str) -> None:
        self.button.setIcon(icons.icon(icon))
        self.button.setAccessibleName(name)
        self.button.setToolTip(name)

    def _press(self) -> None:
        if self.is_revealed() or self.reason.isVisible():
            self.hide_value()
            return
        self.why.show()
        self.reason.begin()

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
