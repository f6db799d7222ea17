"""Lines of fields that can be added and taken out, such as discounts or members of a group."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.form.step import Step
from ui.look import theme
from ui.widgets.discard import discard
from ui.widgets.field import Field
from ui.words.messages import tr

Column = tuple[str, str, Callable[[], Field]]


class RepeatedLines(QWidget):
    """`changed_lines` asks for one line more, or for a line to go: (path, index); -1 adds one."""

    changed_lines = Signal(str, int)

    def __init__(self, step: Step, path: str, add: str, columns: tuple[Column, ...]) -> None:
        super().__init__()
        self._step = step
        self._path = path
        self._columns = columns
        self._count = 0
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GAP_XS)
        self.add_line = QPushButton(add)
        self.add_line.clicked.connect(self._add)
        row = QHBoxLayout()
        row.addWidget(self.add_line)
        row.addStretch(1)
        self._column.addLayout(row)

    def _add(self) -> None:
        """One line more; the cursor goes into it once it has its place."""
        self.changed_lines.emit(self._path, -1)
        QTimer.singleShot(0, self, self._focus_last)

    def _focus_last(self) -> None:
        if self._lines:
            self._step.fields.focus(f"{self._path}.{self._count - 1}.{self._columns[0][0]}")
            bar = self._step.area.verticalScrollBar()
            sight = Qt.ConnectionType.SingleShotConnection
            bar.rangeChanged.connect(self._see_last, sight)

    def _see_last(self) -> None:
        """The room for the line came after the cursor."""
        if self._lines:
            self._step.bring_into_sight(self._lines[-1])

    def show_count(self, count: int) -> None:
        """Build as many lines as the form holds."""
        if count == self._count:
            return
        self._step.fields.drop(self._path)
        for line in self._lines:
            discard(line)
        self._count = count
        self._lines = [self._line(n) for n in range(count)]
        for n, line in enumerate(self._lines):
            self._column.insertWidget(n, line)

    def _line(self, n: int) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_S)
        for name, text, make in self._columns:
            field = make()
            row.addWidget(field, 1)
            self._step.bind(f"{self._path}.{n}.{name}", field, f"{text} {n + 1}")
        out = QPushButton(tr("Take out"))
        out.setProperty("look", "flat")
        out.setAccessibleName(tr("Take out line {n}", n=n + 1))
        out.clicked.connect(lambda: self.changed_lines.emit(self._path, n))
        row.addWidget(out)
        return line
