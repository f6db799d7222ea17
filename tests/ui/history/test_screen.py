"""服务记录: the history of the customer being served, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
import sqlalchemy as sa

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
