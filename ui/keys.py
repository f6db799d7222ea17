"""The keyboard: Enter moves on, and no shortcut acts while an input method is composing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QWidget


class ComposingGuard(QObject):
    """Application event filter: while pinyin is being composed, keys belong to the input method."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._composing_in: QObject | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accepting ShortcutOverride keeps a key from becoming a shortcut (Qt's own rule)."""
        kind = event.type()
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._composing_in = watched if event.preeditString() else None
        elif kind == QEvent.Type.FocusOut and watched is self._composing_in:
            self._composing_in = None
        elif kind == QEvent.Type.ShortcutOverride and self._composing_in is not None:
            event.accept()
            return True
        return False


def enter_moves_on(event: QKeyEvent, page: QWidget) -> bool:
    """Handle a plain Enter that the focused field did not want: press a button, else move on.

    Returns whether the key was used; call it from `keyPressEvent` of a page of fields.
    """
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    focused = page.focusWidget()
    if isinstance(focused, QPlainTextEdit) and not focused.isReadOnly():
        return False
    if isinstance(focused, QAbstractButton) and not focused.isCheckable():
        focused.click()
    else:
        page.focusNextChild()
    return True


def key_text(shortcut: str) -> str:
    """A shortcut as it is printed on tabs and buttons: 'Ctrl+1', 'F5'."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.PortableText)
