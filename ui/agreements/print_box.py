"""The print panel: which printer, how many copies, print, how far it is, what came of it (R-182)."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.permissions import Permission
from app.errors import Conflict, UserError
from app.services import papers
from app.services.papers import OpenPrint
from app.services.session import Shown
from ui.agreements.ask import Ask
from ui.agreements.printer_choice import PrinterChoice
from ui.agreements.words import print_state, title_of, unanswered_text
from ui.desk.background import Call
from ui.desk.desk import Desk
from ui.desk.submission import Submission
from ui.look import theme
from ui.printing.printers import Sent, printer_gone
from ui.widgets import icons
from ui.widgets.panel import Panel, label
from ui.widgets.tag import Notice, Tag
from ui.words.messages import not_stored, text_of, tr

if TYPE_CHECKING:
    from app.services.papers import DocumentRow

READY, SENDING, ASKING = range(3)


class PrintBox(Panel):
    """Prints the paper that `show_paper` named, and asks how it came out while that one is shown."""

    recorded = Signal(object, str)
    """the Asked (or the DocumentRow that was put off) and the outcome that is on record now"""
    printers_wanted = Signal()
    """the list of printers may be out of date"""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Print"), parent)
        self._desk = desk
        self.row: DocumentRow | None = None
        self._later = Submission(desk, self)
        self._put_off_row: DocumentRow | None = None
        self._names: list[str] | None = None
        self._work_wanted = False
        self._on_the_way: dict[UUID, Event] = {}
        self.state = Tag("")
        self.add_to_head(self.state)
        self.paper = label("", "bold", wrap=True)
        self.notice = Notice("", "warn")
        self._pages = QStackedWidget(self)
        self._ready = QWidget(self._pages)
        self.choice = PrinterChoice(self._ready)
        self.printer = self.choice.printer
        self.print = QPushButton(icons.icon("print", theme.tokens().on_brand), tr("Print Ctrl+P"))
        self.later = QPushButton(tr("Print later"))
        self.sending = label("", "soft", wrap=True)
        self.cancel = QPushButton(tr("Cancel"))
        self.ask = Ask(desk, parent=self._pages)
        self._lay_out()
        self.show_paper(None)

    def _lay_out(self) -> None:
        sending = QWidget(self._pages)
        column = QVBoxLayout(self._ready)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        self.print.setProperty("look", "primary")
        for part in (self.paper, self.choice, self.print, self.later):
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
        for page in (self._ready, sending, self.ask):
            self._pages.addWidget(page)
        self.add(self._pages, 1)
        self.add(self.notice)  # below the button, so that it does not move it
        self.notice.hide()
        self.print.clicked.connect(self.start)
        self.later.clicked.connect(self._put_off)
        self.cancel.clicked.connect(self._stop)
        self.ask.recorded.connect(self._answered)
        self.choice.changed.connect(self._enable)
        self._later.done.connect(lambda _: self._is_put_off())
        self._later.refused.connect(self._not_put_off)
        self._later.unknown.connect(self._not_put_off)

    # --- what is shown

    @property
    def asked(self) -> OpenPrint | None:
        """The print job of the paper shown that waits for its answer."""
        if self.row is None or self.row.document_id in self._on_the_way:
            return None
        return self.row.asked

    def show_paper(self, row: DocumentRow | None) -> None:
        """The paper that Print means from now on."""
        changed = row is None or self.row is None or row.document_id != self.row.document_id
        self.row = row
        self._show(new_paper=changed)

    def set_printers(self, names: list[str]) -> None:
        """The printers of this computer, as the background read them."""
        self._names = names
        self._show()
        if self._work_wanted:
            self.go_to_work()

    def go_to_work(self) -> None:
        """Put the cursor where work goes on: the question, Print, or the choice of a printer."""
        self._work_wanted = self._names is None
        if self._work_wanted:
            return
        if self.asked is not None:
            self._take_question()
        elif self.print.isEnabled():
            self.print.setFocus()
        else:
            self.printer.setFocus()

    def _take_question(self) -> None:
        """Focus the question unless somebody types elsewhere, because a digit of a phone number
        must not answer it."""
        focused = QApplication.focusWidget()
        if not isinstance(focused, QLineEdit) or self.isAncestorOf(focused):
            self.ask.take_focus()

    def _show(self, *, new_paper: bool = False) -> None:
        row = self.row
        if new_paper:
            self.notice.hide()
            self.choice.propose_copies(row)
        self.state.setVisible(row is not None)
        if row is not None:
            self.state.set(*print_state(row.outcome, row.prints))
        if row is not None and row.document_id in self._on_the_way:
            self._pages.setCurrentIndex(SENDING)
        elif self.asked is not None:
            self.ask.ask(self.asked, self._printer_of(self.asked))
            self._pages.setCurrentIndex(ASKING)
        else:
            self._show_ready(row)

    def _show_ready(self, row: DocumentRow | None) -> None:
        self._pages.setCurrentIndex(READY)
        title = title_of(row.kind, row.number) if row else tr("Choose a paper in the list.")
        self.paper.setText(title)
        if row is not None:
            self.choice.offer(row, self._desk.printers, self._names or [])
        self.choice.setVisible(bool(row and self._names))
        missing = tr(
            "No printer is set up on this computer, or its printing system does not run. The paper "
            "waits in the list of papers not printed."
        )
        if row is not None and self._names == []:
            if self.notice.isHidden():  # the message of the last try stays
                self._say(missing, "warn")
        elif self.notice.text() == missing:
            self.notice.hide()
        self._enable()

    def _enable(self) -> None:
        row, session = self.row, self._desk.session
        reprint = bool(row and row.prints)
        allowed = session.may(Permission.PRINT_REPRINT if reprint else Permission.PRINT_ISSUE)
        self.print.setEnabled(bool(row and self._names and self.choice.name() and allowed))
        self.print.setText(tr("Print again Ctrl+P") if reprint else tr("Print Ctrl+P"))
        theme.set_look(self.print, "look", "" if reprint else "primary")
        self.print.setIcon(icons.icon("print", "" if reprint else theme.tokens().on_brand))
        waits = row is not None and row.outcome not in ("good", "later", "sent")
        self.later.setVisible(waits and session.may(Permission.PRINT_ISSUE))
        if row is not None and reprint and not allowed:
            self._say(papers.reprint_not_allowed(), "warn")

    def _printer_of(self, asked: OpenPrint) -> str:
        """The name of the printer that a job went to, when this computer has it."""
        session = self._desk.session
        same = (
            name for name in self._names or [] if papers.stored_name(session, name) == asked.printer
        )
        return next(same, "")

    def _say(self, what: str | BaseException, tone: theme.Tone) -> None:
        self.notice.set(what if isinstance(what, str) else text_of(what), tone)
        self.notice.show()

    # --- printing

    def start(self) -> None:
        """Print the paper shown; when it waits for its answer, go there instead."""
        if self.asked is not None:
            self.ask.take_focus()
        elif self._pages.currentIndex() != READY or self.row is None:
            return
        elif self.print.isEnabled():
            self._send(self.row, self.choice.name())
        else:
            self.printers_wanted.emit()  # one may have appeared
            if self._names and not self.choice.name():
                self._say(tr("Choose a printer, then print."), "warn")
                self.printer.setFocus()

    def _send(self, row: DocumentRow, printer: str) -> None:
        self.notice.hide()
        stop = self._on_the_way[row.document_id] = Event()
        self._desk.day.sending.add(row.document_id)
        self.sending.setText(
            tr(
                "{paper} goes to {printer} …",
                paper=title_of(row.kind, row.number),
                printer=printer,
            )
        )
        self._show()
        self.cancel.setEnabled(True)
        self.cancel.setFocus()
        self._desk.background.run(
            Call(
                self._desk.printers.send,
                self._desk.session,
                row.document_id,
                printer,
                self.choice.count(),
                stop,
            ),
            done=lambda sent: self._sent(row, sent),
            failed=lambda error: self._not_sent(row, error),
            progress=lambda page, pages: self._show_progress(row, page, pages),
            receiver=self,
        )

    def _is_shown(self, row: DocumentRow) -> bool:
        return self.row is not None and self.row.document_id == row.document_id

    def _show_progress(self, row: DocumentRow, page: int, pages: int) -> None:
        if self._is_shown(row):
            self.sending.setText(
                tr("Page {n} of {total} goes to the printer …", n=page, total=pages)
            )

    def _stop(self) -> None:
        """Print no more pages; the result of the job says whether that came too late."""
        if self.row is not None and self.row.document_id in self._on_the_way:
            self._on_the_way[self.row.document_id].set()
            self.cancel.setEnabled(False)
            self.sending.setText(tr("Printing is being stopped …"))

    def _arrived(self, row: DocumentRow) -> bool:
        """Nothing of the paper is on its way any more; whether its page had the focus."""
        focused = QApplication.focusWidget()
        here = focused is None or self.isAncestorOf(focused)
        self._on_the_way.pop(row.document_id, None)
        self._desk.day.sending.discard(row.document_id)
        return here and self._is_shown(row) and self.isVisible()

    def _not_sent(self, row: DocumentRow, error: BaseException) -> None:
        here = self._arrived(row)
        if isinstance(error, Conflict):  # printed at another counter; the lists then show its state
            self._desk.read_again(Shown.PRINT_JOB)
        if not self._is_shown(row):
            self._desk.messages.error(error)
            return
        gone = isinstance(error, UserError) and error.code == printer_gone("").code
        if gone:
            self.printers_wanted.emit()
        self._show()
        self._say(error, "bad" if gone or not isinstance(error, Conflict) else "warn")
        if here:
            (self.printer if gone else self.print).setFocus()

    def _sent(self, row: DocumentRow, sent: Sent) -> None:
        here = self._arrived(row)
        if not sent.taken:
            self._nothing_sent(row, sent, here)
            return
        if self.row is not None and self._is_shown(row):
            self.row = replace(
                self.row,
                outcome="sent",
                prints=row.prints + 1,
                asked=self._question(row, sent),
            )
            self._show()
            if here:
                self.ask.take_focus()
        else:
            self._desk.messages.say(unanswered_text(row.number), "brand")
        try:
            self._desk.printers.choose(row.kind, sent.printer)
        except OSError:
            self._desk.messages.say(not_stored(), "bad")

    def _nothing_sent(self, row: DocumentRow, sent: Sent, here: bool) -> None:
        text = (
            tr("Printing was stopped. Sheets that came out already are void.")
            if sent.stopped
            else tr("The printer took nothing. Check it, choose another one, or print later.")
        )
        tone: theme.Tone = "warn" if sent.stopped else "bad"
        if not self._is_shown(row):
            self._desk.messages.say(text, tone)
            return
        self._show()
        self._say(text, tone)
        if here:
            self.print.setFocus()

    def _question(self, row: DocumentRow, sent: Sent) -> OpenPrint:
        """What the lists will say of this job once they are read anew."""
        session = self._desk.session
        return OpenPrint(
            job_id=sent.job_id,
            document_id=row.document_id,
            order_id=row.order_id,
            customer_id=row.customer_id,
            kind=row.kind,
            number=row.number,
            printer=papers.stored_name(session, sent.printer),
            copies=sent.copies,
            staff_no=session.actor.staff_no,
            at=session.installation.clock(),
        )

    # --- what came of it

    def _answered(self, asked: OpenPrint, outcome: str) -> None:
        row = self.row
        if row is None or row.document_id != asked.document_id:
            self.recorded.emit(asked, outcome)
            return
        printer = self._printer_of(asked)
        prints = row.prints if outcome == "good" else max(0, row.prints - 1)
        row = self.row = replace(row, outcome=outcome, prints=prints, asked=None)
        if outcome == "good":
            self.choice.propose_copies(row)
        else:
            self.choice.set_copies(asked.copies)  # the answer about the sent job is still wanted
        had_focus = self.ask.has_focus()
        self._show()
        if had_focus:
            self.go_to_work()
        if outcome == "jammed" and printer:
            self._send(row, printer)
        elif outcome == "other_printer":
            self._say(tr("Choose the other printer, then print again."), "brand")
            self.printer.setFocus()
        elif outcome == "later":
            self._say(tr("It waits in the list of papers not printed."), "brand")
        self.recorded.emit(asked, outcome)

    def _put_off(self) -> None:
        row = self.row
        if row is None:
            return
        self._pages.setEnabled(False)
        self._put_off_row = row
        self._later.ask(
            papers.record_print, document_id=row.document_id, outcome="later", printer=""
        )

    def _not_put_off(self, error: BaseException) -> None:
        self._pages.setEnabled(True)
        self._say(error, "bad")

    def _is_put_off(self) -> None:
        self._pages.setEnabled(True)
        row = self._put_off_row
        assert row is not None
        if self.row is not None and self._is_shown(row):
            self.row = replace(self.row, outcome="later")
            self._show()
            self._say(tr("It waits in the list of papers not printed."), "brand")
        self.recorded.emit(row, "later")
