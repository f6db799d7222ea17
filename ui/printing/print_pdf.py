"""A PDF from memory to a printer, page by page, without a temporary file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

MAX_DPI = 300


def send(
    data: bytes, printer: QPrinter, progress: Callable[[int, int], object] | None = None
) -> bool:
    """Print every page of `data` on `printer`, fitted to its paper; False when it took nothing.

    May run in a worker thread. `progress(page, pages)` comes before each page; what it raises stops
    the job, which the printer then drops.
    """
    raw = QByteArray(data)
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.status() != QPdfDocument.Status.Ready:
        return False
    printer.setResolution(min(printer.resolution(), MAX_DPI))
    painter = QPainter()
    if not painter.begin(printer):
        return False
    # Barcodes and small print must not be smeared by a lossy picture on the way to the printer.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    try:
        for page in range(document.pageCount()):
            if progress is not None:
                progress(page + 1, document.pageCount())
            if page and not printer.newPage():
                printer.abort()
                return False
            paper = printer.pageLayout().fullRectPixels(printer.resolution())
            size = document.pagePointSize(page)
            scale = min(paper.width() / size.width(), paper.height() / size.height())
            pixels = QSize(round(size.width() * scale), round(size.height() * scale))
            image = _on_white(document.render(page, pixels))
            margin = printer.pageLayout().paintRectPixels(printer.resolution()).topLeft()
            painter.drawImage(
                QRectF(-margin.x(), -margin.y(), pixels.width(), pixels.height()), image
            )
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
        document.close()
    return True


def _on_white(page: QImage) -> QImage:
    """A rendered page has a clear ground, whose half-tones printers draw each in their own way."""
    sheet = QImage(page.size(), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, page)
    painter.end()
    return sheet
