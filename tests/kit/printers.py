"""A printer of the test's own: Qt's real one, writing its sheets as a PDF file."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from app.settings import Settings
from ui.printing.printers import Printers


class FilePrinters(Printers):
    """Every job of every printer becomes a file in `folder`, in order."""

    def __init__(self, settings: Settings, folder: Path, names: tuple[str, ...]) -> None:
        super().__init__(settings)
        self.folder = folder
        self.listed = names
        self.used: list[str] = []
        self.dpi = 150
        """Points an inch, a quarter of the work at a real printer; 300 where the sheet is looked at."""

    def names(self) -> list[str]:
        """The printers that the test set up."""
        return list(self.listed)

    def open(self, name: str) -> QPrinter:
        """Qt's printer with a file at its other end."""
        self.used.append(name)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setResolution(self.dpi)
        printer.setOutputFileName(str(self.sheet(len(self.used))))
        return printer

    def sheet(self, n: int) -> Path:
        """The file of the n-th job, counted from 1."""
        return self.folder / f"job-{n}.pdf"


def describe(pdf: Path) -> tuple[int, float, float]:
    """Pages of a printed file, and the width and height of its sheets in points."""
    said = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, check=True, text=True).stdout
    pages = re.search(r"Pages:\s+(\d+)", said)
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", said)
    assert pages is not None
    assert size is not None
    return int(pages[1]), float(size[1]), float(size[2])


def picture(pdf: bytes, page: int, dpi: int = 150) -> tuple[int, int, bytes]:
    """Width, height and grey values of a page as poppler draws it."""
    drawn = subprocess.run(
        ["pdftoppm", "-gray", "-r", str(dpi), "-f", str(page), "-l", str(page), "-"],
        input=pdf,
        capture_output=True,
        check=True,
    ).stdout
    _, size, _, grey = drawn.split(b"\n", 3)
    width, height = map(int, size.split())
    return width, height, grey


def darkness(drawn: tuple[int, int, bytes], top: float, bottom: float) -> float:
    """Share of dark points, 0 to 1, between two heights of the page (0 top, 1 bottom)."""
    width, height, grey = drawn
    band = grey[int(height * top) * width : int(height * bottom) * width]
    return sum(value < 128 for value in band) / len(band)


def ink_box(drawn: tuple[int, int, bytes]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is dark on the page, in points of the picture."""
    width, height, grey = drawn
    rows = [grey[n * width : (n + 1) * width] for n in range(height)]
    inked = [[x for x, value in enumerate(row) if value < 128] for row in rows]
    lines = [n for n, row in enumerate(inked) if row]
    return (
        min(row[0] for row in inked if row),
        lines[0],
        max(row[-1] for row in inked if row),
        lines[-1],
    )
