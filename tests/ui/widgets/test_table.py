"""Tables sort on native values, page lazily, copy as text, and say when they are empty."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.look import theme
from ui.widgets.table import Column, Table


@dataclass(frozen=True)
class Paid:
    number: str
    fen: int
    name: str


COLUMNS = (
    Column[Paid]("Number", lambda row: row.number, lambda row: row.number),
    Column[Paid]("Paid", lambda row: f"{row.fen / 100:.2f}", lambda row: row.fen, right=True),
    Column[Paid]("Name", lambda row: row.name, tone=lambda row: "ok"),
)
ROWS = (Paid("A-2", 1000, "王*"), Paid("A-1", 9_000_000_000, "李*"), Paid("A-3", 200, "赵*"))


@pytest.fixture
def table(qtbot) -> Table[Paid]:
    made: Table[Paid] = Table(
        "Payments", COLUMNS, "No payments yet. They appear after a fee is paid."
    )
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def shown(table: Table[Paid]) -> list[str]:
    return [table.proxy.index(n, 0).data() for n in range(table.proxy.rowCount())]


def test_an_empty_table_says_what_would_be_here(table: Table[Paid]) -> None:
    assert table.currentWidget() is not table.view
    assert "No payments yet" in table.empty.text()
    table.set_rows(ROWS)
    assert table.currentWidget() is table.view
    table.set_rows(())
    assert table.currentWidget() is not table.view


def test_rows_keep_the_order_they_came_in(table: Table[Paid]) -> None:
    table.set_rows(ROWS)
    assert shown(table) == ["A-2", "A-1", "A-3"]


def test_a_list_that_gets_the_cursor_shows_which_row_enter_takes(
    qtbot: QtBot, table: Table[Paid]
) -> None:
    table.set_rows(ROWS)
    with qtbot.waitActive(table):
        table.activateWindow()
    table.view.setFocus()
    qtbot.waitUntil(table.view.hasFocus)
    assert table.current() == ROWS[0]
    assert [row.row() for row in table.view.selectionModel().selectedRows()] == [0]


def test_one_row_stays_chosen_whatever_key_is_held(qtbot: QtBot, keyed: Table[Paid]) -> None:
    keyed.set_rows(ROWS)
    keyed.select(0)
    for key in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier):
        QTest.keyPress(keyed.view, Qt.Key.Key_P, key)
        keyed.set_rows(ROWS[:2])
        keyed.select(1)
        QTest.keyRelease(keyed.view, Qt.Key.Key_P, key)
        assert [row.row() for row in keyed.view.selectionModel().selectedRows()] == [1]
        keyed.set_rows(ROWS[1:])
        assert [row.row() for row in keyed.view.selectionModel().selectedRows()] == [0]
        assert keyed.current() == ROWS[1]


def test_a_wanted_row_is_sought_on_later_pages(qtbot: QtBot, keyed: Table[Paid]) -> None:
    keyed.more_wanted.connect(lambda: keyed.add_rows(ROWS[2:]))
    keyed.want("A-3")
    keyed.set_rows(ROWS[:2], more=True)
    assert keyed.waits
    qtbot.waitUntil(lambda: keyed.current() == ROWS[2])


def test_a_wanted_row_that_is_nowhere_leaves_the_chosen_one(keyed: Table[Paid]) -> None:
    keyed.want("A-9")
    keyed.set_rows(ROWS)
    keyed.select(1)
    keyed.set_rows(ROWS)
    assert keyed.current() == ROWS[1]


def test_headers_take_no_room_from_a_value_that_needs_it(qtbot: QtBot) -> None:
    headers = [f"Long header {n}" for n in range(6)]
    columns = [Column[Paid]("No.", lambda row: row.number, lambda row: row.number)]
    columns += [Column[Paid](header, lambda row: "1", lambda row: 1) for header in headers]
    made: Table[Paid] = Table("Payments", columns, "")
    qtbot.addWidget(made)
    made.set_rows([Paid("SL-GZ01-5000-0001-M", 1, "王*")])
    header = made.view.horizontalHeader()
    room = made.view.sizeHintForColumn(0) + 16
    room += sum(header.sectionSizeHint(n) for n in range(1, len(columns)))
    made.resize(room + 2 * made.view.frameWidth() + 2, 200)
    with qtbot.waitExposed(made):
        made.show()
    assert made.view.columnWidth(0) > made.view.sizeHintForColumn(0)
    assert [n for n in range(1, 6) if made.view.columnWidth(n) < header.sectionSizeHint(n)] == [], (
        "headers are whole"
    )


def test_money_beyond_32_bits_sorts_by_its_value(table: Table[Paid]) -> None:
    table.set_rows(ROWS)
    table.view.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert shown(table) == ["A-3", "A-2", "A-1"]
    table.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert shown(table) == ["A-1", "A-2", "A-3"]


def test_a_sealed_column_says_that_it_does_not_sort(table: Table[Paid]) -> None:
    table.set_rows(ROWS)
    table.view.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert shown(table) == ["A-2", "A-1", "A-3"]
    tip = table.model.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "cannot be sorted" in tip


def test_the_next_page_is_asked_for_once(table: Table[Paid]) -> None:
    asked: list[int] = []
    table.more_wanted.connect(lambda: asked.append(1))
    table.set_rows(ROWS, more=True)
    table.model.fetchMore(QModelIndex())
    table.model.fetchMore(QModelIndex())
    assert asked == [1]
    table.add_rows((Paid("A-4", 1, "孙*"),))
    assert table.model.rowCount() == 4
    assert not table.model.canFetchMore(QModelIndex())


def test_selected_rows_are_copied_as_text(table: Table[Paid]) -> None:
    table.set_rows(ROWS)
    table.select(1)
    table.copy()
    assert QGuiApplication.clipboard().text() == "A-1\t90000000.00\t李*"


def test_the_row_under_the_cursor_is_told(table: Table[Paid]) -> None:
    heard: list[Paid] = []
    table.current_changed.connect(heard.append)
    table.set_rows(ROWS)
    table.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    table.select(0)
    assert heard[-1] == ROWS[1]
    assert table.current() == ROWS[1]


def test_it_draws_tags(table: Table[Paid]) -> None:
    table.set_rows(ROWS)
    assert not table.grab().isNull()


@pytest.fixture
def keyed(qtbot) -> Table[Paid]:
    made: Table[Paid] = Table("Payments", COLUMNS, "No payments yet.", key=lambda row: row.number)
    qtbot.addWidget(made)
    made.show()
    return made


def chosen(table: Table[Paid]) -> str:
    row = table.current()
    return row.number if row is not None else ""


def test_the_chosen_row_stays_chosen_when_the_list_is_read_anew(keyed: Table[Paid]) -> None:
    keyed.set_rows(ROWS)
    keyed.proxy.sort(0)
    keyed.select(2)
    assert chosen(keyed) == "A-3"
    heard: list[Paid | None] = []
    keyed.current_changed.connect(heard.append)
    newer = Paid("A-3", 300, "赵*")
    keyed.set_rows((Paid("A-0", 1, "钱*"), newer, *ROWS[:2]))
    assert chosen(keyed) == "A-3"
    assert heard == [newer]  # the newer version of the row


def test_a_chosen_row_that_is_gone_is_chosen_no_more_and_that_is_told(keyed: Table[Paid]) -> None:
    keyed.set_rows(ROWS)
    keyed.select(0)
    heard: list[Paid | None] = []
    keyed.current_changed.connect(heard.append)
    keyed.set_rows(ROWS[1:])
    assert (chosen(keyed), heard) == ("", [None])


def test_a_row_that_is_wanted_is_chosen_when_it_comes(keyed: Table[Paid]) -> None:
    keyed.want("A-1")
    keyed.set_rows(ROWS[:1])
    assert chosen(keyed) == ""
    keyed.set_rows(ROWS)
    assert chosen(keyed) == "A-1"
    keyed.select(0)
    keyed.set_rows(ROWS)
    assert chosen(keyed) == "A-2"  # once


def test_rows_of_another_are_gone_at_once_and_never_come_back(keyed: Table[Paid]) -> None:
    keyed.of("Wang")
    assert keyed.fill("Wang", ROWS, more=True)
    keyed.select(1)
    heard: list[Paid | None] = []
    keyed.current_changed.connect(heard.append)
    keyed.of("Li")
    assert (keyed.current(), keyed.model.rows, heard) == (None, [], [None])
    assert not keyed.empty.isVisible()  # nobody knows yet whether there are any
    assert not keyed.fill("Wang", ROWS)  # answers that are late
    assert not keyed.add("Wang", ROWS)
    assert keyed.model.rows == []
    assert keyed.fill("Li", ())
    assert keyed.empty.isVisible()


def test_the_same_owner_again_takes_nothing_away(keyed: Table[Paid]) -> None:
    keyed.of("Wang")
    keyed.fill("Wang", ROWS)
    keyed.select(1)
    keyed.of("Wang")
    assert chosen(keyed) == "A-1"


def test_a_tag_without_room_is_cut_at_its_end_and_keeps_its_edges(table: Table[Paid]) -> None:
    table.set_rows((Paid("A-1", 1, "waits for its installation since long"),))
    table.view.setColumnWidth(2, 70)
    table.view.horizontalHeader().setStretchLastSection(False)
    cell = table.view.visualRect(table.proxy.index(0, 2))
    seen = table.view.viewport().grab(cell).toImage()
    middle = seen.height() // 2
    ground = theme.color(theme.tokens().ground("ok"))
    for x in (8, 9):  # inside the tag, before its text
        assert all(seen.pixelColor(x, y) == ground for y in range(middle - 6, middle + 6))
