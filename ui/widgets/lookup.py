"""Rows that come later than the text they were looked up for (screens.md, rule 12)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Lookup(QObject):
    """A row is taken only for the text as it stands. An older answer is dropped, rows of an older
    text cannot be taken, and an Enter that came before the answer waits for it.

    Whoever owns the list calls `type` at every change of the text, `answer` when rows arrive, and
    `enter` or `take` for what was pressed; `taken` tells the row.
    """

    taken = Signal(object)
    left_open = Signal()
    """Enter was pressed, and none of the rows was chosen or is the only one"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self.is_answered = False
        self.only: object = None
        """the one row that Enter takes without a choice"""
        self.enter_waits = False

    def type(self, text: str) -> None:
        """Set the text as it stands now; listed rows cannot be taken any more."""
        self.text = text
        self.is_answered = self.enter_waits = False
        self.only = None

    def answer(self, text: str, only: object) -> bool:
        """The rows of `text` are there; False when the text is another one by now, and they are not
        to be shown. `finish` it once they are."""
        if text != self.text or self.is_answered:
            return False
        self.is_answered = True
        self.only = only
        return True

    def finish(self) -> None:
        """The rows are shown: an Enter that waited acts."""
        if self.enter_waits:
            self.enter_waits = False
            self.enter()

    def forget_enter(self) -> None:
        """Drop an Enter that waits, because something else came to the front."""
        self.enter_waits = False

    def enter(self, chosen: object = None) -> None:
        """Enter: take the row that was chosen with the arrows, else the only one."""
        row = self.only if chosen is None else chosen
        if not self.is_answered:
            self.enter_waits = True
        elif row is None:
            self.left_open.emit()
        else:
            self.taken.emit(row)

    def take(self, row: object) -> None:
        """A row was clicked; one of an older text is none."""
        if self.is_answered and row is not None:
            self.taken.emit(row)
