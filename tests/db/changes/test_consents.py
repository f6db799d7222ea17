"""Consent, its withdrawal and the way of paying, rule by rule, on both databases."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.errors import Refused, UserError
from app.services import customers, registration
from db.schema.catalogue import offering
from db.schema.customers import account
from db.schema.identity import consent
from tests.databases import ONE_KIND
from tests.kit import forms
from tests.kit.desk import TestHall
from tests.kit.kinds_of_change import Customer, set_row, wanted
from tests.kit.kinds_of_change import customer as registered
from tests.kit.requests import ask
from tests.kit.verified import look

pytestmark = ONE_KIND

DEBIT = {"method": "bank_debit", "bank_consent": "agree"}


@pytest.fixture
def who(desk: TestHall) -> Customer:
    return registered(desk)


def answers(who: Customer) -> dict[str, str]:
    return customers.open_customer(who.desk.clerk, customer_id=who.id).consents


def refused(who: Customer, kind: str, after: dict[str, str], asked_by: str = "holder") -> set[str]:
    with pytest.raises(Refused) as error:
        wanted(who, kind, after, asked_by=asked_by)
    return {each.code for each in error.value.problems}


def test_answers_are_added_and_none_is_changed(who: Customer) -> None:
    def rows() -> list[tuple[str, str, int]]:
        with who.desk.installation.engine.connect() as connection:
            asked = sa.select(consent.c.purpose, consent.c.decision, consent.c.version)
            found = connection.execute(asked.order_by(consent.c.id))
            return [(each.purpose, each.decision, each.version) for each in found]

    before = rows()
    wanted(who, "consent", {"marketing": "agree"})
    wanted(who, "consent", {"marketing": "withdrawn"})
    assert rows() == [*before, ("marketing", "agree", 1), ("marketing", "withdrawn", 1)]
    assert answers(who)["marketing"] == "withdrawn"
    assert look(who.desk).findings == ()


def test_an_agent_agrees_to_nothing(who: Customer) -> None:
    with pytest.raises(UserError, match="asked_by"):  # by the policy nobody consents by an agent
        wanted(who, "consent", {"marketing": "agree"}, asked_by="agent")
    assert refused(who, "payment_method", DEBIT, "agent") == {"consent_by_agent"}
    assert wanted(who, "consent", {"service_notice": "withdrawn"}).status == "applied"


@pytest.mark.parametrize("answer", ["", "yes", "withdrawn", "acknowledged"])
def test_only_what_can_be_answered(who: Customer, answer: str) -> None:
    assert refused(who, "consent", {"marketing": answer}) == {"consent_answer"}


def test_the_notice_is_no_consent(who: Customer) -> None:
    with pytest.raises(UserError, match="change_fields"):
        wanted(who, "consent", {"notice": "withdrawn"})


def test_what_a_bank_debit_needs_is_withdrawn_when_it_ends(who: Customer) -> None:
    wanted(who, "payment_method", DEBIT)
    assert answers(who)["bank_account"] == "agree"
    assert refused(who, "consent", {"bank_account": "withdrawn"}) == {"consent_needed"}
    assert refused(who, "consent", {"bank_account": "refuse"}) == {"consent_needed"}
    wanted(who, "payment_method", {"method": "cash"})
    wanted(who, "consent", {"bank_account": "withdrawn"})
    assert answers(who)["bank_account"] == "withdrawn"
    assert refused(who, "payment_method", {"method": "bank_debit"}) == {"consent_needed"}
    assert look(who.desk).findings == ()


def test_what_a_telephone_needs_is_not_withdrawn(who: Customer) -> None:
    """By law the picture and the photo of whoever uses one."""
    with who.desk.installation.engine.connect() as connection:
        asked = sa.select(offering.c.id).where(offering.c.code == "TEL-39")
        telephone = connection.execute(asked).scalar_one()
    set_row(
        who.desk.clerk,
        new_id(),
        table="subscription",
        row_id=who.subscription_id,
        changes={"offering_id": telephone},
    )
    for code in ("id_image", "live_photo"):
        assert refused(who, "consent", {code: "withdrawn"}) == {"consent_needed"}
    assert wanted(who, "consent", {"signature": "withdrawn"}).status == "applied"


def test_the_guardian_who_agreed_is_on_record(desk: TestHall) -> None:
    form = forms.child(desk.place(), date(2018, 5, 5))
    made = registration.register(desk.clerk, new_id(), form=form)
    ask(
        desk,
        made.customer_id,
        "consent",
        told={"asked_by": "guardian"},
        follow_up="agree",
    )
    with desk.installation.engine.connect() as connection:
        asked = sa.select(consent.c.agreed_by, consent.c.party_id).where(
            consent.c.purpose == "follow_up", consent.c.decision == "agree"
        )
        row = connection.execute(asked).one()
    assert row.agreed_by != row.party_id
    with pytest.raises(Refused) as error:
        ask(desk, made.customer_id, "consent", child_data="withdrawn")
    assert {each.code for each in error.value.problems} == {"consent_needed"}


def test_of_several_accounts_one_is_named(who: Customer) -> None:
    wanted(who, "account", {"account": "new"})
    with pytest.raises(UserError, match="account_unclear"):
        wanted(who, "payment_method", {"method": "pos"})
    done = ask(
        who.desk, who.id, "payment_method", subscription_id=who.subscription_id, method="pos"
    )
    assert done.status == "applied"
    with who.desk.installation.engine.connect() as connection:
        methods = connection.execute(sa.select(account.c.method).order_by(account.c.id)).scalars()
        assert list(methods) == ["cash", "pos"]
    assert look(who.desk).findings == ()
