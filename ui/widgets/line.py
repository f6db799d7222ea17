"""One line to type into: what is pasted from a table or a letter loses its line breaks."""

from __future__ import annotations

import re

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

_BREAKS = re.compile(r"[ \u3000]*[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+[\s\x1c-\x1f]*")


def without_breaks(text: str) -> str:
    """`text` on one line: a break or a tab at either end goes with the blanks beside it, one between two
    words becomes a blank. A cell copied from a spreadsheet ends in a break that nobody sees."""
    parts = [part for part in _BREAKS.split(text) if part]
    return " ".join(parts)


class OneLine(QValidator):
    """Every way into a line (typed, pasted, dropped, filled in) passes its validator."""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Qt override: nothing is refused here, breaks are taken out."""
        if _BREAKS.search(text) is None:
            return QValidator.State.Acceptable, text, position
        before = without_breaks(text[:position])
        line = without_breaks(text)
        if not line.startswith(before):  # a break at the cursor became a blank
            return QValidator.State.Acceptable, line, len(line)
        return QValidator.State.Acceptable, line, len(before)


class Line(QLineEdit):
    """The QLineEdit of this program."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setValidator(OneLine(self))
        self.setText(text)


def choice_line(*choices: str) -> QComboBox:
    """A box with these choices, into which something else can be typed."""
    box = QComboBox()
    box.setEditable(True)
    box.setValidator(OneLine(box))
    box.addItems(choices)
    return box
