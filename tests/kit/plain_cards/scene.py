"""Laying drawn cards on tables, as seen from anywhere: perspective, shadows, light and sensor."""

from __future__ import annotations

import math
import random

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from tests.kit.plain_cards.sheet import SANS, VERA, font

Points = list[tuple[float, float]]


def resized(image: Image.Image, width: float) -> Image.Image:
    """With a long side of `width`."""
    factor = width / max(image.size)
    return image.resize(
        (round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS
    )


def whole(image: Image.Image) -> Points:
    w, h = image.size
    return [(0, 0), (w, 0), (w, h), (0, h)]


def rounded(size: tuple[int, int], share: float) -> Image.Image:
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), share * size[0], 255)
    return mask


def turned(width: float, height: float, turn: float, middle: tuple[float, float]) -> Points:
    c, s = math.cos(turn), math.sin(turn)
    flat = [
        (-width / 2, -height / 2),
        (width / 2, -height / 2),
        (width / 2, height / 2),
        (-width / 2, height / 2),
    ]
    return [(middle[0] + x * c - y * s, middle[1] + x * s + y * c) for x, y in flat]


def lay(
    sheet: Image.Image,
    image: Image.Image,
    corners: Points,
    shadow: float = 0.3,
    round_by: float = 0.037,
) -> None:
    """The card into the sheet with its four corners where they belong."""
    coefficients = throw(corners, whole(image))
    if max(image.size) > 2.2 * extent(corners):  # against stairs
        image = resized(image, 1.6 * extent(corners))
        coefficients = throw(corners, whole(image))
    way, how = Image.Transform.PERSPECTIVE, Image.Resampling.BICUBIC
    mask = rounded(image.size, round_by if image.width / image.height < 1.7 else 0).transform(
        sheet.size, way, coefficients, how
    )
    if shadow:
        dark = ImageChops.offset(
            mask, round(extent(corners) * 0.008), round(extent(corners) * 0.01)
        )
        dark = dark.filter(ImageFilter.GaussianBlur(extent(corners) * 0.008)).point(
            lambda v: v * shadow
        )
        sheet.paste((20, 20, 20), (0, 0), dark)
    sheet.paste(image.transform(sheet.size, way, coefficients, how), (0, 0), mask)


def extent(corners: Points) -> float:
    return max(math.dist(corners[n - 1], corners[n]) for n in range(4))


def throw(seen: Points, flat: Points) -> list[float]:
    """Pillow's eight figures that bring the picture's points to the card's."""
    rows, values = [], []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [
        float(value) for value in np.linalg.solve(np.array(rows, float), np.array(values, float))
    ]


def seen(width: float, height: float, chance: random.Random, steep: float, size: tuple[int, int], share: float,
          turn: float) -> Points:  # fmt: skip
    """The corners of a card that leans by up to `steep` degrees, within a picture of `size`."""
    lean, way = math.radians(chance.uniform(0.4, 1) * steep), chance.uniform(0, 2 * math.pi)
    axis = np.array([math.cos(way), math.sin(way), 0.0])
    cross = np.array([[0, 0, axis[1]], [0, 0, -axis[0]], [-axis[1], axis[0], 0]])
    rotation = np.eye(3) + math.sin(lean) * cross + (1 - math.cos(lean)) * cross @ cross
    points = np.array([(x, y, 0.0) for x, y in turned(width, height, turn, (0, 0))]) @ rotation.T
    far = chance.uniform(2.2, 4.5) * width
    thrown = points[:, :2] / (1 + points[:, 2:] / far)
    low, high = thrown.min(0), thrown.max(0)
    scale = share * min(size[0] / (high - low)[0], size[1] / (high - low)[1])
    room = np.array(size) - scale * (high - low)
    at = room * [chance.uniform(0.1, 0.9), chance.uniform(0.1, 0.9)]
    return [(float(x), float(y)) for x, y in (thrown - low) * scale + at]


def table(size: tuple[int, int], kind: str, chance: random.Random) -> Image.Image:
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
                    font(VERA, max(8, step // 3)),
                )
    elif kind == "papers":
        for _ in range(4):
            corner = (chance.uniform(0, w), chance.uniform(0, h))
            box = turned(w * 0.45, h * 0.5, chance.uniform(0, 6), corner)
            pen.polygon(box, fill=(chance.randrange(225, 255),) * 3, outline=(160, 160, 160))
        for n in range(14):
            text = "".join(chance.choices("办理业务请携带有效证件原件并妥善保管凭条", k=14))
            pen.text(
                (w * 0.04, h * (0.03 + n * 0.07)),
                text,
                (90, 90, 90),
                font(SANS, max(10, w // 60)),
            )
    return picture


def camera(
    picture: Image.Image, chance: random.Random, noise: float, dark: float, blur: float
) -> Image.Image:
    """Light, focus and sensor."""
    picture = ImageEnhance.Brightness(picture).enhance(dark).filter(ImageFilter.GaussianBlur(blur))
    pixels = np.asarray(picture, np.int16)
    sensor = np.random.default_rng(chance.getrandbits(32)).normal(0, noise, pixels.shape)
    return Image.fromarray(np.clip(pixels + sensor, 0, 255).astype(np.uint8))
