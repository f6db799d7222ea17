"""Step 5, 确认签字: the data to be written and printed, and who must sign what.

The customer and whoever stands behind may look at this page, so it is masked.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain import masking
from app.domain.catalogue import PAYMENT_METHODS, total
from app.domain.consent import PURPOSES
from app.domain.customers import KINDS
from app.domain.money import format_yuan
from app.domain.payment import to_payment
from app.domain.people import PersonForm
from app.errors import UserError
from ui.form.controls import choice
from ui.form.fields import Fields, listed
from ui.form.form_grid import empty
from ui.form.person_words import document_name
from ui.look import theme
from ui.look.glyphs import displayable
from ui.registration.live_check import FormState
from ui.registration.step import RegistrationStep
from ui.widgets.field import Field
from ui.widgets.panel import label
from ui.words.messages import tr

Line = tuple[str, str]


class StepConfirm(RegistrationStep):
    """Read aloud or turned to the customer before Ctrl+Enter writes it."""

    def __init__(self, number: int, title: str, fields: Fields, parent: QWidget) -> None:
        super().__init__(number, title, fields, parent)
        self.lines = QWidget()
        self._table = QGridLayout(self.lines)
        self._table.setContentsMargins(0, 0, 0, 0)
        self._table.setHorizontalSpacing(theme.GAP_L)
        self._table.setVerticalSpacing(theme.GAP_XS)
        self._table.setColumnStretch(1, 1)
        self._shown: list[Line] = []
        language = Field(
            tr("Language of the agreement"), choice({"zh_CN": "中文", "en": "English"})
        )
        self.bind("paper_language", language, tr("Language of the agreement"))
        self.column.addWidget(language)
        self.column.addWidget(self.lines)
        self.column.addStretch(1)

    def text(self) -> str:
        """Everything that the page says."""
        return "\n".join(f"{name}: {said}" for name, said in self._shown)

    def show_view(self, view: FormState) -> None:
        """Write the page anew when something changed."""
        said = [*_customer(view), *_takes(view), *_money(view), *_papers(view)]
        lines = [(name, displayable(text)) for name, text in said if text]
        if lines == self._shown:
            return
        self._shown = lines
        empty(self._table)
        for n, (name, text) in enumerate(lines):
            self._table.addWidget(label(name, "soft"), n, 0, Qt.AlignmentFlag.AlignTop)
            self._table.addWidget(label(text, wrap=True), n, 1)


def _customer(view: FormState) -> list[Line]:
    form = view.form
    lines = [(tr("Customer"), tr(KINDS[form.customer_kind]))]
    if form.organization is not None:
        unit = form.organization
        lines += [
            (tr("Name of the unit"), unit.name),
            (tr("Unified social credit code"), unit.number),
            (tr("Legal representative"), masking.mask_name(unit.legal_representative)),
            (tr("Phone"), masking.mask_phone(unit.phone)),
        ]
    else:
        lines += [
            (tr("Name"), masking.mask_name(form.holder.name)),
            (tr("Document"), _document(form.holder)),
            (tr("Phone"), masking.mask_phone(form.holder.phone)),
        ]
    for name, person in (
        (tr("Agent"), form.agent),
        (tr("Guardian"), form.guardian),
        (tr("Handler of the unit"), form.handler),
    ):
        if person is not None:
            parts = [masking.mask_name(person.name), _document(person), person.relation]
            lines.append((name, " · ".join(part for part in parts if part)))
    return lines


def _document(person: PersonForm) -> str:
    if not person.number:
        return ""
    return f"{document_name(person)} {masking.mask_document(person.number, detail=True)}"


def _takes(view: FormState) -> list[Line]:
    products = listed(offering.name for offering in view.chosen)
    place = view.place.text if view.place is not None and view.form.subscriptions else ""
    if not any(subscription.place_id for subscription in view.form.subscriptions):
        place = ""
    return [(tr("Products"), products), (tr("Installation address"), place)]


def _money(view: FormState) -> list[Line]:
    due = total(view.judged.due)
    lines = [(tr("Due"), format_yuan(due))]
    try:
        payment = to_payment(view.form.payment, due)
    except UserError:
        return lines
    method = tr(PAYMENT_METHODS[payment.method]) if payment.method in PAYMENT_METHODS else ""
    paid = " · ".join(
        part for part in (format_yuan(payment.paid), method, payment.receipt_no) if part
    )
    lines.append((tr("Paid"), paid))
    if payment.waived > 0:
        waived = [format_yuan(payment.waived), payment.waiver_reason]
        lines.append((tr("Waived"), " · ".join(part for part in waived if part)))
    return lines


def _papers(view: FormState) -> list[Line]:
    agreed: list[str] = []
    refused: list[str] = []
    for answers in (view.form.consent.separate, view.form.consent.optional):
        for code, answer in answers.items():
            if code in PURPOSES and answer:
                (agreed if answer == "agree" else refused).append(tr(PURPOSES[code].label))
    lines = [
        (tr("Agreed to"), listed(agreed)),
        (tr("Refused"), listed(refused)),
        (tr("Will be written"), _written(view)),
        (
            tr("Will be printed"),
            tr("Service agreement in two copies, large print")
            if view.form.large_print
            else tr("Service agreement in two copies"),
        ),
        ("", tr("Slip with customer's and file copy (personal data masked)")),
        (tr("To sign"), listed(signers(view))),
    ]
    return [(name or "　", text) for name, text in lines]


def _written(view: FormState) -> str:
    return tr(
        "Customer, account, {n} subscriptions, the answers above and one order; all sealed",
        n=len(view.form.subscriptions),
    )


def signers(view: FormState) -> list[str]:
    """Who signs the agreement (D12, D13)."""
    needs = view.judged.needs
    if view.entry.is_unit:
        return [tr("the handler, with the seal of the unit")]
    if needs is not None and needs.guardian_acts:
        return [tr("the guardian, for the child")]
    signing = [tr("the agent") if view.form.agent is not None else tr("the customer")]
    if needs is not None and needs.guardian_signs:
        signing.append(tr("the guardian"))
    return signing
