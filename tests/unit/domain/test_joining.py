"""A read document meets a typed form: nothing typed is lost, and another person is seen as another."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.joining import STAYS, Differs, is_other, join, same, take
from app.domain.people import EntryMode, OrganizationForm, PersonForm

NAMES = ("欧阳䶮", "单雄", "仇𫖯", " 欧阳䶮 ", "MARLOWE ADRIAN")
NUMBERS = ("44010419900307152X", "440104199003071520", "440104198505052110", "E12345678", "4401 04")
TEXTS = ("", " ", "广州市公安局", "广州市 公安局", "2036-12-15", "长期")
MODES: tuple[EntryMode, ...] = ("reader", "recognised", "typed")
FIELDS = ("name", "number", "sex", "nation", "birth_date", "authority", "id_address", "valid_to")


@st.composite
def people(draw: st.DrawFn, modes: tuple[EntryMode, ...] = MODES) -> PersonForm:
    """A person as a form or a document may have them: any part missing, any part typed."""
    values = {name: draw(st.sampled_from(TEXTS)) for name in FIELDS}
    values["name"] = draw(st.sampled_from(("", *NAMES)))
    values["number"] = draw(st.sampled_from(("", *NUMBERS)))
    stated = [name for name, text in values.items() if text.strip()]
    entry = {name: draw(st.sampled_from(modes)) for name in stated if draw(st.booleans())}
    sure = {name: draw(st.integers(0, 100)) for name in entry if entry[name] == "recognised"}
    kind = draw(st.sampled_from(("resident_id", "passport")))
    phone = draw(st.sampled_from(("", "13800000001")))
    seals = {name: f"seal of {values[name]}" for name in entry if entry[name] == "reader"}
    more = {"document_type": kind, "phone": phone}
    return PersonForm(entry=entry, confidence=sure, seals=seals, **more, **values)


read_people = people(modes=("reader", "recognised"))


@st.composite
def units(draw: st.DrawFn) -> OrganizationForm:
    return OrganizationForm(
        name=draw(st.sampled_from(("", "广州示例科技有限公司", "广州试验有限公司"))),
        number=draw(st.sampled_from(("", "91350100M000100Y43", "91440101MA5X000001"))),
        legal_representative=draw(st.sampled_from(("", "单雄"))),
        valid_to=draw(st.sampled_from(("", "长期", "2030-01-01"))),
        address=draw(st.sampled_from(("", "越秀区示例路 8 号"))),
        phone=draw(st.sampled_from(("", "02080000001"))),
    )


def chip(form: PersonForm, name: str) -> bool:
    return form.entry.get(name) == "reader"


@given(people(), read_people)
def test_what_a_chip_said_stays_the_chips(form: PersonForm, read: PersonForm) -> None:
    """A picture of the same card, taken later, must not lower the real-name state."""
    joined = join(form, read)
    for name in FIELDS:
        if chip(form, name):
            assert chip(joined.who, name)


def was_typed(form: PersonForm, name: str) -> bool:
    return bool(getattr(form, name).strip()) and form.entry.get(name, "typed") == "typed"


@given(people(), read_people)
def test_what_was_typed_is_never_lost(form: PersonForm, read: PersonForm) -> None:
    joined = join(form, read)
    for name in FIELDS:
        if was_typed(form, name):
            now, before = getattr(joined.who, name), getattr(form, name)
            assert same(name, now, before)
            if not same(name, before, getattr(read, name)):
                assert now == before
    for name in ("phone", "relation"):
        assert getattr(joined.who, name) == getattr(form, name)


@given(people(), read_people)
def test_every_difference_is_told_with_both_versions(form: PersonForm, read: PersonForm) -> None:
    joined = join(form, read)
    for each in joined.differs:
        assert each == Differs(each.name, getattr(form, each.name), getattr(read, each.name))
        assert getattr(joined.who, each.name) == each.kept
    told = {each.name for each in joined.differs}
    for name in FIELDS:
        stated = getattr(read, name)
        if stated and not same(name, getattr(joined.who, name), stated):
            silent = chip(form, name) and read.entry.get(name) == "recognised"
            assert (name in told) != silent


@given(people(), read_people)
def test_joining_again_changes_nothing(form: PersonForm, read: PersonForm) -> None:
    once = join(form, read)
    twice = join(once.who, read)
    assert twice.who == once.who
    assert twice.differs == once.differs
    assert twice.filled == ()


@given(people(), read_people)
def test_taking_every_difference_leaves_none(form: PersonForm, read: PersonForm) -> None:
    joined = join(form, read)
    taken = take(joined.who, read, tuple(each.name for each in joined.differs))
    assert join(taken, read).differs == ()
    for name in FIELDS:
        if getattr(read, name) and not (chip(form, name) and not chip(read, name)):
            assert getattr(taken, name) == getattr(read, name)
            assert taken.entry[name] == read.entry.get(name, "typed")


@given(people(), read_people)
def test_how_sure_a_reading_was_stands_only_beside_what_was_recognised(
    form: PersonForm, read: PersonForm
) -> None:
    now = join(form, read).who
    for name in now.confidence:
        assert now.entry[name] == "recognised"


@given(st.one_of(st.tuples(people(), people()), st.tuples(units(), units())))
def test_another_is_another_from_both_sides(pair: tuple[PersonForm, PersonForm]) -> None:
    one, other = pair
    assert is_other(one, other) == is_other(other, one)
    assert not is_other(one, one)


@given(people(), read_people)
def test_an_empty_form_is_nobody_and_takes_everything(form: PersonForm, read: PersonForm) -> None:
    blank = PersonForm()
    assert not is_other(blank, read)
    joined = join(blank, read)
    assert joined.differs == ()
    for name in FIELDS:
        assert getattr(joined.who, name) == (getattr(read, name) or "")


@given(units(), units())
def test_a_unit_keeps_what_was_typed(form: OrganizationForm, read: OrganizationForm) -> None:
    joined = join(form, read)
    for name in ("name", "legal_representative", "valid_to", "address", "phone"):
        typed = getattr(form, name)
        if typed and not same(name, typed, getattr(read, name)):
            assert getattr(joined.who, name) == typed
    assert join(joined.who, read).who == joined.who


def person(number: str = "440104199003071520", name: str = "欧阳䶮") -> PersonForm:
    return PersonForm(name=name, number=number)


def test_two_slips_beside_the_same_name_are_the_same_person() -> None:
    assert not is_other(person("440104199003071529"), person())
    assert not is_other(person("440104199003071599"), person())
    assert is_other(person("440104199003072299"), person())
    assert is_other(person("440104199003071529", "单雄"), person())
    assert is_other(person("44010419900307152"), person())


def test_another_name_without_a_number_is_another_person() -> None:
    assert is_other(person(number=""), person(name="单雄"))
    assert not is_other(person(number=""), person())
    assert not is_other(PersonForm(phone="13800000001"), person())


def test_the_same_number_is_the_same_person_whatever_the_name() -> None:
    assert not is_other(person(name="欧阳龑"), person())
    assert not is_other(person("4401 0419 9003 0715 20"), person())


def test_the_chip_replaces_what_a_camera_saw_but_not_what_was_typed() -> None:
    seen = replace(
        person(), authority="广州市公安周", id_address="示例路 1 号",
        entry={"authority": "recognised", "name": "recognised"}, confidence={"authority": 80},
    )  # fmt: skip
    read = replace(
        person(), authority="广州市公安局", id_address="示例路 2 号",
        entry=dict.fromkeys(("authority", "id_address", "name", "number"), "reader"),
    )  # fmt: skip
    joined = join(seen, read)
    assert joined.who.authority == "广州市公安局"
    assert joined.who.entry["authority"] == "reader"
    assert "authority" not in joined.who.confidence
    assert joined.differs == (Differs("id_address", "示例路 1 号", "示例路 2 号"),)
    camera = join(read, seen)
    assert camera.who == read
    assert [each.name for each in camera.differs] == ["id_address"]


def test_the_kind_of_document_comes_with_its_number() -> None:
    passport = PersonForm(
        name="MARLOWE ADRIAN", document_type="passport", number="E12345678", country="USA"
    )
    joined = join(PersonForm(), passport).who
    assert (joined.document_type, joined.country) == ("passport", "USA")
    kept = join(PersonForm(number="E12345679"), passport).who
    assert (kept.document_type, kept.country) == ("resident_id", "CHN")
    assert "document_type" in STAYS


@given(form=people(), read=read_people)
def test_a_seal_goes_with_its_value(form: PersonForm, read: PersonForm) -> None:
    who = join(form, read).who
    for name, mode in who.entry.items():
        if mode == "reader":
            assert who.seals[name] == f"seal of {getattr(who, name)}"
    assert set(who.seals) <= {name for name, mode in who.entry.items() if mode == "reader"}
