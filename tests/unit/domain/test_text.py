"""Typed text: length, invisible characters, Han."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.text import check_text, code_point, half_width, is_han, unseen


@pytest.mark.parametrize("char", "张䶮㛃𬭎𫖯𠅤𪚥〇\U00031350")
def test_han_with_every_extension(char):
    assert is_han(char)


@pytest.mark.parametrize("char", "a1· ア⼀\ue863")
def test_not_han(char):
    assert not is_han(char)


def test_half_width_keeps_compatibility_ideographs():
    assert half_width("Ｘ１　\uf9dd") == "X1 \uf9dd"


@given(st.text(max_size=50))
def test_invisible_characters_are_refused(text):
    problems = check_text(text, field="remark", limit=50)
    assert bool(problems) == bool(unseen(text))


def test_refusals():
    assert check_text("x" * 10_000, field="f", limit=9)[0].code == "too_long"
    assert check_text("a\nb", field="f", limit=9)[0].values == {"code": "U+000A"}
    assert not check_text("a\nb", field="f", limit=9, lines=True)
    for text in ("葛\U000e0100", "a\ufe0f", "a\u200bb", "\ud800"):
        assert unseen(text)
    assert code_point("䶮") == "U+4DAE"
