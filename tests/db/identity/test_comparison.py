"""A document compared with the customer in service and with the base, on both databases (R-022, R-034)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.domain.ids import new_id
from app.domain.people import PersonForm
from app.domain.permissions import Role
from app.domain.registration.form import SubscriptionForm
from app.errors import NotAllowed
from app.services import identity, registration
from app.services.identity import Compared
from app.services.registration import Registered
from tests.databases import WORDS
from tests.kit import forms
from tests.kit.desk import TestHall

HOLDER = forms.person()
AGENT = forms.person(
    "仇𫖯", date(1988, 8, 8), serial=211, phone="13800000003", relation="colleague"
)


def compare(
    desk: TestHall, who: PersonForm, customer_id: UUID | None = None, name: str = ""
) -> Compared:
    return identity.compare(
        desk.clerk,
        document_type=who.document_type,
        country=who.country,
        number=who.number,
        name=name or who.name,
        customer_id=customer_id,
    )


@pytest.fixture
def made(desk: TestHall) -> Registered:
    """A customer with an agent."""
    form = forms.individual(desk.place(), holder=HOLDER, agent=AGENT, consent=forms.BY_AGENT)
    return registration.register(desk.clerk, new_id(), form=form)


@WORDS
def test_nobodys_document_is_unknown_with_nothing_held(desk: TestHall) -> None:
    found = compare(desk, HOLDER)
    assert (found.whose, found.other, found.name, found.other_name) == ("unknown", None, "", False)
    assert (found.held.subscriptions, found.held.telephone, found.held.limit) == (0, 0, 5)


@WORDS
def test_the_customers_own_document_is_the_same_however_it_is_written(
    desk: TestHall, made: Registered
) -> None:
    spaced = replace(HOLDER, number=f" {HOLDER.number[:6]} {HOLDER.number[6:].lower()} ")
    for shown in (HOLDER, spaced):
        found = compare(desk, shown, made.customer_id)
        assert (found.whose, found.acts_as) == ("same", "")
        assert found.other is not None
        assert found.other.customer_id == made.customer_id
        assert not found.other_name
        assert found.held.subscriptions == 1


def test_a_document_of_another_customer_names_that_customer_masked(
    desk: TestHall, made: Registered
) -> None:
    other = forms.person("欧阳𪚥", date(1991, 4, 8), phone="13800000009")
    form = forms.individual(desk.place(1), holder=other)
    second = registration.register(desk.clerk, new_id(), form=form)
    found = compare(desk, HOLDER, second.customer_id)
    assert found.whose == "customer"
    assert found.other is not None
    assert found.other.customer_id == made.customer_id
    assert found.other.name == "欧阳*"
    assert HOLDER.number not in str(found)
    assert compare(desk, HOLDER).whose == "customer"  # nobody is in service


def test_an_agent_of_before_is_known_and_acts_for_the_customer_in_service_only(
    desk: TestHall, made: Registered
) -> None:
    found = compare(desk, AGENT, made.customer_id)
    assert (found.whose, found.name, found.acts_as) == ("party", "仇*", "agent")
    assert compare(desk, AGENT).acts_as == ""


@WORDS
def test_a_name_that_differs_from_the_record_is_told(desk: TestHall, made: Registered) -> None:
    assert compare(desk, HOLDER, made.customer_id, name="欧阳龙").other_name
    assert compare(desk, AGENT, name="仇颊").other_name


@WORDS
def test_a_new_document_under_the_customers_name_is_told_as_such(
    desk: TestHall, made: Registered
) -> None:
    passport = replace(HOLDER, document_type="passport", number="E1234567", country="USA")
    assert compare(desk, passport, made.customer_id).same_name
    assert not compare(desk, replace(passport, name="SOMEBODY ELSE"), made.customer_id).same_name
    assert not compare(desk, passport).same_name


def test_telephone_cards_count_apart_and_not_those_of_somebody_else(
    desk: TestHall, made: Registered
) -> None:
    who = forms.person("欧阳㛃", date(1985, 5, 5), phone="13800000008")
    who = forms.read_card(desk.clerk, who)
    form = forms.individual(
        "",
        holder=who,
        subscriptions=(SubscriptionForm("TEL-39"),),
    )
    checked = registration.check(desk.clerk, form=form)
    form = replace(form, payment=replace(form.payment, paid=str(checked.due_total // 100)))
    registration.register(desk.clerk, new_id(), form=form)
    assert compare(desk, who).held.telephone == 1
    assert compare(desk, HOLDER).held.telephone == 0


@pytest.mark.parametrize("role", [Role.RECORDS_KEEPER, Role.AUDITOR, Role.ACCOUNT_MANAGER])
def test_only_the_counter_compares(local_desk: TestHall, role: Role) -> None:
    with pytest.raises(NotAllowed):
        identity.compare(
            local_desk.session(role), document_type="resident_id", country="", number="", name=""
        )


@pytest.mark.parametrize("number", ["", " ", "1" * 5000, "\ud800", "0" * 18])
def test_whatever_was_read_gets_an_answer(local_desk: TestHall, number: str) -> None:
    found = compare(local_desk, replace(HOLDER, number=number), name="\ud800" + "甲" * 5000)
    assert found.whose == "unknown"
