"""The customer panel: one search box, its results, and the customer being served (R-011, R-012, R-021).

The panel's customer and the tabs' customer are the same: both follow `desk.customer_changed`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.domain.businesses import REGISTRATION
from app.domain.permissions import Permission
from app.services import customers
from app.services.session import Written
from ui.customer.authentication_box import AuthenticationBox
from ui.customer.customer_search import FoundList, SearchBox
from ui.customer.customer_summary import WIDTH, CustomerSummary, FormSummary
from ui.customer.opening_reason import OpeningReason
from ui.desk.background import Call
from ui.desk.base_screen import BaseScreen
from ui.desk.desk import Desk
from ui.desk.requests import Request
from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets.discard import discard
from ui.widgets.lookup import Lookup
from ui.widgets.panel import label, rule, scrolled
from ui.widgets.reveal import Reveal
from ui.widgets.tag import TagButton, tag_rows
from ui.words.messages import error_text, tr

if TYPE_CHECKING:
    from app.services.customers import CustomerView, Found, FoundRow, Revealed

MARGIN = 16
OPEN_AT_ONCE = 6
TAG_WIDTH = 110
ROWS_ALONE, ROWS_WITH_CARD = 8, 3
ADDRESSES = ("address", "name_or_address")


class CustomerPanel(BaseScreen):
    """Left of every tab."""

    answered = Signal(str)
    """the results of this text are shown"""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.box = SearchBox()
        self.hint = label("", "small", wrap=True)
        self.results = FoundList()
        self.more = label(tr("There are more. Type more to see them."), "small", wrap=True)
        self.nobody = label("", "soft", wrap=True)
        self.register = QPushButton(tr("Register a new customer"))
        self.reason = OpeningReason()
        self.tags = QWidget()
        self.summary: CustomerSummary | None = None
        self.asking: AuthenticationBox | None = None
        self._asking_place = QVBoxLayout()
        self.opened: dict[UUID, str] = {}
        self._place = QVBoxLayout()
        self._searched = ""
        self._unnoted: tuple[str, tuple[UUID, ...]] | None = None
        self._lookup = Lookup(self)
        self._form_person: str | None = None
        """whose form the panel shows"""
        self._lay_out()
        self._connect()
        self._show_hint(None)
        self._show_customer(desk.customer_id)
        desk.background.run(customers.prepare, failed=desk.messages.error, receiver=self)

    # --- building

    def _lay_out(self) -> None:
        inside = QWidget()
        below = QVBoxLayout(inside)
        below.setContentsMargins(MARGIN, theme.GAP_S, MARGIN, MARGIN)
        below.setSpacing(theme.GAP_S)
        below.addWidget(self.tags)
        below.addLayout(self._asking_place)
        self._place.setContentsMargins(0, 0, 0, 0)
        below.addLayout(self._place, 1)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, MARGIN - 2, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 0, MARGIN, theme.GAP_S)
        head.setSpacing(theme.GAP_S)
        for widget in (self.box, self.hint, self.results, self.more, self.nobody):
            head.addWidget(widget)
        head.addWidget(self.register, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self.reason)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(scrolled(inside), 1)
        for hidden in (self.more, self.nobody, self.register, self.reason, self.results):
            hidden.hide()

    def _connect(self) -> None:
        self.box.textChanged.connect(self._search)
        self.box.moved.connect(self.results.step)
        self.box.chosen.connect(lambda: self._lookup.enter(self.results.current()))
        self.box.left.connect(self._note_search)
        self.results.picked.connect(self._lookup.take)
        self._lookup.taken.connect(self._open)
        self._lookup.left_open.connect(self._say_how)
        self.register.clicked.connect(lambda: self.desk.open_screen(Request(REGISTRATION.code)))
        self.reason.line.given.connect(self._open_with_reason)
        self.listen(self.desk.customer_changed, self._show_customer)
        self.listen(self.desk.view_wanted, self._open_known)
        self.listen(self.desk.forms.person_changed, self._form_changed)
        self.listen(self.desk.forms.changed, self._form_changed)
        self.listen(self.desk.changed, self._changed)

    # --- searching

    def _search(self, text: str) -> None:
        """Search at every committed key. The newest answer is shown, and rows of the one before
        cannot be chosen any more."""
        self._lookup.type(text)
        self.results.setEnabled(False)
        if not self.reason.isHidden():
            self.desk.view_dropped.emit()
        for part in (self.reason, self.more, self.nobody, self.register):
            part.hide()
        if text.strip():
            self.query(customers.find, done=partial(self._show_found, text), text=text)
        else:
            self.cancel_reads()  # an answer to a text that was taken away
            self._show_rows((), more=False, by_address=False)
            self._show_hint(None)
            self._searched = text

    def _show_found(self, text: str, found: Found) -> None:
        alone = len(found.rows) == 1 and not found.more
        if not self._lookup.answer(text, found.rows[0] if alone else None):
            return
        self._searched = text
        kind = customers.kind_of_search(text)
        self._show_rows(found.rows, more=found.more, by_address=kind in ADDRESSES)
        note = error_text(found.note) if found.note else ""
        self._show_hint(error_text(found.hint) if found.hint else note if found.rows else None)
        self.nobody.setText(note)
        self.nobody.setVisible(bool(note) and not found.rows)
        may = self.session.may(Permission.CUSTOMER_REGISTER)
        self.register.setVisible(found.nobody and may)
        if found.rows:
            self._unnoted = kind, tuple(row.customer_id for row in found.rows)
        self._lookup.finish()
        self.answered.emit(text)

    def _show_rows(self, rows: tuple[FoundRow, ...], *, more: bool, by_address: bool) -> None:
        self.results.limit(ROWS_ALONE if self.desk.customer_id is None else ROWS_WITH_CARD)
        self.results.show_rows(rows, by_address=by_address)
        self.results.setEnabled(True)
        self.more.setVisible(more and bool(rows))

    def _show_hint(self, text: str | None) -> None:
        """What is missing in the text, or whom the rows leave out; else the grammar."""
        self.hint.setText(text or tr("last four · name · pinyin · card no. · address · order no."))

    def _say_how(self) -> None:
        """Say that one of several rows must be chosen, because Enter opened none."""
        if self.results.found.rows:
            self._show_hint(tr("Which one? Choose it with ↓ and Enter, or type more."))

    def _note_search(self) -> None:
        """The event of a search that opened nobody, written when the box is left (data.md 8)."""
        if self._unnoted is not None and isValid(self):
            kind, shown = self._unnoted
            self._unnoted = None
            self.call(customers.record_search, kind=kind, shown=shown)

    # --- opening

    def _open(self, row: FoundRow) -> None:
        if row.needs_reason:
            self.reason.ask(row)
            return
        self._look(row)

    def _open_known(self, customer_id: UUID) -> None:
        turn = self.desk.turn

        def found(row: FoundRow) -> None:
            if turn == self.desk.turn:
                self._open(row)
            else:  # another customer or a form is in front by now
                self.desk.view_dropped.emit()

        self.query(
            customers.find_by_id, done=found, failed=self._not_looked, customer_id=customer_id
        )

    def _not_looked(self, error: BaseException) -> None:
        self.desk.view_dropped.emit()
        self.desk.messages.error(error)

    def _open_with_reason(self, reason: str) -> None:
        row = self.reason.row
        if row is not None and self.desk.may_serve():
            self.reason.hide()
            self._unnoted = None
            turn = self.desk.turn

            def looked(_: object) -> None:
                if turn == self.desk.turn:
                    self._serve(row.customer_id)
                else:
                    self.desk.view_dropped.emit()

            self.call(
                customers.record_view,
                done=looked,
                failed=self._not_looked,
                customer_id=row.customer_id,
                reason=reason,
            )

    def _look(self, row: FoundRow) -> None:
        if not self.desk.may_serve():
            return
        self._unnoted = None
        self.call(customers.record_view, customer_id=row.customer_id)
        self._serve(row.customer_id)

    def _serve(self, customer_id: UUID) -> None:
        self.desk.serve(customer_id)
        if len(self.results.found.rows) == 1:
            self.box.clear()

    def _show_customer(self, customer_id: UUID | None) -> None:
        """Show another customer. The old one is removed at once, so that nobody reads the wrong
        data."""
        self._end_asking()
        self._set_summary(None)
        self._show_tags()
        self.results.limit(ROWS_ALONE if customer_id is None else ROWS_WITH_CARD)
        if customer_id is not None:
            self._read(customer_id)

    def _read(self, customer_id: UUID) -> None:
        self.desk.background.run(
            Call(customers.open_customer, self.session, customer_id=customer_id),
            done=self._show_view,
            failed=partial(self._cannot_open, customer_id),
            receiver=self,
            key=(id(self), customer_id),
        )

    def _cannot_open(self, customer_id: UUID, error: BaseException) -> None:
        self.desk.messages.error(error)
        self._close(customer_id)

    def _show_view(self, view: CustomerView) -> None:
        self.opened[view.customer_id] = view.name.text
        for oldest in list(self.opened)[:-OPEN_AT_ONCE]:
            del self.opened[oldest]
        if view.customer_id == self.desk.customer_id:
            summary = CustomerSummary(view, reveals=self.session.may(Permission.CUSTOMER_REVEAL))
            summary.reveal_wanted.connect(partial(self._reveal, view.customer_id))
            summary.close_wanted.connect(partial(self._close, view.customer_id))
            self._set_summary(summary)
            self._begin_asking(view)
        self._show_tags()

    def _begin_asking(self, view: CustomerView) -> None:
        """Who is asking, once for the service that is open now."""
        if self.asking is None and self.session.may(Permission.CUSTOMER_CHANGE):
            self.asking = AuthenticationBox(self, view.customer_id, view.name.text)
            self._asking_place.addWidget(self.asking)

    def _end_asking(self) -> None:
        box, self.asking = self.asking, None
        if box is not None:
            box.end()
            discard(box)

    def _reveal(self, customer_id: UUID, field: str, reason: str, where: Reveal) -> None:
        def show(revealed: Revealed) -> None:
            if isValid(where) and where.isVisible():
                where.show_value(revealed.text, revealed.seconds)

        self.call(customers.reveal, done=show, customer_id=customer_id, field=field, reason=reason)

    def _close(self, customer_id: UUID) -> None:
        self.opened.pop(customer_id, None)
        if self.desk.customer_id == customer_id:
            self.desk.serve(next(reversed(self.opened), None))
        self._show_tags()

    def _changed(self, written: Written) -> None:
        served = self.desk.customer_id
        if served is not None and served in written.ids:
            self._read(served)

    # --- what is shown below the rule

    def _registering(self) -> str | None:
        """Whose registration is in front or open; '' nobody's yet, None: there is none."""
        if self.desk.forms.person is not None:
            return self.desk.forms.person
        open_now = [form for form in self.desk.forms.all if not form.held]
        return f"{open_now[0].title}*" if open_now and open_now[0].title else None

    def _form_changed(self) -> None:
        name = self._registering()
        if name == self._form_person:
            return
        self._form_person = name
        self._lookup.forget_enter()  # the search was for somebody before this form came
        if self.desk.customer_id is not None:
            return
        item = self._place.itemAt(0)
        shown = None if item is None else item.widget()
        if name is not None and isinstance(shown, FormSummary):
            shown.set_name(name)
        else:
            self._set_summary(None)

    def _set_summary(self, summary: CustomerSummary | None) -> None:
        while (item := self._place.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                discard(old)
        self.summary = summary
        if summary is not None:
            self._place.addWidget(summary)
        elif self.desk.customer_id is None and (name := self._registering()) is not None:
            self._place.addWidget(FormSummary(name))
        elif self.desk.customer_id is None:
            text = tr("Nobody is being served. Search for a customer with F3.")
            if self.session.may(Permission.CUSTOMER_REGISTER):
                text = tr("Nobody is being served. Search for a customer, or register a new one.")
            empty = label(text, "soft", wrap=True)
            self._place.addWidget(empty)
            self._place.addStretch(1)

    def _show_tags(self) -> None:
        """The customers that are open, when there is more than one to choose from."""
        layout = self.tags.layout()
        if layout is None:
            layout = QVBoxLayout(self.tags)
            layout.setContentsMargins(0, 0, 0, 0)
        while (item := layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                discard(old)
        served = self.desk.customer_id
        others = len(self.opened) - (served in self.opened)
        self.tags.setVisible(others > 0)
        tags = []
        for customer_id, name in self.opened.items():
            now = customer_id == served
            tag = TagButton(self._short(name), "brand" if now else "plain")
            tag.setToolTip(displayable(name))
            tag.setAccessibleDescription(tr("being served") if now else tr("also open"))
            tag.clicked.connect(partial(self.desk.serve, customer_id))
            tags.append(tag)
        layout.addWidget(tag_rows(tags, WIDTH))

    def _short(self, name: str) -> str:
        """A unit's long name as far as a tag shows it."""
        return self.fontMetrics().elidedText(
            displayable(name), Qt.TextElideMode.ElideRight, TAG_WIDTH
        )

    # --- life

    def activate(self) -> None:
        """F3: the cursor goes into the box, over what was typed last."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def close_down(self) -> None:
        """As every screen's; what a customer was typing goes."""
        self._end_asking()
        super().close_down()

    def save_state(self) -> dict[str, Any]:
        """Which customers are open; nothing that was typed."""
        served = self.desk.customer_id
        return {"open": [str(each) for each in self.opened], "served": str(served or "")}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Open the same customers again."""
        served = UUID(state["served"]) if state.get("served") else None
        for text in state.get("open", []):
            if UUID(text) != served:
                self._read(UUID(text))
        if served is not None:
            self.desk.serve(served)
