"""The print card: which printer, print, how far it is, what came of it (R-182)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.ids import new_id
from app.domain.permissions import Permission
from app.errors import OutcomeUnknown
from app.services import printing
from ui import theme
from ui.agreements.ask import Ask
from ui.agreements.words import kind_name, print_state, title_of
from ui.background import Job
from ui.desk import Desk
from ui.messages import text_of, tr
from ui.printers import SIZES, Sent
from ui.widgets import icons
from ui.widgets.card import Card, label
from ui.widgets.chip import Chip, Notice
from ui.widgets.field import Field

if TYPE_CHECKING:
    from app.services.documents import DocumentRow

READY, SENDING, ASKING = range(3)
State = Literal["ready", "sending", "asking"]


class PrintBox(Card):
    """Prints the paper that `show_paper` named; while it asks, it stays with the printed one."""

    recorded = Signal(object, str)
    """the paper's DocumentRow and the outcome that is on record now"""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Print"), parent)
        self._desk = desk
        self.row: DocumentRow | None = None
        self.asked: DocumentRow | None = None
        self._printer = ""
        self._operation = new_id()
        self._names: list[str] | None = None
        self._job: Job | None = None
        self.state = Chip("")
        self.add_to_head(self.state)
        self.paper = label("", "bold", wrap=True)
        self.notice = Notice("", "warn")
        self.printer = Field(tr("Printer"), QComboBox())
        self.print = QPushButton(icons.icon("print", theme.tokens().on_brand), tr("Print Ctrl+P"))
        self.later = QPushButton(tr("Print later"))
        self.sending = label("", "soft", wrap=True)
        self.cancel = QPushButton(tr("Cancel"))
        self.ask = Ask()
        self._pages = QStackedWidget()
        self._lay_out()
        self.show_paper(None)

    def _lay_out(self) -> None:
        ready, sending = QWidget(), QWidget()
        column = QVBoxLayout(ready)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        self.print.setProperty("look", "primary")
        for part in (self.paper, self.printer, self.print, self.later):
            column.addWidget(part)
        column.addStretch(1)
        waiting = QVBoxLayout(sending)
        waiting.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.cancel)
        row.addStretch(1)
        waiting.addWidget(self.sending)
        waiting.addLayout(row)
        waiting.addStretch(1)
        for page in (ready, sending, self.ask):
            self._pages.addWidget(page)
        self.add(self.notice)
        self.add(self._pages, 1)
        self.notice.hide()
        self.print.clicked.connect(self.start)
        self.later.clicked.connect(lambda: self._record(self.row, "later", ""))
        self.cancel.clicked.connect(self._stop)
        self.ask.answered.connect(self._answered)
        self.printer.changed.connect(lambda _: self._enable())

    # --- what is shown

    def show_paper(self, row: DocumentRow | None) -> None:
        """The paper that Print means from now on."""
        changed = row is None or self.row is None or row.document_id != self.row.document_id
        self.row = row
        if self.asked is None:
            self._show_ready(keep_notice=not changed)

    def set_printers(self, names: list[str]) -> None:
        """The printers of this computer, as the background read them."""
        self._names = names
        if self.asked is None:
            self._show_ready(keep_notice=True)

    def _show_ready(self, *, keep_notice: bool = False) -> None:
        self._pages.setCurrentIndex(READY)
        row = self.row
        self.paper.setText(title_of(row) if row else tr("Choose a paper in the list."))
        self.state.setVisible(row is not None)
        if row is not None:
            self.state.set(*print_state(row.outcome, row.prints))
            self._offer_printers(row)
        self.printer.setVisible(bool(row and self._names))
        if not keep_notice:
            self.notice.hide()
        if row is not None and self._names == []:
            text = tr(
                "No printer is set up on this computer. Choose Print later: the paper waits in the "
                "list of papers not printed until a printer is there."
            )
            self._say(text, "warn")
        self._enable()

    def _offer_printers(self, row: DocumentRow) -> None:
        box = self.printer.control
        assert isinstance(box, QComboBox)
        kept = self._desk.printers.chosen(row.kind)
        box.blockSignals(True)
        box.clear()
        box.addItems(self._names or [])
        box.setCurrentIndex(max(box.findText(kept), 0))
        box.blockSignals(False)
        gone = bool(kept and self._names and kept not in self._names)
        hint = tr(
            "{paper}; remembered for every {kind}", paper=SIZES[row.kind], kind=kind_name(row.kind)
        )
        text = tr("The printer used before is gone; choose another one.") if gone else hint
        self.printer.set_status("warn" if gone else "hint", text)

    def _enable(self) -> None:
        row, session = self.row, self._desk.session
        reprint = bool(row and row.prints)
        allowed = session.may(Permission.PRINT_REPRINT if reprint else Permission.PRINT_ISSUE)
        self.print.setEnabled(bool(row and self._names and allowed))
        self.print.setText(tr("Print again Ctrl+P") if reprint else tr("Print Ctrl+P"))
        theme.set_look(self.print, "look", "" if reprint else "primary")
        self.print.setIcon(icons.icon("print", "" if reprint else theme.tokens().on_brand))
        waits = row is not None and row.outcome not in ("good", "later")
        self.later.setVisible(waits and session.may(Permission.PRINT_ISSUE))
        if row is not None and reprint and not allowed:
            self._say(printing.reprint_not_allowed(), "warn")

    def _say(self, what: str | BaseException, tone: theme.Tone) -> None:
        self.notice.set(what if isinstance(what, str) else text_of(what), tone)
        self.notice.show()

    # --- printing

    @property
    def busy(self) -> bool:
        """A paper is on its way to the printer."""
        return self._pages.currentIndex() == SENDING

    def start(self) -> None:
        """Print the paper shown; while another one waits for its answer, go there instead."""
        if self.asked is not None:
            self.ask.ask_again()
        elif not self.busy and self.print.isEnabled() and self.row is not None:
            self._send(self.row, self.printer.control.currentText())  # type: ignore[union-attr]

    def _send(self, row: DocumentRow, printer: str) -> None:
        self.notice.hide()
        self._pages.setCurrentIndex(SENDING)
        self.sending.setText(
            tr("{paper} goes to {printer} …", paper=title_of(row), printer=printer)
        )
        self.cancel.setFocus()
        self._job = self._desk.background.run(
            self._desk.printers.send,
            self._desk.session,
            row.document_id,
            printer,
            done=lambda sent: self._sent(row, sent),
            failed=self._not_sent,
            progress=self._show_progress,
            receiver=self,
            key=("print", id(self)),
            lane="reads",
        )

    def _show_progress(self, page: int, pages: int) -> None:
        if self.busy:
            self.sending.setText(
                tr("Page {n} of {total} goes to the printer …", n=page, total=pages)
            )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._show_ready()
        self._say(tr("Printing was stopped. Sheets that came out already are void."), "warn")
        self.print.setFocus()

    def _not_sent(self, error: BaseException) -> None:
        self._show_ready()
        self._say(error, "bad")
        self.print.setFocus()

    def _sent(self, row: DocumentRow, sent: Sent) -> None:
        if not sent.taken:
            self._show_ready()
            text = tr("The printer took nothing. Check it, choose another one, or print later.")
            self._say(text, "bad")
            self.print.setFocus()
            return
        self._desk.printers.choose(row.kind, sent.printer)
        self.ask_about(row, sent.printer)

    def ask_about(self, row: DocumentRow, printer: str) -> None:
        """Ask how this paper came out of this printer."""
        self.asked, self._printer, self._operation = row, printer, new_id()
        self.state.set(tr("waits for your answer"), "brand")
        self.state.show()
        self._pages.setCurrentIndex(ASKING)
        self.ask.ask(tr("{paper}: how did it come out?", paper=title_of(row)))

    def _answered(self, outcome: str, reason: str) -> None:
        self._record(self.asked, outcome, reason)

    def _record(self, row: DocumentRow | None, outcome: str, reason: str) -> None:
        if row is None:
            return
        if self.asked is None:
            self._operation = new_id()
        self._pages.setEnabled(False)
        self._desk.background.run(
            printing.record,
            self._desk.session,
            operation_id=self._operation,
            document_id=row.document_id,
            outcome=outcome,
            printer=self._printer if self.asked else "",
            reason=reason,
            done=lambda _: self._is_recorded(row, outcome),
            failed=self._not_recorded,
            receiver=self,
        )

    def _not_recorded(self, error: BaseException) -> None:
        self._pages.setEnabled(True)
        if not isinstance(error, OutcomeUnknown):
            self._operation = new_id()
        self._say(error, "bad")
        if self.asked is not None:
            self.ask.ask_again()

    def _is_recorded(self, row: DocumentRow, outcome: str) -> None:
        self._pages.setEnabled(True)
        self.asked = None
        printer = self._printer
        self._show_ready()
        if outcome == "jammed":
            self._send(row, printer)
        elif outcome == "other_printer":
            self._say(tr("Choose the other printer, then print again."), "brand")
            self.printer.setFocus()
        elif outcome == "later":
            self._say(tr("It waits in the list of papers not printed."), "brand")
        self._desk.background.announce(("print",), (row.document_id,))
        self.recorded.emit(row, outcome)

    # --- staying over a lock

    def save_state(self) -> dict[str, Any]:
        """The paper that waits for an answer, if one does."""
        if self.asked is None:
            return {}
        return {"document_id": str(self.asked.document_id), "printer": self._printer}

    @staticmethod
    def asked_in(state: dict[str, Any]) -> UUID | None:
        """The paper that `save_state` named."""
        return UUID(state["document_id"]) if "document_id" in state else None
