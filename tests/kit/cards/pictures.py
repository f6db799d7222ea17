"""Pictures of cards as counters get them: clean scans and photos, and hard ones."""

from __future__ import annotations

import math
import random

import numpy as np

from tests.kit.cards import camera, damage, scene
from tests.kit.cards.camera import Placed, View
from tests.kit.cards.ink import Canvas

_CONTRASTY = ["wood", "dark mat", "blue mat", "grey desk", "green mat"]
_ANY = ["wood", "wood", "marble", "cloth", "white desk", "white desk", *scene.PLAIN]


def scan(cards: list[Placed], scale: float, chance: random.Random) -> tuple[bytes, View]:
    """On a scanner's glass under a white, grey or black lid; a copy in grey now and then."""
    share = chance.uniform(0.4, 0.85) if cards[0].sheet.width < 200 else chance.uniform(0.9, 0.96)
    view = camera.frame(
        camera.above(scale, chance.uniform(-0.05, 0.05)), cards, chance, share=share
    )
    lid = chance.choice((252, 246, 238, 205, 40))
    picture = np.full((view.height, view.width, 3), lid, np.uint8)
    for card in cards:
        camera.lay(picture, view, card, depth=chance.uniform(2, 5), light=chance.uniform(0, 6))
    light = damage.even(view.width, view.height)
    seen = damage.lit(picture, light, light * 0, chance.uniform(-0.02, 0.02))
    seen = damage.blurred(seen, chance.uniform(0.2, 0.6), 0, 0)
    if chance.random() < 0.1:
        seen[:] = seen.mean(axis=2, keepdims=True)
    done = damage.grained(seen, chance.uniform(0.5, 2), chance)
    if chance.random() < 0.1 and view.width * view.height < 4_000_000:
        return damage.png(done), view
    return damage.jpeg(done, chance.randrange(82, 96)), view


def photo(cards: list[Placed], scale: float, chance: random.Random) -> tuple[bytes, View]:
    """Straight from above on a desk that the card stands out from, in good light."""
    tilt = (chance.uniform(-0.04, 0.04), chance.uniform(-0.04, 0.04))
    matrix = camera.aslant(scale, chance.uniform(-0.1, 0.1), tilt, 4 * cards[0].sheet.width)
    view = camera.frame(matrix, cards, chance, share=chance.uniform(0.55, 0.92))
    picture = scene.desk(chance.choice(_CONTRASTY), view.width, view.height, chance)
    for card in cards:
        camera.lay(picture, view, card, depth=chance.uniform(2, 8), light=chance.uniform(0, 6))
    light = damage.even(view.width, view.height)
    damage.fall(light, chance, chance.uniform(0, 0.2))
    seen = damage.lit(picture, light, light * 0, chance.uniform(-0.05, 0.05))
    seen = damage.blurred(seen, chance.uniform(0.3, 0.8), 0, 0)
    done = damage.grained(seen, chance.uniform(1, 3), chance)
    return damage.jpeg(done, chance.randrange(80, 94)), view


def hard(cards: list[Placed], scale: float, chance: random.Random) -> tuple[bytes, View]:
    """Any way up, aslant, in poor light, not quite sharp; a person can still read all of it."""
    steep = chance.choice((0.0, 0.15, 0.3, 0.42))
    tilt = (chance.uniform(-steep, steep), chance.uniform(-steep, steep))
    far = cards[0].sheet.width * chance.uniform(2.2, 5)
    matrix = camera.aslant(scale, _turn(chance), tilt, far)
    cut = chance.uniform(0.2, 1.3) * scale if chance.random() < 0.12 else 0.0
    small = chance.random() < 0.3
    share = chance.uniform(0.25, 0.5) if small else chance.uniform(0.5, 0.95)
    view = camera.frame(matrix, cards, chance, share=share, cut=cut)
    picture = _desk(view, cards, chance)
    lamp = chance.uniform(0, 2 * math.pi)
    for card in cards:
        camera.lay(picture, view, card, depth=chance.uniform(1, 10), light=lamp)
    if chance.random() < 0.2:
        _held(picture, view, cards[0], chance)
    light = damage.even(view.width, view.height) * chance.uniform(0.62, 1.04)
    damage.fall(light, chance, chance.uniform(0, 0.5))
    if chance.random() < 0.4:
        damage.shadow(light, chance, chance.uniform(0.15, 0.45))
    spots = light * 0
    _reflections(spots, view, cards[0], chance)
    seen = damage.lit(picture, light, spots, chance.uniform(-0.12, 0.12))
    fine = _pixels_per_mm(view, cards[0])
    moved = chance.random() < 0.35
    focus = chance.uniform(0.015, 0.045 if moved else 0.085) * fine
    motion = chance.uniform(0.1, 0.28) * fine if moved else 0.0
    seen = damage.blurred(seen, focus, motion, chance.uniform(0, math.pi))
    done = damage.grained(seen, chance.uniform(2, 8), chance)
    return damage.jpeg(done, chance.randrange(40, 71)), view


def _turn(chance: random.Random) -> float:
    """Mostly upright, often upside down or on its side, else any way."""
    base = chance.choices((0, math.pi, math.pi / 2, -math.pi / 2, None), (40, 18, 9, 9, 24))[0]
    return chance.uniform(-math.pi, math.pi) if base is None else base + chance.uniform(-0.3, 0.3)


def _desk(view: View, cards: list[Placed], chance: random.Random) -> Canvas:
    """The ground with whatever lies on it; a passport has its other page above."""
    kind = chance.choice(_ANY)
    picture = scene.desk(kind, view.width, view.height, chance)
    sheet = cards[0].sheet
    if sheet.width < 200:
        if chance.random() < 0.3:
            scene.a4(picture, view.matrix, chance, written=chance.random() < 0.5)
        if chance.random() < 0.4:
            scene.clutter(picture, view.matrix, chance)
        if chance.random() < 0.1:
            scene.palm(picture, view.matrix, cards[0].turn + chance.uniform(-0.5, 0.5), chance)
    if 100 < sheet.width < 200 and chance.random() < 0.7:
        at = cards[0].spot(sheet.width / 2, -sheet.height / 2 + 0.4)
        other = scene.turned(*at, sheet.width, sheet.height - 0.8, cards[0].turn)
        scene.fill(picture, view.matrix, other, (214, 222, 226))
    return picture


def _held(picture: Canvas, view: View, card: Placed, chance: random.Random) -> None:
    """A finger on the card's edge, over the margin only."""
    w, h = card.sheet.width, card.sheet.height
    inside = chance.uniform(0.8, 2.4)
    along = chance.uniform(0.2, 0.8)
    tip, turn = chance.choice(
        [
            ((inside, h * along), 0.0),
            ((w - inside, h * along), math.pi),
            ((w * along, h - inside), -math.pi / 2),
        ]
    )
    scene.finger(picture, view.matrix, card.spot(*tip), card.turn + turn, scene.skin_of(chance))


def _reflections(spots: damage.Light, view: View, card: Placed, chance: random.Random) -> None:
    """Bright spots where the card says nothing, and now and then a veil over all of it."""
    fine = _pixels_per_mm(view, card)
    for _ in range(chance.choice((0, 0, 1, 1, 2))):
        radius = chance.uniform(2, 5)
        spot = camera.free_spot(card.sheet, 2.1 * radius, chance)
        if spot:
            x, y = scene.through(view.matrix, [card.spot(*spot)])[0]
            damage.glare(spots, x, y, radius * fine, chance.uniform(90, 230))
    if chance.random() < 0.3:
        x, y = scene.through(view.matrix, [card.spot(*card.corners[0])])[0]
        damage.glare(spots, x, y, chance.uniform(20, 50) * fine, chance.uniform(15, 45))


def _pixels_per_mm(view: View, card: Placed) -> float:
    """How fine the picture shows the card, on its coarser side."""
    corners = scene.through(view.matrix, card.corners)
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    return float(
        min(sides[[0, 2]].min() / card.sheet.width, sides[[1, 3]].min() / card.sheet.height)
    )
