"""What stands is of one service, person, counter and half hour, and signed; what needs more refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import Refused, UserError
from app.services import authentication, identity, verification
from db.schema.authentication import authentication as table
from tests.kit import forms
from tests.kit.asking import AGENT, GOOD, PHOTO, TIME, Asking, asking, required, standing
from tests.kit.attack import as_owner
from tests.kit.desk import TestHall
from tests.kit.pictures import kept


@pytest.fixture
def who(desk: TestHall) -> Asking:
    return asking(desk)


def refused(call: Any, *arguments: Any, **named: Any) -> str:
    with pytest.raises(UserError) as error:
        call(*arguments, **named)
    return error.value.code


def needs(who: Asking, lowest: str, **more: Any) -> Any:
    return required(
        who.clerk, service_id=who.service_id, customer_id=who.customer_id, lowest=lowest, **more
    )


@TIME
def test_it_holds_for_its_service_and_half_an_hour(who: Asking) -> None:
    who.shows()
    assert who.stands is not None
    assert (who.stands.method, who.stands.who, who.stands.compared) == ("document", "holder", False)
    assert standing(who.clerk, new_id(), who.customer_id) is None
    assert standing(who.clerk, who.service_id, new_id()) is None
    supervisor = who.desk.session(Role.SUPERVISOR)
    assert standing(supervisor, who.service_id, who.customer_id) is None
    who.desk.clock.pass_time(minutes=29)
    assert who.stands is not None
    who.desk.clock.pass_time(minutes=1)
    assert who.stands is None


def test_the_strongest_way_stands(who: Asking) -> None:
    who.shows()
    who.sets()
    assert who.types(GOOD).right
    assert who.stands is not None
    assert who.stands.method == "document"
    who.shows(images=PHOTO)
    assert who.stands.compared


def test_what_needs_more_refuses(who: Asking) -> None:
    assert needs(who, "none") is None
    for lowest in ("sms", "password", "document"):
        assert refused(needs, who, lowest) == "not_authenticated"
    who.shows()
    who.sets()
    later = Asking(who.desk, who.customer_id)
    later.types(GOOD)
    for lowest in ("none", "sms", "password"):
        assert needs(later, lowest).method == "password"
    assert refused(needs, later, "document") == "not_authenticated"
    assert needs(who, "document", came=("holder",)).method == "document"
    assert refused(needs, who, "document", came=("agent",)) == "who_came"


def test_an_agent_a_guardian_and_a_handler_show_their_own_card(desk: TestHall) -> None:
    agent = asking(desk, forms.individual(desk.place(), agent=AGENT, consent=forms.BY_AGENT))
    assert agent.shows(AGENT).who == "agent"
    stranger = forms.person("陈生人", date(1977, 7, 7), serial=133)
    assert refused(agent.shows, stranger) == "not_acting"
    assert refused(agent.shows, replace(forms.person(), name="欧阳龙")) == "not_acting"


def test_a_handler_comes_for_a_unit(desk: TestHall) -> None:
    form = forms.business(desk.place())
    unit = asking(desk, form)
    assert form.handler is not None
    assert unit.shows(form.handler).who == "handler"
    assert unit.sets().done
    assert unit.types(GOOD).right


def test_a_small_childs_card_is_not_enough(desk: TestHall) -> None:
    form = forms.child(desk.place(), date(2020, 5, 4))
    child = asking(desk, form)
    assert refused(child.shows, form.holder) == "guardian_needed"
    assert form.guardian is not None
    assert child.shows(form.guardian).who == "guardian"
    assert refused(child.sets) == "method_closed"
    assert refused(child.types, GOOD) == "method_closed"


def test_a_guardian_sets_the_password_of_an_older_child(desk: TestHall) -> None:
    form = forms.child(desk.place(), date(2014, 5, 4))
    child = asking(desk, form)
    assert form.guardian is not None
    assert child.shows(form.guardian).who == "guardian"
    assert child.sets().done
    assert child.types(GOOD).right


def test_an_agents_card_does_not_hide_what_the_holder_showed(desk: TestHall) -> None:
    form = forms.individual(desk.place(), agent=AGENT, consent=forms.BY_AGENT)
    who = asking(desk, form)
    who.shows()
    who.sets()
    later = Asking(desk, who.customer_id)
    later.types(GOOD)
    later.shows(AGENT)
    assert needs(later, "password", came=("holder",)).method == "password"
    assert needs(later, "document").who == "agent"
    assert refused(needs, later, "document", came=("holder",)) == "who_came"


def test_a_typed_or_an_expired_card_proves_nothing(who: Asking) -> None:
    for document in (forms.person(), replace(forms.person(), entry=dict(forms.READER))):
        with pytest.raises(UserError) as error:
            authentication.by_card(
                who.clerk,
                new_id(),
                customer_id=who.customer_id,
                service_id=who.service_id,
                document=document,
            )
        assert error.value.code == "card_not_read"
    with pytest.raises(Refused):
        who.shows(replace(forms.person(), valid_from="2006-01-01", valid_to="2026-01-01"))
    assert who.stands is None


def recaptured(who: Asking, *images: identity.KeptImage) -> Any:
    operation_id = new_id()
    card = replace(forms.person(), entry=forms.RECOGNISED)
    identity.recapture(
        who.clerk, operation_id, customer_id=who.customer_id, document=card, images=images
    )
    return operation_id


def by_recapture(who: Asking, recapture_id: Any) -> Any:
    return authentication.by_recapture(
        who.clerk,
        new_id(),
        customer_id=who.customer_id,
        service_id=who.service_id,
        recapture_id=recapture_id,
    )


def test_a_document_that_was_captured_again_here_serves_one_service(who: Asking) -> None:
    with_face = recaptured(who, kept("f"), kept("p", kind="live_photo", verdict="same"))
    assert by_recapture(who, with_face).who == "holder"
    assert who.stands is not None
    assert who.stands.compared
    assert who.sets().done
    assert who.resets().done
    later = Asking(who.desk, who.customer_id)
    assert refused(by_recapture, later, with_face) == "recapture_not_here"
    without = recaptured(later)
    by_recapture(later, without)
    assert later.stands is not None
    assert not later.stands.compared
    assert verification.verify(who.desk.installation, keys=who.clerk.keys).findings == ()


@TIME
def test_no_other_operation_old_or_of_another_customer_is_a_recapture(who: Asking) -> None:
    old = recaptured(who)
    other = asking(who.desk, forms.another(who.desk.place(1)))
    assert refused(by_recapture, other, old) == "recapture_not_here"
    assert refused(by_recapture, who, new_id()) == "recapture_not_here"
    who.desk.clock.pass_time(minutes=30)
    assert refused(by_recapture, who, old) == "recapture_not_here"


@pytest.mark.parametrize(
    "forged",
    [{"service_id": new_id()}, {"method": "document"}, {"compared": True}],
    ids=["another service", "a stronger way", "a photo"],
)
def test_a_row_that_somebody_wrote_into_the_database_authenticates_nobody(
    who: Asking, forged: dict[str, Any]
) -> None:
    who.shows()
    who.sets()
    later = Asking(who.desk, who.customer_id)
    later.types(GOOD)
    service_id = forged.get("service_id", later.service_id)
    with as_owner(who.desk.installation) as connection:
        mine = table.c.service_id == later.service_id
        connection.execute(sa.update(table).where(mine).values(**forged))
    assert standing(who.clerk, service_id, who.customer_id) is None


def test_an_unforged_row_stands_in_the_same_test(who: Asking) -> None:
    """The control of the test before it: written again as it is, the row still stands."""
    who.shows()
    with as_owner(who.desk.installation) as connection:
        connection.execute(sa.update(table).values(method="document", compared=False))
    assert who.stands is not None
