"""Who sees what of the tab, with the keyboard alone, with long texts, and with names for everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

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
    clear_drafts,
    drop_on,
    focused,
    front,
    licence,
)
from tests.kit.photos import jpeg
from tests.ui.capture_fixtures import counter, hall, table
from ui.capture.document import Attachment, Page, Photo
from ui.capture.screen import CaptureScreen
from ui.desk import screens
from ui.desk.requests import Capture
from ui.widgets.tab_order import reading_order
from ui.words.messages import install_language

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


# --- keyboard, names, long texts


def everything(counter: Counter, table: StandIn) -> None:
    """Two documents, one of them with a photo and three proofs."""
    counter.take(table.lay(front(), back()))
    counter.take(table.lay(front("仇𫖯", serial=211)))
    tray = counter.capture.tray
    document = tray.document
    assert document is not None
    photo = Photo(jpeg(480, 640), "camera", desks.MORNING, "different")
    proofs = tuple(
        Attachment(jpeg(640 + n, 900), "file", desks.MORNING, f"授权委托书 {n}") for n in range(3)
    )
    tray.replace(replace(document, photo=photo, attachments=proofs))
    counter.read_out()


def test_tab_goes_through_the_tab_in_reading_order(counter: Counter, table: StandIn) -> None:
    counter.take(table.lay(front(), back()))
    capture = counter.capture
    expected = [each for each in reading_order(capture) if each.isVisible() and each.isEnabled()]
    capture.bar.reader.setFocus()
    met = [focused()]
    for _ in range(len(expected) + 40):
        counter.press(Qt.Key.Key_Tab)
        if focused() is met[0]:
            break
        met.append(focused())
    inside = [each for each in met if capture.isAncestorOf(each)]
    for part in (
        capture.bar.reader,
        capture.bench.panel.by_hand,
        capture.bench.fields.fields["name"].control,
        capture.bench.fields.fields["valid_to"].control,
        capture.bench.bar.use,
    ):
        assert part in inside, part
    fields = [capture.bench.fields.fields[name].control for name in capture.bench.fields.fields]
    walked = [each for each in inside if each in fields]
    assert walked == fields
    assert inside.index(capture.bar.reader) < inside.index(capture.bench.panel.by_hand)
    assert inside.index(capture.bench.panel.by_hand) < inside.index(fields[0])
    assert inside.index(fields[-1]) < inside.index(capture.bench.bar.use)


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


def test_everything_that_can_be_used_has_a_name(counter: Counter, table: StandIn) -> None:
    everything(counter, table)
    capture = counter.capture
    capture.devices.show()
    for part in ("fields", "person", "proofs"):
        capture.bench.show_part(part)
        room.settle()
        assert _nameless(capture) == []
    capture.bench.photo.override.click()
    assert _nameless(capture) == []
    counter.to_capture()
    counter.capture.pick.buttons["kept"].click()
    assert _nameless(capture) == []
    capture.sources.camera.stop()


def _nameless(page: QWidget) -> list[str]:
    kinds = (QAbstractButton, QComboBox, QLineEdit)
    return [
        f"{type(each).__name__} in {type(each.parent()).__name__}"
        for each in page.findChildren(QWidget)
        if each.isVisible()
        and isinstance(each, kinds)
        and not isinstance(each.parent(), QComboBox)
        and not (each.accessibleName() or getattr(each, "text", str)())
    ]


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    longer = room.Longer(request.param)
    install_language(request.param)
    QCoreApplication.installTranslator(longer)
    yield request.param
    QCoreApplication.removeTranslator(longer)


def test_nothing_is_cut_off_when_texts_grow(
    language: str, qtbot, hall: desks.TestHall, background, table: StandIn, known
) -> None:
    clear_drafts(hall)
    counter = Counter(qtbot, hall, background, reader="simulator")
    found: dict[str, list[str]] = {}

    def look(state: str) -> None:
        room.settle()
        if said := room.faults(counter.main):
            found[state] = said

    capture: CaptureScreen = counter.capture
    look("empty")
    capture.bar.devices.setChecked(True)
    look("devices")
    capture.bar.devices.setChecked(False)
    everything(counter, table)
    look("fields")
    capture.bench.show_part("person")
    look("person")
    capture.bench.photo.override.click()
    look("permit")
    capture.bench.photo.box.close_box()
    capture.bench.show_part("proofs")
    look("proofs")
    capture.bench.show_part("fields")
    panel = capture.bench.panel
    panel.by_hand.click()
    look("corners")
    before = panel.quality.text()
    panel.quality.set("dark " * 60, "warn")
    panel.quality.show()
    panel.show_busy(None, 2, at_once=False)
    look("much is said of a picture that is being read")
    assert panel.below.verticalScrollBar().isVisible()
    panel.quality.set(before, "warn")
    panel.quality.hide()
    panel.show_idle()
    look("less is said again")
    assert not panel.below.verticalScrollBar().isVisible()
    capture.problem.set("x " * 60, "warn")
    capture.problem.show()
    look("problem")
    capture.problem.hide()
    for document in capture.tray.documents:
        capture.tray.remove(document.id)
    capture.tray.add_page(Page(table.read(table.lay()), "file", desks.MORNING))
    look("unknown")
    counter.desk.customer_id = known.customer_id
    counter.capture.pick.buttons["kept"].click()
    counter.to_capture()
    look("kept")
    assert found == {}
    counter.end()
