"""A PDF from memory to a printer, page by page, without a temporary file."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

MAX_DPI = 300


def send(data: bytes, printer: QPrinter) -> bool:
    """Print every page of `data` on `printer`, fitted to its paper; False when it took nothing."""
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
    try:
        for page in range(document.pageCount()):
            if page and not printer.newPage():
                return False
            paper = printer.pageLayout().fullRectPixels(printer.resolution())
            size = document.pagePointSize(page)
            scale = min(paper.width() / size.width(), paper.height() / size.height())
            pixels = QSize(round(size.width() * scale), round(size.height() * scale))
            image = document.render(page, pixels)
            margin = printer.pageLayout().paintRectPixels(printer.resolution()).topLeft()
            painter.drawImage(
                QRectF(-margin.x(), -margin.y(), pixels.width(), pixels.height()), image
            )
    finally:
        painter.end()
        document.close()
    return True
