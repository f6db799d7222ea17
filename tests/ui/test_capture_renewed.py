"""The document of a customer who did not agree that pictures are kept, captured again."""

from __future__ import annotations

from dataclasses import replace

from app.domain.ids import new_id
from app.services import customers, registration
from db.schema.customers import customer
from db.schema.identity import identity_document
from tests.helpers import desk as desks
from tests.helpers import forms
from tests.helpers.capturing import Counter, StandIn, back, front
from tests.ui.capture_fixtures import counter, hall, table

__all__ = ["counter", "hall", "table"]


def test_the_document_is_renewed_and_its_pictures_are_thrown_away(
    counter: Counter, table: StandIn, hall: desks.Desk
) -> None:
    form = forms.individual(hall.place(6), holder=forms.person("单雄", serial=203))
    refused = {**form.consent.separate, "id_image": "refuse"}
    form = replace(form, consent=replace(form.consent, separate=refused))
    known = registration.register(hall.clerk, operation_id=new_id(), form=form)
    customers.record_look(
        counter.desk.session, operation_id=new_id(), customer_id=known.customer_id
    )
    counter.desk.serve(known.customer_id)
    counter.take(table.lay(front("单雄", serial=203), back("2046-12-15", "2026-11-20")))
    before = len(counter.kept())
    counter.use()
    counter.wait(lambda: "up to date" in counter.said_last())
    party = counter.rows(customer, customer.c.id == known.customer_id)[0].party_id
    rows = counter.rows(identity_document, identity_document.c.party_id == party)
    assert str(rows[-1].valid_to) == "2046-12-15"
    assert len(counter.kept()) == before
    counter.desk.serve(None)
