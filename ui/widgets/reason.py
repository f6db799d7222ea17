"""The line for the reason to see personal data (R-019), and the countdown while it is shown."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.look import theme
from ui.widgets.line import Line
from ui.words.messages import tr

LONGEST = 200
TICK_MS = 1000


def reason_edit() -> Line:
    """The line that a reason is typed into."""
    edit = Line()
    edit.setMaxLength(LONGEST)
    return edit


class ReasonLine(QWidget):
    """Emits `given(reason)` by Enter or the button, once something stands there."""

    given = Signal(str)

    def __init__(self, placeholder: str, name: str, action: str) -> None:
        super().__init__()
        self.edit = reason_edit()
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(name)
        self.button = QPushButton(action)
        self._is_allowed = True
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_XS)
        row.addWidget(self.edit, 1)
        row.addWidget(self.button)
        self.edit.textChanged.connect(lambda _: self._enable())
        self.edit.returnPressed.connect(self._give)
        self.button.clicked.connect(self._give)
        self._enable()

    def begin(self) -> None:
        """Ask anew; the cursor stands where the reason is typed."""
        self.edit.clear()
        self.show()
        self.edit.setFocus()

    def allow(self, allowed: bool) -> None:
        """Whether there is anything that the reason would be for."""
        self._is_allowed = allowed
        self._enable()

    def _enable(self) -> None:
        self.button.setEnabled(self._is_allowed and bool(self.edit.text().strip()))

    def _give(self) -> None:
        if self.button.isEnabled():
            self.given.emit(self.edit.text().strip())


class Countdown(QLabel):
    """'12 s left', until `over`; empty and hidden while nothing is shown."""

    over = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "small")
        self._left = 0
        self.timer = QTimer(self)
        self.timer.setInterval(TICK_MS)
        self.timer.timeout.connect(self._tick)
        self.hide()

    @property
    def is_running(self) -> bool:
        return self.timer.isActive()

    def start(self, seconds: int) -> None:
        """Count down from `seconds`."""
        self._left = seconds
        self._say()
        self.show()
        self.timer.start()

    def stop(self) -> None:
        """Count no more; tells nobody."""
        self.timer.stop()
        self.clear()
        self.hide()

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.stop()
            self.over.emit()
        else:
            self._say()

    def _say(self) -> None:
        self.setText(tr("{n} s left", n=self._left))
