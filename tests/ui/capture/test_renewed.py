"""The document of the customer in service captured again: pictures, permits, a lock in between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.consent import Decision
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.services import customers, drafts, identity, registration
from app.services.registration import Registered
from db.schema.customers import customer
from db.schema.identity import identity_document
from db.schema.interactions import interaction
from tests.kit import forms
from tests.kit.capturing import TODAY, Counter, StandIn, back, front, grant, photograph
from tests.ui.capture.capture_fixtures import counter, hall, table

__all__ = ["counter", "hall", "table"]


def known(counter: Counter, serial: int, **refused: Decision) -> Registered:
    """A customer in service whose card was typed."""
    hall = counter.hall
    form = forms.individual(
        hall.place((serial - 203) // 2), holder=forms.person("单雄", serial=serial)
    )
    answers = {**form.consent.separate, **refused}
    consent = replace(form.consent, separate=answers)
    form = replace(form, consent=consent, same_person_checked=True)
    made = registration.register(hall.clerk, new_id(), form=form)
    customers.record_view(counter.desk.session, new_id(), customer_id=made.customer_id)
    counter.desk.serve(made.customer_id)
    return made


def lay(counter: Counter, table: StandIn, serial: int) -> None:
    counter.take(table.lay(front("单雄", serial=serial), back("2046-12-15", "2026-11-20")))


def kinds(counter: Counter) -> list[str]:
    return sorted(row.kind for row in counter.kept())


def test_the_document_is_renewed_and_its_pictures_are_thrown_away(
    counter: Counter, table: StandIn
) -> None:
    made = known(counter, 203, id_image="refuse")
    lay(counter, table, 203)
    before = len(counter.kept())
    counter.use()
    counter.wait(lambda: "up to date" in counter.said_last())
    party = counter.rows(customer, customer.c.id == made.customer_id)[0].party_id
    rows = counter.rows(identity_document, identity_document.c.party_id == party)
    assert str(rows[-1].valid_to) == "2046-12-15"
    assert len(counter.kept()) == before
    counter.desk.serve(None)


def test_only_the_photo_goes_when_only_it_was_not_agreed(counter: Counter, table: StandIn) -> None:
    known(counter, 205, live_photo="refuse")
    lay(counter, table, 205)
    photograph(counter)
    counter.capture.bench.photo.same.click()
    counter.use()
    counter.wait(lambda: "up to date" in counter.said_last())
    assert kinds(counter) == ["back", "front"]
    counter.desk.serve(None)


def test_a_face_that_a_supervisor_accepted_is_kept_with_the_renewal(
    counter: Counter, table: StandIn
) -> None:
    known(counter, 207)
    lay(counter, table, 207)
    photograph(counter)
    card = counter.capture.bench.photo
    card.different.click()
    card.override.click()
    grant(counter, card.box, "戴眼镜,已人工核对")
    counter.use()
    counter.wait(lambda: "up to date" in counter.said_last())
    (face,) = [row for row in counter.kept() if row.kind == "live_photo"]
    supervisor = counter.hall.session(Role.SUPERVISOR).actor.id
    assert (face.verdict, face.verdict_by) == ("override", supervisor)
    counter.desk.serve(None)


def test_a_renewal_whose_answer_a_lock_swallowed_is_not_done_twice(
    counter: Counter, table: StandIn, monkeypatch
) -> None:
    made = known(counter, 209)
    lay(counter, table, 209)
    using = counter.capture.destination
    monkeypatch.setattr(using.renewing, "_finish", lambda *_: None)  # the window is gone by then
    counter.capture.use()
    counter.wait(lambda: kinds(counter) == ["back", "front"])
    counter.idle()
    monkeypatch.undo()
    using.busy = False
    (draft,) = drafts.load_all(counter.desk.session).drafts
    counter.capture.tray.documents = ()
    counter.capture.keeping._take(draft)  # as after the lock: burned copies, made anew
    counter.wait(counter.is_compared)
    counter.use()
    counter.wait(lambda: counter.said_last().startswith("The document was recorded before"))
    assert kinds(counter) == ["back", "front"]
    assert counter.capture.tray.documents == ()
    visits = counter.rows(interaction, interaction.c.customer_id == made.customer_id)
    assert [row.business for row in visits].count("recapture") == 1
    counter.desk.serve(None)


def test_a_renewal_that_was_refused_before_the_lock_is_asked_for_anew(
    counter: Counter, table: StandIn, monkeypatch
) -> None:
    made = known(counter, 211)
    lay(counter, table, 211)
    using = counter.capture.destination
    document = counter.capture.tray.document
    assert document is not None
    operation_id = new_id()
    with pytest.raises(UserError):
        identity.recapture(
            counter.desk.session,
            operation_id,
            customer_id=made.customer_id,
            document=replace(document.person(TODAY), number="", entry={}),
        )
    using.renewing.begun.emit(replace(document, operation_id=operation_id))
    counter.use()
    counter.wait(lambda: "up to date" in counter.said_last())
    assert kinds(counter) == ["back", "front"]
    counter.desk.serve(None)


def test_a_spent_permit_brings_the_way_to_a_new_one_back(counter: Counter, table: StandIn) -> None:
    known(counter, 213)
    lay(counter, table, 213)
    photograph(counter)
    card = counter.capture.bench.photo
    card.different.click()
    card.override.click()
    grant(counter, card.box, "戴眼镜,已人工核对")
    counter.hall.clock.pass_time(seconds=31 * 60)
    counter.use()
    counter.wait(lambda: "has expired" in counter.said_last())
    assert card.override.isVisible()
    card.override.click()
    grant(counter, card.box, "戴眼镜,已人工核对")
    counter.use()
    counter.wait(lambda: "up to date" in counter.said_last())
    counter.desk.serve(None)
