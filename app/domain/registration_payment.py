"""Step 4 of a registration: what is due and what is paid (R-084)."""

from __future__ import annotations

import re

from app.domain.catalogue import PAYMENT_METHODS
from app.domain.money import parse_yuan
from app.domain.registration import PaymentForm
from app.domain.registration_record import Payment
from app.domain.text import half_width
from app.errors import QT_TR_NOOP, Problem, UserError

# Stored in clear: there is a digit, so it is no name, and it is no ID number and no mobile phone.
_RECEIPT = re.compile(
    r"(?=.*\d)(?!\d{17}[\dX]$)(?!1[3-9]\d{9}$)[A-Z0-9-]{1,30}", re.ASCII | re.IGNORECASE
)


def _receipt(form: PaymentForm) -> str:
    return half_width(form.receipt_no).strip()


def check_payment(form: PaymentForm, due: int) -> list[Problem]:
    """Paid equals due (fen), or is less with the reason of the waiver; method and receipt."""
    try:
        paid = parse_yuan(form.paid) if form.paid.strip() else 0
    except UserError as error:
        return [Problem("payment.paid", error.code, error.text, error.values)]
    problems: list[Problem] = []
    if paid > due:
        more = QT_TR_NOOP("More is paid than is due. Give change and type the amount that stays.")
        problems.append(Problem("payment.paid", "paid_more", more))
    elif paid < due and not form.waiver_reason.strip():
        less = QT_TR_NOOP("Less is paid than is due. Take the rest, or type why it is waived.")
        problems.append(Problem("payment.paid", "paid_less", less))
    if (form.method and form.method not in PAYMENT_METHODS) or (paid and not form.method):
        method = QT_TR_NOOP("Choose the way of paying.")
        problems.append(Problem("payment.method", "method_missing", method))
    if form.receipt_no.strip() and not _RECEIPT.fullmatch(_receipt(form)):
        shape = QT_TR_NOOP(
            "A receipt number has up to 30 letters, digits and dashes. Type what is printed on it."
        )
        problems.append(Problem("payment.receipt_no", "receipt_form", shape))
    elif paid and not form.receipt_no.strip():
        receipt = QT_TR_NOOP("Type the number of the receipt.")
        problems.append(Problem("payment.receipt_no", "receipt_missing", receipt))
    return problems


def to_payment(form: PaymentForm, due: int) -> Payment:
    """The record of a payment whose form has no error."""
    paid = parse_yuan(form.paid) if form.paid.strip() else 0
    return Payment(
        due=due,
        paid=paid,
        waived=due - paid,
        method=form.method,
        receipt_no=_receipt(form),
        waiver_reason=form.waiver_reason.strip(),
    )
