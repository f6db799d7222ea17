"""The printers of this computer, remembered by kind of paper: agreements on A4, slips on A5 (R-182)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from app.domain.ids import new_id
from app.errors import QT_TR_NOOP, UserError
from app.lanes import lane
from app.services import papers
from app.settings import PRINTER_AGREEMENT, PRINTER_SLIP, Setting, Settings
from ui.printing import print_pdf

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtPrintSupport import QPrinter

    from app.services.papers import Kind
    from app.services.session import Session

SETTINGS: dict[str, Setting[str]] = {"agreement": PRINTER_AGREEMENT, "slip": PRINTER_SLIP}
SIZES = {"agreement": "A4", "slip": "A5"}


class _StopPrinting(Exception):
    """Somebody wants no more pages."""


@dataclass(frozen=True)
class Sent:
    """What came of handing a paper to a printer; `taken` False when the printer took nothing."""

    job_id: UUID
    document_id: UUID
    printer: str
    copies: int
    reprint: int
    taken: bool
    stopped: bool = False


def printer_gone(name: str) -> UserError:
    """The sentence for a printer that this computer does not have (any more)."""
    return UserError(
        "printer_gone",
        QT_TR_NOOP("The printer {name} is gone, nothing was printed. Choose another one."),
        name=name,
    )


class Printers:
    """`names` and `send` ask the printing system, which may be slow: call them in the background."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @lane("printing")
    def names(self) -> list[str]:
        """The printers that are set up on this computer, the system's default first."""
        from PySide6.QtPrintSupport import QPrinterInfo

        default = QPrinterInfo.defaultPrinterName()
        return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: name != default)

    def chosen(self, kind: Kind) -> str:
        """The printer last used for this kind of paper, or ''."""
        return self._settings.get(SETTINGS[kind])

    def proposed(self, kind: Kind, names: list[str]) -> str:
        """The printer last used, or the only one there is; '' where somebody has to choose. No other
        printer ever takes the place of one that is gone."""
        kept = self.chosen(kind)
        if kept:
            return kept if kept in names else ""
        return names[0] if len(names) == 1 else ""

    def choose(self, kind: Kind, name: str) -> None:
        """Remember the printer for this kind of paper; OSError when the disk refuses."""
        if name and name != self.chosen(kind):
            self._settings.set(SETTINGS[kind], name)

    def open(self, name: str) -> QPrinter:
        """A printer that is set up on this computer; UserError 'printer_gone' when it is not."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        info = QPrinterInfo.printerInfo(name)
        if not name or info.isNull() or info.printerName() != name:
            raise printer_gone(name)  # Qt would otherwise take the default printer
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        if printer.printerName() != name:
            raise printer_gone(name)
        return printer

    @lane("printing")
    def send_unkept(self, pdf: bytes, kind: Kind, title: str) -> str:
        """Print what is kept nowhere, on the printer of this kind of paper; returns the printer's name.

        UserError 'printer_unknown' where none was chosen yet, 'printer_gone'.
        """
        from PySide6.QtGui import QPageLayout, QPageSize

        name = self.proposed(kind, self.names())
        if not name:
            raise UserError(
                "printer_unknown",
                QT_TR_NOOP("Choose a printer under 'Agreements' first, then print again."),
            )
        printer = self.open(name)
        printer.setDocName(title)
        printer.setPageSize(QPageSize(getattr(QPageSize.PageSizeId, SIZES[kind])))
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        if not print_pdf.send(pdf, printer):
            raise printer_gone(name)
        return name

    @lane("printing")
    def send(
        self,
        session: Session,
        document_id: UUID,
        name: str,
        copies: int,
        stop: Event,
        progress: Callable[[int, int], object] = lambda page, pages: None,
    ) -> Sent:
        """Print the paper's next job, which is on record before it goes; `stop` ends it between
        pages. A lock does not end it, so that the outcome of the sheet is recorded."""
        with session.finishing():
            return self._send(session, document_id, name, copies, stop, progress)

    def _send(
        self,
        session: Session,
        document_id: UUID,
        name: str,
        copies: int,
        stop: Event,
        progress: Callable[[int, int], object],
    ) -> Sent:
        from PySide6.QtGui import QPageLayout, QPageSize

        job = papers.job_pdf(session, document_id=document_id)
        printer = self.open(name)
        printer.setDocName(job.number)
        printer.setPageSize(QPageSize(getattr(QPageSize.PageSizeId, SIZES[job.kind])))
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        printer.setCopyCount(copies)
        printer.setCollateCopies(True)

        def report(page: int, pages: int) -> None:
            progress(page, pages)
            if stop.is_set():
                raise _StopPrinting

        sent = papers.send_to_printer(
            session,
            new_id(),
            document_id=document_id,
            printer=name,
            copies=copies,
            reprint=job.reprint,
        )
        taken = stopped = False
        try:
            taken = print_pdf.send(job.pdf, printer, report)
        except _StopPrinting:
            stopped = True
        finally:
            if not taken:
                with suppress(UserError):  # cannot be stored now: then the question is asked
                    papers.answer_print(session, new_id(), job_id=sent.job_id, outcome="nothing")
        return Sent(sent.job_id, document_id, name, copies, job.reprint, taken, stopped)
