"""One picture of an invented card with what a reader should find in it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from tests.kit.cards import kinds, pictures, scene
from tests.kit.cards.camera import Placed, View
from tests.kit.cards.people import Person

Level = Literal["clean", "hard"]
Corner = tuple[float, float]


@dataclass(frozen=True)
class Sample:
    """`kind` is a document type's code, `truth` the fields as app.capture names them, and
    `corners` the card's, clockwise from its own top left, in pixels (a cut edge lies outside)."""

    image: bytes
    kind: str
    face: str
    truth: dict[str, str]
    corners: tuple[Corner, Corner, Corner, Corner]


def make(seed: int, level: Level, kind: str | None = None) -> Sample:
    """The sample number `seed`, always the same; of any kind if none is asked for."""
    chance = random.Random(f"{seed} {level} {kind}")
    face = kinds.choose(chance, kind)
    large = face.width > 200
    flat = level == "clean" and chance.random() < 0.55
    if flat:
        scale = chance.uniform(200, 270 if large else 400) / 25.4
    elif level == "clean":
        scale = chance.uniform(8.5, 11.5) if large else chance.uniform(11, 22)
    else:
        scale = chance.uniform(8.5, 12.5) if large else chance.uniform(9.5, 22)
    sheet, truth = kinds.printed(face, min(scale * 1.15, 22), chance)
    take = pictures.hard if level == "hard" else pictures.scan if flat else pictures.photo
    card = Placed(sheet, round=face.round)
    image, view = take([card], scale, chance)
    return Sample(image, face.kind, face.face, truth, _corners(view, card))


def make_pair(seed: int, level: Level, who: Person | None = None) -> tuple[Sample, Sample]:
    """Front and back of a resident card on one page, of somebody new unless it is said of whom; both
    samples have the same image."""
    chance = random.Random(f"{seed} {level} pair")
    scale = chance.uniform(200 if level == "clean" else 245, 330) / 25.4
    cards, faces = [], []
    apart = 27 + chance.uniform(4, 14)
    loose = 0.03 if level == "clean" else 0.12
    for y, (face, sheet, truth) in zip(
        (-apart, apart), kinds.both(scale, chance, who), strict=True
    ):
        turn = chance.uniform(-loose, loose)
        cards.append(Placed(sheet, chance.uniform(-6, 6), y, turn))
        faces.append((face, truth))
    take = pictures.scan if level == "clean" else pictures.hard
    image, view = take(cards, scale, chance)
    first, second = (
        Sample(image, face.kind, face.face, truth, _corners(view, card))
        for card, (face, truth) in zip(cards, faces, strict=True)
    )
    return first, second


def _corners(view: View, card: Placed) -> tuple[Corner, Corner, Corner, Corner]:
    a, b, c, d = ((float(x), float(y)) for x, y in scene.through(view.matrix, card.corners))
    return a, b, c, d
