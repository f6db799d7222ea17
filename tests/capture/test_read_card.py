"""From a picture to fields, on invented cards; the bench counts many more."""

from typing import Any

import cv2
import numpy as np
import pytest

from app.capture import geometry, quality
from app.capture.decode import decode
from app.capture.read_card import read
from tests.kit import cards

pytestmark = pytest.mark.usefixtures("laid_lines_read")


def values(reading):
    return {name: field.value for name, field in reading.fields.items()}


@pytest.mark.parametrize(
    "kind",
    ["resident_id", "residence_permit", "permanent_residence", "passport", "business_licence"],
)
def test_every_kind_is_known_and_its_number_read(kind):
    sample = cards.make(1, "clean", kind)
    reading = read(decode(sample.image))
    assert (reading.type, reading.face) == (sample.kind, sample.face)
    assert values(reading).items() >= sample.truth.items()
    if "number" in sample.truth:
        assert reading.fields["number"].confidence > 0.8


def front():
    """A resident card's front that lies flat, as pixels, with its truth."""
    sample = next(
        sample
        for sample in (cards.make(seed, "clean", "resident_id") for seed in range(20))
        if sample.face == "front"
    )
    return geometry.warp(decode(sample.image), sample.corners), sample.truth


@pytest.mark.parametrize("quarters", range(4))
def test_a_card_on_its_side_or_its_head_is_put_upright(quarters):
    flat, truth = front()
    turned = np.ascontiguousarray(np.rot90(flat, quarters))
    framed: Any = cv2.copyMakeBorder(
        turned, 120, 90, 150, 110, cv2.BORDER_CONSTANT, value=(60, 70, 80)
    )
    reading = read(framed)
    assert values(reading) == truth
    upright: Any = cv2.imdecode(np.frombuffer(reading.upright, np.uint8), cv2.IMREAD_COLOR)
    assert upright.shape[1] > upright.shape[0]


def test_a_scan_cut_to_the_card_is_read_without_any_edge():
    flat, truth = front()
    assert values(read(flat)) == truth


def test_corners_set_by_a_person_are_used_as_they_are():
    flat, truth = front()
    height, width = flat.shape[:2]
    reading = read(flat, ((0, 0), (width, 0), (width, height), (0, height)))
    assert values(reading) == truth
    assert reading.corners == ((0, 0), (width, 0), (width, height), (0, height))


def test_every_field_names_the_patch_it_came_from():
    flat, _ = front()
    reading = read(flat)
    upright: Any = cv2.imdecode(np.frombuffer(reading.upright, np.uint8), cv2.IMREAD_COLOR)
    for name, field in reading.fields.items():
        left, top, width, height = field.box
        assert 0 <= left < left + width <= upright.shape[1], name
        assert 0 <= top < top + height <= upright.shape[0], name


def test_a_number_over_which_something_lies_never_passes():
    flat, truth = front()
    height, width = flat.shape[:2]
    covered = flat.copy()
    covered[int(height * 0.8) :, int(width * 0.5) : int(width * 0.6)] = (200, 210, 220)
    field = read(covered).fields["number"]
    assert field.value != truth["number"]
    assert "ok:check_digit" not in field.checks


@pytest.mark.parametrize("level", [0, 128, 255])
def test_an_empty_picture_is_an_unknown_document(level):
    reading = read(np.full((600, 900, 3), level, np.uint8))
    assert (reading.type, reading.fields) == ("unknown", {})


def test_quality_tells_why_to_take_it_again():
    flat, _ = front()
    whole = geometry.whole(flat)
    assert quality.judge(flat, whole, flat).ok
    dull = cv2.GaussianBlur(flat, (0, 0), 7)
    assert quality.judge(dull, whole, dull).reasons == ("blurred",)
    bright = flat.copy()
    cv2.circle(bright, (500, 300), 150, (255, 255, 255), -1)
    assert quality.judge(bright, whole, bright).reasons == ("glare",)
    assert quality.judge(flat, np.add(whole, (80, 0)), flat).reasons == ("cut",)
    assert quality.judge(flat, whole * 0.4, flat).reasons == ("small",)
