"""How long reading a card takes, from the picture file to checked fields."""

from __future__ import annotations

import time
from functools import cache
from statistics import median
from typing import Any

import cv2
import numpy as np

from app.capture.decode import decode
from app.capture.read_card import read
from app.capture.recognise import silence_telemetry
from app.capture.worker import Worker
from tests.bench.registry import bench
from tests.kit.cards import Level, Sample, make

CARDS = 8
"""Of each level, the first seeds."""


@cache
def _samples() -> list[Sample]:
    levels: tuple[Level, Level] = ("clean", "hard")
    return [make(seed, level) for level in levels for seed in range(CARDS)]


@bench("reading.card", unit="s", goal=2.5)
def card() -> float:
    """A picture through the reading process, models loaded: the median of both levels' cards."""
    worker = Worker()
    took = []
    try:
        worker.read(_samples()[0].image)
        for sample in _samples():
            begun = time.perf_counter()
            worker.read(sample.image)
            took.append(time.perf_counter() - begun)
    finally:
        worker.close()
    return median(took)


@bench("reading.beside_bare_ocr", unit="s", goal=1.25)
def beside_bare_ocr() -> tuple[float, float]:
    """Finding, reading and checking, beside RapidOCR called on the card that already lies flat."""
    silence_telemetry()
    import rapidocr

    bare: Any = rapidocr.RapidOCR(params={"Global.log_level": "critical"})
    ours, others = [], []
    for sample in (_samples()[0], *_samples()):
        begun = time.perf_counter()
        reading = read(decode(sample.image))
        ours.append(time.perf_counter() - begun)
        upright = cv2.imdecode(np.frombuffer(reading.upright, np.uint8), cv2.IMREAD_COLOR)
        begun = time.perf_counter()
        bare(upright)
        others.append(time.perf_counter() - begun)
    return median(ours[1:]), median(others[1:])  # the first one loads the models


@bench("reading.first_card", unit="s", goal=6.0)
def first_card() -> float:
    """A picture that starts the reading process and loads the models."""
    worker = Worker()
    begun = time.perf_counter()
    try:
        worker.read(_samples()[0].image)
        return time.perf_counter() - begun
    finally:
        worker.close()
