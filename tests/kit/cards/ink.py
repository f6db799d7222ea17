"""A sheet to print a card on, measured in millimetres, and the styles of printing."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import cv2
import numpy as np
import reportlab
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from app.paths import RESOURCES
from tests.kit.cards import strokes

Color = tuple[int, int, int]
"""blue, green, red"""
Box = tuple[float, float, float, float]
"""x, y, width, height in millimetres"""
Canvas = NDArray[np.uint8]

FONTS = RESOURCES / "fonts"
REGULAR = FONTS / "NotoSansSC-Regular.ttf"
BOLD = FONTS / "NotoSansSC-Bold.ttf"
RARE = FONTS / "HanaMinB.ttf"
LATIN = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
LATIN_BOLD = LATIN.with_name("VeraBd.ttf")


@dataclass(frozen=True)
class Style:
    """How one machine printed one card."""

    font: Path = REGULAR
    weight: float = 0.0
    """width of an outline around each character, in shares of its size"""
    stretch: float = 1.0
    slant: float = 0.0
    size: float = 1.0
    dark: int = 30
    number_pen: float = 1.7
    number_font: bool = False
    """the number in the text's font instead of OCR-B strokes"""
    shift: tuple[float, float] = (0.0, 0.0)
    """how far the values stand off their labels, millimetres"""

    @property
    def ink(self) -> Color:
        return (self.dark + 6, self.dark + 2, self.dark)


def style(chance: random.Random) -> Style:
    """A machine within what offices accept."""
    bold = chance.random() < 0.3
    return Style(
        font=BOLD if bold else REGULAR,
        weight=0.0 if bold else chance.choice((0.0, 0.0, 0.01, 0.02)),
        stretch=chance.uniform(0.9, 1.06),
        slant=chance.choice((0.0, 0.0, 0.0, chance.uniform(-0.06, 0.1))),
        size=chance.uniform(0.93, 1.07),
        dark=chance.randrange(10, 75),
        number_pen=chance.uniform(1.6, 2.3),
        number_font=chance.random() < 0.2,
        shift=(chance.uniform(-0.6, 0.6), chance.uniform(-0.5, 0.5)),
    )


@dataclass
class Sheet:
    """The card's face: `scale` pixels to a millimetre; `values` are the places of what it says."""

    width: float
    height: float
    scale: float
    pixels: Canvas = field(init=False)
    values: list[Box] = field(default_factory=list)

    def __post_init__(self) -> None:
        shape = (round(self.height * self.scale), round(self.width * self.scale), 3)
        self.pixels = np.full(shape, 255, np.uint8)

    def text(
        self, x: float, y: float, text: str, size: float, look: Style, *,
        color: Color | None = None, track: float = 0.0, font: Path | None = None, value: bool = False,
    ) -> float:  # fmt: skip
        """Print with the middle of the line at `y`; gives the x where the text ends."""
        began, color = x, color or look.ink
        px = max(6, round(size * look.size * self.scale))
        for char in text:
            if char != " ":
                self._stamp(x, y, _letter(char, px, font or look.font, look), color)
            x += _advance(char, px, font or look.font) / self.scale * look.stretch + track * size
        if value:
            self.values.append((began, y - size * 0.6, x - began, size * 1.2))
        return x

    def number(
        self, x: float, y: float, text: str, height: float, look: Style, *,
        pitch: float = 0.0, color: Color | None = None, value: bool = True,
    ) -> float:  # fmt: skip
        """Print in OCR-B; `pitch` is the width of a character, by itself what the height asks."""
        began, color = x, color or look.ink
        pitch = pitch or height * strokes.PITCH / strokes.CELL
        px = max(6, round(height * self.scale))
        for char in text:
            self._stamp(x + 0.15 * pitch, y, strokes.glyph(char, px, look.number_pen), color)
            x += pitch
        if value:
            self.values.append((began, y - height, x - began, height * 2))
        return x

    def _stamp(self, x: float, y: float, mask: Canvas, color: Color) -> None:
        """Lay `mask` on the sheet in `color`, its middle at `y`."""
        left, top = round(x * self.scale), round(y * self.scale - mask.shape[0] / 2)
        x0, y0 = max(left, 0), max(top, 0)
        x1 = min(left + mask.shape[1], self.pixels.shape[1])
        y1 = min(top + mask.shape[0], self.pixels.shape[0])
        if x1 <= x0 or y1 <= y0:
            return
        part = mask[y0 - top : y1 - top, x0 - left : x1 - left, None].astype(np.float32) / 255
        under = self.pixels[y0:y1, x0:x1]
        self.pixels[y0:y1, x0:x1] = (under * (1 - part) + np.array(color) * part).astype(np.uint8)

    def shape(self, points: Iterable[tuple[float, float]], color: Color) -> None:
        """Fill a polygon."""
        corners = np.array([(x * self.scale, y * self.scale) for x, y in points])
        cv2.fillPoly(self.pixels, [np.round(corners * 16).astype(np.int32)], color, cv2.LINE_AA, 4)

    def oval(self, x: float, y: float, rx: float, ry: float, color: Color, line: float = 0) -> None:
        """An ellipse around (x, y), filled or as a ring `line` millimetres wide."""
        s = self.scale
        pen = max(1, round(line * s)) if line else -1
        center, axes = (round(x * s), round(y * s)), (round(rx * s), round(ry * s))
        cv2.ellipse(self.pixels, center, axes, 0, 0, 360, color, pen, cv2.LINE_AA)


@cache
def _known(char: str, path: Path) -> bool:
    """Whether the font draws the character otherwise than one that no font has."""
    face = _font(path, 24)
    return bytes(face.getmask(char)) != bytes(face.getmask("\uffff"))


@lru_cache(maxsize=64)
def _font(path: Path, px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), px)


def _face(char: str, px: int, path: Path) -> ImageFont.FreeTypeFont:
    """The font, or another of the shipped ones that has the character."""
    for one in (path, REGULAR, RARE):
        if char == " " or _known(char, one):
            return _font(one, px)
    raise ValueError(f"no shipped font has U+{ord(char):04X}")


def _advance(char: str, px: int, path: Path) -> float:
    return float(_face(char, px, path).getlength(char))


@lru_cache(maxsize=4096)
def _letter(char: str, px: int, path: Path, look: Style) -> Canvas:
    """The character's mask, the middle of its line in the middle."""
    face = _face(char, px, path)
    pad = px // 4
    size = (int(face.getlength(char)) + 2 * pad, int(px * 1.6) + 2 * pad)
    image = Image.new("L", size)
    pen = ImageDraw.Draw(image)
    pen.text((pad, size[1] / 2), char, 255, face, anchor="lm", stroke_width=look.weight * px)
    mask = np.asarray(image)
    if look.stretch != 1 or look.slant:
        shear = np.array([[look.stretch, -look.slant, look.slant * size[1] / 2], [0, 1, 0]])
        wide = (int(size[0] * look.stretch) + pad, size[1])
        mask = np.asarray(cv2.warpAffine(mask, shear, wide, flags=cv2.INTER_AREA), np.uint8)
    return mask[:, int(pad * look.stretch) :]
