"""The kinds of document: how often each comes, its size, what it says and how it is printed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.kit.cards import firms, foreign, licence, passport, people, resident
from tests.kit.cards.ink import Sheet, style

Truth = dict[str, str]


@dataclass(frozen=True)
class Face:
    """One face of a kind; `kind` is its code in app/domain/document_types.py."""

    kind: str
    face: str
    share: int
    """how many of 100 samples show it"""
    width: float = resident.WIDTH
    height: float = resident.HEIGHT
    round: float = 3.2


FACES = [
    Face("resident_id", "front", 60),
    Face("resident_id", "back", 15),
    Face("residence_permit", "front", 5),
    Face("residence_permit", "back", 3),
    Face("permanent_residence", "front", 6),
    Face("passport", "page", 6, passport.WIDTH, passport.HEIGHT),
    Face("business_licence", "page", 5, licence.WIDTH, licence.HEIGHT, round=0.0),
]


def choose(chance: random.Random, kind: str | None) -> Face:
    """A face by its share, of `kind` if one is asked for."""
    faces = [face for face in FACES if kind in (None, face.kind)]
    return chance.choices(faces, weights=[face.share for face in faces])[0]


def printed(face: Face, scale: float, chance: random.Random) -> tuple[Sheet, Truth]:
    """A card of somebody new, `scale` pixels to a millimetre, and what it says."""
    return _PRINT[face.kind, face.face](Sheet(face.width, face.height, scale), chance)


def both(
    scale: float, chance: random.Random, who: people.Person | None = None
) -> list[tuple[Face, Sheet, Truth]]:
    """Front and back of one person's resident card, printed by one machine."""
    person, look = people.invent(chance), style(chance)
    person = who or person
    truths = [resident.front_of(person), resident.back_of(chance, person)]
    done = []
    for face, truth, draw in zip(FACES[:2], truths, (resident.front, resident.back), strict=True):
        sheet = Sheet(face.width, face.height, scale)
        draw(sheet, truth, look, chance)
        done.append((face, sheet, truth))
    return done


def _front(sheet: Sheet, chance: random.Random) -> tuple[Sheet, Truth]:
    truth = resident.front_of(people.invent(chance))
    resident.front(sheet, truth, style(chance), chance)
    return sheet, truth


def _back(sheet: Sheet, chance: random.Random) -> tuple[Sheet, Truth]:
    truth = resident.back_of(chance, people.invent(chance))
    resident.back(sheet, truth, style(chance), chance)
    return sheet, truth


def _permit_front(sheet: Sheet, chance: random.Random) -> tuple[Sheet, Truth]:
    truth = resident.permit_front_of(chance, people.invent(chance))
    resident.front(sheet, truth, style(chance), chance)
    return sheet, truth


def _permit_back(sheet: Sheet, chance: random.Random) -> tuple[Sheet, Truth]:
    truth = resident.back_of(chance, people.invent(chance), permit=True)
    resident.permit_back(sheet, truth, style(chance), chance)
    return sheet, truth


def _foreign(sheet: Sheet, chance: random.Random) -> tuple[Sheet, Truth]:
    truth = foreign.invent(chance)
    foreign.front(sheet, truth, style(chance), chance)
    return sheet, truth


def _passport(sheet: Sheet, chance: random.Random) -> tuple[Sheet, Truth]:
    truth = passport.invent(chance)
    passport.page(sheet, truth, style(chance), chance)
    return sheet, {key: value for key, value in truth.items() if key != "zone"}


def _licence(sheet: Sheet, chance: random.Random) -> tuple[Sheet, Truth]:
    firm = firms.invent(chance)
    licence.page(sheet, firm, style(chance), chance)
    return sheet, licence.truth_of(firm)


_PRINT: dict[tuple[str, str], Callable[[Sheet, random.Random], tuple[Sheet, Truth]]] = {
    ("resident_id", "front"): _front,
    ("resident_id", "back"): _back,
    ("residence_permit", "front"): _permit_front,
    ("residence_permit", "back"): _permit_back,
    ("permanent_residence", "front"): _foreign,
    ("passport", "page"): _passport,
    ("business_licence", "page"): _licence,
}
