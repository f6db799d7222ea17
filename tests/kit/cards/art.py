"""What is on a card besides words: tints, guilloche, a drawn placeholder for emblem and portrait."""

from __future__ import annotations

import math
import random

import cv2
import numpy as np

from tests.kit.cards.ink import Box, Color, Sheet

RED: Color = (52, 44, 196)
GOLD: Color = (70, 190, 235)


def tint(sheet: Sheet, left: Color, right: Color, chance: random.Random) -> None:
    """A flow from one light colour to another, a little brighter here and there."""
    height, width = sheet.pixels.shape[:2]
    along = np.linspace(0, 1, width, dtype=np.float32)[None, :, None]
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None, None] * chance.uniform(-0.3, 0.3)
    share = np.clip(along + down, 0, 1)
    flow = np.array(left, np.float32) * (1 - share) + np.array(right, np.float32) * share
    sheet.pixels[:] = np.clip(flow + chance.uniform(-4, 4), 0, 255).astype(np.uint8)


def guilloche(sheet: Sheet, colors: list[Color], chance: random.Random, step: float = 1.1) -> None:
    """Bundles of fine waves over the whole sheet."""
    s = sheet.scale
    x = np.linspace(-1, sheet.width + 1, 260)
    for color in colors:
        phase, long = chance.uniform(0, 6), chance.uniform(9, 30)
        high, bend = chance.uniform(1, 4), chance.uniform(20, 70)
        y = -6.0
        while y < sheet.height + 6:
            wave = y + high * np.sin(x / long * 6 + phase) + 2 * np.sin(x / bend * 6 + y / 9)
            points = np.round(np.stack([x, wave], 1) * s * 16).astype(np.int32)
            cv2.polylines(sheet.pixels, [points], False, color, max(1, int(s / 11)), cv2.LINE_AA, 4)
            y += step * chance.uniform(0.8, 1.2)


def rosette(sheet: Sheet, x: float, y: float, radius: float, color: Color) -> None:
    """A ring of turning curves."""
    turn = np.linspace(0, 2 * math.pi, 400)
    for n in range(9):
        wave = radius * (0.6 + 0.4 * np.sin(7 * turn + n * 0.7))
        ring = np.stack([x + wave * np.cos(turn), y + wave * np.sin(turn)], 1) * sheet.scale
        points = np.round(ring * 16).astype(np.int32)
        cv2.polylines(sheet.pixels, [points], True, color, 1, cv2.LINE_AA, 4)


def star(sheet: Sheet, x: float, y: float, radius: float, color: Color, turn: float = 0.0) -> None:
    """A five-pointed star."""
    points = []
    for n in range(10):
        r = radius if n % 2 == 0 else radius * 0.38
        angle = turn + math.pi * n / 5 - math.pi / 2
        points.append((x + r * math.cos(angle), y + r * math.sin(angle)))
    sheet.shape(points, color)


def emblem(sheet: Sheet, x: float, y: float, radius: float) -> None:
    """A stand-in for the national emblem: a red disc in a golden ring with stars over a gate."""
    sheet.oval(x, y, radius, radius * 1.06, GOLD)
    sheet.oval(x, y, radius * 0.78, radius * 0.83, RED)
    star(sheet, x, y - radius * 0.36, radius * 0.24, GOLD)
    for n in range(4):
        angle = math.radians(200 + n * 47)
        star(sheet, x + radius * 0.55 * math.cos(angle),
             y + radius * 0.2 + radius * 0.5 * math.sin(angle), radius * 0.1, GOLD)  # fmt: skip
    _bar(sheet, (x - radius * 0.5, y + radius * 0.2, radius, radius * 0.14), GOLD)
    _bar(sheet, (x - radius * 0.36, y + radius * 0.36, radius * 0.72, radius * 0.2), GOLD)
    sheet.oval(x, y + radius * 0.92, radius * 0.26, radius * 0.16, RED)


def wall(sheet: Sheet, color: Color, chance: random.Random) -> None:
    """The outline of hills with a wall of battlements, as on the backs of cards."""
    base = sheet.height * 0.62
    x = np.linspace(0, sheet.width, 120)
    for n in range(4):
        y = base + n * 3.2 - 5 * np.sin(x / sheet.width * 5 + chance.uniform(0, 6))
        points = np.round(np.stack([x, y], 1) * sheet.scale * 16).astype(np.int32)
        cv2.polylines(sheet.pixels, [points], False, color, max(1, int(sheet.scale / 5)),
                      cv2.LINE_AA, 4)  # fmt: skip
        for px, py in zip(x[::3], y[::3], strict=True):
            _bar(sheet, (px, py - 0.5, 0.5, 0.5), color)


def portrait(sheet: Sheet, box: Box, chance: random.Random, *, ground: bool = True) -> None:
    """A figure without a face: shoulders, neck, head and hair as plain shapes."""
    x, y, w, h = box
    if ground:
        shade = chance.randrange(225, 250)
        _bar(sheet, box, (shade, shade, shade - 4))
    middle = x + w / 2
    coat: Color = tuple(chance.randrange(30, 130) for _ in range(3))  # type: ignore[assignment]
    skin: Color = (
        chance.randrange(140, 180),
        chance.randrange(170, 205),
        chance.randrange(205, 235),
    )
    turn = np.linspace(math.pi, 2 * math.pi, 40)
    shoulders = [(middle + w * 0.46 * math.cos(a), y + h + h * 0.3 * math.sin(a)) for a in turn]
    sheet.shape(shoulders, coat)
    _bar(sheet, (middle - w * 0.11, y + h * 0.55, w * 0.22, h * 0.2), skin)
    sheet.oval(middle, y + h * 0.37, w * 0.27, h * 0.24, (40, 36, 34))
    sheet.oval(middle, y + h * 0.42, w * 0.23, h * 0.24, skin)


def seal(sheet: Sheet, x: float, y: float, radius: float) -> None:
    """A round red stamp with a star; its ring is broken as stamps are."""
    over = sheet.pixels.copy()
    sheet.oval(x, y, radius, radius, RED, line=0.9)
    star(sheet, x, y, radius * 0.3, RED)
    for n in range(14):
        angle = math.radians(150 + n * 18)
        _bar(sheet, (x + radius * 0.72 * math.cos(angle) - 1, y + radius * 0.72 * math.sin(angle) - 1,
                     2.0, 2.0), RED)  # fmt: skip
    sheet.pixels[:] = cv2.addWeighted(over, 0.3, sheet.pixels, 0.7, 0)


def _bar(sheet: Sheet, box: Box, color: Color) -> None:
    x, y, w, h = box
    sheet.shape([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], color)


def code_square(sheet: Sheet, box: Box, chance: random.Random) -> None:
    """Something like a QR code that says nothing."""
    x, y, w, _ = box
    cells = 29
    step = w / cells
    for row in range(cells):
        for column in range(cells):
            if chance.random() < 0.48:
                _bar(sheet, (x + column * step, y + row * step, step, step), (30, 30, 30))
    for dx, dy in ((0, 0), (cells - 7, 0), (0, cells - 7)):
        for size, color in ((7, (30, 30, 30)), (5, (250, 250, 250)), (3, (30, 30, 30))):
            inset = (7 - size) / 2
            _bar(sheet, (x + (dx + inset) * step, y + (dy + inset) * step, size * step, size * step),
                 color)  # fmt: skip
