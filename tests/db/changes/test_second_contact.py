"""The second contact is changed on both databases: replaced whole, found by the new phone, on a slip."""

from __future__ import annotations

import pytest

from app.domain.ids import new_id
from app.errors import Conflict, Refused
from app.services import changes, customers, history, papers, registration, verification
from app.services.changes import Changed
from app.services.registration import Registered
from tests.kit import forms
from tests.kit.desk import TestHall
from tests.kit.papers import pages

FIRST, SECOND = ("欧阳娜", "13700000009"), ("林一诺", "13900000008")


@pytest.fixture
def made(desk: TestHall) -> Registered:
    form = forms.individual(desk.place())
    return registration.register(desk.clerk, new_id(), form=form)


def change(desk: TestHall, made: Registered, name: str, phone: str) -> Changed:
    seen = changes.second_contact(desk.clerk, customer_id=made.customer_id)
    return changes.change_second_contact(
        desk.clerk,
        new_id(),
        customer_id=made.customer_id,
        seen=seen.rows,
        name=name,
        phone=phone,
        language="zh_CN",
    )


def test_given_replaced_and_taken_away(desk: TestHall, made: Registered) -> None:
    shown = []
    for name, phone in (FIRST, SECOND, ("", "")):
        done = change(desk, made, name, phone)
        seen = changes.second_contact(desk.clerk, customer_id=made.customer_id)
        shown.append((len(seen.rows), seen.masked))
        found = [bool(customers.find(desk.clerk, text=each).rows) for _, each in (FIRST, SECOND)]
        assert found == [phone == FIRST[1], phone == SECOND[1]]
    assert shown == [(1, "欧阳* 137****0009"), (1, "林*诺 139****0008"), (0, "")]
    sheet = "".join(pages(papers.stored_pdf(desk.clerk, document_id=done.slip_document_id).pdf))
    assert "139****0008" in sheet
    assert "（无）" in sheet
    assert SECOND[1] not in sheet
    page = history.timeline_page(desk.clerk, customer_id=made.customer_id)
    assert [each.business for each in page.rows] == [*["change"] * 3, "registration"]
    assert verification.verify(desk.installation, keys=desk.clerk.keys).findings == ()


@pytest.mark.parametrize(
    ("name", "phone", "codes"),
    [
        ("林一诺", "", {"second_contact_phone"}),
        ("", "13900000008", {"second_contact_name"}),
        ("林一诺", "139", {"phone_short"}),
        (*FIRST, {"nothing_changed"}),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    desk: TestHall, made: Registered, name: str, phone: str, codes: set[str]
) -> None:
    change(desk, made, *FIRST)
    before = changes.second_contact(desk.clerk, customer_id=made.customer_id)
    with pytest.raises(Refused) as refused:
        change(desk, made, name, phone)
    assert {each.code for each in refused.value.problems} == codes
    assert changes.second_contact(desk.clerk, customer_id=made.customer_id) == before


def test_what_another_counter_wrote_meanwhile_is_not_overwritten(
    desk: TestHall, made: Registered
) -> None:
    change(desk, made, *FIRST)
    with pytest.raises(Conflict):
        changes.change_second_contact(
            desk.clerk,
            new_id(),
            customer_id=made.customer_id,
            seen=(),
            name=SECOND[0],
            phone=SECOND[1],
            language="zh_CN",
        )
