"""From the lists of the start screen: what is chosen comes back, and no row opens what was typed for another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.domain.ids import new_id
from app.services import changes
from app.services.procedure import Cursor
from tests.kit.clerk import type_text
from tests.kit.panel import panel_of
from tests.ui.changes.test_installation import Installing, _to_another_hall, complete, hall
from ui.home.screen import LATE, TODAY
from ui.widgets.table import Table

__all__ = ["hall"]


@pytest.mark.parametrize("which", [TODAY, LATE])
def test_what_is_chosen_and_sorted_on_the_start_screen_comes_back(
    hall: Installing, which: str
) -> None:
    for n in (2, 3):
        hall.register(n, (f"STB0002000{n}",))
    hall.wait(lambda: len(hall.home.orders.model.rows) == 2)

    def table() -> Table[Any]:
        return hall.home.orders if which == TODAY else hall.home.late.table

    hall.home.lists.buttons[which].click()
    table().view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    table().select(1)
    chosen = table().current()
    shown = [table().proxy.index(n, 0).data() for n in range(table().proxy.rowCount())]
    hall.stand(state=hall.main.take_state())
    hall.wait(lambda: table().current() == chosen)
    assert table().isVisible()
    assert [table().proxy.index(n, 0).data() for n in range(table().proxy.rowCount())] == shown
    hall.stand(state=hall.main.take_state())  # locked again, perhaps before the day was read
    hall.wait(lambda: table().current() == chosen)


def test_a_device_stays_with_the_subscription_that_it_was_typed_for(hall: Installing) -> None:
    """The form is held, and the subscription is completed elsewhere meanwhile."""
    screen = hall.to_completion()
    waits = screen.step.installation.record
    assert waits is not None
    screen.form.fields.control("serial").set_text("STB00020002")
    hall.press(Qt.Key.Key_F4)
    hall.wait(lambda: [form.held for form in hall.desk.forms.all] == [True])
    complete(hall, waits[0].id)
    hall.desk.forms.wanted.emit(hall.desk.forms.all[0])
    hall.wait(lambda: screen.record is not None and hall.text("serial") == "STB00020002")
    assert hall.text("subscription") == ""
    hall.commit()
    hall.idle()
    assert hall.said_at("subscription")[0] == "bad"
    assert hall.stands()[1] == ("pendingActive", "", "")


@pytest.mark.parametrize("read", ["read", "not read yet"])
def test_a_row_of_the_list_does_not_open_what_was_typed_for_another(
    hall: Installing, read: str
) -> None:
    screen = hall.to_completion(0)
    screen.form.fields.control("serial").set_text("STB00020002")
    first = hall.text("subscription")
    hall.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    if read != "read":
        served = hall.desk.customer_id
        hall.main.take_state()
        hall.idle()
        hall.stand()
        hall.wait(lambda: hall.home.late.table.model.rows)
        hall.desk.serve(served)
    hall.choose_late(1)
    hall.wait(lambda: hall.main.current_key() == "change" and hall.screen.record is not None)
    hall.wait(lambda: hall.text("subscription") not in ("", first))
    assert hall.text("serial") == ""
    hall.wait(lambda: [form.held for form in hall.desk.forms.all] == [True])
    hall.desk.forms.wanted.emit(hall.desk.forms.all[0])
    hall.wait(lambda: hall.text("serial") == "STB00020002")
    assert hall.text("subscription") == first


def search_for_the_same(hall: Installing) -> None:
    """The reason is not given; the same person is found by a search later."""
    panel = panel_of(hall.main)
    panel.box.setFocus()
    type_text("0001")
    hall.wait(lambda: panel.results.found.rows)
    hall.press(Qt.Key.Key_Return)
    hall.wait(panel.reason.isVisible)


def open_from_elsewhere(hall: Installing) -> None:
    hall.desk.open_customer(hall.made[1].customer_id)
    hall.wait(panel_of(hall.main).reason.isVisible)


@pytest.mark.parametrize("later", [search_for_the_same, open_from_elsewhere])
def test_a_row_whose_reason_was_not_given_does_not_come_back(
    hall: Installing, later: Callable[[Installing], None]
) -> None:
    _to_another_hall(hall.session, new_id(), customer_id=hall.made[1].customer_id)
    hall.choose_late(2)
    hall.wait(panel_of(hall.main).reason.isVisible)
    later(hall)
    panel_of(hall.main).reason.line.given.emit("客户到厅")
    hall.wait(lambda: hall.desk.customer_id == hall.made[1].customer_id)
    hall.idle()
    hall.qtbot.wait(50)
    assert hall.main.current_key() == "home"


def test_a_list_that_is_read_anew_is_not_replaced_by_its_next_page(hall: Installing) -> None:
    waits = changes.waiting_installations(hall.session, customer_id=hall.made[1].customer_id)
    late = hall.home.late
    late._next = Cursor(hall.hall.clock(), new_id())  # as if there were another page
    heard, hall.session.listeners._hear = hall.session.listeners._hear, []
    complete(hall, waits[0].id, 1)
    hall.session.listeners._hear = heard
    late.refresh()
    late.table.more_wanted.emit()
    hall.wait(lambda: late.text == "Late installations 2")
