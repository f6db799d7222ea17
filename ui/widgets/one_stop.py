"""A group of choices is one stop of the Tab key: arrows and digits choose inside it (screens.md rule 14)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QPushButton, QWidget

from ui.look import theme
from ui.widgets.keys import digit_of, numbered
from ui.widgets.wrapped_row import WrappedRow

BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
FORTH = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class OneStop(QObject):
    """Tab comes to one button of the group: the one that had the focus last.

    The digit n takes the n-th button. With `goes_on` the focus then goes where Enter goes, and of two
    buttons the arrow that points to one takes it likewise; else arrows walk, taking each button that
    they come to unless `arrows_only_walk`.
    """

    def __init__(
        self,
        parent: QObject,
        take: Callable[[QAbstractButton], object],
        *,
        goes_on: bool = False,
        arrows_only_walk: bool = False,
    ) -> None:
        super().__init__(parent)
        self._take = take
        self._goes_on = goes_on
        self._arrows_only_walk = arrows_only_walk
        self._buttons: tuple[QAbstractButton, ...] = ()
        self._current: QAbstractButton | None = None

    def set_buttons(self, buttons: Sequence[QAbstractButton]) -> None:
        """The group from now on, in reading order."""
        self._buttons = tuple(buttons)
        self._current = None
        for button in self._buttons:
            button.installEventFilter(self)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._keep_reachable()

    def stop_at(self, button: QAbstractButton) -> None:
        """Tab comes to this button from now on; it takes the place of the one before in the order."""
        old = self._current
        if old is button:
            return
        self._current = button
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if old is not None:
            if old.window() is button.window():
                QWidget.setTabOrder(old, button)
            old.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _usable(self) -> list[QAbstractButton]:
        return [each for each in self._buttons if not each.isHidden() and each.isEnabled()]

    def _keep_reachable(self) -> None:
        usable = self._usable()
        if usable and self._current not in usable:
            self.stop_at(usable[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: keys of the focused button."""
        if not isinstance(watched, QAbstractButton) or watched not in self._buttons:
            return False
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        if kind == QEvent.Type.FocusIn:
            self.stop_at(watched)
        elif kind in (
            QEvent.Type.HideToParent,
            QEvent.Type.ShowToParent,
            QEvent.Type.EnabledChange,
        ):
            self._keep_reachable()
        return False

    def _key(self, focused: QAbstractButton, event: QKeyEvent) -> bool:
        number = digit_of(event)
        if number:
            return self._go_to(self._buttons[number - 1 : number], takes=True)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() not in BACK + FORTH:
            return False
        forth = event.key() in FORTH
        if self._goes_on and len(self._buttons) == 2:
            return self._go_to(self._buttons[int(forth) : int(forth) + 1], takes=True)
        usable = self._usable()
        at = usable.index(focused) + (1 if forth else -1)
        if 0 <= at < len(usable):
            self._go_to((usable[at],), takes=not self._arrows_only_walk, stays=True)
        return True

    def _go_to(self, found: Sequence[QAbstractButton], *, takes: bool, stays: bool = False) -> bool:
        """Go to the one button of `found`; False when there is none that can be taken."""
        if not found or found[0] not in self._usable():
            return False
        button = found[0]
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        if takes:
            self._take(button)
        if self._goes_on and not stays:
            enter = QKeyEvent(
                QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier
            )
            QApplication.sendEvent(button, enter)
        return True


class PageSwitch(QWidget):
    """Buttons of which one is down, for the pages behind them; `chosen` tells the key of the page.
    Each bears its digit where there is another to choose. `wraps`: what finds no room goes into a
    second row."""

    chosen = Signal(str)

    def __init__(
        self, pages: dict[str, str], *, wraps: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = WrappedRow() if wraps else QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_XS if wraps else theme.GAP_S)
        self.setLayout(row)
        self._texts = dict(pages)
        self.buttons: dict[str, QPushButton] = {}
        for key in pages:
            button = QPushButton()
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, page=key: self.chosen.emit(page))
            row.addWidget(button)
            self.buttons[key] = button
        self._stop = OneStop(self, lambda button: button.click())
        self._stop.set_buttons(list(self.buttons.values()))
        self._name()

    def set_text(self, key: str, text: str) -> None:
        """Call a page `text` from now on."""
        self._texts[key] = text
        self._name()

    def allow(self, key: str, allowed: bool) -> None:
        """Whether the page can be chosen at all."""
        self.buttons[key].setVisible(allowed)
        self._name()

    def _name(self) -> None:
        """The digits are those that `OneStop` knows: a hidden page keeps its own."""
        is_choice = sum(not button.isHidden() for button in self.buttons.values()) > 1
        for number, (key, button) in enumerate(self.buttons.items(), start=1):
            text = self._texts[key]
            button.setText(numbered(number, text) if is_choice else text)

    def show_page(self, key: str) -> None:
        """The button of this page is down."""
        for other, button in self.buttons.items():
            button.setChecked(other == key)
        self._stop.stop_at(self.buttons[key])

    def current(self) -> str:
        """The page whose button is down, or ''."""
        return next((key for key, button in self.buttons.items() if button.isChecked()), "")
