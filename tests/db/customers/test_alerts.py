"""What a clerk is warned of when a customer is opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.ids import new_id
from app.domain.registration.form import RegistrationForm
from app.services import customers, registration, verification
from tests.databases import WORDS
from tests.kit import forms
from tests.kit.desk import TestHall


def teenager(desk: TestHall, place_id: str, **changes: Any) -> RegistrationForm:
    """Seventeen years old on the database's day."""
    with desk.installation.engine.connect() as connection:
        day = desk.installation.moment(connection).date()
    return forms.child(place_id, date(day.year - 17, day.month, 1), **changes)


def warnings_of(desk: TestHall, form: RegistrationForm) -> set[str]:
    made = registration.register(desk.clerk, new_id(), form=form)
    customers.record_view(desk.clerk, new_id(), customer_id=made.customer_id)
    view = customers.open_customer(desk.clerk, customer_id=made.customer_id)
    return {each.code for each in view.warnings}


@WORDS
def test_a_minor_with_own_income_needs_no_guardian(desk: TestHall) -> None:
    alone = teenager(desk, desk.place(), guardian=None, own_income=True)
    assert "no_guardian" not in warnings_of(desk, alone)


@WORDS
def test_own_income_counts_for_a_minor_who_was_recorded_as_a_user_before(desk: TestHall) -> None:
    alone = teenager(desk, desk.place(1), guardian=None, own_income=True)
    unit = forms.business(desk.place(0))
    served = replace(unit.subscriptions[0], user=alone.holder)
    registration.register(desk.clerk, new_id(), form=replace(unit, subscriptions=(served,)))
    assert "no_guardian" not in warnings_of(desk, alone)
    assert verification.verify(desk.installation, keys=desk.clerk.keys).good
