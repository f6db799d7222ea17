"""Letters typed for a name are read by syllables; where two readings are possible both are asked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.names import pinyin, readings
from app.domain.search_grammar import ParsedSearch, parse
from app.domain.syllables import READINGS, SYLLABLES, fold, is_one, spellings
from tests.kit.common_names import GIVEN, NAMES, SURNAMES

WAYS = {"v": ("v", "ü", "yu", "u", "Ü", "ǚ"), "ve": ("ve", "üe", "yue", "ue", "ÜE", "üè")}
FEW_SYLLABLES = st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=1, max_size=4)
ALL_SYLLABLES = re.compile(f"({'|'.join(SYLLABLES)})+")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("chenyu", ("chenyu", "chenv")),
        ("sunyue", ("sunyue", "sunve")),
        ("linyun", ("linyun",)),
        ("wenyuan", ("wenyuan",)),
        ("anyulan", ("anyulan", "anvlan")),
        ("jinyu", ("jinyu", "jinv")),
        ("lyubu", ("lvbu",)),
        ("wangnyu", ("wangnv",)),
        ("nyu", ("nv",)),
        ("lue", ("lue", "lve")),
        ("nielue", ("nielue", "nielve")),
        ("nyue", ("nve",)),
        ("lubu", ("lubu", "lvbu")),
        ("xvli", ("xuli",)),
        ("jvnjie", ("junjie",)),
        ("linyunyue", ("linyunyue", "linyunve", "linvnve")),
        ("wjj", ()),
        ("smith", ()),
        ("", ()),
    ],
)
def test_readings_of_letters(typed: str, kept: tuple[str, ...]) -> None:
    assert spellings(typed) == kept


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("Lǚ Bù", "lvbu"),
        ("xi'an", "xian"),
        ("O’BRIEN", "obrien"),
        ("NÜE", "nve"),
        ("Müller", "muller"),
        ("José García", "josegarcia"),
        ("Guo-Liang", "guoliang"),
        ("陈", ""),
        ("Ж", ""),
        ("a1", ""),
        (" ' ", ""),
    ],
)
def test_letters_are_folded(typed: str, letters: str) -> None:
    assert fold(typed) == letters


@given(FEW_SYLLABLES, st.data())
def test_every_way_to_type_a_name_is_read(syllables: list[str], data: st.DataObject) -> None:
    typed = []
    for syllable in syllables:
        sound = next((each for each in ("ve", "v") if syllable.endswith(each)), "")
        way = data.draw(st.sampled_from(WAYS[sound])) if sound else ""
        typed.append(syllable.removesuffix(sound) + way)
    for between in ("", " ", "'", "-"):
        asked = parse(between.join(typed))
        if len("".join(syllables)) > 1:
            assert isinstance(asked, ParsedSearch)
            assert "".join(syllables) in spellings(asked.parts[0])


@given(st.text("aeiouvngyhlxj", max_size=100))
def test_a_reading_is_syllables_only_and_there_are_few(letters: str) -> None:
    kept = spellings(letters)
    assert len(kept) == len(set(kept)) <= READINGS
    assert all(ALL_SYLLABLES.fullmatch(each) for each in kept)


@pytest.mark.parametrize("after", ["yu", "yuan", "yue", "yun"])
def test_yu_after_n_is_first_what_it_is_typed_as(after: str) -> None:
    for before in (each for each in SYLLABLES if each.endswith("n")):
        assert spellings(before + after)[0] == before + after
        marked = spellings(f"{before}nyu")  # after a whole syllable nothing begins but nü
        assert marked[0] == f"{before}nv"
        assert all(each.endswith("nv") for each in marked)


def test_one_syllable_is_told_from_several() -> None:
    assert all(is_one(each) for each in ("chen", "lv", "lyu", "lue", "a", "zhuang"))
    assert not any(is_one(each) for each in ("ouyang", "wjj", "chenyu", ""))


def test_each_of_20_000_names_is_read_from_its_pinyin() -> None:
    assert len(set(NAMES)) == len(SURNAMES) * len(GIVEN) == 20_000
    for name in NAMES:
        for spelled, initials in readings(name):
            for typed in {spelled, spelled.replace("v", "ü")}:
                asked = parse(typed)
                assert isinstance(asked, ParsedSearch)
                assert asked.kind == "letters"
                assert spelled in spellings(asked.parts[0]), (name, typed)
            assert parse(initials) == ParsedSearch("letters", (initials,)), name
        assert readings(name)[0][0] == pinyin(name)
