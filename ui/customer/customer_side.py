"""The page that the customer types digits into: it covers the whole window, and only dots are shown (R-060).

What was typed is a list of this page, so no field, undo, clipboard, input method or accessible text has it. While
the page stands, every key comes here, and all but Ctrl+L (lock) end here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QMetaObject, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.domain.authentication import Secret
from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets.discard import discard
from ui.widgets.panel import centred, label, scrolled
from ui.words.messages import tr

IDLE_MS = 60_000
WIDTH = 560
_TYPED, _OPEN = "●", "○"


@dataclass(frozen=True)
class DigitsAsked:
    """One thing to be typed: what it is, and how many digits it has."""

    text: str
    digits: int = 6


class CustomerSide(QWidget):
    """Give it `over`, the page that it covers; `place` and `who` say which counter asks whom, masked.

    Whoever made it answers `given` with `say`, or ends it with `close_side`; then the window is as it was,
    and the cursor where it was.
    """

    given = Signal(object)
    """everything that was asked, as Secrets"""
    left = Signal()
    """Esc, the button, or a minute without a key"""

    def __init__(
        self, over: QWidget, place: str, who: str, what: str, asks: Sequence[DigitsAsked]
    ) -> None:
        super().__init__(over)
        self._over = over
        self._asks = tuple(asks)
        self._given: list[Secret] = []
        self._typed: list[str] = []
        self._is_busy = False
        self._before = QApplication.focusWidget()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.left)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAutoFillBackground(True)
        self.setAccessibleName(tr("For the customer"))
        self._lay_out(place, who, what)
        over.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._focus: QMetaObject.Connection | None = app.focusChanged.connect(self._keep_focus)
        self._ask()
        self.setGeometry(over.rect())
        self.show()
        self.raise_()
        self.setFocus()
        self._idle.start()

    # --- building

    def _lay_out(self, place: str, who: str, what: str) -> None:
        panel = QFrame()
        panel.setProperty("look", "panel")
        panel.setMinimumWidth(WIDTH)
        column = QVBoxLayout(panel)
        column.setContentsMargins(36, 24, 36, 20)
        column.setSpacing(theme.GAP_S)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.who = label(tr("For {name}", name=displayable(who)), "figure", wrap=True)
        self.what = label(what, "soft", wrap=True)
        self.place = label(displayable(place), "small", wrap=True)
        self.asked = label("", "title", wrap=True)
        self.dots = label("", "dots")
        self.message = label("", "told", wrap=True)
        self.message.setMinimumHeight(2 * theme.SUBTITLE + theme.GAP)
        for part in (self.place, self.who, self.asked, self.what, self.dots, self.message):
            part.setAlignment(middle | Qt.AlignmentFlag.AlignVCenter)
            column.addWidget(part)
        column.addLayout(centred(self._keypad()))
        self.cancel = QPushButton(tr("Cancel (Esc)"))
        self.cancel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cancel.clicked.connect(self.left)
        column.addWidget(self.cancel, 0, middle)
        safe = label(
            tr("The clerk sees none of the digits. Tell them to nobody."), "small", wrap=True
        )
        safe.setAlignment(middle)
        column.addWidget(safe)
        inside = QWidget()
        around = QVBoxLayout(inside)
        around.addStretch(1)
        around.addLayout(centred(panel))
        around.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside, self))  # for large text on a small screen

    def _keypad(self) -> QWidget:
        host = QWidget()
        grid = QGridLayout(host)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GAP_S)
        self.keys = {
            digit: self._key(digit, partial(self.type_digit, digit)) for digit in "1234567890"
        }
        for n, digit in enumerate("123456789"):
            grid.addWidget(self.keys[digit], n // 3, n % 3)
        self.back = self._key(tr("Back"), self.take_back)
        self.go = self._key(tr("OK"), self.give)
        self.go.setProperty("look", "primary")
        for n, key in enumerate((self.back, self.keys["0"], self.go)):
            grid.addWidget(key, 3, n)
        return host

    def _key(self, text: str, press: object) -> QPushButton:
        key = QPushButton(text)
        key.setProperty("key", True)
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.setAccessibleName(text)
        key.clicked.connect(lambda: press() if callable(press) else None)
        return key

    # --- typing

    def type_digit(self, digit: str) -> None:
        """One digit more, where there is room for it."""
        if not self._is_busy and len(self._typed) < self._now.digits:
            self._typed.append(digit)
            self._show()

    def take_back(self) -> None:
        """One digit less."""
        if not self._is_busy and self._typed:
            self._typed.pop()
            self._show()

    def give(self) -> None:
        """Go on to what is asked next; at the end give everything away."""
        if self._is_busy:
            return
        if len(self._typed) < self._now.digits:
            self._say(tr("{n} digits are missing.", n=self._now.digits - len(self._typed)), "bad")
            return
        self._given.append(Secret("".join(self._typed)))
        self._typed.clear()
        if len(self._given) < len(self._asks):
            self._ask()
            return
        given, self._given = tuple(self._given), []
        self._is_busy = True
        self._show()
        self._say(tr("One moment …"))
        self.given.emit(given)

    def say(self, text: str) -> None:
        """What was given is not right, or nobody knows: everything is asked again."""
        self._is_busy = False
        self._ask()
        self._say(text, "bad")
        self._idle.start()

    @property
    def _now(self) -> DigitsAsked:
        return self._asks[min(len(self._given), len(self._asks) - 1)]

    def _ask(self) -> None:
        self.asked.setText(self._now.text)
        self._say("")
        self._show()

    def _show(self) -> None:
        """Dots, and how many in the accessible text: never which."""
        typed, room = len(self._typed), self._now.digits
        self.dots.setText("  ".join([_TYPED] * typed + [_OPEN] * (room - typed)))
        self.dots.setAccessibleName(tr("{n} of {room} digits", n=typed, room=room))
        for key in (*self.keys.values(), self.back, self.go):
            key.setEnabled(not self._is_busy)
        if typed:
            self._say("")
        self._idle.start()

    def _say(self, text: str, status: str = "") -> None:
        theme.set_look(self.message, "status", status)
        self.message.setText(text)

    # --- life

    def close_side(self) -> None:
        """Forget what was typed, and put the cursor where it was."""
        before = self._before
        self._stop()
        discard(self)
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self) -> None:
        self._typed.clear()
        self._given.clear()
        self._idle.stop()
        if self._focus is not None:
            QObject.disconnect(self._focus)
            self._focus = None
        if isValid(self._over):
            self._over.removeEventFilter(self)

    def _keep_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """No widget below gets a key, whatever asks for the cursor meanwhile."""
        if now is not None and now is not self and self._over.isAncestorOf(now):
            self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: as large as what it covers."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt override: a page that went away, as at a lock, keeps nothing."""
        if not event.spontaneous():
            self._stop()
        super().hideEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt override: no key is a shortcut of the window below, but the lock."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            locks = (
                event.key() == Qt.Key.Key_L
                and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            )
            if not locks:
                event.accept()
                return True
        return super().event(event)

    def focusNextPrevChild(self, _: bool) -> bool:
        """Qt override: Tab goes nowhere."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: digits, Enter, Backspace and Esc; every other key ends here too."""
        event.accept()
        if event.isAutoRepeat():
            return
        key, text = event.key(), event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and len(text) == 1 and text in "0123456789":
            self.type_digit(text)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.give()
        elif key == Qt.Key.Key_Backspace:
            self.take_back()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
