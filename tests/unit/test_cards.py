"""The invented cards themselves: numbers that compute, fields on the card, corners where it is."""

from __future__ import annotations

import random
from functools import cache

import cv2
import numpy as np
import pytest
from stdnum.cn import ric

from app.domain import identity
from app.domain.reference import is_area
from tests.kit.cards import Level, make, make_pair, people
from tests.kit.cards.ink import Sheet
from tests.kit.cards.kinds import FACES, Face, printed
from tests.kit.cards.passport import invent as invent_passport
from tests.kit.cards.places import PLACES

COARSE = 2.0
"""Pixels per millimetre: enough where only the words matter."""
LEVELS: list[Level] = ["clean", "hard"]
CARDS = 12
each_face = pytest.mark.parametrize("face", FACES, ids=lambda face: f"{face.kind} {face.face}")


@each_face
def test_numbers_are_valid_and_agree_with_birth_and_sex(face: Face) -> None:
    for _, truth in _cards(face):
        if "number" not in truth:
            continue
        number, country = truth["number"], truth.get("country", "CHN")
        assert not identity.check_number(face.kind, number, country, today=people.TODAY)
        if born := identity.birth_date_of(face.kind, number):
            assert born.isoformat() == truth["birth"]
            assert identity.sex_of(face.kind, number) == identity.tidy_sex(truth["sex"])


@each_face
def test_all_that_a_card_says_is_printed_on_it(face: Face) -> None:
    for sheet, truth in _cards(face):
        assert len(sheet.values) >= 2
        for x, y, w, h in sheet.values:
            assert x > 3
            assert y > 2
            assert x + w < face.width - 2, truth
            assert y + h < face.height - 1, truth


def test_check_digits_are_those_of_published_specimens() -> None:
    assert people.mrz_digit("L898902C3") == "6"
    assert people.mrz_digit("CAN11008108031") == "0"
    body = "91112419810803002"
    assert ric.calc_check_digit(body + "0") == "4"


def test_passport_zone_has_two_lines_of_44_with_their_digits() -> None:
    for seed in range(CARDS):
        first, second = invent_passport(random.Random(seed))["zone"].split("\n")
        assert len(first) == len(second) == 44
        for begin, end in ((0, 9), (13, 19), (21, 27)):
            assert people.mrz_digit(second[begin:end]) == second[end]
        composite = second[0:10] + second[13:20] + second[21:43]
        assert people.mrz_digit(composite) == second[43]


def test_every_place_is_a_known_area() -> None:
    assert all(is_area(place.code) for place in PLACES)


def test_shares_are_those_of_a_counter() -> None:
    assert sum(face.share for face in FACES) == 100


@pytest.mark.parametrize("level", LEVELS)
def test_a_seed_always_gives_the_same_picture_no_larger_than_a_camera_does(level: Level) -> None:
    sample = make(4, level)
    assert make(4, level) == sample
    pixels = cv2.imdecode(np.frombuffer(sample.image, np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    assert max(pixels.shape) <= 4000
    assert min(pixels.shape[:2]) <= 3000


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("seed", range(2))
def test_corners_are_clockwise_from_the_top_left_of_the_card(seed: int, level: Level) -> None:
    """On this kind the red emblem stands in the top left corner, nowhere else."""
    sample = make(seed, level, "permanent_residence")
    upright = _upright(sample.image, sample.corners)
    blue, red = (upright[..., n].astype(float) + 1 for n in (0, 2))
    warm = (red - blue) / (red + blue)
    others = [warm[-110:-60, 70:120], warm[60:110, -120:-70], warm[-110:-60, -120:-70]]
    assert warm[60:110, 70:120].mean() > max(part.mean() for part in others) + 0.15


def test_a_pair_is_two_cards_of_one_person_on_one_page() -> None:
    front, back = make_pair(1, "clean")
    assert front.image == back.image
    assert (front.face, back.face) == ("front", "back")
    apart, _ = cv2.intersectConvexConvex(
        np.array(front.corners, np.float32), np.array(back.corners, np.float32)
    )
    assert apart == 0


@cache
def _cards(face: Face) -> list[tuple[Sheet, dict[str, str]]]:
    return [printed(face, COARSE, random.Random(seed)) for seed in range(CARDS)]


def _upright(image: bytes, corners: tuple[tuple[float, float], ...]) -> np.ndarray:
    pixels = cv2.imdecode(np.frombuffer(image, np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    goal = np.array([[0, 0], [1012, 0], [1012, 638], [0, 638]], np.float32)
    throw = cv2.getPerspectiveTransform(np.array(corners, np.float32), goal)
    return cv2.warpPerspective(pixels, throw, (1012, 638))
