"""The record of a chip: every value is what it must be, or the record is refused by its name."""

import base64
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.capture.chip_record import PORTRAIT, UnusableRecord, from_record, nation_of
from app.capture.reader_command import SAMPLES
from app.capture.reader_simulator import LABELS, read_cards
from app.domain.document_types import DOCUMENT_TYPES
from app.domain.identity import check_number
from app.domain.names import check_name
from app.domain.people import PersonForm, check_validity
from app.services.sample.people import Inventor
from tests.kit.forms import resident_number

TODAY = date(2026, 11, 22)
CARDS = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in SAMPLES.glob("*.json")}
ADULT, PERMIT = CARDS["adult"], CARDS["residence_permit"]
FOREIGN = CARDS["permanent_residence"]


def values(record):
    return {name: field.value for name, field in from_record(record, TODAY).fields.items()}


def test_the_fields_are_named_and_written_as_those_of_a_picture():
    assert values(ADULT) == {
        "name": "王建军", "sex": "男", "nation": "汉", "birth": "1985-04-12",
        "address": "广东省广州市越秀区示例路 21 号", "number": "440104198504122175",
        "authority": "广州市公安局越秀分局", "valid_from": "2019-05-20", "valid_to": "2039-05-20",
    }  # fmt: skip


def test_padding_of_the_chip_is_taken_off_and_the_dot_put_right():
    padded = ADULT | {
        "name": "阿依古丽•买买提 \u3000\0",
        "valid_to": "长期",
        "number": "44010419850412 2175",
    }
    told = values(padded)
    assert told["name"] == "阿依古丽·买买提"
    assert told["valid_to"] == "长期"
    assert told["number"] == ADULT["number"]


def test_what_the_number_says_is_compared():
    card = from_record(ADULT | {"sex": "2"}, TODAY)
    assert card.fields["sex"].checks == ("failed:number",)
    assert card.fields["sex"].proposed == "男"
    wrong = from_record(ADULT | {"number": ADULT["number"][:-1] + "0"}, TODAY)
    assert wrong.fields["number"].checks == ("failed:check_digit",)
    assert "failed:not_expired" in from_record(CARDS["expired"], TODAY).fields["valid_to"].checks


def test_a_permit_has_its_pass_number_and_no_nation():
    assert values(PERMIT)["pass_number"] == "07654321"
    assert "nation" not in values(PERMIT)
    old = {**PERMIT, "type": "resident_id", "nation": "01"}
    assert from_record(old, TODAY).type == "residence_permit"


def test_a_foreigner_has_country_and_latin_name():
    told = values(FOREIGN)
    assert (told["name"], told["name_en"], told["country"]) == ("金敏智", "KIM, MINJI", "KOR")
    latin = values({name: value for name, value in FOREIGN.items() if name != "name"})
    assert latin["name"] == "KIM, MINJI"
    assert "name_en" not in latin


@pytest.mark.parametrize("sex", ["0", "9"])
def test_an_unknown_sex_is_no_value(sex):
    assert "sex" not in values(ADULT | {"sex": sex})


@pytest.mark.parametrize(
    ("code", "nation"),
    [("01", "汉"), ("05", "维吾尔"), ("30", "土"), ("43", "乌孜别克"), ("56", "基诺"),
     ("97", "其他"), ("98", "外国血统中国籍人士"), ("00", ""), ("57", ""), ("1", ""), ("٠١", "")],
)  # fmt: skip
def test_nations_by_code(code, nation):
    assert nation_of(code) == nation


def test_a_nation_that_is_not_in_the_table_is_left_to_the_clerk():
    assert "nation" not in values(ADULT | {"nation": "77"})


@pytest.mark.parametrize("field", ["type", "name", "sex", "nation", "birth", "address", "number",
                                   "authority", "valid_from", "valid_to"])  # fmt: skip
@pytest.mark.parametrize("value", [None, "", " ", 7, ["x"], "a\nb", "x" * 1000, "\u200b", "\ud800"])
def test_a_value_that_is_missing_or_none_refuses_the_record_by_its_name(field, value):
    with pytest.raises(UnusableRecord) as caught:
        from_record(ADULT | {field: value}, TODAY)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        (ADULT, "type", "passport"),
        (ADULT, "sex", "男"),
        (ADULT, "nation", "汉"),
        (ADULT, "birth", "19850431"),
        (ADULT, "birth", "1985-04-12"),
        (ADULT, "birth", "٢٠٠١٠٢١٠"),
        (ADULT, "number", "4401041985041221"),
        (ADULT, "valid_to", "永久"),
        (ADULT, "sam", "a b"),
        (ADULT, "card_serial", "../../x"),
        (PERMIT, "pass_number", "H-1"),
        (FOREIGN, "name_latin", ""),
        (FOREIGN, "name_latin", "1"),
        (FOREIGN, "nationality", "韩国"),
    ],
)
def test_values_of_the_wrong_form_are_refused(record, field, value):
    with pytest.raises(UnusableRecord, match=f"^{field}$"):
        from_record(record | {field: value}, TODAY)


def test_a_portrait_that_cannot_be_shown_is_left_out_and_the_card_stays():
    good = (SAMPLES / "adult.jpg").read_bytes()
    huge = bytearray(good)
    at = huge.index(b"\xff\xc0") + 5
    huge[at : at + 4] = b"\xff\xff\xff\xff"
    png = b"\x89PNG\r\n\x1a\n" + bytes(30)
    for content in (b"", b"no picture", good[:-20], bytes(huge), png, good + b"PK\3\4"):
        told = base64.b64encode(content).decode()
        assert from_record(ADULT | {"portrait": told}, TODAY).portrait == b""
    for other in (None, 5, "=", "\u4e2d", "A" * PORTRAIT * 2):
        assert from_record(ADULT | {"portrait": other}, TODAY).portrait == b""
    told = base64.b64encode(good).decode()
    assert from_record(ADULT | {"portrait": told}, TODAY).portrait == good


ANY = st.one_of(st.text(max_size=30), st.none(), st.integers(), st.lists(st.text(), max_size=2))


@given(
    record=st.sampled_from([ADULT, PERMIT, FOREIGN]),
    changed=st.dictionaries(st.sampled_from([*FOREIGN, *PERMIT, "portrait", "sam"]), ANY),
    digits=st.from_regex("[0-9]{17}[0-9X]", fullmatch=True) | st.just(None),
)
def test_any_record_is_a_card_or_refused_by_name(record, changed, digits):
    record = record | changed | ({"number": digits} if digits else {})
    told = outcome(record)
    if isinstance(told, str):
        assert told in {*ADULT, *PERMIT, *FOREIGN, "sam"}
    else:
        assert all(field.value for field in told.fields.values())


def outcome(record):
    """The card, or the field that it is refused for."""
    try:
        return from_record(record, TODAY)
    except UnusableRecord as refused:
        return refused.field


@pytest.mark.parametrize("name", sorted(CARDS.keys() - {"damaged"}))
def test_the_sample_cards_are_what_such_cards_are(name):
    card = from_record(read_cards(SAMPLES)[name], TODAY)
    told = {key: field.value for key, field in card.fields.items()}
    kind = DOCUMENT_TYPES[card.type]
    assert card.portrait
    assert check_name(told["name"], latin=kind.latin_name) == []
    assert check_number(card.type, told["number"], told.get("country", "CHN"), today=TODAY) == []
    form = PersonForm(
        document_type=card.type, valid_from=told["valid_from"], valid_to=told["valid_to"]
    )
    born = date.fromisoformat(told["birth"])
    problems = check_validity(form, today=TODAY, born=born, field="holder")[1]
    assert [problem.code for problem in problems] == (["expired"] if name == "expired" else [])
    failed = [code for field in card.fields.values() for code in field.checks if "failed" in code]
    assert failed == (["failed:not_expired"] if name == "expired" else [])


def test_one_sample_card_is_that_of_a_customer_of_the_sample_hall():
    known = Inventor().form(0, "", TODAY, ()).holder
    told = values(CARDS["customer"])
    assert (told["name"], told["number"]) == (known.name, known.number)
    others = [record["number"] for name, record in CARDS.items() if "number" in record]
    assert len(set(others)) == len(others) == 8


def test_every_sample_card_has_a_label_and_the_child_its_age():
    assert list(read_cards(SAMPLES)) == list(LABELS)
    child = values(CARDS["child"])
    assert child["birth"] == "2019-03-15"
    assert child["number"] == resident_number(date(2019, 3, 15), 162)
    assert values(CARDS["mother"])["address"] == child["address"]
