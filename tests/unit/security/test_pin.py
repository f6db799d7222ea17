"""The same-day PIN: three tries, no obvious PINs, nothing left after the last try."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UserError
from app.security.pin import lock, refuse_weak

PIN = "730418"


def _code(pin_lock_open: object, pin: str) -> str:
    with pytest.raises(UserError) as caught:
        pin_lock_open(pin)  # type: ignore[operator]
    return caught.value.code


def test_the_right_pin_opens_again_and_again() -> None:
    locked = lock(b"keys", PIN)
    assert [locked.open(PIN), locked.open(PIN)] == [b"keys", b"keys"]


def test_three_wrong_tries_spend_it() -> None:
    locked = lock(b"keys", PIN)
    assert _code(locked.open, "730419") == "wrong_pin"
    assert locked.tries_left == 2
    assert _code(locked.open, "") == "wrong_pin"
    assert _code(locked.open, "730410") == "pin_spent"
    assert _code(locked.open, PIN) == "pin_spent"
    assert locked._sealed is None


def test_a_right_pin_gives_the_tries_back() -> None:
    locked = lock(b"keys", PIN)
    _code(locked.open, "730419")
    locked.open(PIN)
    assert locked.tries_left == 3


def test_dropping_leaves_nothing() -> None:
    locked = lock(b"keys", PIN)
    locked.drop()
    assert _code(locked.open, PIN) == "pin_spent"


@pytest.mark.parametrize(
    "pin",
    [
        "000000", "999999", "123456", "654321", "567890", "012345", "098765", "121212", "123123",
        "112233", "111222", "520520", "147258",
        "", "12345", "1234567", "73041a", "７３０４１８", " 73041", "-73041",
    ],
)  # fmt: skip
def test_weak_pins_are_refused(pin: str) -> None:
    with pytest.raises(UserError) as caught:
        lock(b"keys", pin)
    assert caught.value.code == "weak_pin"


@given(st.text(max_size=8))
def test_only_six_digits_pass(pin: str) -> None:
    if len(pin) != 6 or not set(pin) <= set("0123456789"):
        with pytest.raises(UserError, match="weak_pin"):
            refuse_weak(pin)


def test_no_text_shows_pin_or_keys() -> None:
    locked = lock(b"key-material", PIN)
    assert PIN not in repr(locked)
    assert "key-material" not in repr(vars(locked))
    assert PIN not in repr(vars(locked))
