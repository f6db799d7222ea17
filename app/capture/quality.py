"""Whether a photo is good enough to keep: sharpness, glare, cut edges, size."""

from __future__ import annotations

import cv2
import numpy as np

from app.capture import geometry
from app.capture.decode import Pixels
from app.capture.geometry import Quad
from app.capture.reading import Quality

BLURRED = 22.0
GLARE = 0.04
CUT = 0.006
SMALL = 480
"""Pixels of the long side below which characters have too few of them."""


def judge(pixels: Pixels, quad: Quad, upright: Pixels) -> Quality:
    """`upright` is the page inside `quad` of `pixels`."""
    size = int(geometry.sides(quad).max())
    sharpness, glare, cut = _sharpness(upright), _glare(upright), _cut(pixels, quad)
    found = {
        "blurred": sharpness < BLURRED,
        "glare": glare > GLARE,
        "cut": cut > CUT,
        "small": size < SMALL,
    }
    reasons = tuple(code for code, true in found.items() if true)
    return Quality(round(sharpness, 1), round(glare, 4), round(cut, 4), size, reasons)


def _sharpness(upright: Pixels) -> float:
    """How steep the steepest edges are, on the page at one size: print is there on every page."""
    factor = 640 / max(upright.shape[:2])
    small = cv2.resize(upright, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (0, 0), 0.7)
    steep = np.abs(cv2.Laplacian(grey, cv2.CV_32F))
    contrast = float(np.percentile(grey, 97) - np.percentile(grey, 3))
    return float(np.percentile(steep, 99)) * 150 / max(contrast, 40.0)


def _glare(upright: Pixels) -> float:
    """The share of the page that is burnt out: white without any print, in one piece."""
    grey = upright.min(axis=2)
    burnt = cv2.morphologyEx(
        np.where(grey >= 250, 255, 0).astype(np.uint8), cv2.MORPH_OPEN, np.ones((25, 25), np.uint8)
    )
    share = float((burnt > 0).mean())
    return share if share < 0.5 else 0.0  # a white sheet is no glare


def _cut(pixels: Pixels, quad: Quad) -> float:
    """The share of the page that lies outside of the picture."""
    shared, _ = cv2.intersectConvexConvex(
        quad.astype(np.float32), geometry.whole(pixels).astype(np.float32)
    )
    return max(0.0, 1 - float(shared) / max(abs(geometry.area(quad)), 1.0))
