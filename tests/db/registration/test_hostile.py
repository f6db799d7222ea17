"""Hostile forms and texts are refused in words that do not quote them, on both databases."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.payment import PaymentForm
from app.domain.people import EntryMode, PersonForm
from app.domain.permissions import Role
from app.domain.registration.form import MemberForm, RegistrationForm, SubscriptionForm
from app.errors import Refused, UserError
from app.services import catalogue, customers, papers, registration, staff
from app.services.staff import sign_in
from db.schema.agreements import print_job
from db.schema.operations import operation
from tests.databases import REFUSED, WORDS
from tests.kit import forms
from tests.kit.desk import STAFF_NO, TestHall
from tests.kit.papers import registered

SECRET = "440104199003071525"
KEYS = (SECRET, "欧阳䶮", "a\0b", "\ud800")
UNSEEN = ("张\0三", "张\ud800三", "张\u202e三")


def refused(desk: TestHall, form: RegistrationForm) -> set[tuple[str, str]]:
    with pytest.raises(Refused) as error:
        registration.register(desk.clerk, new_id(), form=form)
    return {(problem.field, problem.code) for problem in error.value.problems}


def kept(desk: TestHall) -> str:
    """Everything that is kept of refusals, which name no field's content."""
    with desk.installation.engine.connect() as connection:
        query = sa.select(operation.c.result).where(operation.c.outcome == "refused")
        results = list(connection.execute(query).scalars())
    assert results
    return json.dumps(results, ensure_ascii=False)


@pytest.mark.parametrize("text", UNSEEN)
def test_a_character_that_cannot_be_stored_is_named_by_its_field(desk: TestHall, text: str) -> None:
    form = forms.individual(desk.place())
    changed = (
        replace(form, holder=replace(form.holder, name=text)),
        replace(form, remark=text),
        replace(form, payment=replace(form.payment, receipt_no=text)),
    )
    fields = ("holder.name", "remark", "payment.receipt_no")
    for field, hostile in zip(fields, changed, strict=True):
        assert (field, "invisible") in refused(desk, hostile)


@pytest.mark.parametrize("key", KEYS)
def test_a_key_of_the_form_is_neither_stored_nor_kept_with_the_refusal(
    desk: TestHall, key: str
) -> None:
    form = forms.individual(desk.place())
    entry: dict[str, EntryMode] = {key: "reader"}
    found = refused(desk, replace(form, holder=replace(form.holder, entry=entry)))
    assert ("holder.entry", "entry_unknown") in found
    consent = replace(form.consent, separate={**form.consent.separate, key: "agree"})
    assert ("consent.separate", "purpose_unknown") in refused(desk, replace(form, consent=consent))
    assert key not in kept(desk)


@REFUSED
def test_more_lines_than_numbers_are_leased_are_refused(desk: TestHall) -> None:
    form = forms.individual(desk.place())
    many = replace(form, subscriptions=form.subscriptions * 120)
    assert ("subscriptions", "too_many") in refused(
        desk, replace(many, payment=PaymentForm(str(160 * 120), "cash", "R-1"))
    )
    places = tuple(SubscriptionForm("TV-BASIC", str(new_id())) for _ in range(70_000))
    checked = registration.check(desk.clerk, form=replace(form, subscriptions=places))
    assert ("subscriptions", "too_many") in {(each.field, each.code) for each in checked.problems}


@REFUSED
def test_a_member_nobody_can_be_asked_for_is_unknown(desk: TestHall) -> None:
    members = (MemberForm("GZ01\0"), MemberForm("\ud800"))
    form = forms.business(desk.place(), customer_kind="group", members=members)
    assert ("members.0.customer_code", "invisible") in refused(desk, form)


def test_plain_columns_take_codes_and_words_only(desk: TestHall) -> None:
    form = forms.individual(desk.place(), channel=SECRET)
    assert ("channel", "channel") in refused(desk, form)
    agent = forms.person("单雄", serial=214, phone="13800000005", relation=f"母亲{SECRET}")
    assert ("agent.relation", "relation_word") in refused(
        desk, forms.individual(desk.place(), agent=agent)
    )
    assert SECRET not in kept(desk)


def test_no_name_and_no_number_of_a_person_fits_into_a_plain_column(desk: TestHall) -> None:
    form = forms.individual(desk.place())
    for name in ("欧阳𬭎", "Ouyang Na"):
        agent = forms.person("单雄", serial=214, phone="13800000005", relation=name)
        payment = replace(form.payment, receipt_no=name)
        found = refused(desk, replace(form, agent=agent, payment=payment))
        assert ("agent.relation", "relation_word") in found
        assert ("payment.receipt_no", "receipt_form") in found
    for number in (form.holder.number, form.holder.phone):
        payment = replace(form.payment, receipt_no=number)
        assert ("payment.receipt_no", "receipt_form") in refused(
            desk, replace(form, payment=payment)
        )


def test_a_printer_named_after_somebody_is_kept_as_a_token(desk: TestHall) -> None:
    paper = registered(desk).agreement_document_id
    printers = ["HP LaserJet 1020", "王芳的打印机", "Ouyang Na", f"A4 {SECRET}"]
    for printer in (*printers, printers[1]):
        papers.record_print(
            desk.clerk, new_id(), document_id=paper, outcome="other_printer", printer=printer
        )
    with desk.installation.engine.connect() as connection:
        stored = connection.execute(
            sa.select(print_job.c.printer).where(print_job.c.n > 1).order_by(print_job.c.n)
        ).scalars()
        model, first, second, third, again = stored
    assert model == printers[0]
    assert len({first, second, third}) == 3
    assert again == first
    assert all(each.startswith("printer ") for each in (first, second, third))


@WORDS
def test_a_virtual_card_customer_without_document_has_papers_whatever_its_type_says(
    desk: TestHall,
) -> None:
    holder = PersonForm(name="曾𠅤", phone="13800000004", document_type="zzz")
    made = registration.register(desk.clerk, new_id(), form=forms.virtual_card(holder=holder))
    assert papers.stored_pdf(desk.clerk, document_id=made.slip_document_id).pages
    future = replace(holder, birth_date="2999-01-01")
    assert ("holder.birth_date", "birth_future") in refused(desk, forms.virtual_card(holder=future))


@pytest.mark.parametrize(
    "text", ["\0", "1\0", "张\0三", "张\ud800路", "示例路\U0010ffff", "示例路\ud7ff"]
)
def test_whatever_is_searched_for_is_answered(desk: TestHall, text: str) -> None:
    assert customers.find(desk.clerk, text=text).rows == ()
    assert catalogue.places(desk.clerk, text=text) == ()


@pytest.mark.parametrize("staff_no", ["10\0", "\ud800", "１００１"])
def test_an_impossible_staff_number_is_a_wrong_password(desk: TestHall, staff_no: str) -> None:
    with pytest.raises(UserError) as error:
        sign_in(desk.installation, staff_no, "an invented phrase 7")
    assert error.value.code == "wrong_password"


@REFUSED
@pytest.mark.parametrize("text", [*UNSEEN, "因" * 100_000])
def test_reasons_and_names_are_short_and_visible(desk: TestHall, text: str) -> None:
    made = registration.register(desk.clerk, new_id(), form=forms.individual(desk.place()))
    customer_id = made.customer_id
    administrator = desk.session(Role.ADMINISTRATOR)
    asked: tuple[Callable[[], object], ...] = (
        lambda: customers.record_view(desk.clerk, new_id(), customer_id=customer_id, reason=text),
        lambda: customers.reveal(
            desk.clerk, new_id(), customer_id=customer_id, field="name", reason=text
        ),
        lambda: papers.record_print(
            desk.clerk,
            new_id(),
            document_id=made.slip_document_id,
            outcome="jammed",
            printer="hall",
            reason=text,
        ),
        lambda: staff.enrol(
            administrator,
            new_id(),
            staff_no="2001",
            name=text,
            role=Role.CLERK,
            one_time="an invented phrase",
        ),
    )
    for ask in asked:
        with pytest.raises(UserError) as error:
            ask()
        assert error.value.code in ("invisible", "too_long", "reason_long", "name_missing")


@REFUSED
def test_who_left_reads_nothing_more(desk: TestHall) -> None:
    clerk, administrator = desk.clerk, desk.session(Role.ADMINISTRATOR)
    assert customers.find(clerk, text="13800000001").rows == ()
    row = next(
        each for each in staff.staff_list(administrator) if each.staff_no == STAFF_NO[Role.CLERK]
    )
    staff.leave(administrator, new_id(), staff_id=row.staff_id, version=row.version)
    with pytest.raises(UserError) as error:
        customers.find(clerk, text="13800000001")
    assert error.value.code == "session_ended"
