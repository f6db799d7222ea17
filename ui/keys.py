"""The keyboard: Enter moves on, and no shortcut acts while an input method is composing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QWidget
from shiboken6 import isValid


class ComposingGuard(QObject):
    """While pinyin is being composed, keys belong to the input method. Watches what has the focus.

    `stop` it with its window: the application outlives both, and a connection from there to an object
    that Python's collector has emptied already ends in an error.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QObject | None = None
        self._composing = False
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        self._connection = app.focusObjectChanged.connect(self._follow)
        self._follow(app.focusObject())

    def stop(self) -> None:
        """Watch nothing any more."""
        QObject.disconnect(self._connection)
        self._follow(None)

    def _follow(self, focused: QObject | None) -> None:
        self._composing = False
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = focused
        if focused is not None:
            focused.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accepting ShortcutOverride keeps a key from becoming a shortcut (Qt's own rule)."""
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        elif event.type() == QEvent.Type.ShortcutOverride and self._composing:
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
