"""The recovery sheets (data.md 6): one page for each of three holders; any two codes recover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.papers import wording
from app.papers.pages import About, Frame
from app.papers.paper import A4, MM, Layout, Paper
from app.papers.table import Cell, fields, table
from app.papers.templates import Template, TemplateRef, load, newest

__all__ = ["PinnedKey", "RecoverySheet", "newest", "render"]

_GROUPS_PER_LINE = 4


@dataclass(frozen=True)
class PinnedKey:
    """An administrator as the connection profile pins them."""

    staff_no: str
    public_key: bytes


@dataclass(frozen=True)
class RecoverySheet:
    """`code` as printed, groups joined by hyphens; `holder` is 1, 2 or 3."""

    template: TemplateRef
    operator: str
    hall: str
    holder: int
    code: str
    made_at: datetime
    administrators: tuple[PinnedKey, ...]


def render(sheet: RecoverySheet) -> bytes:
    """The sheet as PDF: to print once and hand over, never stored."""
    template = load(sheet.template)
    holder = template.label("holder").format(holder=sheet.holder)
    paper = Paper(
        Layout(A4, template.data["page_of"], sheet.template, foot=f"{sheet.operator}  ·  {holder}")
    )
    paper.bookmark(template.data["title"])
    paper.paragraph(template.label("secret"), 9, bold=True, align="centre", after=8)
    paper.paragraph(template.data["title"], 24, bold=True, align="centre", after=0)
    paper.paragraph(holder, 13, align="centre", after=8)
    _code(paper, template, sheet.code)
    rows = [
        (template.label("operator"), sheet.operator),
        (template.label("hall"), sheet.hall),
        (template.label("made_at"), wording.instant(sheet.made_at)),
    ]
    fields(paper, rows, size=9.5)
    _administrators(paper, template, sheet)
    paper.heading(template.label("instructions"))
    for number, text in enumerate(template.data["instructions"], start=1):
        paper.paragraph(text, 10, indent=18, label=f"{number}.")
    paper.gap(10)
    names = ("received", "place", "date")
    paper.boxes([(template.label(name), "") for name in names], across=3, height=62)
    return paper.finish(
        About(
            title=f"{template.data['title']} {sheet.holder}/3",
            subject=template.data["title"],
            author=sheet.operator,
            language=template.ref.language,
            made_at=sheet.made_at,
        )
    ).pdf


def _code(paper: Paper, template: Template, code: str) -> None:
    """The groups large enough to be typed from at arm's length, in a heavy frame."""
    groups = code.split("-")
    lines = [groups[at : at + _GROUPS_PER_LINE] for at in range(0, len(groups), _GROUPS_PER_LINE)]
    leading = 40.0
    height = leading * len(lines) + 34
    paper.mark(Frame(paper.left, paper.y - height, paper.width, height, weight=1.5, grey=0))
    paper.line(template.label("code"), paper.y - 18, 9, left=paper.left + 10)
    column = (paper.width - 20 * MM) / _GROUPS_PER_LINE
    for row, line in enumerate(lines):
        base = paper.y - 52 - row * leading
        for index, group in enumerate(line):
            left = paper.left + 10 * MM + index * column
            paper.line(group, base, 26, bold=True, left=left, width=column, align="centre")
    paper.gap(height + 12)


def _administrators(paper: Paper, template: Template, sheet: RecoverySheet) -> None:
    paper.heading(template.label("administrators"))
    rows = [
        [Cell(key.staff_no, label=True), Cell(wording.fingerprint(key.public_key))]
        for key in sheet.administrators
    ]
    table(paper, (18, 82), rows, size=9.5)
