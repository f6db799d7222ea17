"""The paper on the screen. It opens when the cursor rests on a line for a moment, because opening
writes an event."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.ids import new_id
from app.services import papers
from app.services.papers import DocumentRow, PaperPdf
from ui.desk.background import Call
from ui.desk.desk import Desk
from ui.widgets.panel import Panel
from ui.widgets.pdf_view import PdfView
from ui.widgets.tag import Notice
from ui.words.messages import text_of, tr

SETTLE_MS = 150


class PaperPreview(Panel):
    """`shown` is the paper that is open or opening."""

    opened = Signal()
    failed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._row: DocumentRow | None = None
        self.shown: UUID | None = None
        self.setAccessibleName(tr("Preview of the paper"))
        self.view = PdfView(tr("Preview of the paper"), self)
        self.notice = Notice("", "bad")
        self.notice.hide()
        self.add(self.notice)
        self.add(self.view, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(SETTLE_MS)
        self._rest.timeout.connect(self._open)

    def show_row(self, row: DocumentRow | None) -> None:
        """Open this paper soon; None takes what is shown off the screen."""
        self._row = row
        self._rest.stop()
        if row is None:
            self.shown = None
            self.notice.hide()
            self.view.show_pdf(b"")
        elif row.document_id == self.shown:
            self.opened.emit()
        else:
            self._rest.start()

    def _open(self) -> None:
        row = self._row
        if row is None:
            return
        self.view.show_pdf(b"")
        self.notice.set(tr("Opening the paper …"), "plain")
        self.notice.show()
        self.shown = row.document_id
        self._desk.background.run(
            Call(papers.show_paper, self._desk.session, new_id(), document_id=row.document_id),
            done=self._show,
            failed=self._refuse,
            receiver=self,
            key=("paper", id(self)),
        )

    def _show(self, paper: PaperPdf) -> None:
        if paper.document_id == self.shown:
            self.notice.hide()
            self.view.show_pdf(paper.pdf)
            self.opened.emit()

    def _refuse(self, error: BaseException) -> None:
        self.shown = None
        self.notice.set(text_of(error), "bad")
        self.notice.show()
        self.failed.emit()
