"""Why a customer of another hall is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets.panel import label
from ui.widgets.reason import ReasonLine
from ui.words.messages import tr

if TYPE_CHECKING:
    from app.services.customers import FoundRow


class OpeningReason(QWidget):
    """Asks why a customer of another hall is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.row: FoundRow | None = None
        self.text = label("", "soft", wrap=True)
        self.line = ReasonLine(
            tr("Why do you open this customer?"), tr("Reason for opening"), tr("Open")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_XS)
        column.addWidget(self.text)
        column.addWidget(self.line)

    def ask(self, row: FoundRow) -> None:
        """Ask about `row`."""
        self.row = row
        self.text.setText(
            tr("Opening {name} needs a reason. It is kept on record.", name=displayable(row.name))
        )
        self.show()
        self.line.begin()
