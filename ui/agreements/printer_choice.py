"""The choice of printer and copies. A printer that is gone is not replaced by another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.services import papers
from ui.agreements.words import kind_name
from ui.look import theme
from ui.printing.printers import SIZES, Printers
from ui.widgets.field import Field
from ui.words.messages import tr

if TYPE_CHECKING:
    from app.services.papers import DocumentRow


class PrinterChoice(QWidget):
    """What somebody picked here, or the printer last used for this kind of paper."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        self._picked: dict[str, str] = {}
        self._printers, self._copies = QComboBox(), QComboBox()
        self.printer = Field(tr("Printer"), self._printers)
        self.copies = Field(tr("Copies"), self._copies)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addWidget(self.printer)
        column.addWidget(self.copies)
        self._printers.setPlaceholderText(tr("Choose a printer"))
        self._copies.addItems([str(n) for n in range(1, papers.MOST_COPIES + 1)])
        self.printer.changed.connect(self._pick)

    def name(self) -> str:
        """The printer that is chosen, or ''."""
        return self._printers.currentText()

    def count(self) -> int:
        """How many copies."""
        return self._copies.currentIndex() + 1

    def propose_copies(self, row: DocumentRow | None) -> None:
        """Both copies of a first print; a reprint is of one."""
        self.set_copies(1 if row is None or row.prints else papers.COPIES[row.kind])

    def set_copies(self, count: int) -> None:
        """Choose so many copies."""
        self._copies.setCurrentIndex(count - 1)

    def offer(self, row: DocumentRow, printers: Printers, names: list[str]) -> None:
        """The printers of this computer for this paper."""
        self._kind = row.kind
        picked = self._picked.get(row.kind, "")
        kept = picked or printers.chosen(row.kind)
        wanted = picked or printers.proposed(row.kind, names)
        self._printers.blockSignals(True)
        self._printers.clear()
        self._printers.addItems(names)
        self._printers.setCurrentIndex(names.index(wanted) if wanted in names else -1)
        self._printers.blockSignals(False)
        gone = bool(kept and names and kept not in names)
        hint = tr(
            "{paper}; remembered for every {kind}", paper=SIZES[row.kind], kind=kind_name(row.kind)
        )
        text = tr("{printer} is gone; choose another one.", printer=kept) if gone else hint
        self.printer.set_status("warn" if gone else "hint", text)

    def _pick(self, name: str) -> None:
        if name:
            self._picked[self._kind] = name
        self.changed.emit()
