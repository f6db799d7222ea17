"""The marks that a paper is laid out as, page by page, before it is drawn (app.papers.file).

Points throughout, y upwards from the lower edge.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Words:
    """One line of text, already `glyphs.shown`, from its left end on the base line."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    grey: float = 0.0


@dataclass(frozen=True)
class Stroke:
    x1: float
    y1: float
    x2: float
    y2: float
    weight: float = 0.4
    grey: float = 0.35


@dataclass(frozen=True)
class Frame:
    """The outline of a rectangle from its lower left corner."""

    x: float
    y: float
    width: float
    height: float
    weight: float = 0.4
    grey: float = 0.35


@dataclass(frozen=True)
class Bars:
    """Filled rectangles (x, y, width, height) in `unit` points from `origin`: shading, QR modules,
    bars of a barcode."""

    rectangles: tuple[tuple[float, float, float, float], ...]
    grey: float = 0.0
    origin: tuple[float, float] = (0.0, 0.0)
    unit: tuple[float, float] = (1.0, 1.0)


@dataclass(frozen=True)
class Bookmark:
    title: str
    level: int
    y: float


Mark = Words | Stroke | Frame | Bars | Bookmark


@dataclass
class PaperPage:
    """`copy` tells the parts of a paper that are numbered by themselves (客户联, 存档联)."""

    copy: int = 0
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class About:
    """What the file says about itself; `author` is the company, and no field names a person."""

    title: str
    subject: str
    author: str
    language: str
    made_at: datetime
