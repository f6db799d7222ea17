"""How the documents are laid, lit, photographed and scanned; each way one class of trouble."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from tests.kit.cards.sample import Sample
from tests.kit.plain_cards import pages, scene
from tests.kit.plain_cards.scene import Points

Taken = tuple[Image.Image, Points, dict[str, Any]]
"""A picture, the card's corners on it, how it is to be saved."""
Way = Callable[[Image.Image, float, random.Random], Taken]


def make(seed: int, way: str, kind: str | None = None) -> Sample:
    """The sample number `seed` of a way, always the same."""
    chance = random.Random(f"{way} {seed}")
    known = [face for face in pages.FACES if kind in (None, face[0])]
    code, face, _, draw = chance.choices(known, [one[2] for one in known])[0]
    large = code == "business_licence"
    unit = chance.uniform(5.5, 7.5) if large else chance.uniform(14, 18)
    card, truth = draw(unit, chance)
    image, corners, options = WAYS[way](card.image, unit, chance)
    made = io.BytesIO()
    image.save(made, **{"format": "JPEG", "quality": 88, **options})
    a, b, c, d = corners
    return Sample(made.getvalue(), code, face, truth, (a, b, c, d))


def exact(image: Image.Image, unit: float, chance: random.Random) -> Taken:
    """The picture is the card, no edge is seen."""
    image = scene.resized(image, chance.choice((1011, 1280, 1600, 2000)))
    return image, scene.whole(image), {"format": chance.choice(("JPEG", "PNG"))}


def small(image: Image.Image, unit: float, chance: random.Random) -> Taken:
    """The card alone on few pixels."""
    large = image.width / unit > 100
    image = scene.resized(
        image, chance.choice((900, 1000)) if large else chance.choice((560, 640, 720))
    )
    return image, scene.whole(image), {"quality": 92}


def on_side(image: Image.Image, unit: float, chance: random.Random) -> Taken:
    """The card alone, turned by a quarter, a half or three quarters."""
    image = scene.resized(image, chance.choice((1011, 1400)))
    quarters = chance.randrange(1, 4)
    corners = scene.whole(image)
    turned = image.rotate(90 * quarters, expand=True)
    around = scene.whole(turned)
    return turned, [around[(n - quarters) % 4] for n in range(len(corners))], {}


def flat(image: Image.Image, unit: float, chance: random.Random) -> Taken:
    """Pasted on one colour, without any camera."""
    image = scene.resized(image, chance.choice((700, 1000, 1300)))
    w, h = image.size
    room = [chance.uniform(0.05, 0.5) for _ in range(4)]
    color = chance.choice(
        [(255, 255, 255), (128, 128, 128), (0, 0, 0), (240, 240, 240), (90, 120, 160)]
    )
    sheet = Image.new(
        "RGB", (round(w * (1 + room[0] + room[1])), round(h * (1 + room[2] + room[3]))), color
    )
    at = round(w * room[0]), round(h * room[2])
    sheet.paste(image, at, scene.rounded(image.size, chance.choice((0.0, 0.037))))
    return (
        sheet,
        [(x + at[0], y + at[1]) for x, y in scene.whole(image)],
        {"format": chance.choice(("JPEG", "PNG"))},
    )


def see_through(image: Image.Image, unit: float, chance: random.Random) -> Taken:
    """A PNG whose rounded corners are transparent."""
    image = scene.resized(image, 1012)
    image.putalpha(scene.rounded(image.size, 0.037))
    return image, scene.whole(image), {"format": "PNG"}


def scan(image: Image.Image, unit: float, chance: random.Random) -> Taken:
    """On a scanner's white bed at 200, 300 or 600 dpi, nearly straight, with a shadow or none."""
    dpi = chance.choice((200, 300, 300, 600)) if image.width / unit < 200 else 200
    scale = dpi / 25.4
    width, height = image.width / unit * scale, image.height / unit * scale
    bed = (210, 297) if width / scale < 205 else (300, 300)
    if chance.random() < 0.4 and width / scale < 130:
        bed = (140, 110)
    sheet = Image.new(
        "RGB", (round(bed[0] * scale), round(bed[1] * scale)), (chance.randrange(244, 256),) * 3
    )
    middle = (chance.uniform(0.5 * width + 9, max(0.5 * width + 10, sheet.width - 0.5 * width - 9)),
              chance.uniform(0.5 * height + 9, max(0.5 * height + 10, sheet.height - 0.5 * height - 9)))  # fmt: skip
    turn = math.radians(chance.uniform(-3, 3)) + chance.choice((0, 0, 0, math.pi))
    corners = scene.turned(width, height, turn, middle)
    scene.lay(sheet, image, corners, shadow=chance.choice((0.0, 0.0, 0.25)))
    return (
        sheet.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 0.8))),
        corners,
        {"quality": 90},
    )


def _photo(
    image: Image.Image, unit: float, chance: random.Random, *, table: str | None = None,
    steep: float = 12, size: int = 2000, share: float = 0.75, noise: float = 3.0, dark: float = 1.0,
    blur: float = 0.7, any_way: bool = False,
) -> tuple[Image.Image, Points]:  # fmt: skip
    extent = (size, size * 3 // 4) if image.width >= image.height else (size * 3 // 4, size)
    kind = table or chance.choice(("wood", "checks", "keys", "papers", "plain"))
    sheet = scene.table(extent, kind, chance)
    turn = chance.uniform(0, 2 * math.pi) if any_way else chance.uniform(-0.15, 0.15)
    corners = scene.seen(image.width, image.height, chance, steep, extent, share, turn)
    scene.lay(sheet, image, corners)
    return scene.camera(sheet, chance, noise, dark, blur), corners


def desk(image: Image.Image, unit: float, chance: random.Random) -> Taken:
    """An ordinary photo on wood, cloth, keys or papers."""
    return *_photo(image, unit, chance), {"quality": 80}


def steep(image: Image.Image, unit: float, chance: random.Random) -> Taken:
    """From the side by up to 35 degrees, any way round."""
    return *_photo(image, unit, chance, steep=35, any_way=True, share=0.85), {"quality": 75}


def dim(image: Image.Image, unit: float, chance: random.Random) -> Taken:
    """Little light, a noisy sensor, hard compression."""
    done = _photo(
        image,
        unit,
        chance,
        noise=9,
        dark=chance.uniform(0.3, 0.55),
        blur=1.0,
        any_way=chance.random() < 0.3,
    )
    return *done, {"quality": chance.randrange(30, 61)}


def moire(image: Image.Image, unit: float, chance: random.Random) -> Taken:
    """Photographed from a screen: stripes all over it."""
    picture, corners = _photo(image, unit, chance, table="plain", share=0.85)
    h, w = picture.height, picture.width
    ys, xs = np.mgrid[0:h, 0:w]
    angle, long = chance.uniform(0, 3), chance.uniform(5, 14)
    stripes = 1 + 0.09 * np.sin((xs * math.cos(angle) + ys * math.sin(angle)) / long * 2 * math.pi)
    stripes *= 1 + 0.05 * np.sin(
        (xs * math.sin(angle) - ys * math.cos(angle)) / (long * 1.3) * 2 * math.pi
    )
    pixels = np.clip(np.asarray(picture) * stripes[..., None], 0, 255).astype(np.uint8)
    return Image.fromarray(pixels), corners, {"quality": 75}


def held(image: Image.Image, unit: float, chance: random.Random) -> Taken:
    """A thumb over a corner that says nothing, and a shadow across."""
    picture, corners = _photo(image, unit, chance, share=0.7)
    pen = ImageDraw.Draw(picture)
    x, y = corners[chance.choice((1, 1, 2))]
    r = scene.extent(corners) * 0.05
    away = 1 if x > picture.width / 2 else -1
    pen.ellipse((x - r, y - r * 0.8, x + r, y + r * 0.8), (214, 168, 140))
    pen.rectangle(sorted_box(x, y - r * 0.8, x + away * r * 9, y + r * 0.8), (214, 168, 140))
    shade = Image.new("L", picture.size)
    edge = chance.uniform(0.3, 0.7) * picture.width
    ImageDraw.Draw(shade).polygon(
        [
            (edge, 0),
            (picture.width, 0),
            (picture.width, picture.height),
            (edge * 0.6, picture.height),
        ],
        110,
    )
    picture.paste((0, 0, 0), (0, 0), shade.filter(ImageFilter.GaussianBlur(chance.uniform(4, 40))))
    return picture, corners, {"quality": 80}


def sorted_box(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def far(image: Image.Image, unit: float, chance: random.Random) -> Taken:
    """Twelve megapixels, the card a small part of them."""
    done = _photo(
        image,
        unit,
        chance,
        size=4000,
        share=chance.uniform(0.3, 0.4),
        any_way=chance.random() < 0.5,
    )
    return *done, {"quality": 85}


def copied(image: Image.Image, unit: float, chance: random.Random) -> Taken:
    """A photo of a copy in black and white: the card's ground is nearly gone."""
    grey = ImageEnhance.Contrast(image.convert("L")).enhance(1.7)
    grey = ImageEnhance.Brightness(grey).enhance(1.15).convert("RGB")
    extent = (2000, 1500)
    sheet = Image.new("RGB", extent, (chance.randrange(225, 250),) * 3)
    corners = scene.seen(
        image.width,
        image.height,
        chance,
        10,
        extent,
        chance.uniform(0.5, 0.8),
        chance.uniform(-0.1, 0.1),
    )
    scene.lay(sheet, grey, corners, shadow=0.0)
    ImageDraw.Draw(sheet).line([*corners, corners[0]], (170, 170, 170), 2)
    return scene.camera(sheet, chance, 4, chance.uniform(0.7, 1.0), 0.8), corners, {"quality": 75}


def stored_turned(image: Image.Image, unit: float, chance: random.Random) -> Taken:
    """As a telephone stores it: on its side, and EXIF says how it was held."""
    picture, corners = _photo(image, unit, chance)
    exif = Image.Exif()
    exif[0x0112] = chance.choice((3, 6, 8))
    back = {
        3: Image.Transpose.ROTATE_180,
        6: Image.Transpose.ROTATE_90,
        8: Image.Transpose.ROTATE_270,
    }
    return picture.transpose(back[exif[0x0112]]), corners, {"exif": exif}


WAYS: dict[str, Way] = {
    "exact": exact, "small": small, "on side": on_side, "flat": flat, "see-through": see_through, "scan": scan,
    "desk": desk, "steep": steep, "dim": dim, "moire": moire, "held": held, "far": far, "copied": copied,
    "stored turned": stored_turned,
}  # fmt: skip
