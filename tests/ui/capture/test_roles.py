"""Who sees what of the tab, with the keyboard alone, and when much is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from app.domain.businesses import RECAPTURE
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services import customers, registration
from app.services.identity import KeptImage
from db.schema.customers import customer
from db.schema.identity import identity_document
from db.schema.interactions import interaction
from tests.kit import desk as desks
from tests.kit import forms, room
from tests.kit.capturing import (
    TABS,
    Counter,
    StandIn,
    back,
    drop_on,
    focused,
    front,
    licence,
)
from tests.kit.photos import jpeg
from tests.ui.capture.capture_fixtures import counter, hall, table
from ui.desk import screens
from ui.desk.requests import Capture

__all__ = ["counter", "hall", "table"]


@pytest.fixture(scope="module")
def known(hall: desks.TestHall):
    """A customer of whom two pictures are kept."""
    pictures = (
        KeptImage("front", jpeg(600, 400), jpeg(150, 100), "scan", desks.MORNING),
        KeptImage("back", jpeg(601, 400), jpeg(150, 100), "scan", desks.MORNING),
    )
    form = forms.individual(hall.place(5), holder=forms.person("单雄", serial=201))
    return registration.register(hall.clerk, new_id(), form=form, images=pictures)


@pytest.mark.parametrize("role", [Role.RECORDS_KEEPER, Role.COMPLIANCE])
def test_who_does_not_register_sees_the_kept_pictures_only(
    qtbot, hall: desks.TestHall, background, table: StandIn, known, role: Role
) -> None:
    counter = Counter(qtbot, hall, background, role)
    capture = counter.capture
    assert not capture.bar.isVisible()
    assert not capture.pick.buttons["bench"].isVisible()
    counter.press(Qt.Key.Key_F2)
    assert capture.pages.currentWidget() is capture.kept
    counter.main.open_screen(Capture(read=True))
    assert capture.pages.currentWidget() is capture.kept
    data = _picture(table.lay(front()))
    drop_on(capture.kept, data)
    counter.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert not capture.sources.files.busy
    assert capture.tray.documents == ()
    session = hall.session(role)
    customers.record_view(session, new_id(), customer_id=known.customer_id, reason="投诉核查")
    counter.desk.serve(known.customer_id)
    counter.wait(lambda: len(capture.kept.rows.model.rows) == 2)
    capture.kept.rows.select(0)
    capture.kept.reason.edit.setText("投诉核查")
    capture.kept.reason.button.click()
    counter.wait(capture.kept.view.isVisible)
    counter.desk.serve(None)
    assert not capture.kept.view.isVisible()
    assert capture.kept.rows.model.rows == []
    counter.end()


def _picture(content: bytes) -> QMimeData:
    data = QMimeData()
    data.setData("image/jpeg", content)
    return data


def test_an_account_manager_has_no_such_tab(hall: desks.TestHall) -> None:
    usable = screens.usable(hall.session(Role.ACCOUNT_MANAGER), TABS)
    assert [screen.key for screen in usable] == []


def test_another_customers_rows_never_stand_under_this_one(
    counter: Counter, known, monkeypatch: pytest.MonkeyPatch
) -> None:
    customers.record_view(counter.desk.session, new_id(), customer_id=known.customer_id)
    counter.desk.serve(known.customer_id)
    counter.to_capture()
    counter.capture.pick.buttons["kept"].click()
    kept = counter.capture.kept
    counter.wait(lambda: len(kept.rows.model.rows) == 2)
    other = new_id()  # whose list cannot be read
    counter.desk.customer_id = other
    kept.refresh()
    assert kept.rows.model.rows == []
    counter.wait(lambda: counter.said)
    assert kept.rows.model.rows == []
    counter.desk.customer_id = None


# --- the same document again


def test_the_customers_own_document_again_is_recorded_anew(
    counter: Counter, table: StandIn, known
) -> None:
    customers.record_view(counter.desk.session, new_id(), customer_id=known.customer_id)
    counter.desk.serve(known.customer_id)
    before = len(counter.kept())
    counter.take(table.lay(front("单雄", serial=201), back("2046-12-15", "2026-11-20")))
    assert counter.capture.bench.bar.use.text().startswith("Update the document on record")
    counter.use()
    counter.wait(lambda: "up to date" in counter.said_last())
    assert counter.said_last() == (
        "The document on record is up to date: valid to 2046-12-15 · Please give the documents back."
    )
    assert counter.main.current_key() == "capture"
    assert counter.capture.tray.documents == ()
    assert focused() is counter.capture.bar.reader
    party = counter.rows(customer, customer.c.id == known.customer_id)[0].party_id
    rows = counter.rows(identity_document, identity_document.c.party_id == party)
    assert str(rows[-1].valid_to) == "2046-12-15"
    assert len(counter.kept()) == before + 2
    done = counter.rows(interaction, interaction.c.customer_id == known.customer_id)
    assert [row.business for row in done].count(RECAPTURE.code) == 1


def test_the_licence_of_the_unit_in_service_is_no_recapture(
    counter: Counter, table: StandIn, hall: desks.TestHall
) -> None:
    """A unit's data is changed elsewhere; before, this ended in a failure of the program."""
    form = forms.business(hall.place(6))
    made = registration.register(hall.clerk, new_id(), form=form)
    customers.record_view(counter.desk.session, new_id(), customer_id=made.customer_id)
    counter.desk.serve(made.customer_id)
    counter.take(table.lay(licence()))
    counter.use()
    counter.wait(lambda: "document of the unit in service" in counter.said_last())
    assert [each.type for each in counter.capture.tray.documents] == ["business_licence"]
    assert not counter.capture.destination.busy


# --- keyboard, long texts


def test_the_whole_way_by_keyboard(counter: Counter, table: StandIn) -> None:
    """Paste, Enter from field to field, Ctrl+Enter."""
    QGuiApplication.clipboard().setMimeData(_picture(table.lay(front(), back())))
    counter.press(Qt.Key.Key_F6)
    assert focused() is counter.capture.bar.reader
    counter.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    counter.wait(lambda: counter.capture.tray.document is not None)
    counter.read_out()
    names = list(counter.capture.bench.fields.fields)
    seen = []
    for _ in range(30):
        name = next(
            (n for n in names if counter.capture.bench.fields.fields[n].control is focused()), ""
        )
        if name and name not in seen:
            seen.append(name)
        if seen == names:
            break
        counter.press(Qt.Key.Key_Return)
    assert seen == names
    counter.fill()
    assert counter.text("holder.name") == "欧阳䶮"
    assert counter.screen.isAncestorOf(focused())
    QGuiApplication.clipboard().clear()


def test_much_that_is_said_of_a_picture_scrolls_and_covers_nothing(
    counter: Counter, table: StandIn
) -> None:
    counter.take(table.lay(front(), back()))
    panel = counter.capture.bench.panel
    panel.quality.set("dark " * 120, "warn")
    panel.quality.show()
    panel.show_busy(None, 2, at_once=False)
    room.settle()
    assert room.faults(counter.main) == []
    assert panel.below.verticalScrollBar().isVisible()
    panel.quality.hide()
    panel.show_idle()
    room.settle()
    assert room.faults(counter.main) == []
    assert not panel.below.verticalScrollBar().isVisible()
