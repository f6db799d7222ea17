"""The keyboard: Enter moves on, and no shortcut acts while an input method is composing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QWidget
from shiboken6 import isValid

from ui.widgets.tab_order import LEAVES, reading_order


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


BY_SPACE = "by_space"


def by_space_only(*buttons: QAbstractButton) -> None:
    """Enter neither comes to these buttons nor presses them, because they change typed text. Space
    and the mouse press them, as with buttons that leave a page (ui.widgets.tab_order.leaves)."""
    for button in buttons:
        button.setProperty(BY_SPACE, True)


def enter_moves_on(event: QKeyEvent, page: QWidget, go: QAbstractButton | None = None) -> bool:
    """Handle a plain Enter that the focused field did not want: press a button, else move on, after the
    last field to `go`, the page's main button, when it is alive; never out of the page.

    Returns whether the key was used; call it from `keyPressEvent` of a page of fields.
    """
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    focused = page.focusWidget()
    if isinstance(focused, QPlainTextEdit) and not focused.isReadOnly():
        return False
    if _is_pressed(focused):
        focused.click()
    elif (following := next_stop(page, focused, go)) is not None:
        following.setFocus(Qt.FocusReason.TabFocusReason)
    return True


def _is_pressed(focused: QWidget | None) -> TypeGuard[QAbstractButton]:
    if not isinstance(focused, QAbstractButton) or focused.isCheckable():
        return False
    return _is_for_enter(focused)


def _is_for_enter(stop: QWidget) -> bool:
    return not stop.property(BY_SPACE) and not stop.property(LEAVES)


def next_stop(
    page: QWidget, focused: QWidget | None, go: QAbstractButton | None = None
) -> QWidget | None:
    """Where Enter goes from `focused`: the next part of the page in reading order, else `go` when it is
    alive, else nowhere."""
    order = reading_order(page)
    while focused is not None and focused not in order and focused is not page:
        focused = focused.parentWidget()  # the line inside of a box that can be typed into
    later = order[order.index(focused) + 1 :] if focused in order else order
    for stop in later:
        if stop is not go and stop.isVisible() and stop.isEnabled() and _is_for_enter(stop):
            return stop
    return go if go is not None and go.isVisible() and go.isEnabled() else None


DIGITS = range(Qt.Key.Key_1.value, Qt.Key.Key_9.value + 1)


def digit_of(event: QKeyEvent) -> int:
    """1 to 9 for a plain digit key, else 0."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() - Qt.Key.Key_0 if plain and event.key() in DIGITS else 0


def numbered(number: int, text: str) -> str:
    """An answer with the digit that gives it."""
    return f"{number}  {text}"


def answer_by_key(
    event: QKeyEvent, answers: Sequence[QAbstractButton], safe: QAbstractButton | None = None
) -> bool:
    """A question in place: a digit presses the answer that bears it, Esc the `safe` one; one that is
    disabled is not given. Returns whether the key was used."""
    number = digit_of(event)
    shown = [answer for answer in answers if not answer.isHidden()]
    if 0 < number <= len(shown):
        shown[number - 1].click()
        return True
    if event.key() == Qt.Key.Key_Escape and safe is not None and not safe.isHidden():
        safe.click()
        return True
    return False


def key_text(shortcut: str) -> str:
    """A shortcut as it is printed on tabs and buttons: 'Ctrl+1', 'F5'."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.PortableText)
