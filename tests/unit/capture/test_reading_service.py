"""From readings to forms, and from pictures to the copies that are kept."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from app.capture.picture_header import CaptureRefused, read_header
from app.domain.businesses import REGISTRATION
from app.errors import UserError
from app.services import identity
from app.services.identity import Reading, reading
from app.services.identity.images import LARGEST, LARGEST_THUMBNAIL
from app.services.identity.reading import Quality
from tests.kit.capturing import TODAY, StandIn, back, front, licence, nothing, said

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
SESSION: Any = SimpleNamespace(
    installation=SimpleNamespace(operator_name="示例有线电视网络有限公司"), today=date(2026, 11, 22)
)


def jpeg_of(pixels: np.ndarray) -> bytes:
    made = io.BytesIO()
    Image.fromarray(pixels).save(made, "JPEG", quality=92)
    return made.getvalue()


def kept(jpeg: bytes, **more):
    asked = {"kind": "front", "source": "file", "business": REGISTRATION, "whose": "holder"}
    return identity.copy_to_keep(SESSION, jpeg=jpeg, taken_at=NOW, **{**asked, **more})


@pytest.mark.parametrize("size", [(4000, 3000), (1011, 638), (120, 90)])
def test_a_kept_copy_and_its_thumbnail_fit_whatever_the_picture(size: tuple[int, int]) -> None:
    """Noise is what a JPEG can pack least."""
    width, height = size
    noise = np.random.default_rng(7).integers(0, 256, (height, width, 3), dtype=np.uint8)
    copy = kept(jpeg_of(noise), title="", whose="guardian")
    assert len(copy.jpeg) <= LARGEST == 400 * 1024
    assert len(copy.thumbnail) <= LARGEST_THUMBNAIL == 40 * 1024
    for content in (copy.jpeg, copy.thumbnail):
        assert read_header(content).kind == "jpeg"
    assert (copy.kind, copy.whose, copy.source, copy.taken_at) == ("front", "guardian", "file", NOW)


def test_the_watermark_is_in_the_pixels_all_over_the_copy() -> None:
    plain = np.full((638, 1011, 3), 200, np.uint8)
    with Image.open(io.BytesIO(kept(jpeg_of(plain)).jpeg)) as image:
        grey = np.asarray(image.convert("L"), dtype=int)
    changed = np.abs(grey - 200) > 12
    h, w = grey.shape
    for rows in (slice(0, h // 2), slice(h // 2, h)):
        for columns in (slice(0, w // 2), slice(w // 2, w)):
            assert changed[rows, columns].mean() > 0.005
    assert changed.mean() < 0.5  # what stands below can still be read


def test_what_is_no_picture_is_refused_and_not_kept() -> None:
    with pytest.raises((UserError, OSError, ValueError)):
        kept(b"not a picture")


def test_a_person_is_mapped_with_how_each_field_came() -> None:
    fields = front().fields
    form = identity.person_form(
        "resident_id",
        {name: each.value for name, each in fields.items()},
        {**dict.fromkeys(fields, "recognised"), "name": "typed"},
        {name: each.confidence for name, each in fields.items()},
    )
    assert (form.name, form.sex, form.nation) == ("欧阳䶮", "female", "汉")
    assert form.birth_date == "1990-03-07"
    assert form.id_address == "广东省广州市越秀区示例路 12 号"
    assert form.country == "CHN"
    assert form.entry["name"] == "typed"
    assert form.entry["id_address"] == "recognised"
    assert form.confidence["number"] == 97
    assert (form.phone, form.relation) == ("", "")


def test_an_empty_field_has_neither_value_nor_mode() -> None:
    form = identity.person_form(
        "passport",
        {"name": "MARLOWE ADRIAN", "number": "E12345678", "country": "USA", "sex": " "},
        dict.fromkeys(("name", "number", "country", "sex"), "recognised"),
        dict.fromkeys(("name", "number", "country", "sex"), 0.5),
    )
    assert form.country == "USA"
    assert form.sex == ""
    assert "sex" not in form.entry
    assert "sex" not in form.confidence


def test_a_unit_is_mapped() -> None:
    values = {name: each.value for name, each in licence().fields.items()}
    form = identity.organization_form("business_licence", values)
    assert form.name == "广州示例科技有限公司"
    assert form.number == "91350100M000100Y43"
    assert form.legal_representative == "单雄"
    assert form.address.endswith("8 号")
    assert form.valid_to == ""  # a unit's form has no last day where there is no end


def test_both_faces_on_a_scan_are_read_and_the_ground_between_is_not() -> None:
    table: Any = StandIn()
    both = table.lay(front(), back(), nothing())
    assert [each.face for each in identity.read_all(table, both)] == ["front", "back"]
    assert table.reads == 3


def test_no_more_is_looked_for_where_no_document_is() -> None:
    table: Any = StandIn()
    assert [each.type for each in identity.read_all(table, table.lay())] == ["unknown"]
    assert table.reads == 1


def test_at_most_four_documents_are_read_from_a_picture() -> None:
    table: Any = StandIn()
    many = table.lay(*(front(f"单{n}", serial=101 + n) for n in range(9)))
    assert len(identity.read_all(table, many)) == reading.MOST == 4


def test_the_same_card_found_again_is_one() -> None:
    table: Any = StandIn()
    content = table.lay(front(), back())
    first, second = table.laid[content]
    x: Any = tuple((a + 20, b + 10) for a, b in first.corners)
    table.laid[content] = (first, replace(second, corners=x))
    assert len(identity.read_all(table, content)) == 1


class Failing(StandIn):
    """A table at which every reading but the first `good` is refused."""

    def __init__(self, good: int, finds: bool = True) -> None:
        super().__init__()
        self.good, self.finds = good, finds
        self.given: list[float] = []

    def read(self, content: bytes, corners: Any = None, *, seconds: float = 0.0) -> Reading:
        self.given.append(seconds)
        if self.reads >= self.good:
            raise CaptureRefused("picture_slow", "")
        return super().read(content, corners)

    def find(self, content: bytes, *, seconds: float = 0.0) -> Any:
        if not self.finds:
            raise CaptureRefused("picture_failed", "")
        return super().find(content)


@pytest.mark.parametrize(("good", "finds", "faces"), [
    (1, False, ["front"]), (1, True, ["front"]), (2, True, ["front", "back"]),
])  # fmt: skip
def test_what_was_read_is_kept_when_the_rest_is_refused(
    good: int, finds: bool, faces: list[str]
) -> None:
    table: Any = Failing(good, finds)
    content = table.lay(front(), back(), licence())
    assert [each.face for each in identity.read_all(table, content)] == faces


def test_everything_beside_the_first_has_one_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 1000, 12))
    monkeypatch.setattr("app.services.identity.reading.time.monotonic", lambda: float(next(clock)))
    table: Any = Failing(9)
    content = table.lay(*(front(f"单{n}", serial=101 + n) for n in range(4)))
    assert len(identity.read_all(table, content)) == 3
    assert table.given == [0.0, 18.0, 6.0]


def test_faces_of_two_kinds_are_two_documents() -> None:
    permit = replace(back(), type="residence_permit")
    assert identity.both_faces((front(), permit), TODAY) is None
    assert identity.both_faces((front(), back()), TODAY) is not None
    number = "810000199003070153"
    mine = said("residence_permit", "front", {"number": number, "birth": "1990-03-07"})
    card = identity.both_faces(
        (back(), mine), TODAY
    )  # a permit's back passes for a resident card's
    assert card is not None
    assert card.type == "residence_permit"


def test_both_faces_are_judged_together_and_as_fit_as_the_worse() -> None:
    blurred = replace(back(), quality=Quality(3.0, 0.0, 0.0, 800, ("blurred",)))
    card = identity.both_faces((blurred, front()), TODAY)
    assert card is not None
    assert not card.quality.ok
    assert (card.quality.sharpness, card.quality.size) == (3.0, 800)
    assert "ok:check_digit" in card.fields["number"].checks
    long = back("长期")
    assert "failed:term" not in long.fields["valid_to"].checks  # alone it says no age
    card = identity.both_faces((front(), long), TODAY)
    assert card is not None
    assert "failed:term" in card.fields["valid_to"].checks


def test_a_refusal_comes_through() -> None:
    table: Any = StandIn()
    with pytest.raises(CaptureRefused, match="picture_kind"):
        identity.read_all(table, b"GIF89a" + bytes(40))
