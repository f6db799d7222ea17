"""Registration end to end below the window, on both databases (R-030, R-034, R-038 to R-044)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.people import OrganizationForm, PersonForm
from app.domain.permissions import Role
from app.domain.registration.form import RegistrationForm, SubscriptionForm
from app.errors import Refused
from app.services import customers, papers, registration, verification
from app.services.procedure import Query
from app.services.registration import Registered
from db.schema.customers import customer, party_role, subscription
from db.schema.identity import consent, contact_medium, identity_document, party
from db.schema.orders import fee, product_order
from db.schema.search import search_token
from tests.databases import REFUSED
from tests.kit import forms
from tests.kit.desk import TestHall
from tests.kit.stored import count


def register(desk: TestHall, form: RegistrationForm) -> Registered:
    return registration.register(desk.clerk, new_id(), form=form)


def refused(desk: TestHall, form: RegistrationForm) -> dict[str, str]:
    """The problems by field, after seeing that nothing was written."""
    before = [count(desk, table) for table in (party, customer, product_order, fee, consent)]
    with pytest.raises(Refused) as error:
        register(desk, form)
    assert before == [
        count(desk, table) for table in (party, customer, product_order, fee, consent)
    ]
    return {problem.field: problem.code for problem in error.value.problems}


def test_an_individual_with_a_rare_name_is_registered(desk: TestHall) -> None:
    made = register(desk, forms.individual(desk.place()))
    assert made.customer_code.startswith("GZ01")
    assert len(made.subscription_numbers) == 1
    for document_id in (made.agreement_document_id, made.slip_document_id):
        paper = papers.stored_pdf(desk.clerk, document_id=document_id)
        assert paper.pdf.startswith(b"%PDF")
        assert papers.stored_pdf(desk.clerk, document_id=document_id).pdf == paper.pdf
    unprinted = papers.unprinted(desk.clerk)
    assert {row.kind for row in unprinted} == {"agreement", "slip"}
    assert {row.name for row in unprinted} == {"欧阳*"}


def test_children_need_their_guardian(desk: TestHall) -> None:
    seven, fifteen = date(2019, 6, 1), date(2011, 6, 1)
    register(desk, forms.child(desk.place(0), seven))
    teen = forms.child(desk.place(1), fifteen)
    register(desk, replace(teen, holder=replace(teen.holder, name="欧阳𪚥")))
    assert count(desk, customer) == 2
    assert count(desk, party) == 3  # the same guardian is one party
    with desk.installation.engine.connect() as connection:
        roles = connection.execute(sa.select(party_role.c.role)).scalars().all()
    assert roles == ["guardian", "guardian"]
    alone = replace(forms.child(desk.place(2), date(2018, 6, 1)), guardian=None)
    assert refused(desk, alone)["guardian"] == "guardian_missing"


def test_a_business_acts_through_its_handler(desk: TestHall) -> None:
    register(desk, forms.business(desk.place()))
    alone = replace(
        forms.business(desk.place(1)),
        handler=None,
        organization=replace(
            forms.business("").organization or OrganizationForm(), number="9131000063159284XQ"
        ),
    )
    assert refused(desk, alone)["handler"] == "handler_missing"


def test_a_virtual_card_shows_no_document_and_takes_no_television(desk: TestHall) -> None:
    register(desk, forms.virtual_card())
    problems = refused(
        desk,
        forms.virtual_card(subscriptions=(SubscriptionForm("TV-BASIC", desk.place(), "S1"),)),
    )
    assert problems["subscriptions.0.offering"] == "virtual_card"


def test_the_same_document_is_a_hard_stop_that_names_the_customer(desk: TestHall) -> None:
    made = register(desk, forms.individual(desk.place()))
    again = forms.individual(desk.place(1), holder=forms.person(phone="13911112222"))
    assert refused(desk, again)["holder.number"] == "one_document_one_customer"
    checked = registration.check(desk.clerk, form=again)
    assert checked.same_document is not None
    assert checked.same_document.customer_id == made.customer_id
    assert checked.held.subscriptions == 1


def test_same_name_and_phone_asks_whether_it_is_another_person(desk: TestHall) -> None:
    register(desk, forms.individual(desk.place()))
    twin = forms.individual(desk.place(1), holder=forms.person(born=date(1991, 4, 8)))
    assert refused(desk, twin)["same_person_checked"] == "look_alike"
    assert len(registration.check(desk.clerk, form=twin).look_alikes) == 1
    register(desk, replace(twin, same_person_checked=True))


def token_kinds(desk: TestHall, made: Registered) -> Counter[str]:
    with desk.installation.engine.connect() as connection:
        kinds = connection.execute(
            sa.select(search_token.c.kind)
            .join(customer, customer.c.party_id == search_token.c.party_id)
            .where(customer.c.id == made.customer_id)
        )
        return Counter(kinds.scalars())


SECOND = {"second_contact": "欧阳㛃", "second_phone": "139 1111 2222"}


def test_the_second_contacts_phone_finds_the_customer(desk: TestHall) -> None:
    made = register(desk, forms.individual(desk.place(), **SECOND))
    for typed in ("13911112222", "+86 139-1111-2222", "2222", "139 2222"):
        (row,) = customers.find(desk.clerk, text=typed).rows
        assert row.customer_id == made.customer_id
        assert row.phone == "138****0001"  # the list shows their own


def test_a_second_contact_adds_three_tokens_and_changes_none(desk: TestHall) -> None:
    """The last four of both phones are the same, and so may short tokens of others be."""
    made = register(
        desk, forms.individual(desk.place(), **(SECOND | {"second_phone": "13900000001"}))
    )
    other = forms.person("欧阳𪚥", date(1991, 4, 8), phone="13800000009")
    alone = register(desk, forms.individual(desk.place(1), holder=other))
    more = token_kinds(desk, made) - token_kinds(desk, alone)
    assert more == Counter(["second_phone", "second_ends", "second_four"])


def test_somebody_of_the_same_name_is_no_look_alike_by_a_second_contacts_phone(
    desk: TestHall,
) -> None:
    register(desk, forms.individual(desk.place(), **SECOND))
    namesake = forms.person(born=date(1991, 4, 8), phone="13911112222")
    register(desk, forms.individual(desk.place(1), holder=namesake))
    assert len(customers.find(desk.clerk, text="13911112222").rows) == 2


def test_an_agent_who_later_becomes_a_customer_keeps_one_identity(desk: TestHall) -> None:
    agent = forms.person("区乐", date(1980, 1, 1), phone="13800000009", relation="同事")
    register(desk, forms.individual(desk.place(), agent=agent, consent=forms.BY_AGENT))
    parties = count(desk, party)
    register(desk, forms.individual(desk.place(1), holder=replace(agent, relation="")))
    assert count(desk, party) == parties
    other = replace(agent, name="区东", relation="")
    assert refused(desk, forms.individual(desk.place(2), holder=other))


def test_what_a_known_agent_tells_as_a_customer_is_kept(desk: TestHall) -> None:
    agent = forms.person("区乐", date(1980, 1, 1), phone="13800000009", relation="同事")
    register(desk, forms.individual(desk.place(), agent=agent, consent=forms.BY_AGENT))
    holder = replace(
        agent,
        relation="",
        phone="13922220001",
        authority="示例市公安局东区分局",
        valid_to="2046-01-02",
    )
    register(desk, forms.individual(desk.place(1), holder=holder))
    with desk.installation.engine.connect() as connection:
        reader = Query(desk.clerk, connection)
        [document] = [
            each for each in reader.all(identity_document) if each["number"] == agent.number
        ]
        phones = [
            each["value"]
            for each in reader.all(contact_medium)
            if each["party_id"] == document["party_id"] and each["type"] == "phone"
        ]
    assert document["authority"] == "示例市公安局东区分局"
    assert document["valid_to"] == date(2046, 1, 2)
    assert document["version"] == 2
    assert phones == ["13800000009", "13922220001"]
    for phone in phones:
        assert customers.find(desk.clerk, text=phone).rows
    assert verification.verify_for_person(desk.session(Role.ADMINISTRATOR)).good


def test_who_acts_has_the_name_that_the_document_is_on_record_under(desk: TestHall) -> None:
    agent = forms.person("区乐", date(1980, 1, 1), phone="13800000009", relation="同事")
    register(desk, forms.individual(desk.place(), agent=agent, consent=forms.BY_AGENT))
    second = forms.person("单田芳", date(1971, 1, 2), phone="13800000010")
    other = replace(agent, name="区东")
    form = forms.individual(desk.place(1), holder=second, agent=other, consent=forms.BY_AGENT)
    found = refused(desk, form)
    assert found == {"agent.name": "other_name_on_record"}


@REFUSED
@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("holder.number", {"number": "440104199003071520"}),
        ("holder.birth_date", {"birth_date": "1991-03-07"}),
        ("holder.valid_to", {"valid_to": "2026-11-21"}),
        ("holder.phone", {"phone": "1382600260"}),
        ("holder.name", {"name": "12345"}),
        ("holder.name", {"name": "长" * 10_000}),
        ("holder.id_address", {"id_address": "长" * 10_000}),
    ],
)
def test_a_wrong_field_is_refused_where_it_stands(
    desk: TestHall, field: str, change: dict[str, str]
) -> None:
    holder: PersonForm = replace(forms.person(), **change)  # type: ignore[arg-type]
    assert field in refused(desk, forms.individual(desk.place(), holder=holder))


@REFUSED
def test_what_cannot_be_delivered_or_sold_is_refused(desk: TestHall) -> None:
    assert "subscriptions.0.place_id" in refused(desk, forms.individual(desk.place(9)))
    telephone = forms.individual(
        "",
        subscriptions=(SubscriptionForm("TEL-39"),),
        payment=replace(forms.individual("").payment, paid="50"),
    )
    assert refused(desk, telephone)["subscriptions.0.offering"] == "real_name"
    read = replace(telephone, holder=forms.read_card(desk.clerk, forms.person()))
    register(desk, read)


def test_an_address_in_use_asks_what_becomes_of_its_user(desk: TestHall) -> None:
    register(desk, forms.individual(desk.place()))
    second = forms.individual(
        desk.place(), holder=forms.person("单雄", date(1970, 1, 1), serial=11, phone="13922223333")
    )
    assert refused(desk, second)["at_address"] == "at_address_missing"
    checked = registration.check(desk.clerk, form=second)
    assert checked.at_address[0].name_masked == "欧阳*"
    register(desk, replace(second, at_address="additional"))
    assert count(desk, subscription) == 2
