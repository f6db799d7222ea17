"""Passwords: what is refused as weak, and what real parameters derive."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UserError
from app.security import passwords
from app.security.passwords import (
    Argon2,
    Derived,
    check_strength,
    delay_after,
    derive,
    one_time_password,
)

HERE = b"deployment-a"
FLOOR = Argon2(memory_kib=65536)
PASSWORD = "青山 correct lamp 7"


@pytest.fixture(scope="module")
def derived() -> Derived:
    return derive(PASSWORD, deployment=HERE, staff_no="A0001", params=FLOOR)


def test_the_same_password_derives_the_same(derived: Derived) -> None:
    assert derive(PASSWORD, deployment=HERE, staff_no="A0001", params=FLOOR) == derived
    assert len(derived.key) == 32
    assert len(bytes.fromhex(derived.login_secret)) == 32
    assert bytes.fromhex(derived.login_secret) != derived.key


def test_known_values(derived: Derived) -> None:
    """People must still get in after an upgrade."""
    assert derived.key.hex() == "bdafe2a94a7e07b494d1bd4f960389e71bf6102cff6506e55e6e719c108b1529"
    assert derived.login_secret == (
        "80e18af9e13fff3694eb334362f894922302ad638c13c6a9896e032ee9eec9fd"
    )


@pytest.mark.parametrize(
    ("password", "deployment", "staff_no", "params"),
    [
        (PASSWORD + " ", HERE, "A0001", FLOOR),
        (PASSWORD.upper(), HERE, "A0001", FLOOR),
        (PASSWORD, b"deployment-b", "A0001", FLOOR),
        (PASSWORD, HERE, "A0002", FLOOR),
        (PASSWORD, HERE + b"A", "0001", FLOOR),
        (PASSWORD, HERE, "A0001", Argon2(memory_kib=65537)),
        (PASSWORD, HERE, "A0001", Argon2(memory_kib=65536, iterations=4)),
        ("\u00e9" * 12, HERE, "A0001", FLOOR),
        ("e\u0301" * 12, HERE, "A0001", FLOOR),
    ],
)
def test_anything_else_derives_something_else(
    derived: Derived, password: str, deployment: bytes, staff_no: str, params: Argon2
) -> None:
    other = derive(password, deployment=deployment, staff_no=staff_no, params=params)
    assert other.key != derived.key
    assert other.login_secret != derived.login_secret


def test_the_shipped_parameters() -> None:
    assert Argon2() == Argon2(memory_kib=256 * 1024, iterations=3, lanes=2)


@pytest.mark.parametrize(
    "params", [Argon2(memory_kib=65535), Argon2(iterations=2), Argon2(memory_kib=8, iterations=1)]
)
def test_lowered_parameters_are_refused_before_deriving(
    params: Argon2, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "Argon2id", None)
    with pytest.raises(UserError) as caught:
        derive(PASSWORD, deployment=HERE, staff_no="A0001", params=params)
    assert caught.value.code == "weak_parameters"


def test_derived_values_do_not_show(derived: Derived) -> None:
    assert derived.login_secret not in repr(derived)
    assert repr(derived) == "Derived()"


def _codes(password: str, staff_no: str = "A0001") -> set[str]:
    return {problem.code for problem in check_strength(password, staff_no)}


@pytest.mark.parametrize(
    "password",
    [
        "correct lamp 7 river",
        "青山绿水红旗飘扬大河东流去也",
        "tvkzwqprnhgb",
        "930571826404",
        "my old bicycle has two bells",
        "password of my grandmother's dog",
        "Kq7-mm2Zx_93vT",
        " leading and trailing ",
    ],
)
def test_good_passwords_pass_whatever_their_characters(password: str) -> None:
    assert _codes(password) == set()


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password_short"),
        ("tvkzwqprnhg", "password_short"),
        ("青山绿水红旗飘扬", "password_short"),
        ("password1234", "password_common"),
        ("PassWord!2026", "password_common"),
        ("P@$$w0rd2026", "password_common"),
        ("@dministrator", "password_common"),
        ("1234iloveyou", "password_common"),
        ("woaini5201314", "password_common"),
        ("zhongguo2008", "password_common"),
        ("yingyeting123", "password_common"),
        ("1qaz2wsx3edc", "password_common"),
        ("correcthorsebatterystaple", "password_common"),
        ("床前明月光疑是地上霜举头望明月", "password_common"),
        ("aaaaaaaaaaaaa", "password_pattern"),
        ("xkxkxkxkxkxkx", "password_pattern"),
        ("tvkzwqtvkzwq", "password_pattern"),
        ("abcdefghijklm", "password_pattern"),
        ("876543219876", "password_pattern"),
        ("rtyuiop[]asd", "password_pattern"),
        ("5tgb6yhn7ujm", "password_pattern"),
        ("ZXCVBNMASDFG", "password_pattern"),
        ("aabbccddeeffgg", "password_pattern"),
        ("river a0001 lamp", "password_staff_no"),
    ],
)
def test_weak_passwords_are_refused(password: str, code: str) -> None:
    assert code in _codes(password)


def test_a_short_password_tells_how_many_are_missing() -> None:
    [problem] = check_strength("tvkzwqprn", "A0001")
    assert problem.values == {"least": 12, "missing": 3}
    assert problem.plain()["message"] == "The password needs at least 12 characters: 3 more."


def test_without_a_staff_number_nothing_is_compared() -> None:
    assert _codes("correct lamp 7 river", "") == set()


def test_every_listed_password_is_refused() -> None:
    words, whole = passwords._common()
    assert len(words) > 250
    assert len(whole) > 200
    for password in words | whole:
        assert "password_common" in _codes(password)


@given(st.text(max_size=40), st.text(max_size=10))
def test_any_text_is_judged_without_quoting_it(password: str, staff_no: str) -> None:
    for problem in check_strength(password, staff_no):
        assert problem.field == "password"
        assert all(isinstance(value, int) for value in problem.values.values())


def test_one_time_passwords_are_readable_strong_and_new() -> None:
    made = {one_time_password() for _ in range(300)}
    assert len(made) == 300
    for password in itertools.islice(made, 50):
        assert [len(group) for group in password.split("-")] == [4, 4, 4, 4]
        assert not set(password) & set("01ilo")
        assert len(password) >= passwords.MIN_CHARACTERS


def test_the_wait_doubles_up_to_a_minute() -> None:
    assert [delay_after(n) for n in range(9)] == [0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert delay_after(-1) == 0
    assert delay_after(10**9) == 60
