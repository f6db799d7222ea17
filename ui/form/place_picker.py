"""The standard address: type it in any form, take the only one that is meant or choose (R-030).

What can be delivered there is said beside each address, before any personal data is taken.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget

from app.domain.catalogue import PRODUCT_KINDS
from app.services.catalogue import FoundPlace, PlaceRow
from ui.form.fields import listed
from ui.widgets.field import Field
from ui.widgets.line import Line
from ui.widgets.lookup import Lookup
from ui.widgets.two_lines import PAD, Index, TwoLines, small_metrics
from ui.words.messages import tr

DEBOUNCE_MS = 150
SHOWN = 6
MOST = 20
ROW = Qt.ItemDataRole.UserRole
Ask = Callable[[str, Callable[[tuple[FoundPlace, ...]], None]], object]
"""Asks for one place more than `MOST`, so that it is known whether there are more."""


class PlacePicker(Field):
    """`text()` is the chosen place's id, '' while none is chosen; `picked` tells the whole row."""

    picked = Signal(object)
    taken = Signal()
    """an address was taken here, and the cursor is still here: work goes on behind it"""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        self._edit = Line()
        super().__init__(
            tr("Installation address"),
            self._edit,
            required=True,
            hint=tr("Type a part, such as the estate, building and room; choose with ↓ and Enter"),
            parent=parent,
        )
        self.place: PlaceRow | None = None
        self._ask = ask
        self._asks_which = False
        self._edit.setPlaceholderText(tr("Street, estate, building, room"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Addresses found"))
        self.list.setItemDelegate(TwoLines(_lines, self.list, bold=_unsaid))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        column = self.layout()
        assert column is not None
        column.addWidget(self.list)
        self._lookup = Lookup(self)
        self._lookup.taken.connect(self._take)
        self._lookup.left_open.connect(self._say_how)
        self.list.itemClicked.connect(self._clicked)
        self._timer = _single_shot(self, DEBOUNCE_MS, self._search)
        self._room = _single_shot(self, QApplication.doubleClickInterval(), self._room_was_kept)
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
        """Show a chosen place, or none; tells nobody. What was typed, and its Enter, is forgotten."""
        self.place = place
        self._edit.setText(place.text if place is not None else "")
        self._edit.setCursorPosition(0)
        self._timer.stop()
        self._lookup.type("")
        self._hide()

    # --- looking up

    def _edited(self, typed: str) -> None:
        self._lookup.type(typed)
        self._hide(keep_room=bool(typed.strip()))
        self._forget_question()
        if self.place is not None:
            self.place = None
            self.picked.emit(None)
            self.changed.emit("")
        if typed.strip():
            self._timer.start()
        else:
            self._timer.stop()

    def _search(self) -> None:
        self._timer.stop()
        text = self._lookup.text
        self._ask(text, lambda rows: self._show_rows(text, rows))

    def _show_rows(self, text: str, rows: tuple[FoundPlace, ...]) -> None:
        if self.place is not None or not self._lookup.answer(text, _only(rows)):
            return
        self.list.clear()
        for row in rows[:MOST]:
            item = QListWidgetItem(f"{row.text}, {delivers(row)}")
            item.setData(ROW, row)
            self.list.addItem(item)
        if len(rows) > MOST:
            self._add_words(tr("There are more. Type the building or the room as well."))
        if not rows:
            self._add_words(
                tr(
                    "The base has no such address. The administrator adds it: Administration, Products "
                    "and addresses. Until then fill in the rest and hold the form with F4."
                )
            )
        self.list.setCurrentRow(0 if self._lookup.only is not None else -1)
        self.list.scrollToTop()
        self.list.show()
        self._fit()
        self._lookup.finish()

    def _add_words(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _say_how(self) -> None:
        """Enter took nothing: the list stays, and the line below says why."""
        if self.list.count() and self.list.item(0).data(ROW) is not None:
            self._asks_which = True
            self.set_status("warn", tr("Which one? Choose it with ↓ and Enter, or type more."))

    def _forget_question(self) -> None:
        """What a check of the form says below stays."""
        if self._asks_which:
            self._asks_which = False
            self.set_status("hint", "")

    # --- taking

    def _clicked(self, item: QListWidgetItem) -> None:
        """The second press of a double click must not land on what moves up from below."""
        self._lookup.take(item.data(ROW))
        if self.list.isHidden():
            self._keep_room(True)
            self._room.start()

    def _room_was_kept(self) -> None:
        if self.place is not None:
            self._keep_room(False)

    def _take(self, row: FoundPlace) -> None:
        here = self._edit.hasFocus() or self.list.hasFocus()
        self.show_place(row.place)
        self._forget_question()
        self.picked.emit(row.place)
        self.changed.emit(self.text())
        if here:
            self._edit.setFocus()
            self.taken.emit()

    def _hide(self, *, keep_room: bool = False) -> None:
        """Take the list away; its room stays while the next one is on its way, or a click is."""
        if self.list.hasFocus():
            self._edit.setFocus()
        self._keep_room(keep_room and (not self.list.isHidden() or self._keeps_room()))
        self.list.hide()

    def _keeps_room(self) -> bool:
        return self.list.sizePolicy().retainSizeWhenHidden()

    def _keep_room(self, keep: bool) -> None:
        policy = self.list.sizePolicy()
        policy.setRetainSizeWhenHidden(keep)
        self.list.setSizePolicy(policy)

    def _fit(self) -> None:
        """As high as its rows; words at the end take the lines they need."""
        count, width = self.list.count(), self.list.viewport().width() - 2 * PAD
        metrics = small_metrics(self.list.font())
        height = 0
        for n in range(count):
            item = self.list.item(n)
            if item.data(ROW) is None:
                box = metrics.boundingRect(
                    0, 0, max(width, 1), 1000, Qt.TextFlag.TextWordWrap, item.text()
                )
                item.setSizeHint(QSize(10, box.height() + 2 * PAD))
            if n < SHOWN or n == count - 1:
                height += max(self.list.sizeHintForRow(n), 1)
        self.list.setFixedHeight(height + 2 * self.list.frameWidth() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt override: narrower words take more lines."""
        super().resizeEvent(event)
        if not self.list.isHidden():
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: arrows go into the list and out of it, Enter takes, Esc closes the list only."""
        super().eventFilter(watched, event)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return self._key_in_list(event) if watched is self.list else self._key_in_edit(event)

    def _key_in_edit(self, event: QKeyEvent) -> bool:
        key, is_open = event.key(), not self.list.isHidden()
        if self.place is not None or not self._edit.text().strip():
            return False
        if _is_enter(event):
            self._lookup.enter()
            if not self._lookup.is_answered:
                self._search()
            return True
        if key == Qt.Key.Key_Escape and is_open:
            self._leave_list()
            return True
        if key == Qt.Key.Key_Down and is_open and self.list.item(0).data(ROW) is not None:
            self.list.setFocus()
            self.list.setCurrentRow(0)
        return key in (Qt.Key.Key_Down, Qt.Key.Key_Up)

    def _key_in_list(self, event: QKeyEvent) -> bool:
        key = event.key()
        if _is_enter(event):
            item = self.list.currentItem()
            if item is not None:
                self._lookup.take(item.data(ROW))
            return True
        if key == Qt.Key.Key_Escape:
            self._leave_list()
            return True
        if key == Qt.Key.Key_Up and self.list.currentRow() <= 0:
            self._edit.setFocus()
            self.list.setCurrentRow(0 if self._lookup.only is not None else -1)
            return True
        if key == Qt.Key.Key_Backspace or (event.text().isprintable() and event.text()):
            self._edit.setFocus()  # typed on: the list goes
            QApplication.sendEvent(self._edit, event)
            return True
        return False

    def _leave_list(self) -> None:
        """The words stay; Enter looks them up again."""
        self._timer.stop()
        self._lookup.type(self._edit.text())
        self._hide()


def _only(rows: tuple[FoundPlace, ...]) -> FoundPlace | None:
    return next((row for row in rows if row.exact), None)


def _is_enter(event: QKeyEvent) -> bool:
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _single_shot(parent: QObject, milliseconds: int, slot: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer


def _unsaid(index: Index) -> tuple[tuple[int, int], ...]:
    """What stands in bold: where an address says more than was typed."""
    row = index.data(ROW)
    return () if row is None else row.unsaid


def _lines(index: Index) -> tuple[str, str, str]:
    """An address and what can be delivered there; what is no address is one line."""
    row = index.data(ROW)
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
