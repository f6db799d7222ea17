"""How the documents are laid, lit, photographed and scanned; each way one class of trouble."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable
from typing import Any

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from tests.helpers.cards.sample import Sample
from tests.helpers.plain_cards import faces

Points = list[tuple[float, float]]
Picture = tuple[Image.Image, Points]


def make(seed: int, way: str, kind: str | None = None) -> Sample:
    """The sample number `seed` of a way, always the same."""
    chance = random.Random(f"{way} {seed}")
    known = [face for face in faces.FACES if kind in (None, face[0])]
    code, face, _, draw = chance.choices(known, [one[2] for one in known])[0]
    large = code == "business_licence"
    unit = chance.uniform(5.5, 7.5) if large else chance.uniform(14, 18)
    card, truth = draw(unit, chance)
    image, corners, options = WAYS[way](card.image, unit, chance)
    made = io.BytesIO()
    image.save(made, **{"format": "JPEG", "quality": 88, **options})
    a, b, c, d = corners
    return Sample(made.getvalue(), code, face, truth, (a, b, c, d))


def _size(image: Image.Image, width: float) -> Image.Image:
    """With a long side of `width`."""
    factor = width / max(image.size)
    return image.resize(
        (round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS
    )


def _whole(image: Image.Image) -> Points:
    w, h = image.size
    return [(0, 0), (w, 0), (w, h), (0, h)]


Way = Callable[[Image.Image, float, random.Random], tuple[Image.Image, Points, dict[str, Any]]]


def exact(
    image: Image.Image, unit: float, chance: random.Random
) -> tuple[Image.Image, Points, dict[str, Any]]:
    """The picture is the card, no edge is seen."""
    image = _size(image, chance.choice((1011, 1280, 1600, 2000)))
    return image, _whole(image), {"format": chance.choice(("JPEG", "PNG"))}


def small(
    image: Image.Image, unit: float, chance: random.Random
) -> tuple[Image.Image, Points, dict[str, Any]]:
    """The card alone on few pixels."""
    large = image.width / unit > 100
    image = _size(image, chance.choice((900, 1000)) if large else chance.choice((560, 640, 720)))
    return image, _whole(image), {"quality": 92}


def on_side(
    image: Image.Image, unit: float, chance: random.Random
) -> tuple[Image.Image, Points, dict[str, Any]]:
    """The card alone, turned by a quarter, a half or three quarters."""
    image = _size(image, chance.choice((1011, 1400)))
    quarters = chance.randrange(1, 4)
    corners = _whole(image)
    turned = image.rotate(90 * quarters, expand=True)
    around = _whole(turned)
    return turned, [around[(n - quarters) % 4] for n in range(len(corners))], {}


def flat(
    image: Image.Image, unit: float, chance: random.Random
) -> tuple[Image.Image, Points, dict[str, Any]]:
    """Pasted on one colour, without any camera."""
    image = _size(image, chance.choice((700, 1000, 1300)))
    w, h = image.size
    room = [chance.uniform(0.05, 0.5) for _ in range(4)]
    color = chance.choice(
        [(255, 255, 255), (128, 128, 128), (0, 0, 0), (240, 240, 240), (90, 120, 160)]
    )
    sheet = Image.new(
        "RGB", (round(w * (1 + room[0] + room[1])), round(h * (1 + room[2] + room[3]))), color
    )
    at = round(w * room[0]), round(h * room[2])
    sheet.paste(image, at, _rounded(image.size, chance.choice((0.0, 0.037))))
    return (
        sheet,
        [(x + at[0], y + at[1]) for x, y in _whole(image)],
        {"format": chance.choice(("JPEG", "PNG"))},
    )


def see_through(
    image: Image.Image, unit: float, chance: random.Random
) -> tuple[Image.Image, Points, dict[str, Any]]:
    """A PNG whose rounded corners are transparent."""
    image = _size(image, 1012)
    image.putalpha(_rounded(image.size, 0.037))
    return image, _whole(image), {"format": "PNG"}


def _rounded(size: tuple[int, int], share: float) -> Image.Image:
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), share * size[0], 255)
    return mask


def scan(
    image: Image.Image, unit: float, chance: random.Random
) -> tuple[Image.Image, Points, dict[str, Any]]:
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
    corners = _turned(width, height, turn, middle)
    _lay(sheet, image, corners, shadow=chance.choice((0.0, 0.0, 0.25)))
    return (
        sheet.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 0.8))),
        corners,
        {"quality": 90},
    )


def _turned(width: float, height: float, turn: float, middle: tuple[float, float]) -> Points:
    c, s = math.cos(turn), math.sin(turn)
    flat = [
        (-width / 2, -height / 2),
        (width / 2, -height / 2),
        (width / 2, height / 2),
        (-width / 2, height / 2),
    ]
    return [(middle[0] + x * c - y * s, middle[1] + x * s + y * c) for x, y in flat]


def _lay(
    sheet: Image.Image,
    image: Image.Image,
    corners: Points,
    shadow: float = 0.3,
    round_by: float = 0.037,
) -> None:
    """The card into the sheet with its four corners where they belong."""
    coefficients = _throw(corners, _whole(image))
    if max(image.size) > 2.2 * _extent(corners):  # against stairs
        image = _size(image, 1.6 * _extent(corners))
        coefficients = _throw(corners, _whole(image))
    way, how = Image.Transform.PERSPECTIVE, Image.Resampling.BICUBIC
    mask = _rounded(image.size, round_by if image.width / image.height < 1.7 else 0).transform(
        sheet.size, way, coefficients, how
    )
    if shadow:
        dark = ImageChops.offset(
            mask, round(_extent(corners) * 0.008), round(_extent(corners) * 0.01)
        )
        dark = dark.filter(ImageFilter.GaussianBlur(_extent(corners) * 0.008)).point(
            lambda v: v * shadow
        )
        sheet.paste((20, 20, 20), (0, 0), dark)
    sheet.paste(image.transform(sheet.size, way, coefficients, how), (0, 0), mask)


def _extent(corners: Points) -> float:
    return max(math.dist(corners[n - 1], corners[n]) for n in range(4))


def _throw(seen: Points, flat: Points) -> list[float]:
    """Pillow's eight figures that bring the picture's points to the card's."""
    rows, values = [], []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [
        float(value) for value in np.linalg.solve(np.array(rows, float), np.array(values, float))
    ]


def _seen(width: float, height: float, chance: random.Random, steep: float, size: tuple[int, int], share: float,
          turn: float) -> Points:  # fmt: skip
    """The corners of a card that leans by up to `steep` degrees, within a picture of `size`."""
    lean, way = math.radians(chance.uniform(0.4, 1) * steep), chance.uniform(0, 2 * math.pi)
    axis = np.array([math.cos(way), math.sin(way), 0.0])
    cross = np.array([[0, 0, axis[1]], [0, 0, -axis[0]], [-axis[1], axis[0], 0]])
    rotation = np.eye(3) + math.sin(lean) * cross + (1 - math.cos(lean)) * cross @ cross
    points = np.array([(x, y, 0.0) for x, y in _turned(width, height, turn, (0, 0))]) @ rotation.T
    far = chance.uniform(2.2, 4.5) * width
    thrown = points[:, :2] / (1 + points[:, 2:] / far)
    low, high = thrown.min(0), thrown.max(0)
    scale = share * min(size[0] / (high - low)[0], size[1] / (high - low)[1])
    room = np.array(size) - scale * (high - low)
    at = room * [chance.uniform(0.1, 0.9), chance.uniform(0.1, 0.9)]
    return [(float(x), float(y)) for x, y in (thrown - low) * scale + at]


def _table(size: tuple[int, int], kind: str, chance: random.Random) -> Image.Image:
    """What the card lies on."""
    noise = np.random.default_rng(chance.getrandbits(32))
    w, h = size
    if kind == "wood":
        grain = noise.normal(0, 1, (h // 3 + 1, 6))
        grain = np.cumsum(grain, axis=0)
        grain = (grain - np.linspace(grain[0], grain[-1], len(grain))) * 2.2
        tone = np.clip(np.array(chance.choice([(150, 105, 66), (196, 160, 118), (92, 60, 40)]))
                       + np.repeat(grain.mean(1)[:, None, None], 2, 1) * 3, 0, 255)  # fmt: skip
        picture = Image.fromarray(tone.astype(np.uint8)).resize(size, Image.Resampling.BICUBIC)
        return picture if chance.random() < 0.5 else picture.rotate(90).resize(size)
    if kind == "checks":
        step = round(w * chance.uniform(0.015, 0.05))
        first, second = ([chance.randrange(60, 240) for _ in range(3)] for _ in range(2))
        ys, xs = np.mgrid[0:h, 0:w]
        return Image.fromarray(
            np.where(((ys // step + xs // step) % 2)[..., None], first, second).astype(np.uint8)
        )
    picture = Image.new(
        "RGB",
        size,
        chance.choice([(225, 225, 222), (60, 62, 66), (170, 150, 130), (110, 130, 120)]),
    )
    pen = ImageDraw.Draw(picture)
    if kind == "keys":
        step = round(w * chance.uniform(0.05, 0.08))
        for y in range(0, h, step):
            for x in range(-(y // step % 3) * step // 3, w, step):
                pen.rounded_rectangle(
                    (x + 3, y + 3, x + step - 5, y + step - 5), step * 0.12, (44, 44, 48)
                )
                letter = chance.choice("QWERTYUIOPASDFGHJKLZXCVBNM1234567890")
                pen.text(
                    (x + step // 3, y + step // 4),
                    letter,
                    (225, 225, 225),
                    faces.font(faces.VERA, max(8, step // 3)),
                )
    elif kind == "papers":
        for _ in range(4):
            corner = (chance.uniform(0, w), chance.uniform(0, h))
            box = _turned(w * 0.45, h * 0.5, chance.uniform(0, 6), corner)
            pen.polygon(box, fill=(chance.randrange(225, 255),) * 3, outline=(160, 160, 160))
        for n in range(14):
            text = "".join(chance.choices("办理业务请携带有效证件原件并妥善保管凭条", k=14))
            pen.text(
                (w * 0.04, h * (0.03 + n * 0.07)),
                text,
                (90, 90, 90),
                faces.font(faces.SANS, max(10, w // 60)),
            )
    return picture


def _camera(
    picture: Image.Image, chance: random.Random, noise: float, dark: float, blur: float
) -> Image.Image:
    """Light, focus and sensor."""
    picture = ImageEnhance.Brightness(picture).enhance(dark).filter(ImageFilter.GaussianBlur(blur))
    pixels = np.asarray(picture, np.int16)
    sensor = np.random.default_rng(chance.getrandbits(32)).normal(0, noise, pixels.shape)
    return Image.fromarray(np.clip(pixels + sensor, 0, 255).astype(np.uint8))


def _photo(
    image: Image.Image, unit: float, chance: random.Random, *, table: str | None = None,
    steep: float = 12, size: int = 2000, share: float = 0.75, noise: float = 3.0, dark: float = 1.0,
    blur: float = 0.7, any_way: bool = False,
) -> Picture:  # fmt: skip
    extent = (size, size * 3 // 4) if image.width >= image.height else (size * 3 // 4, size)
    kind = table or chance.choice(("wood", "checks", "keys", "papers", "plain"))
    sheet = _table(extent, kind, chance)
    turn = chance.uniform(0, 2 * math.pi) if any_way else chance.uniform(-0.15, 0.15)
    corners = _seen(image.width, image.height, chance, steep, extent, share, turn)
    _lay(sheet, image, corners)
    return _camera(sheet, chance, noise, dark, blur), corners


def desk(
    image: Image.Image, unit: float, chance: random.Random
) -> tuple[Image.Image, Points, dict[str, Any]]:
    """An ordinary photo on wood, cloth, keys or papers."""
    return *_photo(image, unit, chance), {"quality": 80}


def steep(
    image: Image.Image, unit: float, chance: random.Random
) -> tuple[Image.Image, Points, dict[str, Any]]:
    """From the side by up to 35 degrees, any way round."""
    return *_photo(image, unit, chance, steep=35, any_way=True, share=0.85), {"quality": 75}


def dim(
    image: Image.Image, unit: float, chance: random.Random
) -> tuple[Image.Image, Points, dict[str, Any]]:
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


def moire(
    image: Image.Image, unit: float, chance: random.Random
) -> tuple[Image.Image, Points, dict[str, Any]]:
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


def held(
    image: Image.Image, unit: float, chance: random.Random
) -> tuple[Image.Image, Points, dict[str, Any]]:
    """A thumb over a corner that says nothing, and a shadow across."""
    picture, corners = _photo(image, unit, chance, share=0.7)
    pen = ImageDraw.Draw(picture)
    x, y = corners[chance.choice((1, 1, 2))]
    r = _extent(corners) * 0.05
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


def far(
    image: Image.Image, unit: float, chance: random.Random
) -> tuple[Image.Image, Points, dict[str, Any]]:
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


def copied(
    image: Image.Image, unit: float, chance: random.Random
) -> tuple[Image.Image, Points, dict[str, Any]]:
    """A photo of a copy in black and white: the card's ground is nearly gone."""
    grey = ImageEnhance.Contrast(image.convert("L")).enhance(1.7)
    grey = ImageEnhance.Brightness(grey).enhance(1.15).convert("RGB")
    extent = (2000, 1500)
    sheet = Image.new("RGB", extent, (chance.randrange(225, 250),) * 3)
    corners = _seen(
        image.width,
        image.height,
        chance,
        10,
        extent,
        chance.uniform(0.5, 0.8),
        chance.uniform(-0.1, 0.1),
    )
    _lay(sheet, grey, corners, shadow=0.0)
    ImageDraw.Draw(sheet).line([*corners, corners[0]], (170, 170, 170), 2)
    return _camera(sheet, chance, 4, chance.uniform(0.7, 1.0), 0.8), corners, {"quality": 75}


def stored_turned(
    image: Image.Image, unit: float, chance: random.Random
) -> tuple[Image.Image, Points, dict[str, Any]]:
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
