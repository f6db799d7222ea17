"""A card to draw on with Pillow, its fonts and its ground."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import reportlab
from PIL import Image, ImageDraw, ImageFont

from app.paths import RESOURCES

FONTS = RESOURCES / "fonts"
SANS, BOLD, SERIF = (
    FONTS / name for name in ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "HanaMinB.ttf")
)
VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
VERA_BOLD = VERA.with_name("VeraBd.ttf")
Truth = dict[str, str]
Color = tuple[int, int, int]
BLUES: list[Color] = [(60, 110, 170), (30, 80, 140), (90, 140, 180), (70, 130, 160)]
INKS: list[Color] = [(0, 0, 0), (20, 20, 20), (40, 40, 45), (10, 20, 60), (60, 50, 50)]


@lru_cache(maxsize=256)
def font(path: Path, px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), px)


@dataclass
class Card:
    """A face being drawn: `unit` pixels to a millimetre."""

    image: Image.Image
    unit: float
    pen: ImageDraw.ImageDraw

    @classmethod
    def blank(cls, width: float, height: float, unit: float, color: Color) -> Card:
        image = Image.new("RGB", (round(width * unit), round(height * unit)), color)
        return cls(image, unit, ImageDraw.Draw(image))

    def say(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        path: Path,
        ink: Color,
        spread: float = 0.0,
    ) -> float:
        """Text whose middle is at `y`; gives where it ends. `spread`: more between characters."""
        px = max(8, round(size * self.unit))
        for char in text:
            face = font(_with(char, path), px)
            self.pen.text((x * self.unit, y * self.unit), char, ink, face, anchor="lm")
            x += face.getlength(char) / self.unit + spread
        return x


def _with(char: str, path: Path) -> Path:
    """The font, or the one that has the character: the second ships rare ones only."""
    if ord(char) > 0x2FF:
        return SERIF if ord(char) > 0xFFFF else path if path in (SANS, BOLD) else SANS
    return path


def ground(card: Card, chance: random.Random) -> None:
    """Plain, a flow of two tints, or a pattern of thin lines."""
    width, height = card.image.size
    form = chance.choice(("plain", "flow", "lines", "waves"))
    if form == "plain":
        return
    light: list[Color] = [tuple(chance.randrange(205, 250) for _ in range(3)) for _ in range(2)]  # type: ignore[misc]
    flow = Image.linear_gradient("L").resize((width, height))
    if chance.random() < 0.5:
        flow = Image.linear_gradient("L").rotate(90).resize((width, height))
    card.image.paste(Image.composite(Image.new("RGB", (width, height), light[0]),
                                     Image.new("RGB", (width, height), light[1]), flow))  # fmt: skip
    tone: Color = tuple(value - chance.randrange(8, 22) for value in light[0])  # type: ignore[assignment]
    step = max(4, round(chance.uniform(0.8, 2.5) * card.unit))
    if form == "lines":
        for x in range(-height, width, step):
            card.pen.line((x, 0, x + height, height), tone, 1)
    elif form == "waves":
        for y in range(0, height, step):
            card.pen.arc((-width // 2, y, width * 3 // 2, y + height), 200, 340, tone, 1)
