"""A password field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.line import Line


class PasswordEdit(Line):
    """A password: never shown unless asked, never in undo or completion; notices Caps Lock."""

    caps_lock = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setEchoMode(Line.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.installEventFilter(self)

    def set_shown(self, shown: bool) -> None:
        """Show the letters, or dots."""
        mode = Line.EchoMode
        self.setEchoMode(mode.Normal if shown else mode.Password)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A capital without Shift (or a small letter with it) means that Caps Lock is on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            letter = event.text()
            if len(letter) == 1 and letter.isascii() and letter.isalpha():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.caps_lock.emit(letter.isupper() != shift)
        return False
