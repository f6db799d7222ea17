"""A late installation is completed from the list where the hall's database is PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.ids import new_id
from app.paths import Folders
from app.services import verification
from app.services.procedure import Work, procedure
from db.schema.customers import subscription
from db.schema.orders import product_order
from tests.kit import desk as desks
from tests.kit import postgres
from tests.kit.papers import registered
from tests.kit.person import Person
from ui.changes.screen import ChangesScreen
from ui.desk.background import Background
from ui.home.screen import LATE, HomeScreen


@procedure("test.earlier", None, writes={product_order: {}, subscription: {}})
def _ordered_earlier(work: Work, *, customer_id: UUID, days: int) -> int:
    """As if the customer had been registered so many days ago: nobody turns the clock of a server."""
    before = timedelta(days=days)
    for row in work.all(product_order, product_order.c.customer_id == customer_id):
        work.update(product_order, row["id"], row["version"], at=row["at"] - before)
    waits = work.all(subscription, subscription.c.customer_id == customer_id)
    for row in waits:
        day = row["started_on"] - before
        work.update(subscription, row["id"], row["version"], started_on=day)
    return len(waits)


@pytest.fixture
def clerk(
    qtbot, postgres_hall: tuple[Folders, postgres.Template], background: Background
) -> Iterator[Person]:
    source, template = postgres_hall
    folders, url = desks.copy_folder(source), postgres.copy_of(template)
    made = Person(qtbot, desks.open_desk(folders, url), background)
    yield made
    made.end()
    background.stop()
    made.installation.close()
    postgres.drop(url)
    shutil.rmtree(folders.data)


def test_a_late_installation_is_completed_from_the_list(clerk: Person) -> None:
    session = clerk.hall.clerk
    made = registered(clerk.hall)
    assert _ordered_earlier(session, new_id(), customer_id=made.customer_id, days=12) == 1
    clerk.stand()
    home = clerk.screen_of("home", HomeScreen)
    clerk.wait(lambda: home.late.table.model.rows)
    assert [row.over for row in home.late.table.model.rows] == [2]
    home.lists.buttons[LATE].click()
    home.late.table.select(0)
    home.late.table.view.setFocus()
    QTest.keyClick(home.late.table.view, Qt.Key.Key_Return)
    clerk.wait(lambda: clerk.main.current_key() == "change")
    screen = clerk.screen_of("change", ChangesScreen)
    clerk.wait(lambda: screen.record is not None)
    assert clerk.desk.customer_id == made.customer_id
    screen.form.fields.control("serial").set_text("STB00010099")
    clerk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    clerk.wait(lambda: clerk.main.current_key() == "agreements")
    (row,) = clerk.rows(subscription)
    assert (row.status, row.equipment_serial) == ("active", "STB00010099")
    clerk.wait(lambda: home.late.text == "Late installations 0")
    assert verification.verify(clerk.installation, keys=session.keys).findings == ()
