"""A document on the counter: its faces sorted together, corrections judged anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from app.services.identity import ReadField, Reading
from tests.kit.capturing import ADULT, GROWN, TODAY, back, front, licence, nothing, said
from tests.kit.forms import resident_number
from ui.capture.document import Document, Page, Photo, sort_in
from ui.capture.words import field_status

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def page(reading, mode="recognised", **more) -> Page:
    return Page(reading, "reader" if mode == "reader" else "file", NOW, mode, **more)


def laid(*readings) -> tuple[Document, ...]:
    """The documents that these pictures give, one after the other."""
    documents: tuple[Document, ...] = ()
    shown = None
    for reading in readings:
        documents, shown = sort_in(documents, page(reading), TODAY, shown)
    return documents


def test_both_faces_are_one_document_in_either_order() -> None:
    for faces in ((front(), back()), (back(), front())):
        (document,) = laid(*faces)
        assert document.missing_faces() == ()
        assert list(document.fields(TODAY)) == [
            "name", "number", "sex", "nation", "birth", "address", "authority", "valid_from",
            "valid_to",
        ]  # fmt: skip


def test_two_people_are_two_documents() -> None:
    documents = laid(front(), front("仇𫖯", GROWN, 211))
    assert [each.person(TODAY).name for each in documents] == ["欧阳䶮", "仇𫖯"]
    assert documents[0].missing_faces() == ("back",)


def test_a_back_belongs_to_the_document_that_is_shown() -> None:
    documents = laid(front(), back(), front("仇𫖯", GROWN, 211), back("2040-01-01", "2020-01-01"))
    assert [len(each.pages) for each in documents] == [2, 2]
    assert documents[0].person(TODAY).valid_to == "2036-12-15"
    assert documents[1].person(TODAY).valid_to == "2040-01-01"


def test_what_is_no_document_joins_nothing_and_is_joined_by_nothing() -> None:
    documents = laid(front(), nothing(), nothing(), back())
    assert [each.type for each in documents] == ["resident_id", "unknown", "unknown"]
    assert not documents[1].is_known
    assert documents[1].missing_faces() == ()


def test_the_same_face_again_replaces_it_and_its_corrections_only() -> None:
    (document,) = laid(front("欧阳龑"), back())
    document = document.with_typed("name", "欧阳䶮").with_typed("authority", "广州市公安局")
    again, _ = sort_in((document,), page(front("欧阳䶮")), TODAY)
    (now,) = again
    assert len(now.pages) == 2
    assert now.typed == {"authority": "广州市公安局"}
    assert now.fields(TODAY)["name"].mode == "recognised"


def test_a_page_read_again_within_other_corners_keeps_the_corrections_of_the_other_face() -> None:
    (document,) = laid(front(), back())
    document = document.with_typed("authority", "广州市公安局").with_typed("nation", "回")
    first = document.pages[0]
    (now,), which = sort_in((document,), replace(first, reading=front("单雄")), TODAY, document.id)
    assert which == document.id
    assert now.typed == {"authority": "广州市公安局"}
    assert now.fields(TODAY)["name"].value == "单雄"


def test_the_chip_stands_for_both_faces_and_its_word_goes_first() -> None:
    (document,) = laid(front("欧阳龑"))
    chip = page(front("欧阳䶮"), "reader", portrait=b"jpeg")
    (now,), _ = sort_in((document,), chip, TODAY)
    assert len(now.pages) == 2
    assert now.missing_faces() == ()
    assert now.portrait == b"jpeg"
    name = now.fields(TODAY)["name"]
    assert (name.value, name.mode) == ("欧阳䶮", "reader")
    assert now.person(TODAY).entry["number"] == "reader"


def test_a_correction_is_judged_anew_and_taken_back_by_typing_what_was_read() -> None:
    wrong = resident_number(ADULT, 152)[:-1] + "0"
    values = {"name": "欧阳䶮", "number": wrong, "sex": "女", "birth": ADULT.isoformat()}
    (document,) = laid(said("resident_id", "front", values))
    assert document.fields(TODAY)["number"].failed == ("check_digit",)
    right = document.with_typed("number", resident_number(ADULT, 152))
    number = right.fields(TODAY)["number"]
    assert number.failed == ()
    assert (number.mode, number.read) == ("typed", wrong)
    assert right.person(TODAY).entry["number"] == "typed"
    assert right.person(TODAY).confidence["number"] == 100
    back_again = right.with_typed("number", wrong)
    assert back_again.fields(TODAY)["number"].mode == "recognised"
    assert back_again.fields(TODAY)["number"].failed == ("check_digit",)


def test_another_birth_date_than_the_number_says_fails_when_it_is_typed() -> None:
    (document,) = laid(front())
    typed = document.with_typed("birth", "1991-03-07").fields(TODAY)
    assert typed["birth"].failed or typed["number"].failed
    assert typed["name"].mode == "recognised"


def test_a_doubtful_field_is_doubtful_until_it_is_typed() -> None:
    reading = front()
    faint = replace(reading.fields["name"], confidence=0.6)
    (document,) = laid(replace(reading, fields={**reading.fields, "name": faint}))
    assert document.fields(TODAY)["name"].is_doubtful
    assert not document.with_typed("name", "欧阳龑").fields(TODAY)["name"].is_doubtful


def test_a_unit_is_a_unit_and_a_permits_front_decides_over_its_back() -> None:
    (unit,) = laid(licence())
    assert unit.is_unit
    assert unit.organization(TODAY).legal_representative == "单雄"
    permit = replace(front(), type="residence_permit")
    (card,) = laid(back(), permit)
    assert card.type == "residence_permit"


def test_the_two_faces_of_different_cards_are_two_documents() -> None:
    permit = replace(back(), type="residence_permit")
    for faces in ((front(), permit), (permit, front())):
        assert len(laid(*faces)) == 2


def test_the_term_of_the_back_is_compared_with_the_age_on_the_front() -> None:
    (document,) = laid(front(), back("长期"))
    said = document.fields(TODAY)["valid_to"]
    assert said.failed == ("term",)
    assert field_status("valid_to", said)[0] == "warn"
    (usual,) = laid(front(), back())
    assert usual.fields(TODAY)["valid_to"].failed == ()


def test_a_field_that_one_face_left_empty_is_taken_from_the_other() -> None:
    reading = front()
    empty = replace(reading, fields={**reading.fields, "address": ReadField("", 0.0)})
    chip = page(front(), "reader")
    document = Document((page(empty), chip))
    assert document.fields(TODAY)["address"].value.endswith("12 号")
    assert date.fromisoformat(document.fields(TODAY)["birth"].value) == ADULT


def without(reading: Reading, *names: str) -> Reading:
    """A blurred picture: these fields could not be read."""
    fields = {n: replace(f, value="") if n in names else f for n, f in reading.fields.items()}
    return replace(reading, fields=fields)


def test_a_blurred_front_takes_no_other_persons_chip() -> None:
    (document,) = laid(without(front("欧阳䶮"), "number"))
    chip = page(front("仇𫖯", GROWN, 211), "reader")
    documents, _ = sort_in((document,), chip, TODAY)
    assert len(documents) == 2
    (document,) = laid(without(front("欧阳䶮"), "number", "name"))
    documents, _ = sort_in((document,), chip, TODAY)
    assert len(documents) == 2  # nothing says that it is theirs


def test_a_blurred_front_takes_its_own_chip_by_the_name() -> None:
    (document,) = laid(without(front("欧阳䶮"), "number"))
    (joined,), _ = sort_in((document,), page(front("欧阳䶮"), "reader"), TODAY)
    assert len(joined.pages) == 2


def test_a_blurred_front_taken_again_is_replaced() -> None:
    (document,) = laid(without(front("欧阳䶮"), "number", "name"), front("欧阳䶮"))
    assert document.person(TODAY).name == "欧阳䶮"


def photographed(document: Document) -> Document:
    return replace(document, photo=Photo(b"jpeg", "camera", NOW, "override", "a permit"))


def test_a_verdict_is_about_the_portrait_that_was_seen() -> None:
    (document,) = map(photographed, laid(front(), back()))
    (again,), _ = sort_in((document,), page(front()), TODAY, document.id)
    assert again.photo is not None
    assert (again.photo.jpeg, again.photo.verdict, again.photo.permit) == (b"jpeg", "", "")
    (chip,), _ = sort_in((document,), page(front(), "reader", portrait=b"chip"), TODAY)
    assert chip.photo is not None
    assert chip.photo.verdict == ""
    anew = replace(document.pages[0], reading=front())  # other corners may hold another card
    (cut,), _ = sort_in((document,), anew, TODAY, document.id)
    assert cut.photo is not None
    assert cut.photo.verdict == ""


def test_the_other_face_changes_no_verdict() -> None:
    (document,) = map(photographed, laid(front()))
    (both,), _ = sort_in((document,), page(back()), TODAY, document.id)
    assert both.photo == document.photo


def test_what_is_changed_is_no_more_what_was_sent() -> None:
    (document,) = laid(front())
    (now,), _ = sort_in((replace(document, operation_id=document.id),), page(back()), TODAY)
    assert now.operation_id is None


def test_a_back_completes_the_other_document_rather_than_replace_one() -> None:
    documents = laid(front(), front("仇𫖯", GROWN, 211), back(), back("2040-01-01", "2020-01-01"))
    assert [len(each.pages) for each in documents] == [2, 2]
    assert documents[1].person(TODAY).valid_to == "2036-12-15"  # it was shown when that back came
    assert documents[0].person(TODAY).valid_to == "2040-01-01"


def test_a_back_taken_again_stays_with_its_document() -> None:
    documents = laid(front("仇𫖯", GROWN, 211), front(), back())
    shown = documents[1].id
    anew = page(back("2040-01-01", "2020-01-01"))
    (other, mine), _ = sort_in(documents, anew, TODAY, shown, again=True)
    assert mine.person(TODAY).valid_to == "2040-01-01"
    assert len(other.pages) == 1


def test_corners_set_by_hand_stay_with_the_page_they_are_of() -> None:
    documents = laid(front(), back(), front("仇𫖯", GROWN, 211))
    anew = replace(documents[0].pages[1], reading=back("2040-01-01", "2020-01-01"))
    (mine, other), which = sort_in(documents, anew, TODAY, documents[0].id)
    assert which == mine.id
    assert mine.person(TODAY).valid_to == "2040-01-01"
    assert len(other.pages) == 1


def test_a_back_that_says_something_else_replaces_none() -> None:
    documents = laid(front(), back())
    (mine, other), _ = sort_in(documents, page(back("2040-01-01", "2020-01-01")), TODAY)
    assert mine == documents[0]
    assert other.missing_faces() == ("front",)
