"""A photo or scan -> which document it shows, its fields, and what to think of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from app.capture import (
    card_back,
    card_licence,
    card_passport,
    card_permanent,
    card_resident,
    checks,
    geometry,
    quality,
)
from app.capture.decode import Pixels
from app.capture.find_card import Search
from app.capture.geometry import Quad
from app.capture.page import FlatPage, around_text, fills, jpeg, lay
from app.capture.printed_places import AGREES, corners_by_words, disagreement, on_picture
from app.capture.reading import Corners, ReadField, Reading
from app.capture.recognise import TextLine

SURE = 4
"""Printed words from which on the corners are taken as those of the whole document; fewer may stand
inside of a wrong frame, so that others are looked at too."""
TRIES = 3
DOUBTFUL_EDGES = 0.42
"""The mark of corners below which they are not worth reading by."""

SAME_PROPORTION = 0.045
CUT_OUT = 0.75
"""What a picture's own frame counts, in which no edge is seen, when a document was cut out along it."""

_WORDS: dict[tuple[str, str], str] = {
    ("resident_id", "front"): "姓名 性别 民族 出生 住址 公民身份 身份号码 年 月 日",
    ("resident_id", "back"): "居民身份证 签发机关 有效期限 中华人民共和国",
    ("residence_permit", "back"): "港澳台居民 居住证 签发机关 有效期限 通行证号码 签发次数",
    ("permanent_residence", "front"): "永久居留身份证 外国人 PERMANENT RESIDENT 国籍 Nationality "
    "IDNo 证件号码 Validity Issuing",
    (
        "business_licence",
        "page",
    ): "营业执照 统一社会信用代码 法定代表人 经营者 经营范围 注册资本 成立日期 住所 登记机关 类型",
    ("passport", "page"): "PASSPORT PASSEPORT Surname Nationality Givennames",
}


_NUMBER = re.compile(r"(?<!\d)[1-8]\d{5}(18|19|20)\d{2}[01]\d[0-3]\d{4}[\dX]")
_ASPECTS = {
    "resident_id": geometry.CARD,
    "residence_permit": geometry.CARD,
    "permanent_residence": geometry.CARD,
    "passport": geometry.PAGE,
}
Face = Callable[[FlatPage], dict[str, ReadField]]
_FACES: dict[tuple[str, str], Face] = {
    ("resident_id", "front"): card_resident.front,
    ("resident_id", "back"): card_back.back,
    ("residence_permit", "front"): card_resident.front,
    ("residence_permit", "back"): card_back.back,
    ("permanent_residence", "front"): card_permanent.front,
    ("business_licence", "page"): card_licence.page,
}


@dataclass(frozen=True)
class KnownPage:
    """A page laid flat, what it is, and how many of its printed words say so."""

    page: FlatPage
    kind: tuple[str, str]
    hits: int
    doubtful: bool

    @property
    def worth(self) -> int:
        """The hits, fewer where words go on beyond the page or the number is missing."""
        return max(0, self.hits - 4 * self.doubtful)


def read(pixels: Pixels, corners: Corners | None = None, today: date | None = None) -> Reading:
    """The clearest document of the picture; of `corners` only, when a person set them."""
    today = today or datetime.now().astimezone().date()
    if corners:
        known = _known(pixels, geometry.to_quad(corners))
    else:
        seen = _as_it_is(pixels)
        if seen is None:
            seen = _by_edges(pixels)
            if seen is None or seen.worth < SURE:
                seen = _by_text(pixels, seen)
        known = _settled(pixels, seen)
    return reading(pixels, known.page, known.kind, today)


def _known(pixels: Pixels, quad: Quad, *, rough: bool = False) -> KnownPage:
    page = lay(pixels, quad, rough=rough)
    kind, hits = which(page)
    if kind[0] in _ASPECTS and not rough:
        page = page.stretched(_ASPECTS[kind[0]])
    doubts = any(_at_the_edge(page, line) for line in page.lines)
    if kind == ("resident_id", "front"):
        doubts |= not re.search(r"身份号码|\d{17}", page.text)
    return KnownPage(page, kind, hits, doubts)


def _at_the_edge(page: FlatPage, line: TextLine) -> bool:
    """Whether the words go on beyond the page: no document prints up to its edge."""
    room = 0.006 * page.width
    beyond = line.left < room or line.right > page.width - room
    return beyond and len(line.text) > 1 and line.read.confidence > 0.7


def _as_it_is(pixels: Pixels) -> KnownPage | None:
    """The whole picture where it has a card's proportion, and the words of one all over it."""
    if not _fits(pixels, geometry.CARD):
        return None
    known = _known(pixels, geometry.whole(pixels))
    placed = corners_by_words(known.page, known.kind, []) is not None
    return known if known.hits >= SURE and (placed or fills(known.page)) else None


def _fits(pixels: Pixels, *aspects: float) -> bool:
    """Whether the picture itself, lying or standing, has the proportion of such a document."""
    ratio = max(pixels.shape[:2]) / min(pixels.shape[:2])
    return any(abs(np.log(ratio / aspect)) < SAME_PROPORTION for aspect in aspects)


def _by_edges(pixels: Pixels) -> KnownPage | None:
    """The first candidate that bears the words of a document, else the one with most of them."""
    best: KnownPage | None = None
    for found in Search(pixels).candidates()[:TRIES]:
        if found.mark < DOUBTFUL_EDGES:
            break
        known = _known(pixels, found.quad)
        if best is None or known.worth > best.worth:
            best = known
        if known.worth >= SURE:
            break
    return best


def _by_text(pixels: Pixels, known: KnownPage | None) -> KnownPage:
    """No edges that help: what surrounds the text of the picture, turned so that it is level."""
    quad = around_text(pixels)
    if quad is None:
        return known or _known(pixels, geometry.whole(pixels))
    whole = geometry.whole(pixels)
    cut_out = _fits(pixels, geometry.CARD) and geometry.shared(quad, whole) > 0.5 * geometry.area(
        whole
    )
    other = _known(pixels, whole) if cut_out else _known(pixels, quad, rough=True)
    return other if known is None or other.worth > known.worth else known


def _settled(pixels: Pixels, known: KnownPage) -> KnownPage:
    """The page with corners that the printed words and the edges agree on best."""
    for reach in (16, 10):
        told = corners_by_words(known.page, known.kind, card_passport.zone_lines(known.page))
        if told is None or disagreement(known.page, told) < AGREES:
            return known
        wanted = on_picture(known.page, told)
        search = Search(pixels, around=wanted)
        others = [geometry.begun_near(found.quad, wanted) for found in search.candidates()]
        own = known.page.quad
        tries = [own, search.near(wanted, reach, own), wanted, *others]
        marks = [search.mark(quad) for quad in tries]
        if _fits(pixels, geometry.CARD, geometry.PAGE):
            whole = geometry.begun_near(geometry.whole(pixels), wanted)
            if geometry.overlap(own, whole) > 0.99:
                marks[0] = CUT_OUT
            tries, marks = [*tries, whole], [*marks, CUT_OUT]
        worth = [
            0.6 * mark + geometry.overlap(quad, wanted)
            for quad, mark in zip(tries, marks, strict=True)
        ]
        best = int(np.argmax(worth))
        if best == 0:
            return known
        better = _known(pixels, tries[best])
        if better.hits < known.hits - 1:
            return known
        known = better
    return known


def reading(pixels: Pixels, page: FlatPage, kind: tuple[str, str], today: date) -> Reading:
    """What the page says, judged."""
    type_code, face = kind
    read_face = _FACES.get(kind)
    fields = read_face(page) if read_face else {}
    if type_code == "passport":
        fields = card_passport.page(page, today)
    if kind == ("resident_id", "front") and re.match("8[123]0000", fields["number"].value):
        type_code = "residence_permit"
        del fields["nation"]
    return Reading(
        type_code,
        face,
        checks.judge(type_code, fields, today),
        geometry.to_corners(page.quad),
        quality.judge(pixels, page.quad, page.pixels),
        jpeg(page.pixels),
    )


def which(page: FlatPage) -> tuple[tuple[str, str], int]:
    """The document and face whose printed words are on the page, and how many of them."""
    text = re.sub(r"\s", "", page.text)
    found = {
        kind: sum(len(word) > 1 and word in text for word in printed.split())
        + sum(len(word) == 1 and word in text for word in printed.split()) // 2
        for kind, printed in _WORDS.items()
    }
    if _NUMBER.search(text):  # labels may be too pale to be read, or not there
        found["resident_id", "front"] = max(SURE, found["resident_id", "front"])
    has_zone = bool(card_passport.zone_lines(page))
    found["passport", "page"] = min(found["passport", "page"], SURE - 1) + (SURE if has_zone else 0)
    best = max(found, key=found.__getitem__)
    return (best, found[best]) if found[best] else (("unknown", "page"), 0)
