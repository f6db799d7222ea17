"""The reprint stamp 补打 (R-145, R-182): a copy of the PDF for the print job, each page marked."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from app.papers import fonts, glyphs
from app.papers.file import to_file
from app.papers.pages import About, PaperPage, Words

_SIZE = 8.0
_FROM_TOP = 8.0
"""Points between the sheet's upper edge and the text: inside every printer's printable area on A4
and A5 (4.2 mm) with the text's own height, above every heading of our papers."""

_NOTHING = About("", "", "", "zh_CN", datetime.fromtimestamp(0, UTC))
"""The stamp's own file is gone once its page lies on the paper's."""


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
    x = (size[0] - fonts.width(text, _SIZE, bold=True)) / 2
    page = PaperPage(marks=[Words(x, size[1] - _FROM_TOP - _SIZE, text, _SIZE, bold=True)])
    return to_file([page], _NOTHING, size).pdf
