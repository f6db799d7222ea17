"""A code by SMS: sent once to the phone on record, good for one service, three tries and five minutes."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from app.domain.authentication import Secret, fact_of
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import Conflict, Refused, UserError
from app.services import authentication, verification
from app.services.authentication import Attempt
from tests.databases import REFUSED
from tests.kit import forms
from tests.kit.asking import (
    TIME,
    Asking,
    asking,
    change_phone,
    messages,
    phone_of,
    sms_folder,
    standing,
)
from tests.kit.attack import as_owner
from tests.kit.desk import TestHall

FACT = fact_of(forms.person().number)


@pytest.fixture
def folder(desk: TestHall) -> Path:
    return sms_folder(desk)


@pytest.fixture
def who(desk: TestHall, folder: Path) -> Asking:
    return asking(desk)


def digits_in(folder: Path) -> str:
    found = re.search(r"\d{6}", messages(folder)[-1]["text"])
    assert found is not None
    return found[0]


def code_of(call: object, *arguments: object, **named: object) -> str:
    with pytest.raises(UserError) as refused:
        call(*arguments, **named)  # type: ignore[operator]
    return refused.value.code


def test_the_code_and_the_fact_authenticate(who: Asking, folder: Path) -> None:
    sent = who.asks_for_code()
    (message,) = messages(folder)
    assert message["phone"] == forms.person().phone
    assert stat.S_IMODE((folder / "sms.jsonl").stat().st_mode) == 0o600
    assert who.types_code(sent, digits_in(folder), FACT).right
    assert who.stands is not None
    assert who.stands.method == "sms"
    assert code_of(who.types_code, sent, digits_in(folder), FACT) == "code_over"
    assert verification.verify(who.desk.installation, keys=who.clerk.keys).findings == ()


def test_a_replay_sends_no_second_message(who: Asking, folder: Path) -> None:
    operation_id, contact_id = new_id(), phone_of(who.clerk, who.customer_id)
    for _ in range(2):
        authentication.send_code(
            who.clerk,
            operation_id,
            customer_id=who.customer_id,
            service_id=who.service_id,
            contact_id=contact_id,
        )
    assert len(messages(folder)) == 1


def test_a_wrong_code_or_a_wrong_fact_is_a_try_and_three_are_all(who: Asking, folder: Path) -> None:
    sent = who.asks_for_code()
    right = digits_in(folder)
    wrong = "000000" if right != "000000" else "000001"
    tried = [(wrong, FACT), (right, "0000"), (wrong, "0000")]
    left = [who.types_code(sent, *each) for each in tried]
    assert left == [Attempt(who.customer_id, False, n) for n in (2, 1, 0)]
    assert code_of(who.types_code, sent, right, FACT) == "code_over"
    assert who.stands is None
    assert verification.verify(who.desk.installation, keys=who.clerk.keys).findings == ()


@TIME
def test_it_is_over_after_five_minutes(who: Asking, folder: Path) -> None:
    sent = who.asks_for_code()
    who.desk.clock.pass_time(minutes=5)
    assert code_of(who.types_code, sent, digits_in(folder), FACT) == "code_over"


def test_it_is_good_for_its_service_and_person_only(who: Asking, folder: Path) -> None:
    sent = who.asks_for_code()
    later = Asking(who.desk, who.customer_id)
    with pytest.raises(Conflict):
        later.types_code(sent, digits_in(folder), FACT)
    with pytest.raises(Conflict):
        authentication.check_code(
            who.desk.session(Role.SUPERVISOR),
            new_id(),
            customer_id=who.customer_id,
            service_id=who.service_id,
            code_id=sent.code_id,
            typed=Secret(digits_in(folder)),
            fact=Secret(FACT),
        )
    assert who.types_code(sent, digits_in(folder), FACT).right


@TIME
def test_nobody_is_flooded(who: Asking, folder: Path) -> None:
    who.asks_for_code()
    assert code_of(who.asks_for_code) == "code_just_sent"
    for _ in range(9):
        who.desk.clock.pass_time(minutes=1)
        who.asks_for_code()
    who.desk.clock.pass_time(minutes=1)
    assert code_of(who.asks_for_code) == "codes_many"
    assert len(messages(folder)) == 10
    who.desk.clock.pass_time(days=1)
    who.asks_for_code()


@TIME
def test_a_changed_phone_serves_no_code_for_a_day_and_the_old_number_is_told(
    who: Asking, folder: Path
) -> None:
    old = phone_of(who.clerk, who.customer_id)
    change_phone(who.clerk, new_id(), contact_id=old, phone="13900000077")
    assert code_of(who.asks_for_code) == "phone_changed"
    for _ in range(2):
        authentication.tell_old_number(who.clerk, contact_id=old)
    (told,) = messages(folder)
    assert told["phone"] == forms.person().phone
    who.desk.clock.pass_time(hours=23, minutes=59)
    assert code_of(who.asks_for_code) == "phone_changed"
    who.desk.clock.pass_time(minutes=1)
    who.asks_for_code()
    assert messages(folder)[-1]["phone"] == "13900000077"


def test_without_a_folder_or_with_one_that_is_gone_nothing_is_sent(desk: TestHall) -> None:
    who = asking(desk)
    assert code_of(who.asks_for_code) == "no_sms_gateway"
    folder = sms_folder(desk)
    folder.rmdir()
    assert code_of(who.asks_for_code) == "sms_not_sent"


@REFUSED
@pytest.mark.parametrize("folder", ["relative", "/no/such/folder", "/dev/null"])
def test_only_a_folder_is_chosen_and_only_by_an_administrator(desk: TestHall, folder: str) -> None:
    administrator = desk.session(Role.ADMINISTRATOR)
    with pytest.raises(Refused):
        authentication.choose_sms_folder(administrator, new_id(), folder=folder)
    with pytest.raises(UserError):
        authentication.choose_sms_folder(desk.clerk, new_id(), folder="")
    assert authentication.recorded_sms_folder(desk.clerk).folder == ""


def test_the_digits_stand_in_no_table(who: Asking, folder: Path) -> None:
    sent = who.asks_for_code()
    digits = digits_in(folder)
    who.types_code(sent, digits, FACT)
    with as_owner(who.desk.installation) as connection:
        for table in ("sms_code", "operation", "authentication"):
            found = connection.exec_driver_sql(f'SELECT * FROM "{table}"').fetchall()
            assert not re.search(rf"(?<!\w){digits}(?!\w)", str(found))
    assert standing(who.clerk, new_id(), who.customer_id) is None
