"""Marks on pages, and pages to PDF bytes: the only module that draws with reportlab.

A paper is first laid out as marks (so that 'page x of y' is known) and then drawn once. The same
marks give the same bytes: dates come from `About.made_at`, identifiers from the content.
Points throughout, y upwards from the lower edge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from app.papers import fonts


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
    """Filled rectangles (x, y, width, height): shading, QR modules, bars of a barcode."""

    rectangles: tuple[tuple[float, float, float, float], ...]
    grey: float = 0.0


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


def to_pdf(pages: Iterable[PaperPage], about: About, size: tuple[float, float]) -> bytes:
    """The finished file."""
    from reportlab.pdfgen.canvas import Canvas

    fonts.register(fonts.REGULAR)
    target = BytesIO()
    canvas = Canvas(
        target,
        pagesize=size,
        invariant=1,
        pageCompression=1,
        initialFontName=fonts.REGULAR,
        lang=about.language.replace("_", "-"),
    )
    _describe(canvas, about)
    for number, page in enumerate(pages):
        for mark in page.marks:
            draw(canvas, mark, f"page-{number}")
        canvas.showPage()
    with fonts.lock:
        canvas.save()
    return target.getvalue()


def _describe(canvas: Any, about: About) -> None:
    zone = re.sub(r"(\d\d)(\d\d)$", r"\1'\2'", about.made_at.strftime("%z"))
    stamp = about.made_at.strftime("D:%Y%m%d%H%M%S") + zone
    canvas.setDateFormatter(lambda *_: stamp)
    canvas.setTitle(about.title)
    canvas.setSubject(about.subject)
    canvas.setAuthor(about.author)
    canvas.setCreator("Service counter")
    canvas.setProducer("Service counter")


def draw(canvas: Any, mark: Mark, page_key: str) -> None:
    """One mark on the canvas's current page; `page_key` makes bookmark names unique."""
    match mark:
        case Words():
            canvas.setFillGray(mark.grey)
            text = canvas.beginText(mark.x, mark.y)
            for name, part in fonts.runs(mark.text, mark.bold):
                text.setFont(name, mark.size)
                text.textOut(part)
            canvas.drawText(text)
        case Stroke():
            canvas.setStrokeGray(mark.grey)
            canvas.setLineWidth(mark.weight)
            canvas.line(mark.x1, mark.y1, mark.x2, mark.y2)
        case Frame():
            canvas.setStrokeGray(mark.grey)
            canvas.setLineWidth(mark.weight)
            canvas.rect(mark.x, mark.y, mark.width, mark.height)
        case Bars():
            canvas.setFillGray(mark.grey)
            # One operator string: through a path object a QR code costs more than the page's text.
            bars = (f"{x:.3f} {y:.3f} {w:.3f} {h:.3f} re" for x, y, w, h in mark.rectangles)
            canvas._code.append(" ".join(bars) + " f")
        case Bookmark():
            key = f"{page_key}-{mark.y:.2f}-{mark.title}"
            canvas.bookmarkHorizontal(key, 0, mark.y)
            canvas.addOutlineEntry(mark.title, key, mark.level, closed=False)
            canvas.showOutline()
