"""Corners of cards on desks: perspective, any turn, several at once, cut edges."""

import math

import cv2
import numpy as np
import pytest

from app.capture import geometry
from app.capture.find_card import find

SIZE = np.array([[-42.8, -27], [42.8, -27], [42.8, 27], [-42.8, 27]])


def thrown(turn, slant, middle, scale=9.0):
    """Corners in pixels of a card turned in its plane and leaning away from the camera."""
    c, s = math.cos(turn), math.sin(turn)
    flat = SIZE @ np.array([[c, s], [-s, c]])
    depth = 1 + slant * flat[:, :1] / 400
    return flat / depth * scale + middle


def desk(*cards, ground=(70, 90, 120), size=(1600, 1200), shade=(225, 232, 236)):
    noise = np.random.default_rng(5)
    picture = np.full((size[1], size[0], 3), ground, np.float32)
    for corners in cards:
        cv2.fillPoly(picture, [corners.astype(np.int32)], shade, cv2.LINE_AA)
    picture = cv2.GaussianBlur(picture, (0, 0), 1.2) + noise.normal(0, 4, picture.shape)
    return np.clip(picture, 0, 255).astype(np.uint8)


def likeness(one, other):
    one, other = (np.asarray(quad, np.float32) for quad in (one, other))
    shared, _ = cv2.intersectConvexConvex(one, other)
    return shared / (cv2.contourArea(one) + cv2.contourArea(other) - shared)


@pytest.mark.parametrize("turn", range(0, 360, 40))
@pytest.mark.parametrize("slant", [0.0, 1.2])
def test_a_card_at_any_turn_and_slant(turn, slant):
    corners = thrown(math.radians(turn), slant, (800, 600))
    found = find(desk(corners))
    assert likeness(found[0], corners) > 0.95


def test_a_card_on_a_desk_of_nearly_its_colour():
    corners = thrown(0.4, 0.6, (760, 640))
    found = find(desk(corners, ground=(212, 219, 224)))
    assert likeness(found[0], corners) > 0.93


def test_two_cards_on_one_scan():
    upper, lower = thrown(0.02, 0, (800, 300)), thrown(-0.03, 0, (800, 900))
    found = find(desk(upper, lower, ground=(250, 250, 250), shade=(205, 215, 225)))
    assert len(found) >= 2
    for corners in (upper, lower):
        assert max(likeness(one, corners) for one in found) > 0.95


def test_a_corner_beyond_the_picture_is_where_its_sides_meet():
    corners = thrown(0.5, 0, (300, 500))
    assert corners.min() < 0
    found = find(desk(corners))
    assert likeness(found[0], corners) > 0.93


def test_an_empty_desk_has_no_card():
    assert find(desk()) == []


def test_corners_go_clockwise_and_the_card_lies_on_its_long_side():
    for turn in (0.1, 1.6, 3.0, 4.8):
        quad = geometry.to_quad(find(desk(thrown(turn, 0.5, (800, 600))))[0])
        assert geometry.is_convex(quad)
        first, second = geometry.sides(quad)[:2]
        assert first > second


def test_the_card_is_laid_flat_at_300_dpi_or_the_photo_s_own():
    corners = geometry.to_corners(thrown(0.3, 0.5, (800, 600)))
    small = geometry.warp(desk(), corners)
    assert small.shape[:2] == (638, 1012)
    large = geometry.warp(
        desk(size=(3200, 2400)), geometry.to_corners(thrown(0, 0, (1600, 1200), 20))
    )
    assert large.shape[1] == 1712


@pytest.mark.parametrize("aspect", [geometry.CARD, geometry.PAGE])
@pytest.mark.parametrize("slant", [0.0, 0.3, 0.6])
def test_the_proportion_is_told_through_the_slant(aspect, slant):
    flat = np.array([[-1, -1 / aspect], [1, -1 / aspect], [1, 1 / aspect], [-1, 1 / aspect]])
    lean, away = math.cos(slant), math.sin(slant)
    turned = flat @ np.array([[0.8, 0.6], [-0.6, 0.8]])
    depth = 4 + turned[:, 1:] * away
    quad = np.hstack([turned[:, :1], turned[:, 1:] * lean]) / depth * 1760 + (800, 600)
    told = geometry.proportion(quad, 1600, 1200)
    assert abs(math.log(told / aspect)) < 0.07
