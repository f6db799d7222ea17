"""The step bar above a form: which step is open, which are done, how many there are."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.look import theme
from ui.widgets.one_stop import OneStop
from ui.widgets.panel import label
from ui.widgets.tag import TagButton
from ui.words.messages import tr


class StepBar(QWidget):
    """Steps are counted from 0; a step can be pressed to go back to it once it was reached."""

    chosen = Signal(int)

    def __init__(self, titles: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = titles
        self._current = 0
        self._done: set[int] = set()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_S)
        self.buttons: list[TagButton] = []
        for index, title in enumerate(titles):
            if index:
                row.addWidget(label("›", "soft"))
            button = TagButton(f"{index + 1} {title}")
            button.clicked.connect(lambda _=False, step=index: self.chosen.emit(step))
            row.addWidget(button)
            self.buttons.append(button)
        self._stop = OneStop(self, lambda button: button.click(), arrows_only_walk=True)
        self._stop.set_buttons(self.buttons)
        row.addStretch(1)
        self._show()

    def hear_keys(self, page: QWidget) -> None:
        """Alt+1 to Alt+9 open the steps from anywhere on `page`; the digits stand on them."""
        for number, button in enumerate(self.buttons, start=1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
            button.setToolTip(f"Alt+{number}")

    def current(self) -> int:
        """The open step."""
        return self._current

    def set_current(self, step: int) -> None:
        """Open a step."""
        self._current = step
        self._show()

    def set_done(self, step: int, done: bool = True) -> None:
        """Mark a step as complete, or not any more."""
        (self._done.add if done else self._done.discard)(step)
        self._show()

    def _show(self) -> None:
        reached = max([self._current, *self._done])
        for index, button in enumerate(self.buttons):
            is_open, is_done = index == self._current, index in self._done
            tone = "brand" if is_open else "ok" if is_done else "plain"
            theme.set_look(button, "tone", tone)
            tick = "✓ " if is_done and not is_open else ""
            button.setText(f"{tick}{index + 1} {self._titles[index]}")
            button.setEnabled(index <= reached)
            state = tr("open") if is_open else tr("done") if is_done else tr("not done")
            button.setAccessibleName(
                tr(
                    "Step {n} of {total}: {title}, {state}",
                    n=index + 1,
                    total=len(self._titles),
                    title=self._titles[index],
                    state=state,
                )
            )
