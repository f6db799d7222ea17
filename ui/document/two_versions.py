"""What the form and the document state differently, beside each other; the typed one stays until the
clerk decides (R-035)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from app.domain.joining import Differs
from app.domain.validity import LONG_TERM
from ui.form.person_words import sex_names
from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets.discard import discard
from ui.widgets.keys import answer_by_key, numbered
from ui.widgets.panel import Panel, label
from ui.words.messages import tr


class TwoVersions(Panel):
    """`taken` names the fields that the document is right about; `closed` that nothing is open."""

    taken = Signal(tuple)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(tr("The document says something else"))
        self.buttons: dict[str, tuple[QPushButton, QPushButton]] = {}
        self._open: list[Differs] = []
        self._names: Mapping[str, str] = {}
        self._lines = QWidget()
        self.add(self._lines)
        self.take_all = QPushButton(numbered(3, tr("Take everything from the document")))
        self.take_all.clicked.connect(lambda: self._take([each.name for each in self._open]))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.take_all)
        self.add(row)
        self.hide()

    def show_differences(self, differs: tuple[Differs, ...], names: Mapping[str, str]) -> None:
        """Ask about each field; `names` are what the form calls them. None closes the panel."""
        self._open, self._names = list(differs), names
        self._build()
        self.setVisible(bool(self._open))
        self.take_all.setVisible(len(self._open) > 1)
        if self._open:
            self.buttons[self._open[0].name][0].setFocus()

    def _build(self) -> None:
        lines = QWidget()
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.GAP_XS)
        grid.setColumnStretch(2, 1)
        self.buttons = {}
        for row, each in enumerate(self._open):
            name = self._names.get(each.name, each.name)
            grid.addWidget(label(name, "bold"), 2 * row, 0, 2, 1)
            # large and below each other, because the difference may be one stroke
            for n, (whose, text) in enumerate(
                ((tr("Typed"), each.kept), (tr("Document"), each.read)), start=2 * row
            ):
                grid.addWidget(label(whose, "soft"), n, 1)
                grid.addWidget(label(_words(each.name, text), "title", wrap=True), n, 2)
            keep, use = (
                QPushButton(numbered(1, tr("Keep what was typed"))),
                QPushButton(numbered(2, tr("Take the document's"))),
            )
            keep.setAccessibleName(tr("{field}: keep what was typed", field=name))
            use.setAccessibleName(tr("{field}: take the document's", field=name))
            keep.clicked.connect(lambda _=False, what=each.name: self._drop([what]))
            use.clicked.connect(lambda _=False, what=each.name: self._take([what]))
            for n, button in enumerate((keep, use), start=3):
                grid.addWidget(button, 2 * row, n, 2, 1, Qt.AlignmentFlag.AlignVCenter)
            self.buttons[each.name] = (keep, use)
        self.body.replaceWidget(self._lines, lines)
        discard(self._lines)
        self._lines = lines

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: 1 and 2 answer for the field where the cursor is, else for the first; 3 takes all."""
        pairs = list(self.buttons.values())
        at = next((pair for pair in pairs if pair[0].hasFocus() or pair[1].hasFocus()), pairs[0])
        if not answer_by_key(event, (*at, self.take_all)):
            super().keyPressEvent(event)

    def _take(self, names: list[str]) -> None:
        self.taken.emit(tuple(names))
        self._drop(names)

    def _drop(self, names: list[str]) -> None:
        left = tuple(each for each in self._open if each.name not in names)
        self.show_differences(left, self._names)
        if not left:
            self.closed.emit()


def _words(name: str, value: str) -> str:
    """A value as a person reads it; the form holds some as codes."""
    if name == "sex":
        return sex_names().get(value, value)
    if name == "valid_to" and value == LONG_TERM:
        return tr("Long-term")
    return displayable(value)
