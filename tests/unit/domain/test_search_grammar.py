"""What is typed decides what is asked; between complete forms a hint says what is missing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import numbers
from app.domain.search_grammar import ParsedSearch, is_whole, parse
from app.errors import Problem

CODE = numbers.make("customer", "GZ01", 1234)
AGREEMENT = numbers.make("agreement", "GZ01", 1234)
DIGITS_ONLY = next(
    code for n in range(1, 99) if (code := numbers.make("customer", "0201", n)).isdigit()
)


@pytest.mark.parametrize(
    ("typed", "kind", "parts"),
    [
        ("8000", "last_four", ("8000",)),
        ("８０００", "last_four", ("8000",)),
        ("138 2600", "phone_ends", ("138", "2600")),
        ("138　2600", "phone_ends", ("138", "2600")),
        ("13800138000", "phone", ("13800138000",)),
        ("138 0013 8000", "phone", ("13800138000",)),
        ("+86 13800138000", "phone", ("13800138000",)),
        ("010-62345678", "phone", ("01062345678",)),
        ("0755 83345678", "phone", ("075583345678",)),
        ("0123456789", "phone", ("0123456789",)),
        ("+16502530000", "phone", ("+16502530000",)),
        ("110105491231002", "document", ("110105491231002",)),
        ("110105194912310029", "document", ("110105194912310029",)),
        ("11010519491231002x", "document", ("11010519491231002X",)),
        ("１１０１０５１９４９１２３１００２Ｘ", "document", ("11010519491231002X",)),
        ("usa440194010101", "document", ("USA440194010101",)),
        ("8755100012345678", "code", ("8755100012345678",)),
        ("e12345678", "code", ("E12345678",)),
        ("gz01-0000", "code", ("GZ010000",)),
        (CODE.lower(), "number", ("customer", CODE)),
        (numbers.format_code(AGREEMENT), "number", ("agreement", AGREEMENT)),
        (DIGITS_ONLY, "number", ("customer", DIGITS_ONLY)),
        ("ZS", "letters", ("zs",)),
        ("zhang san", "letters", ("zhangsan",)),
        ("ｚｓ", "letters", ("zs",)),
        ("lübu", "letters", ("lvbu",)),
        ("lyu bu", "letters", ("lvbu",)),
        ("O'Neil", "letters", ("oneil",)),
        ("O’Neil", "letters", ("oneil",)),
        ("chenyu", "letters", ("chenyu",)),
        ("chen yu", "letters", ("chenyu",)),
        ("ＣＨＥＮ　ＹＵ", "letters", ("chenyu",)),
        ("linyun", "letters", ("linyun",)),
        ("an yu lan", "letters", ("anyulan",)),
        ("xi'an", "letters", ("xian",)),
        ("lǚ bù", "letters", ("lvbu",)),
        ("nüe", "letters", ("nve",)),
        ("García", "letters", ("garcia",)),
        ("zs 8000", "letters_last_four", ("zs", "8000")),
        ("张三", "name", ("张三",)),
        ("张 三", "name", ("张三",)),
        ("䶮", "one_character", ("䶮",)),
        ("𠅤", "one_character", ("𠅤",)),
        ("𬭎𪚥", "name", ("𬭎𪚥",)),
        ("买买提•吐尔逊", "name", ("买买提·吐尔逊",)),
        ("体育西路", "name_or_address", ("体育西路",)),
        ("体育西路100号", "address", ("体育西路100号",)),
        ("A座1201室", "address", ("A座1201室",)),
        ("12/3", "address", ("12/3",)),
    ],
)
def test_complete_forms(typed, kind, parts):
    assert parse(typed) == ParsedSearch(kind, parts)


@pytest.mark.parametrize(
    ("typed", "code", "values"),
    [
        ("1", "digits", {}),
        ("+", "digits", {}),
        ("13800", "digits_phone", {"n": 6}),
        ("138 260", "digits_phone", {"n": 5}),
        ("110105194912", "digits_document", {"n": 6}),
        ("11010519491231002", "digits_document", {"n": 1}),
        ("z", "letters", {}),
        ("g1", "code", {}),
        ("·", "unknown", {}),
        ("！？", "unknown", {}),
        ("Ж1", "unknown", {}),
        ("9" * 10_000, "too_long", {}),
    ],
)
def test_hints_say_what_is_missing(typed, code, values):
    hint = parse(typed)
    assert isinstance(hint, Problem)
    assert (hint.code, hint.values, hint.severity) == (code, values, "warning")
    assert hint.text.format(**hint.values)


@pytest.mark.parametrize("typed", ["", "  ", "　"])
def test_nothing_typed(typed):
    assert parse(typed) is None


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_answered(typed):
    found = parse(typed)
    assert found is None or isinstance(found, ParsedSearch | Problem)
    if isinstance(found, ParsedSearch):
        assert all(found.parts)


@pytest.mark.parametrize(
    "typed",
    [
        "13800138000",
        "110105194912310029",
        CODE,
        "张三",
        "欧阳娜",
        "李园园",
        "H12345678",
        "E12345678",
        "TK1234567",
        "91440101MA59ABCD3X",
        "usa440194010101",
    ],
)
def test_a_whole_number_name_or_document_tells_who_is_not_there(typed):
    asked = parse(typed)
    assert isinstance(asked, ParsedSearch)
    assert is_whole(asked)


@pytest.mark.parametrize(
    "typed",
    [
        "8000",
        "138 2600",
        "zs",
        "zhang",
        "zhangsan",
        "zs 8000",
        "王",
        "欧阳",
        "GZ010000",
        "8755100012345678",
        "体育西路100号",
    ],
)
def test_a_part_does_not(typed):
    asked = parse(typed)
    assert isinstance(asked, ParsedSearch)
    assert not is_whole(asked)
