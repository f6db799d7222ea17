"""The person beside the document, proofs, and what a supervisor permits at the clerk's counter."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.permissions import Role
from db.schema.identity import identity_document, identity_image
from db.schema.permits import permit
from tests.kit import desk as desks
from tests.kit.capturing import (
    Counter,
    StandIn,
    back,
    focused,
    front,
    grant,
    photograph,
    words,
)
from tests.kit.clerk import person, type_text
from tests.kit.desk import PASSWORDS, STAFF_NO
from tests.kit.photos import jpeg
from tests.ui.capture.capture_fixtures import counter, hall, table
from ui.capture.source import Picture

__all__ = ["counter", "hall", "table"]


def test_the_clerk_compares_and_says_the_same_person(counter: Counter, table: StandIn) -> None:
    counter.take(table.lay(front("单雄", serial=181), back()))
    photograph(counter)
    card = counter.capture.bench.photo
    assert not card.portrait.pixmap().isNull()
    assert not card.photo.pixmap().isNull()
    counter.use()
    assert counter.said_last().startswith("Say first whether the photo shows")
    assert focused() is card.same
    card.same.click()
    counter.fill()
    assert ("holder", "live_photo") in counter.pictures()


def test_another_person_is_let_through_by_a_supervisor_only(
    counter: Counter, table: StandIn
) -> None:
    counter.take(table.lay(front("单雄", serial=183), back()))
    photograph(counter)
    card = counter.capture.bench.photo
    card.different.click()
    counter.use()
    assert counter.said_last().startswith("Another person cannot be served")
    assert counter.main.current_key() == "capture"
    card.override.click()
    counter.wait(lambda: not card.box.staff_no.visibleRegion().isEmpty())
    grant(counter, card.box, "戴眼镜,已人工核对")
    assert counter.capture.tray.document is not None
    assert counter.capture.tray.document.photo is not None
    assert counter.capture.tray.document.photo.verdict == "override"
    counter.fill()
    counter.take_place(0)
    counter.finish("13800000183")
    (row,) = counter.rows(
        identity_image,
        identity_image.c.customer_id == counter.desk.customer_id,
        identity_image.c.kind == "live_photo",
    )
    supervisor = counter.hall.session(Role.SUPERVISOR).actor.id
    assert (row.verdict, row.verdict_by) == ("override", supervisor)


def test_a_permit_for_one_photo_is_none_for_the_next(counter: Counter, table: StandIn) -> None:
    counter.take(table.lay(front("单雄", serial=185), back()))
    photograph(counter)
    card = counter.capture.bench.photo
    card.different.click()
    card.override.click()
    assert card.box.isVisible()
    photograph(counter)
    assert not card.box.isVisible()
    assert not card.override.isVisible()
    card.different.click()
    card.override.click()
    counter.take(table.lay(front("仇𫖯", serial=187), back()))
    assert not card.box.isVisibleTo(card)


def test_an_attachment_needs_a_title_and_is_kept_under_it(
    counter: Counter, table: StandIn, monkeypatch
) -> None:
    counter.take(table.lay(front("单雄", serial=189), back()))
    capture = counter.capture
    monkeypatch.setattr(
        capture.sources.proofs, "open", lambda _: None
    )  # the dialog has its own test
    capture.bench.proofs.add_one.click()
    for n in range(3):
        capture.sources.proofs.taken.emit(Picture(jpeg(640 + n, 900), "file", desks.MORNING))
        counter.wait(lambda: not capture.tray.is_reading)
    capture.bench.show_part("proofs")
    assert "Powers and proofs · 3" in capture.bench.pick.buttons["proofs"].text()
    counter.use()
    assert counter.said_last() == "Say what each attachment is."
    titles = capture.bench.proofs.titles
    assert focused() is titles[0] or titles[0].isAncestorOf(focused())
    for title in titles:
        title.setFocus()
        type_text("授权委托书")
    capture.bench.proofs._lines.findChildren(type(capture.bench.proofs.add_one))[2].click()
    assert len(capture.bench.proofs.titles) == 2
    assert [title.currentText() for title in capture.bench.proofs.titles] == ["授权委托书"] * 2
    counter.fill()
    counter.take_place(1)
    counter.finish("13800000189")
    kept = [row for row in counter.kept() if row.kind == "attachment"]
    assert len(kept) == 2
    capture = counter.to_capture()
    counter.to_capture()
    counter.capture.pick.buttons["kept"].click()
    counter.wait(lambda: len(capture.kept.rows.model.rows) == 4)
    assert {row.title for row in capture.kept.rows.model.rows} == {"", "授权委托书"}


def test_a_photo_before_any_document_is_said(counter: Counter) -> None:
    counter.capture.sources._purpose = "photo"
    counter.capture.sources.camera.taken.emit(Picture(jpeg(), "camera", desks.MORNING))
    counter.wait(lambda: counter.problem.startswith("The document of this picture"))
    assert counter.capture.tray.documents == ()


def test_a_photo_stays_with_the_document_for_which_it_was_taken(
    counter: Counter, table: StandIn
) -> None:
    counter.take(table.lay(front("单雄", serial=171), back()))
    capture = counter.capture
    first = capture.tray.current
    capture.bench.show_part("person")
    capture.bench.photo.take.click()
    capture.tray.add(Picture(table.lay(front("仇𫖯", serial=173)), "watched_folder", desks.MORNING))
    counter.wait(lambda: len(capture.tray.documents) == 2)
    capture.tray.show(capture.tray.documents[1].id)
    capture.sources.camera.taken.emit(Picture(jpeg(480, 640), "camera", desks.MORNING))
    counter.wait(lambda: not capture.tray.is_reading)
    with_photo = [each.id for each in capture.tray.documents if each.photo is not None]
    assert with_photo == [first]


def test_a_photo_for_a_document_that_was_put_aside_goes_to_nobody(
    counter: Counter, table: StandIn
) -> None:
    counter.take(table.lay(front("单雄", serial=175), back()))
    counter.take(table.lay(front("仇𫖯", serial=177), back()))
    capture = counter.capture
    capture.bench.photo.take.click()
    capture.bench.bar.aside.click()
    capture.sources.camera.taken.emit(Picture(jpeg(480, 640), "camera", desks.MORNING))
    counter.wait(lambda: counter.problem.startswith("The document of this picture"))
    assert [each.photo for each in capture.tray.documents] == [None]


@pytest.fixture
def strict(hall: desks.TestHall):
    """The rule that a card is typed with a supervisor's permit only."""
    administrator = hall.session(Role.ADMINISTRATOR)
    desks.switch(administrator, "manual_entry_permit", on=True)
    yield
    desks.switch(administrator, "manual_entry_permit", on=False)


def test_a_typed_card_needs_a_permit_that_is_used_once(strict, counter: Counter) -> None:
    counter.to_form()
    counter.take_place(2)
    counter.screen.go_to(1)
    counter.put({**person("holder", serial=191), "holder.name": "单雄"})
    counter.settled()
    page = counter.screen.form.document
    assert page.permit.isVisible()
    assert "holder.number" in counter.screen.form.left(4)
    page.permit.click()
    box = counter.screen.documents.permit
    grant(counter, box)
    counter.settled()
    assert page.permitted.isVisible()
    assert "A supervisor permitted" in words(page)
    counter.finish("13800000191")
    documents = counter.rows(identity_document)
    assert any("permit" in json.dumps(row.entry) for row in documents)
    used = [row for row in counter.rows(permit) if row.used_by is not None]
    assert [row.purpose for row in used if row.purpose == "manual_entry"] == ["manual_entry"]
    counter.to_form()
    counter.put({**person("holder", serial=193), "holder.name": "仇𫖯"})
    counter.settled()
    assert "holder.number" in counter.screen.form.left(4)


def test_a_permit_that_comes_after_the_form_changed_is_not_its(strict, counter: Counter) -> None:
    counter.to_form()
    counter.put({**person("holder", serial=195), "holder.name": "单雄"})
    counter.settled()
    counter.screen.documents.ask_permit()
    box = counter.screen.documents.permit
    QTest.keyClicks(box.staff_no.control, STAFF_NO[Role.SUPERVISOR])
    QTest.keyClicks(box.password.control, PASSWORDS[Role.SUPERVISOR])
    box.reason.set_text("读卡器故障")
    box.permit.click()
    counter.press(Qt.Key.Key_F4)
    assert counter.screen.open.is_empty
    counter.idle()
    counter.wait(box.permit.isEnabled)
    assert counter.screen.open.evidence.permits == {}


def test_a_permit_that_expired_in_the_form_is_asked_for_again(strict, counter: Counter) -> None:
    counter.to_form()
    counter.put({**person("holder", serial=197), "holder.name": "单雄"})
    counter.settled()
    page = counter.screen.form.document
    page.permit.click()
    grant(counter, counter.screen.documents.permit)
    counter.settled()
    assert not page.permit.isVisible()
    counter.hall.clock.pass_time(seconds=31 * 60)
    counter.put({"holder.phone": "13800000197"})
    counter.wait(lambda: "has expired" in counter.said_last())
    counter.screen.go_to(1)
    counter.wait(page.permit.isVisible)
    assert not page.permitted.isVisible()
    page.permit.click()
    grant(counter, counter.screen.documents.permit)
    counter.settled()
    assert "holder.number" not in counter.screen.form.left(4)


def test_a_permit_for_a_box_that_was_closed_is_none_for_the_next(
    counter: Counter, table: StandIn
) -> None:
    counter.take(table.lay(front("单雄", serial=199), back()))
    photograph(counter)
    card = counter.capture.bench.photo
    card.different.click()
    card.override.click()
    box = card.box
    QTest.keyClicks(box.staff_no.control, STAFF_NO[Role.SUPERVISOR])
    QTest.keyClicks(box.password.control, PASSWORDS[Role.SUPERVISOR])
    box.reason.set_text("戴眼镜")
    box.permit.click()
    box.cancel.click()
    card.override.click()  # for whoever is in front by then
    counter.wait(box.permit.isEnabled)
    assert box.isVisible()
    assert counter.capture.tray.documents[0].photo is not None
    assert counter.capture.tray.documents[0].photo.verdict == "different"
