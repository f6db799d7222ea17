"""服务协议: the papers of the customer served, the hall's papers not printed, preview and print."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.permissions import Permission
from app.services import papers
from app.services.papers import DocumentRow, OpenPrint, UnprintedRow
from app.services.session import Shown, Written
from ui.agreements.preview import PaperPreview
from ui.agreements.print_box import PrintBox
from ui.agreements.tables import fit_height, papers_table
from ui.agreements.unprinted_page import UnprintedPage
from ui.agreements.words import unanswered_text
from ui.desk.base_screen import BaseScreen
from ui.desk.desk import Desk
from ui.desk.requests import Request, ShowPapers, ShowUnprinted
from ui.look import theme
from ui.widgets.one_stop import PageSwitch
from ui.widgets.panel import label
from ui.widgets.tab_order import reading_order, set_tab_order
from ui.words.messages import tr

PAPERS, UNPRINTED = "papers", "unprinted"
PREVIEW_LINES = 11
PRINT_WIDTH = 300


class AgreementsScreen(BaseScreen):
    """The papers of the customer in service, and those of the hall that have not come out."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.prints = self.session.may(Permission.PRINT_ISSUE)
        self._wanted: UUID | None = None
        self._coming: UUID | None = None
        self._print_wanted = self._came_for_it = False
        self._looking_up = self._answer_wanted = False
        self._served = desk.customer_id
        self._turn = desk.turn
        """who was in front when a paper was asked for: its answer opens nobody over somebody else"""
        self.pick = PageSwitch({PAPERS: tr("This customer"), UNPRINTED: ""})
        self._pages = QStackedWidget(self.content)
        self._papers_page = QWidget(self._pages)
        self._others: UnprintedPage | None = None
        self.papers = papers_table(self.session, self._papers_page)
        self._below = QWidget(self._papers_page)
        self.preview = PaperPreview(desk, self._below)
        self.box = PrintBox(desk, self._below)
        self._lay_out()
        set_tab_order(reading_order(self.content))
        self._connect()
        self._show_page(PAPERS)
        self._show_question()
        self._show_rows(())

    # --- building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.content)
        column.setContentsMargins(theme.GAP_L, theme.GAP_S, theme.GAP_L, theme.GAP_L)
        column.setSpacing(theme.GAP)
        head = QHBoxLayout()
        head.setSpacing(theme.GAP_S)
        head.addWidget(label(tr("Agreements"), "title"))
        head.addWidget(self.pick)
        head.addStretch(1)
        column.addLayout(head)
        self.pick.allow(UNPRINTED, self.prints)
        column.addWidget(self._pages, 1)
        self._lay_out_papers()
        self._pages.addWidget(self._papers_page)

    def _lay_out_papers(self) -> None:
        column = QVBoxLayout(self._papers_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.papers)
        row = QHBoxLayout(self._below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        self.preview.setMinimumHeight(self.fontMetrics().height() * PREVIEW_LINES)
        row.addWidget(self.preview, 1)
        self.box.setFixedWidth(max(PRINT_WIDTH, self.fontMetrics().height() * 15))
        row.addWidget(self.box)
        self.box.setVisible(self.prints)
        column.addWidget(self._below, 1)

    @property
    def others(self) -> UnprintedPage:
        """The page of those not printed, built when it is first wanted."""
        if self._others is None:
            page = self._others = UnprintedPage(self.desk, self._pages)
            self._pages.addWidget(page)
            page.table.chosen.connect(self._open_unprinted)
            page.table.more_wanted.connect(self._load_more)
            page.ask.recorded.connect(self._answered_here)
        return self._others

    def _connect(self) -> None:
        self.pick.chosen.connect(self._show_page)
        self.preview.opened.connect(self._paper_is_open)
        self.preview.failed.connect(self._paper_is_refused)
        self.papers.current_changed.connect(self._chosen)
        self.papers.chosen.connect(lambda _: self.box.go_to_work())
        self.box.recorded.connect(self._recorded)
        self.box.printers_wanted.connect(self._read_printers)
        self.listen(self.desk.customer_changed, self._customer_changed)
        self.listen(self.desk.view_dropped, self._wait_no_more)
        self.listen(self.desk.day.unprinted_changed, lambda _: self._name_pages())
        self.listen(self.desk.day.changed, self._show_question)
        self.listen(self.desk.changed, self._changed)

    # --- pages

    def _show_page(self, page: str) -> None:
        self.pick.show_page(page)
        self._pages.setCurrentWidget(self._papers_page if page == PAPERS else self.others)
        self._name_pages()
        if page == UNPRINTED:
            self._load_unprinted()

    def _name_pages(self) -> None:
        self.pick.set_text(UNPRINTED, self.desk.day.unprinted_text)

    def current_page(self) -> str:
        """Which of the two pages is in front."""
        return PAPERS if self._pages.currentIndex() == 0 else UNPRINTED

    # --- reading

    def _load(self) -> None:
        customer = self.desk.customer_id
        self.papers.of(customer)
        if customer is None:
            self.papers.empty.setText(
                tr("Nobody is being served. Find a customer with F3: the papers appear here.")
            )
            self._show_rows(())
            return
        self.papers.empty.setText(tr("This customer has no papers yet. A registration makes them."))
        self.query(
            papers.list_of_customer,
            done=lambda rows: self._show_rows(rows) if customer == self.desk.customer_id else None,
            customer_id=customer,
        )

    def _show_rows(self, rows: tuple[DocumentRow, ...]) -> None:
        ids = [row.document_id for row in rows]
        chosen = self.box.row.document_id if self.box.row else self.preview.shown
        wanted = self._wanted if self._wanted in ids else chosen
        self.papers.want(wanted)
        self.papers.set_rows(rows)
        fit_height(self.papers, len(rows))
        self._below.setVisible(bool(rows))
        if not rows:
            self._chosen(None)
            return
        if self.papers.current() is None:
            self.papers.select(0)
        if self._wanted in ids:
            self._wanted = None
        self._chosen(self.papers.current())

    def _load_unprinted(self) -> None:
        if self.prints:
            self.query(papers.unprinted, done=self._show_unprinted)

    def _show_unprinted(self, rows: tuple[UnprintedRow, ...]) -> None:
        self.others.show_rows(rows, more=len(rows) == papers.PAGE)
        focused = QApplication.focusWidget()
        here = focused is not None and self.isAncestorOf(focused)
        if self.current_page() == UNPRINTED and here and not self.others.ask.has_focus():
            (self.others.table.view if rows else self.pick.buttons[UNPRINTED]).setFocus()

    def _load_more(self) -> None:
        table = self.others.table
        last = table.model.rows[-1]
        self.query(
            papers.unprinted,
            done=lambda rows: table.add_rows(rows, more=len(rows) == papers.PAGE),
            after=(last.made_at, last.document_id),
        )

    def _show_question(self) -> None:
        """The oldest print of this counter that nobody has answered."""
        asked = next(iter(self.desk.day.asked), None)
        if asked is not None or self._others is not None:
            self.others.show_question(asked)

    def _answered_here(self, asked: OpenPrint, outcome: str) -> None:
        """Show the paper that has to be printed again."""
        if outcome in ("jammed", "other_printer"):
            self._go_to(asked.customer_id, asked.document_id)
        else:
            self.pick.buttons[UNPRINTED].setFocus()

    def _read_printers(self) -> None:
        if self.prints:
            self.desk.background.run(
                self.desk.printers.names,
                done=self.box.set_printers,
                failed=self.desk.messages.error,
                receiver=self,
            )

    # --- the paper shown

    def _chosen(self, row: DocumentRow | None) -> None:
        self.box.show_paper(row)
        self.preview.show_row(row)

    def _paper_is_open(self) -> None:
        if self._wanted is not None:
            return  # the paper's customer must be opened first, perhaps with a reason
        came_for_it, self._came_for_it = self._came_for_it, False
        if self._print_wanted:
            self._print_wanted = False
            self.box.start()
        elif came_for_it and self.isVisible():
            self.box.go_to_work()

    def _paper_is_refused(self) -> None:
        self._print_wanted = False

    # --- what happened elsewhere

    def _customer_changed(self, customer_id: UUID | None) -> None:
        left, self._served = self._served, customer_id
        for asked in self.desk.day.asked:
            if asked.customer_id == left:
                self.desk.messages.say(unanswered_text(asked.number), "brand")
        if customer_id != self._coming:  # another one was opened instead
            self._wait_no_more()
        self._coming = None
        self._chosen(None)
        self._load()

    def _wait_no_more(self) -> None:
        """The paper's customer does not come: whoever is served later is served for something else."""
        self._wanted = self._coming = None
        self._print_wanted = self._came_for_it = False

    def _changed(self, written: Written) -> None:
        if {Shown.PRINT_JOB, Shown.ORDER, Shown.AGREEMENT} & written.kinds:
            self._load()
            if self.current_page() == UNPRINTED:
                self._load_unprinted()

    def _open_unprinted(self, row: UnprintedRow | None) -> None:
        if row is not None:
            self._go_to(row.customer_id, row.document_id)

    def _go_to(self, customer_id: UUID, document_id: UUID, *, quietly: bool = False) -> None:
        """Serve the paper's customer and show the paper, so that both are of the same person."""
        self._looking_up = False
        self._wanted = document_id
        self._came_for_it = not quietly
        if not quietly:
            self._show_page(PAPERS)
        if self.desk.customer_id == customer_id:
            self._load()
        else:
            self._coming = customer_id
            self.desk.open_customer(customer_id)
        if not quietly:
            self.papers.view.setFocus()

    # --- printing

    def print_shown(self) -> bool:
        """Ctrl+P prints the paper shown on this page."""
        if self._others is not None and self._others.ask.has_focus():
            return True
        if self.current_page() == UNPRINTED:
            self._open_unprinted(self.others.table.current())
        elif self.box.row is None:
            return False
        else:
            self.box.start()
        return True

    def _recorded(self, row: OpenPrint | DocumentRow, outcome: str) -> None:
        """After a good print the next waiting paper of the same order comes up."""
        if outcome == "good" and self.box.row and self.box.row.document_id == row.document_id:
            waiting = [
                other
                for other in self.papers.model.rows
                if other.order_id == row.order_id
                and other.document_id != row.document_id
                and other.outcome not in ("good", "sent")
            ]
            self._wanted = waiting[0].document_id if waiting else row.document_id
            self._came_for_it = True

    # --- life

    def activate(self) -> None:
        """Refresh the lists and the printers; the cursor goes where work goes on."""
        self._read_printers()
        if not self._looking_up:
            self._load()
        if self.current_page() == UNPRINTED:
            self.pick.buttons[UNPRINTED].setFocus()
            if self._answer_wanted:
                self.others.ask.take_focus()
            self._answer_wanted = False
            self._load_unprinted()
        elif self.box.asked is not None:
            self.box.ask.take_focus()
        else:
            self.papers.view.setFocus()

    def save_state(self) -> dict[str, Any]:
        """The page, the paper shown and the one chosen of those not printed; what waits for an answer is
        in the database."""
        unprinted = self._others.table.chosen_key() if self._others is not None else None
        chosen = {"document_id": self.preview.shown, "unprinted": unprinted}
        return {"page": self.current_page()} | {n: str(k) for n, k in chosen.items() if k}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Show page and paper again; the cursor stays, because the person may be typing a PIN."""
        if "unprinted" in state:
            self.others.table.want(UUID(state["unprinted"]))
        if state.get("page") in self.pick.buttons and (state["page"] == PAPERS or self.prints):
            self._show_page(state["page"])
        if "document_id" in state:
            self._look_up_paper(UUID(str(state["document_id"])), quietly=True)

    def show_request(self, request: Request) -> None:
        """Show an order's papers or one paper, or those not printed and the question that waits."""
        if not isinstance(request, ShowPapers | ShowUnprinted):
            return
        self._turn = self.desk.turn
        self._print_wanted = isinstance(request, ShowPapers) and request.print_it
        if isinstance(request, ShowUnprinted):
            if self.prints:
                self._show_page(UNPRINTED)
            if request.answer:
                self._show_question()
                self._answer_wanted = not self.others.questions.isHidden()
        elif (order := request.order_id) is not None:
            self._looking_up = True
            done, failed = self._show_order, self._not_found
            self.query(papers.list_of_order, done=done, failed=failed, order_id=order)
        elif request.document_id is not None:
            self._look_up_paper(request.document_id, quietly=False)

    def _look_up_paper(self, document_id: UUID, *, quietly: bool) -> None:
        self._looking_up = True
        done, failed = partial(self._found, quietly=quietly), self._not_found
        self.query(papers.paper_row, done=done, failed=failed, document_id=document_id)

    def _not_found(self, error: BaseException) -> None:
        self._looking_up = self._print_wanted = False
        self.desk.messages.error(error)
        self._load()

    def _is_old(self) -> bool:
        """Whether another customer or a form came to the front while a paper was looked up."""
        self._looking_up = False
        old = self._turn != self.desk.turn
        if old:
            self._print_wanted = False
            self._load()
        return old

    def _found(self, row: DocumentRow, *, quietly: bool) -> None:
        if not self._is_old():
            self._go_to(row.customer_id, row.document_id, quietly=quietly)

    def _show_order(self, rows: tuple[DocumentRow, ...]) -> None:
        """Agreement and slip of an order, the first that has not come out in front."""
        if self._is_old():
            return
        waits = (row for row in rows if row.outcome not in ("good", "sent"))
        first = next(waits, next(iter(rows), None))
        if first is not None:
            self._go_to(first.customer_id, first.document_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: Esc goes from the paper back to the list."""
        if event.key() == Qt.Key.Key_Escape and self.current_page() == PAPERS:
            self.papers.view.setFocus()
        else:
            super().keyPressEvent(event)
