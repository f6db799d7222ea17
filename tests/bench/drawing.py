"""Drawing one agreement in a process of its own, for bench_agreement: prints milliseconds.

python -m tests.bench.drawing first    (the content on stdin)
python -m tests.bench.drawing next     (ours and bare reportlab's)
"""

from __future__ import annotations

import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import Any
from unittest.mock import patch

ROUNDS = 15


def milliseconds(do: Callable[[], object]) -> float:
    """How long `do` takes."""
    begun = time.perf_counter()
    do()
    return (time.perf_counter() - begun) * 1000


def first(plain: str) -> float:
    """From the sealed content to the first PDF of this process, with every import and font."""

    def draw() -> None:
        from app.domain.canonical import from_plain
        from app.papers.agreement import AgreementContent, render

        render(from_plain(AgreementContent, json.loads(plain)))

    return milliseconds(draw)


def following() -> tuple[float, float]:
    """Medians of a later agreement and of bare reportlab drawing its marks; they take turns."""
    from app.papers import paper
    from app.papers.agreement import render
    from app.papers.file import Drawn
    from tests.unit.papers.samples import agreement

    content, marks = agreement(), list[Any]()

    def see(pages: Any, about: Any, size: Any, template: Any) -> Drawn:
        marks.extend((list(pages), size))
        return Drawn(b"", b"", 0)

    with patch.object(paper, "to_file", see):
        render(content)
    bare = bare_reportlab(*marks)
    bare()
    render(content)
    pairs = [(milliseconds(lambda: render(content)), milliseconds(bare)) for _ in range(ROUNDS)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def bare_reportlab(pages: list[Any], size: tuple[float, float]) -> Callable[[], bytes]:
    """A function that draws the same text, lines, QR code and barcode with reportlab's own fonts
    and calls; where everything stands and which font has a character is given to it."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from app.papers import fonts, glyphs
    from app.papers.pages import Bars, Frame, Stroke, Words

    names = {path: f"bare-{path.stem}" for path in (glyphs.COMMON, glyphs.BOLD, glyphs.RARE)}
    for path, own in names.items():
        pdfmetrics.registerFont(TTFont(own, str(path)))
    runs = {
        id(mark): [
            (names[path], "".join(part))
            for path, part in groupby(mark.text, partial(fonts.file_of, bold=mark.bold))
        ]
        for page in pages
        for mark in page.marks
        if isinstance(mark, Words)
    }

    def draw() -> bytes:
        target = io.BytesIO()
        canvas = Canvas(
            target, pagesize=size, pageCompression=1, initialFontName=names[glyphs.COMMON]
        )
        for page in pages:
            for mark in page.marks:
                if isinstance(mark, Words):
                    canvas.setFillGray(mark.grey)
                    x = mark.x
                    for name, part in runs[id(mark)]:
                        canvas.setFont(name, mark.size)
                        canvas.drawString(x, mark.y, part)
                        x += canvas.stringWidth(part, name, mark.size)
                elif isinstance(mark, Stroke):
                    canvas.setLineWidth(mark.weight)
                    canvas.line(mark.x1, mark.y1, mark.x2, mark.y2)
                elif isinstance(mark, Frame):
                    canvas.setLineWidth(mark.weight)
                    canvas.rect(mark.x, mark.y, mark.width, mark.height)
                elif isinstance(mark, Bars):
                    canvas.setFillGray(mark.grey)
                    canvas.saveState()
                    canvas.transform(mark.unit[0], 0, 0, mark.unit[1], *mark.origin)
                    for rectangle in mark.rectangles:
                        canvas.rect(*rectangle, stroke=0, fill=1)
                    canvas.restoreState()
            canvas.showPage()
        canvas.save()
        return target.getvalue()

    return draw


if __name__ == "__main__":
    print(first(sys.stdin.read()) if sys.argv[1] == "first" else " ".join(map(str, following())))
