"""未出纸: the hall's papers that have not come out, and above them the print that waits for an answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.papers import OpenPrint, UnprintedRow
from ui.agreements.ask import Ask
from ui.agreements.tables import unprinted_table
from ui.desk.desk import Desk
from ui.look import theme
from ui.widgets.panel import Panel, label
from ui.words.messages import tr


class UnprintedPage(QWidget):
    """Shows the rows and the question that it is given."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.questions = Panel(tr("How did it come out?"), self)
        self.ask = Ask(desk, columns=2, parent=self.questions)
        self.table = unprinted_table(desk.session, self)
        self.questions.add(self.ask)
        self.questions.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addWidget(self.questions)
        text = tr("Enter opens the customer and the paper; then Ctrl+P prints it.")
        column.addWidget(label(text, "soft", wrap=True))
        column.addWidget(self.table, 1)

    def show_rows(self, rows: Sequence[UnprintedRow], *, more: bool) -> None:
        """The first rows; one is chosen, unless one that was chosen before is still to come."""
        self.table.set_rows(rows, more=more)
        if rows and self.table.current() is None and not self.table.waits:
            self.table.select(0)

    def show_question(self, asked: OpenPrint | None) -> None:
        """How did this print come out? None: nothing waits for an answer."""
        self.questions.setVisible(asked is not None)
        if asked is not None:
            self.ask.ask(asked)
