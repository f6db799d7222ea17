"""People are the same in every business: no part of theirs needs a registration."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from app.domain.consent import ConsentForm, check_consent, decisions
from app.domain.contacts import check_contacts
from app.domain.customers import KINDS, CustomerKind, is_unit
from app.domain.people import OrganizationForm, PersonForm, check_person, to_person
from app.domain.registration.form import RegistrationForm

ROOT = Path(__file__).parents[3]
SHARED = ("people", "contacts", "consent", "validity", "joining", "customers")


@pytest.mark.parametrize("name", SHARED)
def test_what_every_business_needs_knows_nothing_of_registration(name: str) -> None:
    text = (ROOT / f"app/domain/{name}.py").read_text("utf-8")
    assert not re.search(r"^\s*(from|import) app\.domain\.registration", text, re.M)


def test_a_unit_is_told_from_a_person_in_one_place() -> None:
    listed = re.compile(r"""["']business["'],\s*["']group["'],?\s*[\])}]""")
    files = [file for top in ("app", "ui") for file in (ROOT / top).rglob("*.py")]
    found = {
        file.relative_to(ROOT).as_posix()
        for file in files
        for line in file.read_text("utf-8").splitlines()
        if listed.search(line) and " in " in line
    }
    assert found == {"app/domain/customers.py"}


@pytest.mark.parametrize("kind", get_args(CustomerKind))
def test_whose_identity_counts(kind: CustomerKind) -> None:
    holder, handler = PersonForm(name="单雄"), PersonForm(name="区乐")
    unit = OrganizationForm(name="示例单位")
    form = RegistrationForm(kind, holder=holder, handler=handler, organization=unit)
    assert form.is_unit == is_unit(kind) == (kind in ("business", "group"))
    assert form.identified is (handler if form.is_unit else holder)
    assert form.unit is (unit if form.is_unit else None)
    assert set(get_args(CustomerKind)) == set(KINDS)


def test_a_unit_without_a_handler_shows_nobody() -> None:
    assert RegistrationForm("business", holder=PersonForm(name="单雄")).identified == PersonForm()


def test_a_person_is_judged_and_recorded_without_a_registration() -> None:
    form = PersonForm(name=" 单雄 ", number="11010519900307123x", phone="138 0000 0001")
    found = {each.field for each in check_person(form, field="payer", today=date(2026, 11, 20))}
    assert found
    assert all(field.startswith("payer.") for field in found)
    assert to_person(form).name == "单雄"


def test_contacts_are_judged_one_by_one() -> None:
    assert check_contacts() == []
    assert [each.field for each in check_contacts(second_phone="12")] == ["second_phone"]
    assert [each.field for each in check_contacts(email="nobody")] == ["email"]


def test_consents_are_judged_by_what_is_asked() -> None:
    answers = ConsentForm(separate={"id_image": "refuse"}, optional={"marketing": "agree"})
    asked = {"id_image": True, "live_photo": False}
    found = {each.field: each.code for each in check_consent(answers, asked, by_agent=True)}
    assert found == {
        "consent.separate.id_image": "consent_needed",
        "consent.separate.live_photo": "consent_unanswered",
        "consent.optional.marketing": "consent_by_agent",
    }
    assert decisions(answers) == {"notice": "agree", "id_image": "refuse", "marketing": "agree"}
