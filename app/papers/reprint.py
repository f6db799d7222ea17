"""The reprint stamp 补打 (R-145, R-182): a copy of the PDF for the print job, each page marked."""

from __future__ import annotations

from io import BytesIO

from app.papers import fonts, glyphs
from app.papers.pages import Words

_SIZE = 8.0
_FROM_TOP = 8.0
"""Points between the sheet's upper edge and the text: inside every printer's printable area on A4
and A5 (4.2 mm) with the text's own height, above every heading of our papers."""


def stamp_reprint(pdf: bytes, text: str) -> bytes:
    """A copy of `pdf` with `text` (such as '补打 第2次 2026-11-22 14:32 工号1001') in the upper
    margin of every page; the bytes given stay what they are.
    """
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    stamps: dict[tuple[float, float], bytes] = {}
    for page in writer.pages:
        size = (float(page.mediabox.width), float(page.mediabox.height))
        if size not in stamps:
            stamps[size] = _stamp(glyphs.shown(text), size)
        page.merge_page(PdfReader(BytesIO(stamps[size])).pages[0])
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _stamp(text: str, size: tuple[float, float]) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    from app.papers.pages import draw

    fonts.register(fonts.REGULAR)
    target = BytesIO()
    canvas = Canvas(target, pagesize=size, initialFontName=fonts.REGULAR, invariant=1)
    x = (size[0] - fonts.width(text, _SIZE, bold=True)) / 2
    draw(canvas, Words(x, size[1] - _FROM_TOP - _SIZE, text, _SIZE, bold=True), "stamp")
    with fonts.lock:
        canvas.save()
    return target.getvalue()
