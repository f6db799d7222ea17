"""Beside a form: the document as typed, what was checked, and what to know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.form.form_grid import empty
from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets.discard import discard
from ui.widgets.panel import Panel, label
from ui.widgets.tag import Tag
from ui.widgets.wrapped_row import WrappedRow
from ui.words.messages import tr

Check = tuple[theme.Tone, str]
WIDTH = 300
TAG_WIDTH = 36
NAMES_WIDTH = 76
"""Pixels of the names at text scale 1.0; longer ones stand above what they name, so that the code of
a unit, which is never broken, has room."""


class SidePanel(Panel):
    """Shows, never asks: nothing here takes the focus. A form puts its own parts into `column`, after
    `document` or after `checks`."""

    def __init__(self, title: str, state: str, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setAccessibleName(title)
        self.setFixedWidth(WIDTH)
        self.state = Tag(state, "plain")
        head = WrappedRow()
        head.addWidget(label(title, "subtitle"))
        head.addWidget(self.state)
        self.add(head)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add(scroll, 1)
        inside = QWidget()
        inside.setProperty("look", "clear")
        scroll.setWidget(inside)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, theme.GAP_XS, 0)
        self.column.setSpacing(theme.GAP_S)
        self.document = QFrame()
        self.document.setProperty("look", "notice")
        self.document.setProperty("tone", "brand")
        self._face = QGridLayout(self.document)
        self._face.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        self._face.setColumnStretch(1, 1)
        self.checks = QWidget()
        self._checks = QVBoxLayout(self.checks)
        self._checks.setContentsMargins(0, 0, 0, 0)
        self._checks.setSpacing(theme.GAP_XS)
        self.notes = label("", "small", wrap=True)
        self.column.addWidget(self.document)
        self.column.addWidget(label(tr("Checks"), "bold"))
        self.column.addWidget(self.checks)
        self.column.addWidget(label(tr("Good to know"), "bold"))
        self.column.addWidget(self.notes)
        self.column.addStretch(1)
        self._names: tuple[str, ...] = ()
        self._values: list[QLabel] = []
        self._found: tuple[Check, ...] = ()
        self._lines: list[_Line] = []

    def put_after(self, part: QWidget, *parts: QWidget) -> None:
        """Put a form's own parts below one of these."""
        at = self.column.indexOf(part)
        for n, each in enumerate(parts, start=1):
            self.column.insertWidget(at + n, each)

    def show_face(self, lines: Sequence[tuple[str, str]]) -> None:
        """The lines of the document, as on the card: name and value."""
        names = tuple(name for name, _ in lines)
        if names != self._names:
            self._names = names
            self._build_face(names)
        for cell, (_, text) in zip(self._values, lines, strict=True):
            cell.setText(displayable(text))

    def show_checks(self, found: tuple[Check, ...]) -> None:
        """What was looked at, each with its outcome. The lines that are there say something else; only what
        is more or less is built or taken away."""
        if found == self._found:
            return
        self._found = found
        for _ in self._lines[len(found) :]:
            discard(self._lines.pop())
        for n, (tone, text) in enumerate(found):
            if n == len(self._lines):
                self._lines.append(_Line())
                self._checks.addWidget(self._lines[n])
            self._lines[n].set(tone, text)

    def _build_face(self, names: tuple[str, ...]) -> None:
        empty(self._face)
        self._values = []
        scale = self.font().pixelSize() / theme.TEXT
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0)
        above = widest > NAMES_WIDTH * scale
        for n, name in enumerate(names):
            named, value = label(name, "small", wrap=above), label("", wrap=True)
            named.setContentsMargins(0, 2, theme.GAP_XS, 0)
            if above:
                self._face.addWidget(named, 2 * n, 0, 1, 2)
                self._face.addWidget(value, 2 * n + 1, 0, 1, 2)
            else:
                self._face.addWidget(named, n, 0, Qt.AlignmentFlag.AlignTop)
                self._face.addWidget(value, n, 1)
            self._values.append(value)

    def show_notes(self, lines: Sequence[str]) -> None:
        """What to bring and what to expect."""
        self.notes.setText("\n".join(f"· {line}" for line in lines))


class _Line(QWidget):
    """One outcome: its sign, and what was looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._tag, self._text = Tag(""), label("", wrap=True)
        self._tag.setMinimumWidth(TAG_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_S)
        row.addWidget(self._tag, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)

    def set(self, tone: theme.Tone, text: str) -> None:
        """Say another outcome."""
        self._tag.set({"ok": "✓", "warn": "!", "bad": "✕"}.get(tone, "·"), tone)
        self._text.setText(text)
        self.setAccessibleName(text)
