"""Step 4, 费用 (R-084): what is due from the catalogue, what was received, change, receipt, waiver."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.domain.catalogue import FEE_KINDS, PAYMENT_METHODS, DueFee, total
from app.domain.money import format_yuan
from ui.form.controls import choice
from ui.form.fields import Fields
from ui.form.form_grid import FormGrid, empty
from ui.look import theme
from ui.look.glyphs import displayable
from ui.registration.entry import change_of
from ui.registration.live_check import FormState
from ui.registration.step import RegistrationStep
from ui.widgets.field import Field
from ui.widgets.panel import label, rule
from ui.words.messages import tr


class StepFees(RegistrationStep):
    """The amount that stays is what is received less the change."""

    def __init__(self, number: int, title: str, fields: Fields, parent: QWidget) -> None:
        super().__init__(number, title, fields, parent)
        self._due: tuple[DueFee, ...] | None = None
        self.lines = QWidget()
        self._table = QGridLayout(self.lines)
        self._table.setContentsMargins(0, 0, 0, 0)
        self._table.setColumnStretch(0, 1)
        self.column.addWidget(self.lines)
        self.column.addWidget(rule())
        self.grid = FormGrid(self.inside)
        methods = {code: tr(text) for code, text in PAYMENT_METHODS.items()}
        self.method = self._bind("payment.method", tr("Way of paying"), {"": ""} | methods)
        self.received = self._bind("received", tr("Received (yuan)"))
        self.receipt = self._bind(
            "payment.receipt_no", tr("Receipt no."), hint=tr("As printed on it")
        )
        self._bind(
            "payment.waiver_reason",
            tr("Reason of a waiver"),
            hint=tr("Only if less is paid than is due"),
        )
        self._bind("account_method", tr("Later bills are paid by"), methods)
        self.column.addWidget(self.grid)
        self.change = label("", "subtitle")
        self.column.addWidget(self.change)
        self.column.addStretch(1)

    def _bind(
        self, path: str, text: str, values: dict[str, str] | None = None, hint: str = ""
    ) -> Field:
        field = Field(text, choice(values) if values else None, hint=hint, parent=self.grid)
        self.grid.add(field)
        self.bind(path, field, text)
        return field

    def show_view(self, view: FormState) -> None:
        """Show what is due and the change."""
        due = total(view.judged.due)
        if view.judged.due != self._due:
            self._due = view.judged.due
            self._show_lines(view.judged.due, due)
        self.received.set_required(due > 0)
        for field in (self.method, self.receipt):
            field.set_required(due > 0)
        change = change_of(view.entry.received, due)
        cash = view.entry.form.payment.method in ("", "cash")
        if change is not None and view.entry.received.strip() and cash:
            self.change.setText(tr("Change {amount}", amount=format_yuan(change)))
        else:
            self.change.setText("")

    def _show_lines(self, fees: tuple[DueFee, ...], due: int) -> None:
        empty(self._table)
        rows = [(displayable(fee.name), tr(FEE_KINDS[fee.kind]), fee.amount) for fee in fees]
        for n, (name, kind, amount) in enumerate(rows):
            self._put(n, 0, name, "")
            self._put(n, 1, kind, "soft")
            self._put(n, 2, format_yuan(amount), "", right=True)
        last = len(rows)
        if not rows:
            self._put(0, 0, tr("Nothing is due now."), "soft")
        self._put(last + 1, 0, tr("Due"), "subtitle")
        self._put(last + 1, 2, format_yuan(due), "title", right=True)

    def _put(self, row: int, column: int, text: str, look: str, *, right: bool = False) -> QLabel:
        cell = label(text, look)
        cell.setContentsMargins(0, 2, theme.GAP_S, 2)
        if right:
            cell.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._table.addWidget(cell, row, column)
        return cell
