"""An entry in the list of businesses is all that home, history, kept pictures, top bar and slips need."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QLabel

from app.domain.businesses import BUSINESSES, RECAPTURE
from app.domain.ids import new_id
from app.paths import Folders
from app.services import papers
from app.services.day import OrderRow
from app.services.drafts import Draft
from db.schema import metadata
from db.schema.identity import identity_image
from db.schema.interactions import interaction
from db.schema.orders import product_order
from tests.kit import desk as desks
from tests.kit.panel import Hall, open_first
from tests.ui.desk.loan_screen import LOAN
from ui.desk.background import Background
from ui.frame.top_bar import form_text
from ui.history.screen import HistoryScreen
from ui.home.start_panels import FormsPanel, LastPanel
from ui.words.business_names import business_name


@pytest.fixture
def hall(qtbot, sqlite_hall: Folders, background: Background) -> Iterator[Hall]:
    made = Hall(qtbot, desks.copy_folder(sqlite_hall), background)
    yield made
    made.close()


def test_a_business_that_is_declared_has_its_words_everywhere(
    qtbot, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor, now = hall.session.actor, hall.desks.clock()
    with hall.desks.installation.engine.connect() as connection:
        of = interaction.c.customer_id == hall.made[0]
        subject = (
            connection.execute(sa.select(interaction.c.subject_id).where(of)).scalars().first()
        )
    row: dict[str, object] = {
        "customer_id": hall.made[0],
        "hall_id": actor.hall_id,
        "staff_id": actor.id,
    }
    row |= {"business": LOAN.code, "channel": "hall", "result": "done", "subject_id": subject}
    with hall.desks.installation.engine.begin() as connection:  # as its revision does
        connection.execute(sa.insert(metadata.tables["business"]).values(code=LOAN.code))
    hall.write([(interaction, row | {"at": now + timedelta(minutes=5)})])
    window = hall.open()
    desk = window.desk
    assert business_name(LOAN.code) == LOAN.code  # as of a later version
    monkeypatch.setitem(BUSINESSES, LOAN.code, LOAN)
    desk.forms.tell(LOAN.code, [Draft(new_id(), LOAN.code, "", "1", {}, now)])
    (form,) = [each for each in desk.forms.all if each.business == LOAN.code]
    assert form_text(form, now) == "Loan of a device 2/2 · 0 min"
    forms, last = FormsPanel(), LastPanel(desk)
    for card in (forms, last):
        qtbot.addWidget(card)
    forms.show_forms(desk.forms.all, lambda _: 0)
    assert "Loan of a device" in [each.text() for each in forms.findChildren(QLabel)]
    order = OrderRow(new_id(), hall.made[0], "SL-1", LOAN.code, "曾*", now, 0, None, True)
    last.show_last(order, "08:30")
    assert last.what.text() == "Loan of a device · 曾* · 08:30"
    open_first(qtbot, window, "曾小贤")
    history = window.open_one("history")
    assert isinstance(history, HistoryScreen)
    model = history.table.model
    qtbot.waitUntil(lambda: bool(model.rows))
    assert "Loan of a device" in [model.index(n, 1).data() for n in range(len(model.rows))]
    assert papers.business_words(LOAN.code, "zh_CN").name == "设备借用"
    window.take_state()


def test_a_kept_picture_says_why_it_was_taken_in_words() -> None:
    assert business_name(RECAPTURE.code) == "Document captured again"


def test_what_a_hall_stores_is_declared(hall: Hall) -> None:
    with hall.desks.installation.engine.connect() as connection:
        for column in (interaction.c.business, product_order.c.business, identity_image.c.purpose):
            stored = set(connection.execute(sa.select(column).distinct()).scalars())
            assert stored <= set(BUSINESSES)
            assert stored or column is identity_image.c.purpose
