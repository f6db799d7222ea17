"""The same document captured again, on both databases, brings its newer data and no other
person's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.people import PersonForm
from app.errors import Refused, UserError
from app.services import customers, history, identity, registration, verification
from app.services.identity import KeptImage, Recaptured
from app.services.registration import Registered
from db.schema.customers import customer
from db.schema.identity import identity_document, identity_image
from db.schema.operations import record_version
from tests.databases import REFUSED
from tests.kit import forms
from tests.kit.desk import TestHall
from tests.kit.pictures import kept
from tests.kit.stored import rows

CARD = replace(
    forms.person(),
    valid_from="2026-10-01",
    valid_to="2046-10-01",
    authority="广州市公安局天河分局",
    id_address="广东省广州市天河区示例路 99 号",
    entry=forms.RECOGNISED,
)


@pytest.fixture
def made(desk: TestHall) -> Registered:
    """A customer whose card was typed."""
    return registration.register(desk.clerk, new_id(), form=forms.individual(desk.place()))


def again(
    desk: TestHall, made: Registered, document: PersonForm = CARD, *images: KeptImage
) -> Recaptured:
    return identity.recapture(
        desk.clerk, new_id(), customer_id=made.customer_id, document=document, images=images
    )


def test_newer_data_replace_the_older_and_every_version_stays(
    desk: TestHall, made: Registered
) -> None:
    done = again(desk, made, CARD, kept("front"), kept("back", kind="back"))
    assert (done.valid_to, done.real_name_state) == (date(2046, 10, 1), "pending")
    (row,) = rows(desk.clerk, table=identity_document)
    assert row["authority"] == CARD.authority
    assert row["address"] == CARD.id_address
    assert (row["version"], row["entry"]) == (2, forms.RECOGNISED)
    images = rows(desk.clerk, table=identity_image)
    assert {each["identity_document_id"] for each in images} == {row["id"]}
    assert {each["purpose"] for each in images} == {"recapture"}
    page = history.timeline_page(desk.clerk, customer_id=made.customer_id)
    assert [each.business for each in page.rows] == ["recapture", "registration"]
    view = customers.open_customer(desk.clerk, customer_id=made.customer_id)
    assert view.documents[0].valid_to == date(2046, 10, 1)
    with desk.installation.engine.connect() as connection:
        versions = connection.execute(
            sa.select(record_version.c.version).where(record_version.c.row_id == row["id"])
        ).scalars()
        assert sorted(versions) == [1, 2]
    assert verification.verify(desk.installation, keys=desk.clerk.keys).findings == ()


def test_the_customer_is_still_found_by_number_name_and_phone(
    desk: TestHall, made: Registered
) -> None:
    again(desk, made)
    for typed in (CARD.number, "欧阳", "13800000001"):
        assert [row.customer_id for row in customers.find(desk.clerk, text=typed).rows] == [
            made.customer_id
        ]


def test_what_the_reading_does_not_say_stays(desk: TestHall, made: Registered) -> None:
    """The front alone: no authority, no validity."""
    front = PersonForm(
        name=CARD.name, number=CARD.number, id_address=CARD.id_address, entry=forms.RECOGNISED
    )
    again(desk, made, front)
    (row,) = rows(desk.clerk, table=identity_document)
    assert row["authority"] == forms.person().authority
    assert row["valid_to"] == date(2036, 12, 15)
    assert row["address"] == CARD.id_address


def test_a_card_that_was_read_once_stays_read_and_a_reader_lifts_a_typed_one(
    desk: TestHall, made: Registered
) -> None:
    read = forms.read_card(desk.clerk, CARD)
    assert again(desk, made, read).real_name_state == "card_read"
    assert again(desk, made, CARD).real_name_state == "card_read"
    (row,) = rows(desk.clerk, table=identity_document)
    assert row["entry"] == forms.READER
    (who,) = rows(desk.clerk, table=customer)
    assert who["real_name_state"] == "card_read"


@REFUSED
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "欧阳龙"}, "recapture_other"),
        ({"number": forms.resident_number(date(1990, 3, 8))}, "recapture_other"),
        ({"document_type": "passport", "country": "USA"}, "recapture_other"),
        ({"entry": {"name": "typed", "number": "typed"}}, "recapture_typed"),
        ({"entry": {}}, "recapture_typed"),
        ({"valid_from": "2001-01-01", "valid_to": "2021-01-01"}, "expired"),
    ],
)
def test_another_document_a_typed_or_an_expired_one_changes_nothing(
    desk: TestHall, made: Registered, change: dict[str, Any], code: str
) -> None:
    before = [rows(desk.clerk, table=table) for table in (customer, identity_document)]
    with pytest.raises(UserError) as refused:
        again(desk, made, replace(CARD, **change), kept())
    problems = refused.value.problems if isinstance(refused.value, Refused) else []
    assert code in {refused.value.code, *(each.code for each in problems)}
    assert before == [rows(desk.clerk, table=table) for table in (customer, identity_document)]
    assert rows(desk.clerk, table=identity_image) == []


def test_a_picture_needs_the_consent_on_record(local_desk: TestHall) -> None:
    refuses = replace(
        forms.AGREE_NONE, separate={**forms.AGREE_NONE.separate, "id_image": "refuse"}
    )
    form = forms.individual(local_desk.place(), consent=refuses)
    made = registration.register(local_desk.clerk, new_id(), form=form)
    with pytest.raises(Refused, match="image_consent"):
        again(local_desk, made, CARD, kept())
    again(local_desk, made)


def test_a_units_document_is_not_captured_here(local_desk: TestHall) -> None:
    form = forms.business(local_desk.place())
    made = registration.register(local_desk.clerk, new_id(), form=form)
    with pytest.raises(UserError, match="recapture_unit"):
        again(local_desk, made)
