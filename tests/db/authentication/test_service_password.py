"""A customer's service password: set, typed, changed, locked and reset, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.authentication import Secret
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import Refused, UserError
from app.services import authentication, verification
from app.services.authentication import Attempt
from db.schema.authentication import service_password
from tests.databases import REFUSED
from tests.kit import forms
from tests.kit.asking import AGENT, GOOD, OTHER, PHOTO, WRONG, Asking, asking
from tests.kit.desk import TestHall
from tests.kit.stored import rows


@pytest.fixture
def who(desk: TestHall) -> Asking:
    return asking(desk)


def code_of(call: object, *arguments: object, **named: object) -> str:
    with pytest.raises(UserError) as refused:
        call(*arguments, **named)  # type: ignore[operator]
    return refused.value.code


def locked(who: Asking) -> Asking:
    who.shows()
    who.sets()
    for left in (4, 3, 2, 1, 0):
        assert who.types(WRONG) == Attempt(who.customer_id, False, left)
    return who


def test_set_typed_changed_and_what_is_kept_says_nothing_of_it(who: Asking) -> None:
    who.shows()
    assert who.sets().done
    again = Asking(who.desk, who.customer_id)
    assert again.types(GOOD).right
    assert again.stands is not None
    assert (again.stands.method, again.stands.who) == ("password", "holder")
    assert who.sets(OTHER, old=GOOD).done
    assert not who.types(GOOD).right
    assert who.types(OTHER).right
    (row,) = rows(who.clerk, table=service_password)
    assert (row["tries"], row["epoch"]) == (0, who.clerk.keys.epoch)
    assert len(row["verifier"]) == 64
    assert GOOD.text not in row["verifier"]
    assert verification.verify(who.desk.installation, keys=who.clerk.keys).findings == ()


def test_two_customers_with_the_same_digits_have_different_verifiers(who: Asking) -> None:
    other = asking(who.desk, forms.another(who.desk.place(1)))
    other.card = replace(forms.person("李梅", serial=154), phone="")
    for each in (who, other):
        each.shows()
        each.sets()
    found = rows(who.clerk, table=service_password)
    assert len({each["verifier"] for each in found}) == 2


def test_five_wrong_tries_lock_it_at_every_counter_until_it_is_reset(who: Asking) -> None:
    locked(who)
    assert code_of(who.types, GOOD) == "service_password_locked"
    assert code_of(who.sets, OTHER, old=GOOD) == "service_password_locked"
    supervisor = who.desk.session(Role.SUPERVISOR)
    asked = {"customer_id": who.customer_id, "service_id": new_id(), "typed": GOOD}
    with pytest.raises(UserError) as refused:
        authentication.check_password(supervisor, new_id(), **asked)  # type: ignore[arg-type]
    assert refused.value.code == "service_password_locked"
    who.shows(images=PHOTO)
    assert who.resets(OTHER).done
    assert who.types(OTHER).right
    assert verification.verify(who.desk.installation, keys=who.clerk.keys).findings == ()


def test_a_right_one_begins_the_count_anew_and_a_replay_counts_nothing(who: Asking) -> None:
    who.shows()
    who.sets()
    wrong = new_id()
    asked = {"customer_id": who.customer_id, "service_id": who.service_id, "typed": WRONG}
    told = [authentication.check_password(who.clerk, wrong, **asked) for _ in range(3)]  # type: ignore[arg-type]
    assert [each.left for each in told] == [4, 4, 4]
    assert who.types(GOOD).right
    assert who.types(WRONG).left == 4


@REFUSED
def test_what_are_not_six_digits_counts_no_try(who: Asking) -> None:
    who.shows()
    who.sets()
    for typed in ("", "12345", "7305180", "73051a", "７３０５１８"):
        assert code_of(who.types, Secret(typed)) == "digits_six"
    assert who.types(WRONG).left == 4


@REFUSED
@pytest.mark.parametrize("digits", ["111111", "199003", "900307", "000001", "380000"])
def test_weak_digits_are_refused_by_what_is_on_record(who: Asking, digits: str) -> None:
    who.shows()
    with pytest.raises(Refused) as refused:
        who.sets(Secret(digits))
    assert digits not in str(refused.value.plain())
    assert rows(who.clerk, table=service_password) == []


def test_both_entries_are_compared_and_the_old_one_is_not_the_new_one(who: Asking) -> None:
    who.shows()
    assert code_of(who.sets, GOOD, OTHER) == "digits_differ"
    who.sets()
    assert code_of(who.sets, GOOD, old=GOOD) == "digits_same"
    assert who.sets(OTHER, old=WRONG).left == 4
    assert who.types(GOOD).right


def test_the_first_one_needs_the_document_and_none_is_put_over_another(who: Asking) -> None:
    assert code_of(who.sets) == "not_authenticated"
    assert code_of(who.types, GOOD) == "no_service_password"
    who.shows()
    who.sets()
    assert code_of(who.sets, OTHER) == "password_exists"


def test_a_reset_needs_the_photo_and_no_agent_does_it(desk: TestHall) -> None:
    form = forms.individual(desk.place(), agent=AGENT, consent=forms.BY_AGENT)
    who = asking(desk, form)
    who.shows()
    assert code_of(who.resets) == "not_compared"
    agent = Asking(desk, who.customer_id)
    agent.shows(AGENT)
    assert agent.stands is not None
    assert agent.stands.who == "agent"
    assert code_of(agent.resets) == "who_came"
    assert code_of(agent.sets) == "who_came"
    assert rows(who.clerk, table=service_password) == []
