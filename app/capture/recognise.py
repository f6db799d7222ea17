"""RapidOCR in this process: where text is, and what it says, with a probability for each character.

Detector, direction and recogniser are called one by one instead of RapidOCR's own chain: a crop is
read at its own width, may be read against a small alphabet, and is not read twice.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from app.capture.decode import Pixels
from app.capture.geometry import Quad

THREADS = 2
HEIGHT = 48
"""Pixels of a line of text that the recogniser takes."""
STEP = 8
"""Pixels of such a line that the recogniser gives one answer for."""
NARROWEST, WIDEST = 48, 1600
TOGETHER = 6

SIMPLIFIED = 0.03
"""How likely beside 強 a 强 must be to be believed: cards print the simplified form."""

Odds = npt.NDArray[np.float32]
"""Steps x characters: the probability of each character at each step along a line."""


def silence_telemetry() -> None:
    """Switch telemetry off before onnxruntime is first imported. Otherwise it tells its maker how
    it is used, keeps an id of this computer on the disk and looks up a host, except where CI is
    set.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    if sys.platform == "win32":  # there it tells the system, and hears only this
        import onnxruntime

        onnxruntime.disable_telemetry_events()


@dataclass(frozen=True)
class RecognisedText:
    """What a crop says; `odds` and `places` (0 to 1 along the crop) are by character."""

    text: str
    odds: tuple[float, ...] = ()
    places: tuple[float, ...] = ()

    @property
    def confidence(self) -> float:
        """Of the whole: as good as its characters on average."""
        return sum(self.odds) / len(self.odds) if self.odds else 0.0

    @property
    def weakest(self) -> float:
        return min(self.odds, default=0.0)


@dataclass(frozen=True, eq=False)
class TextLine:
    """A line of text on the upright picture: its four corners, clockwise from its own top left."""

    quad: Quad
    read: RecognisedText

    @property
    def text(self) -> str:
        return self.read.text

    @property
    def left(self) -> float:
        return float(self.quad[:, 0].min())

    @property
    def right(self) -> float:
        return float(self.quad[:, 0].max())

    @property
    def top(self) -> float:
        return float(self.quad[:, 1].min())

    @property
    def bottom(self) -> float:
        return float(self.quad[:, 1].max())

    @property
    def height(self) -> float:
        """Of the line itself, however it slopes."""
        return float(np.linalg.norm(self.quad[3] - self.quad[0]))

    @property
    def middle(self) -> tuple[float, float]:
        return float(self.quad[:, 0].mean()), float(self.quad[:, 1].mean())


class Engine:
    """The models of one process; not for several threads at once."""

    def __init__(self) -> None:
        silence_telemetry()
        import rapidocr

        ocr: Any = rapidocr.RapidOCR(
            params={
                "Global.log_level": "critical",
                "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )
        self._detector: Any = ocr._load_det_model()
        self._direction: Any = ocr._load_cls_model()
        self._recogniser: Any = ocr._load_rec_model()
        characters: list[str] = self._recogniser.postprocess_op.character
        self._characters = np.array(characters, dtype=object)
        self._traditional = np.array(
            [_is_in("big5", c) and not _is_in("gb2312", c) for c in characters]
        )
        self._simplified = np.array(
            [_is_in("gb2312", c) and not _is_in("big5", c) for c in characters]
        )
        self._index = {char: index for index, char in reversed(list(enumerate(characters)))}

    def detect(self, pixels: Pixels, shorter_side: int) -> list[Quad]:
        """The four corners of each line of text, from the top down; the picture is brought to
        `shorter_side` first."""
        height, width = pixels.shape[:2]
        factor = shorter_side / min(height, width)
        self._detector.limit_side_len = shorter_side
        small = pixels
        if factor < 1:
            small = cv2.resize(
                pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA
            ).astype(np.uint8, copy=False)
        found = self._detector(small)
        if found.boxes is None:
            return []
        scale = np.array([width / small.shape[1], height / small.shape[0]])
        return [np.asarray(box, np.float64) * scale for box in found.boxes]

    def upside_down(self, crops: Sequence[Pixels]) -> float:
        """How surely the lines stand on their heads: -1 not at all to 1 surely."""
        if not crops:
            return 0.0
        votes = self._direction(list(crops)).cls_res
        return float(sum(odds if label == "180" else -odds for label, odds in votes) / len(votes))

    def odds(self, crops: Sequence[Pixels]) -> list[Odds]:
        """The recogniser's answer for each crop, cut to the crop's own width."""
        answers: list[Odds] = [np.zeros((0, 0), np.float32)] * len(crops)
        widths = [_width_of(crop) for crop in crops]
        order = sorted(range(len(crops)), key=widths.__getitem__)
        while order:
            widest = max(NARROWEST, math.ceil(widths[order[0]] * 1.1 / 32) * 32)
            batch = [index for index in order[:TOGETHER] if widths[index] <= widest]
            order = order[len(batch) :]
            room = math.ceil(max(widths[batch[-1]], NARROWEST) / STEP) * STEP
            blob = np.zeros((len(batch), 3, HEIGHT, room), np.float32)
            for row, index in enumerate(batch):
                line = cv2.resize(crops[index], (widths[index], HEIGHT)).astype(np.float32)
                blob[row, :, :, : widths[index]] = line.transpose(2, 0, 1) / 127.5 - 1
            answer = self._recogniser.session(blob)
            for row, index in enumerate(batch):
                steps = min(math.ceil(widths[index] / STEP) + 1, answer.shape[1])
                answers[index] = answer[row, :steps].copy()
        return answers

    def spell(self, odds: Odds, alphabet: str = "") -> RecognisedText:
        """The likeliest characters of `odds`; of `alphabet` only, if one is given. Its probability
        is that among all characters, so a character outside of `alphabet` shows as a low one."""
        if not odds.size:
            return RecognisedText("")
        if alphabet:
            allowed = np.array([0, *sorted({self._index[c] for c in alphabet if c in self._index})])
            part = odds[:, allowed]
            best, value = allowed[part.argmax(axis=1)], part.max(axis=1)
        else:
            best = odds.argmax(axis=1)
            value = odds.max(axis=1)
            for at in np.nonzero(self._traditional[best])[0]:
                other = np.argmax(odds[at] * self._simplified)
                if odds[at, other] > SIMPLIFIED * value[at]:
                    best[at], value[at] = other, value[at] + odds[at, other]
        chars: list[str] = []
        likely: list[float] = []
        places: list[float] = []
        previous = 0
        for step, (index, odd) in enumerate(zip(best.tolist(), value.tolist(), strict=True)):
            if index and index == previous:
                likely[-1] = max(likely[-1], odd)
            elif index:
                chars.append(str(self._characters[index]))
                likely.append(odd)
                places.append((step + 0.5) / len(odds))
            previous = index
        return RecognisedText("".join(chars), tuple(likely), tuple(places))

    def read(self, crops: Sequence[Pixels], alphabet: str = "") -> list[RecognisedText]:
        return [self.spell(odds, alphabet) for odds in self.odds(crops)]


@cache
def engine() -> Engine:
    """The one engine of this process, made when first needed (about a second)."""
    return Engine()


def cut(pixels: Pixels, quad: Quad, grow: float = 0.0) -> Pixels:
    """The patch of `pixels` inside `quad` laid flat, grown by `grow` of its height on every side."""
    along, down = quad[1] - quad[0], quad[3] - quad[0]
    width, height = float(np.linalg.norm(along)), float(np.linalg.norm(down))
    if grow:
        across = along / max(width, 1) * height * grow
        below = down * grow
        quad = quad + np.array([-across - below, across - below, across + below, below - across])
        width, height = width + 2 * height * grow, height * (1 + 2 * grow)
    size = max(8, round(width)), max(8, round(height))
    flat = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), flat)
    patch = cv2.warpPerspective(
        pixels, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return patch.astype(np.uint8, copy=False)


def _is_in(charset: str, char: str) -> bool:
    """Whether an old character set has `char`: GB 2312 the simplified forms, Big5 the traditional."""
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _width_of(crop: Pixels) -> int:
    height, width = crop.shape[:2]
    return int(np.clip(math.ceil(HEIGHT * width / height), 16, WIDEST))
