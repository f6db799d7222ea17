"""已读卡 is what a reader at this counter gave today; a form that only says so is refused (D8, R-180)."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from app.capture.card_reader import CardReader
from app.capture.chip_record import ReadCard, from_record
from app.capture.reader_simulator import read_cards
from app.domain.ids import new_id
from app.domain.people import EntryMode, PersonForm
from app.domain.permissions import Role
from app.domain.registration.form import SubscriptionForm
from app.errors import NotAllowed, Refused, UserError
from app.paths import RESOURCES
from app.services import identity, registration
from db.schema.customers import customer
from tests.databases import REFUSED
from tests.kit import forms
from tests.kit.desk import TestHall

TODAY = date(2026, 11, 22)


class Lying(CardReader):
    """A reader on which a card lies; it is real unless it says that it plays."""

    def __init__(self, *, simulated: bool = False) -> None:
        record = next(iter(read_cards(RESOURCES / "reader_samples").values()))
        self.card: ReadCard = from_record(record, TODAY, simulated=simulated)

    def read(self, since: int | None = None) -> ReadCard:
        return self.card


def read(desk: TestHall) -> PersonForm:
    """The person of the card on the reader, on a form."""
    found = identity.read_card(desk.clerk, Lying())
    said = {name: each.value for name, each in found.card.fields.items()}
    who = identity.person_form(found.card.type, said, dict.fromkeys(said, "reader"), {})
    return replace(who, seals=found.seals, phone="13800000001")


def register(desk: TestHall, who: PersonForm) -> str:
    """The state of the customer whom a registration with this person makes."""
    form = forms.individual(desk.place(), holder=who)
    registration.register(desk.clerk, new_id(), form=form)
    with desk.installation.engine.connect() as connection:
        return str(connection.execute(sa.select(customer.c.real_name_state)).scalars().first())


def problems(desk: TestHall, who: PersonForm, **people: PersonForm) -> set[tuple[str, str]]:
    form = forms.individual(desk.place(), holder=who, **people)
    checked = registration.check(desk.clerk, form=form)
    return {(each.field, each.code) for each in checked.problems}


def test_a_card_that_was_read_here_is_a_read_card(desk: TestHall) -> None:
    assert register(desk, read(desk)) == "card_read"


@REFUSED
def test_a_form_that_only_says_so_is_refused_and_writes_nothing(desk: TestHall) -> None:
    claimed = replace(forms.person(), entry=dict(forms.READER))
    telephone = replace(
        forms.individual("", holder=claimed, subscriptions=(SubscriptionForm("TEL-39"),)),
        payment=replace(forms.individual("").payment, paid="50"),
    )
    with pytest.raises(Refused) as error:
        registration.register(desk.clerk, new_id(), form=telephone)
    assert ("holder.number", "card_unread") in {(e.field, e.code) for e in error.value.problems}
    with desk.installation.engine.connect() as connection:
        assert connection.execute(sa.select(customer)).first() is None


@REFUSED
def test_every_person_of_the_form_is_looked_at(desk: TestHall) -> None:
    agent = forms.person("单雄", serial=214, phone="13800000005", relation="母亲")
    claimed = replace(agent, entry=dict(forms.READER))
    assert ("agent.number", "card_unread") in problems(desk, forms.person(), agent=claimed)
    proven = forms.read_card(desk.clerk, agent)
    assert ("agent.number", "card_unread") not in problems(desk, forms.person(), agent=proven)


@pytest.mark.parametrize("field", ["name", "number", "id_address", "valid_to", "country"])
def test_a_seal_is_of_one_value(local_desk: TestHall, field: str) -> None:
    who = read(local_desk)
    changed: dict[str, Any] = {
        "name": "单雄",
        "number": forms.resident_number(date(1991, 1, 1)),
        "id_address": "别处",
        "valid_to": "2099-01-01",
        "country": "HKG",
    }
    other = replace(who, **{field: changed[field]})
    assert ("holder.number", "card_unread") in problems(local_desk, other)


def test_two_cards_make_no_third(local_desk: TestHall) -> None:
    one = forms.read_card(local_desk.clerk, forms.person())
    other = forms.read_card(local_desk.clerk, forms.person("单雄", serial=214))
    mixed = replace(one, name=other.name, seals={**one.seals, "name": other.seals["name"]})
    assert ("holder.number", "card_unread") in problems(local_desk, mixed)


def test_another_cards_address_is_not_this_ones(local_desk: TestHall) -> None:
    one, other = forms.person(), forms.person("单雄", serial=214)
    entry: dict[str, EntryMode] = dict.fromkeys(("name", "number", "id_address"), "reader")
    mine = replace(one, entry=entry)
    theirs = replace(other, id_address="别处", entry=entry)
    mine = replace(mine, seals=identity.card_seals(local_desk.clerk, mine))
    address = identity.card_seals(local_desk.clerk, theirs)["id_address"]
    mixed = replace(mine, id_address="别处", seals={**mine.seals, "id_address": address})
    assert ("holder.number", "card_unread") not in problems(local_desk, mine)
    assert ("holder.number", "card_unread") in problems(local_desk, mixed)


def test_a_name_alone_that_is_claimed_is_looked_at_too(local_desk: TestHall) -> None:
    claimed = replace(forms.person(), entry={"name": "reader", "number": "recognised"})
    assert ("holder.number", "card_unread") in problems(local_desk, claimed)


def test_what_was_typed_over_is_typed_and_the_rest_stays_read(local_desk: TestHall) -> None:
    who = read(local_desk)
    entry = {name: mode for name, mode in who.entry.items() if name != "name"}
    typed = replace(who, name="单雄", entry=entry)
    assert ("holder.number", "card_unread") not in problems(local_desk, typed)


def test_a_reading_holds_a_day(local_desk: TestHall) -> None:
    who = read(local_desk)
    local_desk.clock.pass_time(hours=23, minutes=59)
    assert ("holder.number", "card_unread") not in problems(local_desk, who)
    local_desk.clock.pass_time(minutes=2)
    assert ("holder.number", "card_unread") in problems(local_desk, who)


def test_a_reading_is_of_its_counter(local_desk: TestHall) -> None:
    who = read(local_desk)
    session = local_desk.clerk
    elsewhere = replace(session.installation.workstation, id=new_id())
    before, session.installation.workstation = session.installation.workstation, elsewhere
    try:
        foreign = forms.read_card(session, forms.person())
    finally:
        session.installation.workstation = before
    assert ("holder.number", "card_unread") in problems(local_desk, foreign)
    assert ("holder.number", "card_unread") not in problems(local_desk, who)


seal_texts = st.one_of(
    st.text(max_size=90),
    st.builds(
        lambda at, seal: f"{os.urandom(16).hex()}.{at}.{seal}",
        st.integers(-(10**20), 10**20),
        st.text("0123456789abcdefé", max_size=40),
    ),
)


@given(seal=seal_texts)
def test_no_made_up_seal_opens(one_desk: TestHall, seal: str) -> None:
    who = replace(forms.person(), entry=dict(forms.READER), seals=dict.fromkeys(forms.READER, seal))
    assert ("holder.number", "card_unread") in problems(one_desk, who)


@pytest.fixture(scope="module")
def one_desk(sqlite_hall):
    """One hall for all examples: nothing is written."""
    from tests.kit import desk as desks

    opened = desks.open_desk(desks.copy_folder(sqlite_hall))
    yield opened
    opened.installation.close()


def test_a_played_card_proves_nothing_in_a_real_hall(local_desk: TestHall, monkeypatch) -> None:
    monkeypatch.setattr(local_desk.installation, "is_practice", False)
    with pytest.raises(UserError, match="practice_only"):
        identity.read_card(local_desk.clerk, Lying(simulated=True))


def test_who_may_not_register_reads_no_card(local_desk: TestHall) -> None:
    with pytest.raises(NotAllowed):
        identity.read_card(local_desk.session(Role.AUDITOR), Lying())


def test_a_renewal_needs_the_seals_too(desk: TestHall) -> None:
    made = registration.register(desk.clerk, new_id(), form=forms.individual(desk.place()))
    claimed = replace(forms.person(), entry=dict(forms.READER))
    with pytest.raises(Refused, match="card_unread"):
        identity.recapture(desk.clerk, new_id(), customer_id=made.customer_id, document=claimed)
