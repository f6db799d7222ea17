"""The search box and its results: typed with any input method, walked with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QSizePolicy

from app.domain.customers import STATUSES, Status
from ui.look.glyphs import displayable
from ui.widgets import icons
from ui.widgets.line import Line
from ui.widgets.two_lines import Index, TwoLines
from ui.words.messages import tr
from ui.words.number_text import number_text

if TYPE_CHECKING:
    from app.services.customers import FoundRow

ROW = Qt.ItemDataRole.UserRole + 1
LIMIT = 100


class SearchBox(Line):
    """Emits `moved` and `chosen` for the list below, so that the cursor never leaves the box."""

    moved = Signal(int)
    chosen = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._composing = False
        self.setPlaceholderText(tr("Search for a customer (F3)"))
        self.setAccessibleName(tr("Search for a customer"))
        self.setMaxLength(LIMIT + 1)
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt override: composed text is not searched yet, and its keys belong to the input
        method."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: arrows walk the results, Enter opens one, Esc empties the box."""
        key = event.key()
        if self._composing:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt override: the search is over."""
        self._composing = False
        super().focusOutEvent(event)
        self.left.emit()


class FoundModel(QAbstractListModel):
    """Rows as `search.find` gave them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[FoundRow, ...] = ()
        self.by_address = False
        """the search was for an address: the second line says which"""

    def set_rows(self, rows: Sequence[FoundRow], *, by_address: bool) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.by_address = by_address
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Qt override."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt override: one line for the screen reader, the row for the delegate."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (*self.lines(row), row.place) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return displayable(row.place)
        return None

    def lines(self, row: FoundRow) -> tuple[str, str, str]:
        """Name (with a status that matters), code, and the line below."""
        name = row.name or tr("No name")
        if row.status != Status.ACTIVE:
            name = f"{name} · {tr(STATUSES[Status(row.status)])}"
        below = row.place if self.by_address and row.place else f"{row.phone}   {row.document}"
        return displayable(name), number_text(row.code), displayable(below.strip())


class FoundList(QListView):
    """The results. It takes no focus: the box keeps the cursor and moves the current row."""

    picked = Signal(object)
    """the FoundRow that was clicked or chosen"""

    def __init__(self) -> None:
        super().__init__()
        self.found = FoundModel()
        self._limit = 8
        self.setModel(self.found)
        self.setItemDelegate(TwoLines(lambda index: self.found.lines(index.data(ROW)), self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Customers found"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setUniformItemSizes(True)
        self.clicked.connect(lambda index: self.picked.emit(self.found.rows[index.row()]))

    def show_rows(self, rows: Sequence[FoundRow], *, by_address: bool) -> None:
        """Show `rows`, none of them current but an only one; hidden when there are none."""
        self.found.set_rows(rows, by_address=by_address)
        if len(rows) == 1:
            self.setCurrentIndex(self.found.index(0))
        self._fit()

    def limit(self, rows: int) -> None:
        """Be at most `rows` high; the rest scrolls."""
        self._limit = rows
        self._fit()

    def step(self, step: int) -> None:
        """Make the next or previous row current; the first step is to the first."""
        if self.found.rows and self.isEnabled():
            n = min(max(self.currentIndex().row() + step, 0), len(self.found.rows) - 1)
            self.setCurrentIndex(self.found.index(n))

    def current(self) -> FoundRow | None:
        """The row that was chosen, or the only one."""
        index = self.currentIndex()
        return self.found.rows[index.row()] if index.isValid() else None

    def _fit(self) -> None:
        rows = min(len(self.found.rows), self._limit)
        height = self.sizeHintForRow(0) if rows else 0
        self.setFixedHeight(rows * height + 2 * self.frameWidth() + 2)
        self.setVisible(rows > 0)
