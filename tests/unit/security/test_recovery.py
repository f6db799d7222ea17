"""Recovery codes: any two of three open, typos are told, nothing else opens."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UserError
from app.security.recovery import _ALPHABET, new_codes, normalise, open_with, pair_key, seal_three

HERE = b"deployment-a"
CODES = new_codes()
PRIVATE = bytes(range(32))
SEALED = seal_three(PRIVATE, CODES, HERE)


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(CODES, 2)), ids=range(6))
def test_any_two_codes_open_in_any_order(one: str, other: str) -> None:
    assert open_with(one, other, SEALED, HERE) == PRIVATE
    assert pair_key(one, other, HERE) == pair_key(other, one, HERE)


def test_one_code_twice_is_told() -> None:
    with pytest.raises(UserError) as caught:
        open_with(CODES[0], CODES[0].lower(), SEALED, HERE)
    assert caught.value.code == "same_code"


def test_codes_of_another_operator_do_not_open() -> None:
    for codes, deployment in [((CODES[0], new_codes()[1]), HERE), (CODES[:2], b"deployment-b")]:
        with pytest.raises(UserError) as caught:
            open_with(codes[0], codes[1], SEALED, deployment)
        assert caught.value.code == "wrong_codes"


def test_a_changed_seal_does_not_open() -> None:
    changed = {pair: value[:-1] + bytes([value[-1] ^ 1]) for pair, value in SEALED.items()}
    with pytest.raises(UserError) as caught:
        open_with(CODES[0], CODES[1], changed, HERE)
    assert caught.value.code == "wrong_codes"


def test_seals_under_each_others_names_do_not_open() -> None:
    with pytest.raises(UserError):
        open_with(CODES[0], CODES[1], {"bc": SEALED["ab"]}, HERE)


def test_codes_are_readable_and_long_enough() -> None:
    seen = {code for _ in range(200) for code in new_codes()}
    assert len(seen) == 600
    for code in seen:
        assert [len(group) for group in code.split("-")] == [4] * 7
        assert set(code) <= set(_ALPHABET + "-")
        assert normalise(code) == code.replace("-", "")


def test_free_spelling_is_understood() -> None:
    code = CODES[0]
    wide = "".join(chr(ord(c) + 0xFEE0) for c in code)
    loose = f"  {code.lower().replace('-', ' ')}\n".replace("0", "o").replace("1", "l")
    assert normalise(wide) == normalise(loose) == normalise(code)


@given(st.integers(0, 27), st.integers(1, 31))
def test_every_single_wrong_character_is_told(place: int, by: int) -> None:
    code = list(normalise(CODES[0]))
    code[place] = _ALPHABET[(_ALPHABET.index(code[place]) + by) % 32]
    with pytest.raises(UserError) as caught:
        normalise("".join(code))
    assert caught.value.code == "code_typo"


@given(st.integers(0, 27), st.integers(0, 27))
def test_every_swap_is_told(one: int, other: int) -> None:
    code = list(normalise(CODES[0]))
    code[one], code[other] = code[other], code[one]
    if code == list(normalise(CODES[0])):
        return
    with pytest.raises(UserError) as caught:
        normalise("".join(code))
    assert caught.value.code == "code_typo"


def test_length_and_strange_characters_are_told() -> None:
    with pytest.raises(UserError) as caught:
        normalise(CODES[0][:-1])
    assert (caught.value.code, caught.value.values) == ("code_length", {"wanted": 28, "given": 27})
    with pytest.raises(UserError) as caught:
        normalise("AB-C*DE")
    assert (caught.value.code, caught.value.values) == ("code_character", {"place": 4})


@given(st.text(max_size=60))
def test_any_text_gives_a_sentence_without_the_code(text: str) -> None:
    with pytest.raises(UserError, match=r"^code_(length|character|typo)$") as caught:
        normalise(text)
    assert all(isinstance(value, int) for value in caught.value.values.values())
