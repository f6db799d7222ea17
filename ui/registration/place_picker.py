"""The standard address: type a part of it, choose from the list (R-030).

What can be delivered there is said beside each address, before any personal data is taken.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.domain.catalogue import PRODUCT_KINDS
from app.services.catalogue import PlaceRow
from ui.messages import tr
from ui.registration.fields import listed
from ui.widgets.field import Field
from ui.widgets.two_lines import Index, TwoLines

DEBOUNCE_MS = 150
SHOWN = 6
Ask = Callable[[str, Callable[[tuple[PlaceRow, ...]], None]], object]


class PlacePicker(Field):
    """`text()` is the chosen place's id, '' while none is chosen; `picked` tells the whole row."""

    picked = Signal(object)

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        self._edit = QLineEdit()
        super().__init__(
            tr("Installation address"),
            self._edit,
            required=True,
            hint=tr("Type a part, such as the estate, building and room; choose with ↓ and Enter"),
            parent=parent,
        )
        self.place: PlaceRow | None = None
        self._ask = ask
        self._edit.setPlaceholderText(tr("Street, estate, building, room"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Addresses found"))
        self.list.setItemDelegate(TwoLines(_lines, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        column = self.layout()
        assert column is not None
        column.addWidget(self.list)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._search)
        self._edit.textEdited.connect(self._edited)
        self._edit.installEventFilter(self)
        self.list.installEventFilter(self)

    def _listen(self) -> None:
        """The typed words are a search, not the value: `changed` tells the id, once chosen."""

    def text(self) -> str:
        """The id of the chosen place, or ''."""
        return str(self.place.id) if self.place is not None else ""

    def set_text(self, text: str) -> None:
        """Only a row can be chosen: an id without one clears the field."""
        if text != self.text():
            self.show_place(None)

    def show_place(self, place: PlaceRow | None) -> None:
        """Show a chosen place, or none; tells nobody."""
        self.place = place
        self._edit.setText(place.text if place is not None else "")
        self._edit.setCursorPosition(0)
        self._close()

    def _edited(self, typed: str) -> None:
        if self.place is not None:
            self.place = None
            self.picked.emit(None)
            self.changed.emit("")
        if typed.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self._close()

    def _search(self) -> None:
        # An address is at most 200 characters; what is longer finds nothing anyway.
        typed = self._edit.text().strip()[:200]
        self._ask(typed, lambda rows: self._show_rows(typed, rows))

    def _show_rows(self, typed: str, rows: tuple[PlaceRow, ...]) -> None:
        if self.place is not None or typed != self._edit.text().strip()[:200]:
            return
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(f"{row.text}, {delivers(row)}")
            item.setData(Qt.ItemDataRole.UserRole, row)
            self.list.addItem(item)
        if not rows:
            item = QListWidgetItem(
                tr("No such address in the list. Try fewer words; a new one is added by the hall.")
            )
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        height = max(self.list.sizeHintForRow(0), 1)
        shown = min(self.list.count(), SHOWN)
        self.list.setFixedHeight(height * shown + 2 * self.list.frameWidth() + 4)
        if rows:
            self.list.setCurrentRow(0)
        self.list.show()

    def _take(self, item: QListWidgetItem) -> None:
        row = item.data(Qt.ItemDataRole.UserRole)
        if row is not None:
            self.show_place(row)
            self._edit.setFocus()
            self.picked.emit(row)
            self.changed.emit(self.text())

    def _close(self) -> None:
        self._timer.stop()
        self.list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: arrows go into the list, Enter takes, Esc closes the list only."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self.list.isHidden():
            return False
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._edit.setFocus()
            self._close()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            item = self.list.currentItem()
            if item is not None:
                self._take(item)
            return True
        if watched is self._edit and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.setFocus()
            return True
        return False


def _lines(index: Index) -> tuple[str, str, str]:
    """An address and what can be delivered there; what is no address is one line."""
    row = index.data(Qt.ItemDataRole.UserRole)
    if row is None:
        return "", "", str(index.data())
    return row.text, "", delivers(row)


def delivers(place: PlaceRow) -> str:
    """'Can be installed: Cable TV, Broadband · 1 active user' for a row and under the field."""
    if not place.serves:
        return tr("Nothing can be delivered here yet")
    kinds = [tr(text) for kind, text in PRODUCT_KINDS.items() if kind in place.serves]
    said = tr("Can be installed: {products}", products=listed(kinds))
    if place.active_users:
        said += " · " + tr("active users here: {n}", n=place.active_users)
    return said
