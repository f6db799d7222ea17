"""服务记录: the history of the customer being served, page by page."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.lanes import lane
from app.paths import Folders
from db.schema.interactions import interaction
from tests.kit import desk as desks
from tests.kit.panel import Hall, open_first, texts
from ui.desk.background import Background
from ui.frame.main_window import MainWindow
from ui.history.screen import HistoryScreen


@pytest.fixture
def hall(qtbot, sqlite_hall: Folders, background: Background) -> Iterator[Hall]:
    made = Hall(qtbot, desks.copy_folder(sqlite_hall), background)
    yield made
    made.close()


def history_of(window: MainWindow) -> HistoryScreen:
    screen = window.open_one("history")
    assert isinstance(screen, HistoryScreen)
    return screen


def add_visits(hall: Hall, customer_id: UUID, subject: UUID, count: int) -> None:
    actor, now = hall.session.actor, hall.desks.clock
    row = {
        "subject_id": subject,
        "customer_id": customer_id,
        "hall_id": actor.hall_id,
        "staff_id": actor.id,
        "business": "activation",
        "channel": "phone",
        "result": "done",
        "note": "问套餐",
    }
    hall.write([(interaction, row | {"at": now()}) for _ in range(count)])


def test_history_follows_the_customer_and_pages(qtbot, hall: Hall) -> None:
    with hall.desks.installation.engine.connect() as connection:
        subjects = connection.execute(
            sa.select(interaction.c.subject_id).where(interaction.c.customer_id == hall.made[0])
        ).scalars()
        subject, *older = subjects.all()
    add_visits(hall, hall.made[0], subject, 60)
    window = hall.open()
    history = history_of(window)
    assert "Search with F3" in texts(history)
    open_first(qtbot, window, "曾小贤")
    model = history.table.model
    qtbot.waitUntil(lambda: len(model.rows) == 50)
    history.table.view.scrollToBottom()
    qtbot.waitUntil(lambda: len(model.rows) == 61 + len(older))
    cells = [model.index(0, n).data() for n in range(model.columnCount())]
    assert cells[1:4] == ["Installed and activated", "Done", "Phone"]
    assert cells[6:] == [hall.session.actor.staff_no, "问套餐"]
    last = [model.index(60 + len(older), n).data() for n in range(model.columnCount())]
    assert last[1] == "Registration"
    assert last[4].startswith("SL-GZ01-5000-0001-")
    window.desk.serve(hall.made[1])
    qtbot.waitUntil(lambda: len(model.rows) == 1 + len(older))
    window.desk.serve(None)
    qtbot.waitUntil(lambda: "Search with F3" in texts(history))


@pytest.mark.parametrize("number", [1, 55])
def test_the_chosen_visit_comes_back_also_from_a_later_page(qtbot, hall: Hall, number: int) -> None:
    with hall.desks.installation.engine.connect() as connection:
        where = interaction.c.customer_id == hall.made[0]
        subject = connection.execute(sa.select(interaction.c.subject_id).where(where)).scalar()
    assert subject is not None
    add_visits(hall, hall.made[0], subject, 60)
    window = hall.open()
    open_first(qtbot, window, "曾小贤")
    table = history_of(window).table
    qtbot.waitUntil(lambda: len(table.model.rows) == 50)
    table.view.scrollToBottom()
    qtbot.waitUntil(lambda: len(table.model.rows) > 60)
    table.select(number)
    chosen = table.chosen_key()
    again = history_of(hall.open(window.take_state())).table
    qtbot.waitUntil(lambda: again.chosen_key() == chosen)
    hall.desk.serve(hall.made[1])  # another customer's list has nothing of it
    qtbot.waitUntil(lambda: len(again.model.rows) in (1, 2) and again.chosen_key() is None)


def test_a_history_that_could_not_be_read_is_read_again_in_place(qtbot, hall: Hall) -> None:
    def rename(before: str, after: str) -> None:
        connection = hall.desks.installation.engine.raw_connection()
        connection.cursor().execute(f"ALTER TABLE {before} RENAME TO {after}")
        connection.close()

    window = hall.open()
    history = history_of(window)
    again = history._page.again
    rename("interaction", "away")
    window.desk.open_customer(hall.made[0])
    qtbot.waitUntil(again.isVisible)
    assert "could not be read" in texts(history)
    assert not history._page.bar.isVisible()
    rename("away", "interaction")
    again.click()
    qtbot.waitUntil(lambda: len(history.table.model.rows) > 0)
    assert history.table.isVisible()
    assert not again.isVisible()


def test_reading_that_was_stopped_can_be_begun_again(qtbot, hall: Hall) -> None:
    gate = threading.Event()

    @lane("reads")
    def wait() -> None:
        gate.wait(10)

    window = hall.open()
    history = history_of(window)
    for n in range(8):  # every thread of the lane
        hall.background.run(wait, key=n)
    window.desk.serve(hall.made[0])
    qtbot.waitUntil(history._page.cancel.isVisible)
    history._page.cancel.click()
    assert "Reading was stopped." in texts(history)
    gate.set()
    history._page.again.click()
    qtbot.waitUntil(lambda: len(history.table.model.rows) > 0)
    assert history.table.isVisible()
