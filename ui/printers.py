"""The printers of this computer, remembered by kind of paper: agreements on A4, slips on A5 (R-182)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.settings import PRINTER_AGREEMENT, PRINTER_SLIP, Setting, Settings

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtPrintSupport import QPrinter

    from app.services.paper_store import Kind
    from app.services.session import Session

SETTINGS: dict[str, Setting[str]] = {"agreement": PRINTER_AGREEMENT, "slip": PRINTER_SLIP}
SIZES = {"agreement": "A4", "slip": "A5"}


@dataclass(frozen=True)
class Sent:
    """What came of handing a paper to a printer; `taken` False when the printer took nothing."""

    document_id: UUID
    printer: str
    reprint: int
    taken: bool


class Printers:
    """`names` and `send` ask the printing system, which may be slow: call them in the background."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def names(self) -> list[str]:
        """The printers that are set up on this computer, the system's default first."""
        from PySide6.QtPrintSupport import QPrinterInfo

        default = QPrinterInfo.defaultPrinterName()
        return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: name != default)

    def chosen(self, kind: Kind) -> str:
        """The printer last used for this kind of paper, or ''."""
        return self._settings.get(SETTINGS[kind])

    def choose(self, kind: Kind, name: str) -> None:
        """Remember the printer for this kind of paper."""
        if name and name != self.chosen(kind):
            self._settings.set(SETTINGS[kind], name)

    def open(self, name: str) -> QPrinter:
        """A printer that is set up on this computer."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)

    def send(
        self,
        session: Session,
        document_id: UUID,
        name: str,
        progress: Callable[[int, int], None],
    ) -> Sent:
        """Print the paper's next job; `progress(page, pages)` may raise to stop between pages."""
        from PySide6.QtGui import QPageLayout, QPageSize

        from app.services import printing
        from ui import print_pdf

        job = printing.job_pdf(session, document_id=document_id)
        printer = self.open(name)
        printer.setDocName(job.number)
        printer.setPageSize(QPageSize(getattr(QPageSize.PageSizeId, SIZES[job.kind])))
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        taken = print_pdf.send(job.pdf, printer, progress)
        return Sent(document_id, name, job.reprint, taken)
