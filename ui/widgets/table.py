"""A table of rows that are already masked: sort on native values, page lazily, copy as text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets.panel import label
from ui.widgets.tag_cell import TONE, TagDelegate
from ui.words.messages import tr

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
NATIVE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Column(Generic[Row]):
    """`text` says what is shown, `value` what is sorted on (None = sealed: it does not sort)."""

    header: str
    text: Callable[[Row], str]
    value: Callable[[Row], Any] | None = None
    tone: Callable[[Row], theme.Tone] | None = None
    """shows the text as a tag of that tone"""
    right: bool = False


class TableModel(QAbstractTableModel, Generic[Row]):
    """`more_wanted` asks for the next page when the end comes into view; answer with `add_rows`."""

    more_wanted = Signal()

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[Row] = []
        self._more = False
        self._asked = False

    def set_rows(self, rows: Sequence[Row], *, more: bool = False) -> None:
        """Show these rows instead; `more` says that another page can be asked for."""
        self.beginResetModel()
        self.rows = list(rows)
        self._more, self._asked = more, False
        self.endResetModel()

    def add_rows(self, rows: Sequence[Row], *, more: bool = False) -> None:
        """Append the next page."""
        if rows:
            first = len(self.rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self.rows.extend(rows)
            self.endInsertRows()
        self._more, self._asked = more, False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Qt override."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Qt override."""
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        """Qt override: another page exists and is not under way."""
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Qt override: the end is in view."""
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt override: the header, and a tip on columns that do not sort."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.header
        if role == Qt.ItemDataRole.ToolTipRole and column.value is None:
            return tr("This column is sealed and cannot be sorted.")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt override: text, native value, tone and alignment of a cell."""
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return displayable(column.text(row))
        if role == NATIVE:
            return column.value(row) if column.value else None
        if role == TONE:
            return column.tone(row) if column.tone else None
        if role == Qt.ItemDataRole.TextAlignmentRole and column.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class SortProxy(QSortFilterProxyModel):
    """Sorts by the Python values of NATIVE: Qt's own comparison cuts integers to 32 bits."""

    def lessThan(self, left: Index, right: Index) -> bool:
        """Qt override; an empty value comes first."""
        model = self.sourceModel()
        a, b = model.data(left, NATIVE), model.data(right, NATIVE)
        if a is None or b is None:
            return a is None and b is not None
        return bool(a < b)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt override: a sealed column leaves the order as it is."""
        model = self.sourceModel()
        if column >= 0 and isinstance(model, TableModel) and model.columns[column].value is None:
            return
        super().sort(column, order)


WIDEST, NARROWEST = 360, 60
"""Pixels of a column."""


class _View(QTableView):
    """QTableView whose columns fit their content, the last taking the rest. Where they do not fit side
    by side the widest give way; what is cut short is its cell's tool tip."""

    def fit(self) -> None:
        header = self.horizontalHeader()
        columns = range(self.model().columnCount())
        widths = [
            min(max(self.sizeHintForColumn(each) + 16, header.sectionSizeHint(each)), WIDEST)
            for each in columns
        ]
        while sum(widths) > self.viewport().width() and max(widths) > NARROWEST:
            widths[widths.index(max(widths))] -= 1
        for column, width in zip(columns, widths, strict=True):
            self.setColumnWidth(column, width)

    def choose(self, index: QModelIndex) -> None:
        """This row alone; Qt's selectRow adds to the others while Ctrl is held, as at Ctrl+P."""
        model, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        model.setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt override: the row that Enter would take is seen, because Qt goes to the first row without
        selecting it."""
        super().focusInEvent(event)
        if self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self.choose(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt override: columns that stand beyond the edge are fitted again."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()


class Table(QStackedWidget, Generic[Row]):
    """The view, or a sentence that says what would be here and how to get it.

    `chosen(row)` comes with Enter or a double click, `current_changed(row)` with the selection, None when
    the row that was chosen is not there any more. With a `key` (what a row is, whichever version of it)
    the chosen row stays chosen when the list is read anew. A list of somebody's is told whose with `of`.
    """

    chosen = Signal(object)
    current_changed = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        empty: str,
        parent: QWidget | None = None,
        *,
        key: Callable[[Row], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._wanted: object = None
        self._owner: object = None
        self.model: TableModel[Row] = TableModel(columns)
        self.proxy = SortProxy(self)
        self.proxy.setSourceModel(self.model)
        self.view = _View(self)
        self.view.setModel(self.proxy)
        self.view.setAccessibleName(name)
        self._dress()
        self.empty: QLabel = label(empty, "soft", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty_page = QWidget(self)
        page = QVBoxLayout(self._empty_page)
        page.addWidget(self.empty)
        self._blank = QWidget(self)
        self.addWidget(self._empty_page)
        self.addWidget(self._blank)
        self.addWidget(self.view)
        self.more_wanted = self.model.more_wanted
        self.view.activated.connect(lambda index: self.chosen.emit(self._row(index)))
        self.view.selectionModel().currentRowChanged.connect(
            lambda index, _: self.current_changed.emit(self._row(index))
        )

    def _dress(self) -> None:
        view = self.view
        view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setItemDelegate(TagDelegate(view))
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() * 2)
        header = view.horizontalHeader()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.proxy.sort(-1)
        view.setSortingEnabled(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        copy = QAction(tr("Copy as text"), view)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        view.addAction(copy)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def of(self, owner: object) -> None:
        """Rows of `owner`, such as a customer, stand here from now on: another's are gone at once, and
        `fill` and `add` drop an answer about another that is still on its way."""
        if owner == self._owner:
            return
        self._owner = owner
        self._wanted = None
        self.model.set_rows(())
        self.setCurrentWidget(self._blank)
        self.current_changed.emit(None)

    def fill(self, owner: object, rows: Sequence[Row], *, more: bool = False) -> bool:
        """The first rows of `owner` have come; False when another's are wanted by now."""
        if owner == self._owner:
            self.set_rows(rows, more=more)
        return owner == self._owner

    def add(self, owner: object, rows: Sequence[Row], *, more: bool = False) -> bool:
        """The next page of `owner` has come; False when another's rows are wanted by now."""
        if owner == self._owner:
            self.add_rows(rows, more=more)
        return owner == self._owner

    def want(self, key: object) -> None:
        """Choose the row of this key when it comes; pages are read up to it."""
        self._wanted = key

    @property
    def waits(self) -> bool:
        """Whether the wanted row may stand on a page that has not come."""
        return self._wanted is not None and self.model.canFetchMore(QModelIndex())

    def chosen_key(self) -> object:
        """The key of the row the cursor is on, or None."""
        row = self.current()
        return None if row is None or self._key is None else self._key(row)

    def save_state(self) -> dict[str, Any]:
        """The chosen row and what is sorted on, for `BaseScreen.save_state`."""
        header = self.view.horizontalHeader()
        row = self.chosen_key() if self._wanted is None else self._wanted
        column = header.sortIndicatorSection()
        state: dict[str, Any] = {} if row is None else {"row": row}
        return state if column < 0 else {**state, "sorted": (column, header.sortIndicatorOrder())}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Sort so again, and choose that row when it comes."""
        self.want(state.get("row"))
        if "sorted" in state:
            self.view.sortByColumn(*state["sorted"])

    def set_rows(self, rows: Sequence[Row], *, more: bool = False) -> None:
        """Show `rows`, or the empty sentence."""
        before, kept = self.current(), self.chosen_key()
        self.model.set_rows(rows, more=more)
        self.view.fit()
        self.setCurrentWidget(self.view if rows else self._empty_page)
        if not (self._choose(self._wanted) or self._choose(kept)) and before is not None:
            self.current_changed.emit(None)
        self._seek()

    def _choose(self, wanted: object) -> bool:
        """Put the cursor on the row of this key; whether it is there."""
        if self._key is None or wanted is None:
            return False
        for number, row in enumerate(self.model.rows):
            if self._key(row) == wanted:
                index = self.proxy.mapFromSource(self.model.index(number, 0))
                self.view.choose(index)
                self._wanted = None
                return True
        return False

    def add_rows(self, rows: Sequence[Row], *, more: bool = False) -> None:
        """Append the next page."""
        self.model.add_rows(rows, more=more)
        self.setCurrentWidget(self.view if self.model.rows else self._empty_page)
        if self.current() is None:
            self._choose(self._wanted)
        self._seek()

    def _seek(self) -> None:
        if (
            self.waits
        ):  # in a turn of its own, because who gave the page notes where the next begins
            QTimer.singleShot(0, self, lambda: self.model.fetchMore(QModelIndex()))

    def current(self) -> Row | None:
        """The row the cursor is on."""
        return self._row(self.view.currentIndex())

    def select(self, number: int) -> None:
        """Put the cursor on the n-th shown row."""
        self.view.choose(self.proxy.index(number, 0))

    def copy(self) -> None:
        """The selected rows, masked as shown, on the clipboard: a line each, tabs between cells."""
        picked = self.view.selectionModel().selectedRows()
        lines = [
            "\t".join(
                str(index.siblingAtColumn(c).data() or "") for c in range(self.proxy.columnCount())
            )
            for index in sorted(picked, key=lambda index: index.row())
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _row(self, index: QModelIndex) -> Row | None:
        source = self.proxy.mapToSource(index)
        return self.model.rows[source.row()] if source.isValid() else None
