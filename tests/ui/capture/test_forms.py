"""The form changes while a document is on its way; the document still arrives in the right form."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt, Signal

from app.services import drafts
from app.services.drafts import load_all, load_images
from app.services.drafts.drafts import not_saved
from tests.kit.capturing import Counter, StandIn, back, front, licence
from tests.ui.capture.capture_fixtures import counter, hall, table
from ui.desk.confirmed_document import Captured

__all__ = ["counter", "hall", "table"]


def test_a_document_prepared_for_one_form_does_not_fill_the_next(
    counter: Counter, table: StandIn, monkeypatch
) -> None:
    counter.put({"holder.phone": "13800000301"})
    counter.to_capture()
    counter.take(table.lay(front("单雄", serial=301), back()))
    give = counter.desk.hand_over.give

    def held_meanwhile(captured: Captured) -> None:
        counter.screen.hold()
        give(captured)

    monkeypatch.setattr(counter.desk.hand_over, "give", held_meanwhile)
    counter.fill()
    counter.wait(lambda: counter.said_last().startswith("Another form is in front now"))
    assert counter.screen.open.is_empty
    assert len(counter.capture.tray.documents) == 1
    monkeypatch.undo()
    counter.to_capture()
    counter.fill()
    assert counter.text("holder.name") == "单雄"
    counter.wait(lambda: not counter.capture.tray.documents)


def test_for_whom_is_forgotten_with_the_form_it_was_chosen_for(counter: Counter) -> None:
    counter.put({"holder.name": "单雄"})
    counter.screen.documents.capture("agent")
    assert counter.capture.bench.bar.chosen() == "agent"
    counter.screen.hold()
    assert counter.capture.bench.bar.chosen() == ""


@pytest.mark.parametrize("whose", ["handler", "users.NO-SUCH"])
def test_a_form_takes_no_document_for_whom_it_does_not_name(
    counter: Counter, table: StandIn, whose: str
) -> None:
    counter.to_capture()
    counter.take(table.lay(front("单雄", serial=303), back()))
    counter.capture.bench.bar.choose(whose)
    counter.fill()
    counter.wait(lambda: counter.said_last().startswith("The form has no such person"))
    assert counter.screen.open.is_empty
    assert len(counter.capture.tray.documents) == 1


def test_a_unit_has_no_agent(counter: Counter, table: StandIn) -> None:
    counter.to_capture()
    counter.take(table.lay(licence()))
    counter.fill()
    counter.to_capture()
    counter.take(table.lay(front("单雄", serial=305), back()))
    counter.capture.bench.bar.choose("agent")
    counter.fill()
    counter.wait(lambda: counter.said_last().startswith("The form has no such person"))


def test_a_document_stays_until_its_pictures_are_on_the_disk(
    counter: Counter, table: StandIn, monkeypatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise not_saved()

    counter.to_capture()
    counter.take(table.lay(front("单雄", serial=307), back()))
    monkeypatch.setattr(drafts, "save_image", full)
    counter.fill()
    counter.wait(lambda: counter.capture.destination.given is None)
    assert len(counter.capture.tray.documents) == 1
    monkeypatch.undo()
    counter.to_capture()
    counter.fill()
    counter.wait(lambda: not counter.capture.tray.documents)
    assert counter.pictures() == {("holder", "front"), ("holder", "back")}
    saved = load_images(counter.desk.session, draft_id=counter.screen.open.draft_id)
    assert len(saved.images) == 2


def test_a_form_is_not_sent_before_its_pictures_are_open(
    counter: Counter, table: StandIn, monkeypatch
) -> None:
    counter.to_capture()
    counter.take(table.lay(front("单雄", serial=309), back()))
    counter.fill()
    counter.screen.hold()
    counter.idle()
    (form,) = counter.desk.forms.all

    def busy(*_: object, **__: object) -> None:
        raise not_saved()

    monkeypatch.setattr(drafts, "load_images", busy)
    counter.screen.restore_state({"draft_id": str(form.draft_id)})
    pictures = counter.screen.documents.pictures
    counter.wait(lambda: not pictures._opening)
    assert not pictures.is_open
    monkeypatch.undo()
    counter.screen.send()
    assert not counter.screen.commit.busy
    assert counter.said_last().startswith("The form's pictures are still being opened")
    counter.wait(lambda: pictures.is_open)
    assert len(pictures.shown) == 2


def test_the_served_customers_card_is_for_that_customer_and_not_for_the_form_before(
    counter: Counter, table: StandIn
) -> None:
    """To open a customer holds the form of somebody else; what is laid then renews the customer's own."""
    counter.to_capture()
    counter.take(table.lay(front("单雄", serial=311), back()))
    counter.fill()
    counter.take_place(0)
    counter.finish("13800000311")
    served = counter.desk.customer_id
    assert served is not None
    counter.to_form()
    assert counter.desk.customer_id is None
    counter.put({"holder.name": "仇𫖯"})
    counter.desk.serve(served)
    assert [form.held for form in counter.desk.forms.all] == [True]
    counter.to_capture()
    counter.take(table.lay(front("单雄", serial=311), back()))
    assert counter.capture.bench.bar.use.text().startswith("Update the document on record")
    counter.use()
    counter.wait(lambda: "up to date" in counter.said_last())
    assert counter.main.current_key() == "capture"
    assert counter.desk.customer_id == served
    assert counter.screen.open.is_empty


def test_a_face_once_more_is_for_the_document_that_it_was_asked_for(
    counter: Counter, table: StandIn, monkeypatch
) -> None:
    capture = counter.to_capture()
    counter.take(table.lay(front("单雄", serial=313), back()))
    counter.take(table.lay(front("仇𫖯", serial=315), back()))
    second = capture.tray.documents[1].id
    assert capture.tray.current == second
    dialog = FakeDialog()
    monkeypatch.setattr(capture.sources.files, "open", lambda _: dialog)
    capture.bench.again_wanted.emit()
    capture.tray.show(capture.tray.documents[0].id)
    counter.take(table.lay(back("2040-01-01", "2020-01-01")))
    ends = [each.person(counter.desk.session.today).valid_to for each in capture.tray.documents]
    assert ends == ["2036-12-15", "2040-01-01"]


class FakeDialog(QObject):
    """In place of the dialog, which has its own test."""

    rejected = Signal()


def test_after_a_cancelled_dialog_the_next_picture_is_of_its_own(
    counter: Counter, table: StandIn, monkeypatch
) -> None:
    capture = counter.to_capture()
    counter.take(table.lay(front("单雄", serial=317), back()))
    dialog = FakeDialog()
    monkeypatch.setattr(capture.sources.files, "open", lambda _: dialog)
    capture.bench.again_wanted.emit()
    dialog.rejected.emit()
    counter.take(table.lay(back("2040-01-01", "2020-01-01")))
    assert len(capture.tray.documents) == 2


def test_what_is_being_used_is_not_put_aside(counter: Counter, table: StandIn) -> None:
    capture = counter.to_capture()
    counter.take(table.lay(front("单雄", serial=319), back()))
    counter.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert capture.destination.busy
    capture.bench.bar.aside.click()
    assert len(capture.tray.documents) == 1
    assert counter.said_last().startswith("The document is being used")
    counter.wait(lambda: not capture.tray.documents)
    assert counter.text("holder.name") == "单雄"


def test_what_lay_there_before_comes_back_beside_what_came_first(
    counter: Counter, table: StandIn
) -> None:
    capture = counter.to_capture()
    counter.take(table.lay(front("单雄", serial=321), back()))
    capture.keeping.save()
    counter.idle()
    capture.tray.documents = capture.tray.documents[:0]  # as a new window begins
    capture.tray.current = None
    keeping = capture.keeping
    keeping._draft_id, keeping._saved, keeping._loaded = None, (), False
    loaded: list[bool] = []
    counter.take(table.lay(front("仇𫖯", serial=323)))  # quicker than the drafts
    keeping.save()
    keeping.load(lambda: loaded.append(True))
    counter.wait(lambda: bool(loaded))
    names = [each.person(counter.desk.session.today).name for each in capture.tray.documents]
    assert names == ["单雄", "仇𫖯"]
    keeping.save()
    counter.idle()
    (draft,) = load_all(counter.desk.session).drafts
    assert len(draft.form["documents"]) == 2
