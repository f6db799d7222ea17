"""A checking service behind a gateway: its answer counts for the person it was asked about only (R-180)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.people import PersonForm
from app.domain.permissions import Role
from app.domain.registration.form import SubscriptionForm
from app.errors import NotAllowed, Refused
from app.services import identity, registration
from app.services.identity import Answer, online_check
from app.services.identity.online_check import FileGateway
from app.services.registration import Registered
from db.schema.audit import audit_event
from db.schema.customers import customer
from db.schema.identity import identity_document
from db.schema.operations import operation
from tests.kit import forms
from tests.kit.desk import TestHall
from tests.kit.stored import rows

HOLDER = forms.person()


@pytest.fixture
def service(desk: TestHall) -> TestHall:
    """A counter with the list for training, which knows the holder."""
    know(desk, HOLDER)
    return desk


def know(desk: TestHall, who: PersonForm) -> None:
    assert desk.clerk.index is not None
    file = online_check.file_of(desk.folders)
    FileGateway(file, desk.clerk.index).add(online_check.person_of(who))


def ask(desk: TestHall, who: PersonForm = HOLDER) -> Answer:
    return identity.ask_online(desk.clerk, new_id(), form=who)


def register(desk: TestHall, answer: Answer | None, **changes: Any) -> Registered:
    form = forms.individual(desk.place(), **changes)
    return registration.register(desk.clerk, new_id(), form=form, answer=answer)


def states(desk: TestHall) -> set[str]:
    """Of the customer and of the document."""
    found = rows(desk.clerk, table=customer) + rows(desk.clerk, table=identity_document)
    return {each["real_name_state"] for each in found}


def test_without_a_service_nothing_is_verified_online(desk: TestHall) -> None:
    answer = ask(desk)
    assert answer.result == "none"
    register(desk, answer)
    assert states(desk) == {"pending"}


def test_a_match_verifies_customer_and_document(service: TestHall) -> None:
    answer = ask(service)
    assert answer.result == "match"
    form = forms.individual(service.place())
    checked = registration.check(service.clerk, form=form, answer=answer)
    assert checked.real_name_state == "online_verified"
    register(service, answer)
    assert states(service) == {"online_verified"}


def test_another_name_under_the_number_does_not_match(service: TestHall) -> None:
    wrong = replace(HOLDER, name="欧阳龙")
    answer = ask(service, wrong)
    assert answer.result == "mismatch"
    form = forms.individual(service.place(), holder=wrong)
    checked = registration.check(service.clerk, form=form, answer=answer)
    assert checked.real_name_state == "mismatch"
    with pytest.raises(Refused, match="real_name"):
        register(service, answer, holder=wrong)


def test_an_unknown_number_gets_no_answer(service: TestHall) -> None:
    assert ask(service, forms.person("欧阳𪚥", date(1991, 4, 8))).result == "none"


def test_an_answer_about_somebody_else_counts_for_nothing(service: TestHall) -> None:
    answer = ask(service)
    other = forms.person("欧阳𪚥", date(1991, 4, 8))
    register(service, answer, holder=other)
    register_other = replace(HOLDER, name="欧阳龙")
    assert identity.online(service.clerk, register_other, answer) is None
    assert identity.online(service.clerk, HOLDER, Answer("match", "")) is None
    assert states(service) == {"pending"}


def test_a_match_is_no_reading_where_the_card_must_be_read(service: TestHall) -> None:
    phone = {
        "subscriptions": (SubscriptionForm("TEL-39"),),
        "payment": replace(forms.individual("").payment, paid="50"),
    }
    answer = ask(service)
    with pytest.raises(Refused) as error:
        register(service, answer, **phone)
    assert {each.code for each in error.value.problems} == {"real_name"}
    register(service, answer, holder=forms.read_card(service.clerk, HOLDER), **phone)


def test_a_later_answer_lifts_the_state_at_recapture(service: TestHall) -> None:
    made = register(service, None)
    assert states(service) == {"pending"}
    card = replace(HOLDER, entry=forms.RECOGNISED)
    identity.recapture(
        service.clerk,
        new_id(),
        customer_id=made.customer_id,
        document=card,
        answer=ask(service, card),
    )
    assert states(service) == {"online_verified"}


def test_what_is_kept_of_a_question_names_nobody(service: TestHall) -> None:
    answer = ask(service)
    with service.installation.engine.connect() as connection:
        kept = [repr(tuple(row)) for row in connection.execute(sa.select(operation))]
        kept += connection.execute(sa.select(audit_event.c.body)).scalars()
    kept.append(online_check.file_of(service.folders).read_text("utf-8"))
    assert any('"identity.check"' in each and '"match"' in each for each in kept)
    for personal in (HOLDER.name, HOLDER.number, answer.about):
        assert not any(personal in each for each in kept)


@pytest.mark.parametrize("line", ["", "no json", "[]", "{}", '{"number": 7}', "\x00", "null"])
def test_a_damaged_line_is_left_out(local_desk: TestHall, line: str) -> None:
    file = online_check.file_of(local_desk.folders)
    file.write_text(line + "\n")
    assert ask(local_desk).result == "none"
    know(local_desk, HOLDER)
    with file.open("a") as opened:
        opened.write(line + "\n")
    assert ask(local_desk).result == "match"


def test_a_file_that_is_no_text_gives_no_answer(local_desk: TestHall) -> None:
    online_check.file_of(local_desk.folders).write_bytes(b"\xff\xfe\xff")
    assert ask(local_desk).result == "none"


@pytest.mark.parametrize("text", ["", "\ud800", "甲" * 10_000, "\x00"])
def test_whatever_was_typed_gets_an_answer(local_desk: TestHall, text: str) -> None:
    know(local_desk, HOLDER)
    assert ask(local_desk, PersonForm(name=text, number=text)).result == "none"


@pytest.mark.parametrize("role", [Role.RECORDS_KEEPER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_counter_asks(local_desk: TestHall, role: Role) -> None:
    with pytest.raises(NotAllowed):
        identity.ask_online(local_desk.session(role), new_id(), form=HOLDER)
