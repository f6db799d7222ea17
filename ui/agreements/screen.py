"""服务协议: the papers of the customer served, the hall's papers not printed, preview and print."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.permissions import Permission
from app.services import documents
from app.services.documents import DocumentRow, UnprintedRow
from ui import theme
from ui.agreements.preview import Preview
from ui.agreements.print_box import PrintBox
from ui.agreements.tables import fit_height, papers_table, unprinted_table
from ui.base_screen import BaseScreen
from ui.desk import Desk
from ui.messages import tr
from ui.widgets.card import label

PAPERS, UNPRINTED = "papers", "unprinted"
PREVIEW_LINES = 11
PRINT_WIDTH = 300


class AgreementsScreen(BaseScreen):
    """State: page (papers or unprinted), order_id or document_id to show, print True to print it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.prints = self.session.may(Permission.PRINT_ISSUE)
        self._wanted: UUID | None = None
        self._coming: UUID | None = None
        self._print_wanted = False
        self._came_for_it = False
        self._looking_up = False
        self._turn = desk.turn
        """who was in front when a paper was asked for: its answer opens nobody over somebody else"""
        self.pick = {PAPERS: QPushButton(), UNPRINTED: QPushButton()}
        self.papers = papers_table(self.session)
        self.unprinted = unprinted_table(self.session)
        self.preview = Preview(desk)
        self.box = PrintBox(desk)
        self._pages = QStackedWidget()
        self._below = QWidget()
        self._lay_out()
        self._connect()
        self._show_page(PAPERS)
        self._show_rows(())

    # --- building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.content)
        column.setContentsMargins(theme.GAP_L, theme.GAP_S, theme.GAP_L, theme.GAP_L)
        column.setSpacing(theme.GAP)
        head = QHBoxLayout()
        head.setSpacing(theme.GAP_S)
        head.addWidget(label(tr("Agreements"), "title"))
        for key, button in self.pick.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, page=key: self._show_page(page))
            head.addWidget(button)
        self.pick[UNPRINTED].setVisible(self.prints)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self._pages.addWidget(self._papers_page())
        self._pages.addWidget(self._unprinted_page())

    def _papers_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.papers)
        row = QHBoxLayout(self._below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        self.preview.setMinimumHeight(self.fontMetrics().height() * PREVIEW_LINES)
        row.addWidget(self.preview, 1)
        self.box.setFixedWidth(max(PRINT_WIDTH, self.fontMetrics().height() * 15))
        self.box.setVisible(self.prints)
        row.addWidget(self.box)
        column.addWidget(self._below, 1)
        return page

    def _unprinted_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        text = tr("Enter opens the customer and the paper; then Ctrl+P prints it.")
        column.addWidget(label(text, "soft", wrap=True))
        column.addWidget(self.unprinted, 1)
        return page

    def _connect(self) -> None:
        self.preview.opened.connect(self._paper_is_open)
        self.preview.failed.connect(self._paper_is_refused)
        self.papers.current_changed.connect(self._chosen)
        self.papers.chosen.connect(lambda _: self.box.print.setFocus())
        self.unprinted.chosen.connect(self._open_unprinted)
        self.box.recorded.connect(self._recorded)
        self.listen(self.desk.customer_changed, self._customer_changed)
        self.listen(self.desk.unprinted_changed, lambda _: self._name_pages())
        self.listen(self.desk.background.changes, self._changed)

    # --- pages

    def _show_page(self, page: str) -> None:
        for key, button in self.pick.items():
            button.setChecked(key == page)
        self._pages.setCurrentIndex(0 if page == PAPERS else 1)
        self._name_pages()
        if page == UNPRINTED:
            self._load_unprinted()

    def _name_pages(self) -> None:
        self.pick[PAPERS].setText(tr("This customer"))
        self.pick[UNPRINTED].setText(tr("Not printed {n}", n=self.desk.unprinted))

    def current_page(self) -> str:
        """Which of the two pages is in front."""
        return PAPERS if self._pages.currentIndex() == 0 else UNPRINTED

    # --- reading

    def _load(self) -> None:
        customer = self.desk.customer_id
        if customer is None:
            self.papers.empty.setText(
                tr("Nobody is being served. Find a customer with F3: the papers appear here.")
            )
            self._show_rows(())
            return
        self.papers.empty.setText(tr("This customer has no papers yet. A registration makes them."))
        self.query(
            documents.list_for,
            done=lambda rows: self._show_rows(rows) if customer == self.desk.customer_id else None,
            customer_id=customer,
        )

    def _show_rows(self, rows: tuple[DocumentRow, ...]) -> None:
        ids = [row.document_id for row in rows]
        wanted = self._wanted if self._wanted in ids else self.preview.shown
        self.papers.set_rows(rows)
        fit_height(self.papers, len(rows))
        self._below.setVisible(bool(rows))
        if not rows:
            self._chosen(None)
            return
        order = [self.papers.model.rows.index(row) for row in rows if row.document_id == wanted]
        index = self.papers.model.index(order[0] if order else 0, 0)
        self.papers.select(self.papers.proxy.mapFromSource(index).row())
        if self._wanted in ids:
            self._wanted = None
        self._chosen(self.papers.current())

    def _load_unprinted(self) -> None:
        if self.prints:
            self.query(documents.unprinted, done=self._show_unprinted)

    def _show_unprinted(self, rows: tuple[UnprintedRow, ...]) -> None:
        self.unprinted.set_rows(rows)
        if rows:
            self.unprinted.select(0)
        if self.current_page() == UNPRINTED and self.isVisible():
            (self.unprinted.view if rows else self.pick[UNPRINTED]).setFocus()

    def _read_printers(self) -> None:
        if self.prints:
            self.desk.background.run(
                self.desk.printers.names,
                done=self.box.set_printers,
                failed=self.desk.messages.error,
                receiver=self,
                lane="reads",
            )

    # --- the paper shown

    def _chosen(self, row: DocumentRow | None) -> None:
        self.box.show_paper(row)
        self.preview.show_row(row)

    def _paper_is_open(self) -> None:
        if self._wanted is not None:
            return  # its customer is still to be opened, perhaps with a reason
        came_for_it, self._came_for_it = self._came_for_it, False
        if self._print_wanted:
            self._print_wanted = False
            self.box.start()
        elif came_for_it and self.isVisible() and self.box.asked is None:
            self.box.print.setFocus()

    def _paper_is_refused(self) -> None:
        self._print_wanted = False

    # --- what happened elsewhere

    def _customer_changed(self, customer_id: UUID | None) -> None:
        if customer_id != self._coming:  # another one was opened instead
            self._wanted = None
            self._print_wanted = self._came_for_it = False
        self._coming = None
        self._chosen(None)
        self._load()

    def _changed(self, kinds: tuple[str, ...], _: object) -> None:
        if {"print", "order", "agreement"} & set(kinds):
            self._load()
            if self.current_page() == UNPRINTED:
                self._load_unprinted()

    def _open_unprinted(self, row: UnprintedRow | None) -> None:
        if row is not None:
            self._go_to(row.customer_id, row.document_id)

    def _go_to(self, customer_id: UUID, document_id: UUID) -> None:
        """Serve the paper's customer, so that panel and paper are the same person, and show it."""
        self._looking_up = False
        self._wanted = document_id
        self._came_for_it = True
        self._show_page(PAPERS)
        if self.desk.customer_id == customer_id:
            self._load()
        else:
            self._coming = customer_id
            self.desk.open_customer(customer_id)
        self.papers.view.setFocus()

    # --- printing

    def print_shown(self) -> bool:
        """Ctrl+P prints the paper shown on this page."""
        if self.current_page() == UNPRINTED:
            self._open_unprinted(self.unprinted.current())
        elif self.box.row is None and self.box.asked is None:
            return False
        else:
            self.box.start()
        return True

    def _recorded(self, row: DocumentRow, outcome: str) -> None:
        """After a good print the next waiting paper of the same order comes up."""
        if outcome == "good":
            waiting = [
                other
                for other in self.papers.model.rows
                if other.order_id == row.order_id
                and other.document_id != row.document_id
                and other.outcome != "good"
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
            self._load_unprinted()
        elif self.box.asked is not None:
            self.box.ask.ask_again()
        else:
            self.papers.view.setFocus()

    def save_state(self) -> dict[str, Any]:
        """The page, the paper shown, and the one that waits for an answer."""
        shown = {} if self.preview.shown is None else {"document_id": str(self.preview.shown)}
        return {"page": self.current_page(), "asked": self.box.save_state(), **shown}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Show a page, an order's papers or one paper; ask again what waits for an answer."""
        if state.get("page") in self.pick and (state["page"] == PAPERS or self.prints):
            self._show_page(state["page"])
        self._print_wanted = bool(state.get("print"))
        self._turn = self.desk.turn
        asked = self.box.asked_in(state.get("asked") or {})
        wanted = asked or state.get("document_id")
        if "order_id" in state:
            self._looking_up = True
            order = UUID(str(state["order_id"]))
            self.query(
                documents.list_of_order,
                done=self._show_order,
                failed=self._not_found,
                order_id=order,
            )
        elif wanted:
            self._looking_up = True
            self.query(
                documents.row_of,
                done=lambda row: self._found(row, state["asked"]["printer"] if asked else None),
                failed=self._not_found,
                document_id=UUID(str(wanted)),
            )

    def _not_found(self, error: BaseException) -> None:
        self._looking_up = self._print_wanted = False
        self.desk.messages.error(error)
        self._load()

    def _is_old(self) -> bool:
        """Somebody else, or a form, came to the front while a paper was looked up."""
        self._looking_up = False
        old = self._turn != self.desk.turn
        if old:
            self._print_wanted = False
            self._load()
        return old

    def _found(self, row: DocumentRow, printer: str | None) -> None:
        old = self._is_old()
        if printer is not None:
            self.box.ask_about(row, printer)
        if not old:
            self._go_to(row.customer_id, row.document_id)

    def _show_order(self, rows: tuple[DocumentRow, ...]) -> None:
        """Agreement and slip of an order, the first that has not come out in front."""
        if self._is_old():
            return
        first = next((row for row in rows if row.outcome != "good"), next(iter(rows), None))
        if first is not None:
            self._go_to(first.customer_id, first.document_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: Esc goes from the paper back to the list."""
        if event.key() == Qt.Key.Key_Escape and self.current_page() == PAPERS:
            self.papers.view.setFocus()
        else:
            super().keyPressEvent(event)
