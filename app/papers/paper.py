"""A paper being laid out from top to bottom: paragraphs, headings, signature boxes, page breaks.

Sizes are points at normal print; `Layout.scale` enlarges all text for large print (R-185).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.papers import fonts, glyphs
from app.papers.file import Drawn, to_file
from app.papers.lines import break_lines
from app.papers.pages import About, Bars, Bookmark, Frame, Mark, PaperPage, Stroke, Words
from app.papers.templates import TemplateRef

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
A5 = (148 * MM, 210 * MM)
LEADING = 1.5
"""Line height over font size."""
LABEL_GREY = 0.3

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True)
class Layout:
    """The sheet and what stands on every page; `page_of` holds {page} and {pages}. `template` is the one
    whose words are printed."""

    size: tuple[float, float]
    page_of: str
    template: TemplateRef | None = None
    running_head: tuple[str, str] = ("", "")
    """left and right text above the rule, from the second page on"""
    foot: str = ""
    scale: float = 1.0
    margin: float = 18 * MM
    top: float = 16 * MM
    bottom: float = 18 * MM


class Paper:
    """The pen: `y` is where the next thing starts, and goes down."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.left = layout.margin
        self.width = layout.size[0] - 2 * layout.margin
        self.pages: list[PaperPage] = []
        self.feet: list[str] = []
        self.y = 0.0
        self.start_copy(layout.foot)

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def full_height(self) -> float:
        """Height for content of a page after the first."""
        return self.layout.size[1] - self.layout.top - self.layout.bottom - self._head_height

    @property
    def _head_height(self) -> float:
        return self.points(8) * 2 if any(self.layout.running_head) else 0.0

    def points(self, size: float) -> float:
        """A text size or text-bound length in points, enlarged for large print."""
        return size * self.layout.scale

    def start_copy(self, foot: str) -> None:
        """Start a part with its own page numbers and foot line (客户联, 存档联)."""
        self.feet.append(foot)
        self.pages.append(PaperPage(copy=len(self.feet) - 1))
        self.y = self.layout.size[1] - self.layout.top

    def new_page(self) -> None:
        self.pages.append(PaperPage(copy=len(self.feet) - 1))
        self.y = self.layout.size[1] - self.layout.top
        if any(self.layout.running_head):
            size = self.points(8)
            self.line(self.layout.running_head[0], self.y - size, size, grey=LABEL_GREY)
            self.line(
                self.layout.running_head[1], self.y - size, size, grey=LABEL_GREY, align="right"
            )
            rule = self.y - 1.45 * size
            self.mark(Stroke(self.left, rule, self.right, rule))
            self.y -= self._head_height

    def need(self, height: float) -> None:
        """Go to a new page unless `height` fits below."""
        if self.y - height < self.layout.bottom:
            self.new_page()

    def gap(self, height: float) -> None:
        self.y -= height

    def mark(self, *marks: Mark) -> None:
        self.pages[-1].marks.extend(marks)

    def line(
        self,
        text: str,
        base: float,
        size: float,
        *,
        bold: bool = False,
        grey: float = 0.0,
        align: Align = "left",
        left: float | None = None,
        width: float | None = None,
    ) -> None:
        """One line at the base line `base` between `left` and `left + width`; `size` is final."""
        text = glyphs.shown(text)
        x = self.left if left is None else left
        spare = (self.width if width is None else width) - fonts.width(text, size, bold)
        x += {"left": 0.0, "centre": spare / 2, "right": spare}[align]
        if text:
            self.mark(Words(x, base, text, size, bold, grey))

    def paragraph(
        self,
        text: str,
        size: float = 9.5,
        *,
        bold: bool = False,
        grey: float = 0.0,
        indent: float = 0.0,
        label: str = "",
        align: Align = "left",
        after: float = 3.0,
    ) -> None:
        """Text in lines of which at least two stay together; `label` hangs in the indent."""
        size = self.points(size)
        indent = self.points(indent)
        lines = break_lines(text, self.width - indent, size, bold)
        leading = size * LEADING
        for index, line in enumerate(lines):
            self.need(leading * (2 if index in (0, len(lines) - 2) and len(lines) > 1 else 1))
            base = self.y - leading / 2 - size * 0.38
            if index == 0 and label:
                self.line(label, base, size, bold=bold, grey=grey)
            self.line(
                line, base, size, bold=bold, grey=grey, align=align,
                left=self.left + indent, width=self.width - indent,
            )  # fmt: skip
            self.y -= leading
        self.gap(self.points(after))

    def heading(self, text: str, *, size: float = 11, level: int = 0, keep: float = 34) -> None:
        """A section's title with its bookmark; stays with the `keep` points that follow."""
        self.gap(self.points(6))
        self.need(self.points(size * LEADING + keep))
        self.bookmark(text, level)
        self.paragraph(text, size, bold=True, after=2)

    def bookmark(self, title: str, level: int = 0) -> None:
        self.mark(Bookmark(title, level, self.y))

    def boxes(self, labels: Sequence[tuple[str, str]], *, across: int, height: float) -> None:
        """Boxes to sign or stamp in: (label, text already filled in), never split over pages."""
        height = self.points(height)
        rows = [labels[at : at + across] for at in range(0, len(labels), across)]
        self.need(height * len(rows))
        size = self.points(8.5)
        for row in rows:
            wide = self.width / len(row)
            for column, (label, value) in enumerate(row):
                x = self.left + column * wide
                self.mark(Frame(x, self.y - height, wide, height))
                base = self.y - size * 1.5
                for line in break_lines(label, wide - 10, size):
                    self.line(line, base, size, grey=LABEL_GREY, left=x + 5)
                    base -= size * 1.3
                if value:
                    low = self.y - height + size
                    self.line(value, low, size * 1.1, align="centre", left=x, width=wide)
            self.y -= height

    def shade(self, x: float, y: float, width: float, height: float, grey: float = 0.93) -> None:
        self.mark(Bars(((x, y, width, height),), grey))

    def finish(self, about: About) -> Drawn:
        """Foot lines with page x of y on every page, then the file."""
        counts = [sum(page.copy == copy for page in self.pages) for copy in range(len(self.feet))]
        seen = [0] * len(counts)
        everything = self.pages
        for page in everything:
            seen[page.copy] += 1
            self.pages = [page]
            self._foot(page.copy, seen[page.copy], counts[page.copy])
        self.pages = everything
        return to_file(self.pages, about, self.layout.size, self.layout.template)

    def _foot(self, copy: int, number: int, count: int) -> None:
        size = min(self.points(7.5), 9)
        base = self.layout.bottom - 2.4 * size
        self.mark(Stroke(self.left, base + 1.4 * size, self.right, base + 1.4 * size))
        self.line(self.feet[copy], base, size, grey=LABEL_GREY)
        text = self.layout.page_of.format(page=number, pages=count)
        self.line(text, base, size, grey=LABEL_GREY, align="right")
