"""The amounts due and paid for one order (R-084), in fen.

A line below zero is money that goes back 应退, such as a deposit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.domain.catalogue import PAYMENT_METHODS, DueFee, FeeKind
from app.domain.money import parse_yuan
from app.domain.text import half_width
from app.errors import QT_TR_NOOP, Problem, UserError

# Stored in clear: there is a digit, so it is no name, and it is no ID number and no mobile phone.
_RECEIPT = re.compile(
    r"(?=.*\d)(?!\d{17}[\dX]$)(?!1[3-9]\d{9}$)[A-Z0-9-]{1,30}", re.ASCII | re.IGNORECASE
)


@dataclass(frozen=True)
class PaymentForm:
    """费用 (R-084), amounts as typed in yuan; a waiver (减免) with its reason lets less be paid."""

    paid: str = ""
    method: str = ""
    receipt_no: str = ""
    waiver_reason: str = ""


@dataclass(frozen=True)
class Payment:
    """What was due and paid, in fen; `waived` is what was let off for `waiver_reason`."""

    due: int
    paid: int
    waived: int
    method: str
    receipt_no: str
    waiver_reason: str


NOTHING_PAID = Payment(0, 0, 0, "", "", "")


@dataclass(frozen=True)
class PaidFee:
    """One fee of an order, as its row and its papers hold it; below zero where money goes back."""

    kind: FeeKind
    name: str
    due: int
    paid: int
    refund_of: UUID | None = None


def split(due: Iterable[DueFee], paid: int) -> tuple[PaidFee, ...]:
    """What was paid of each line of `due`, in its order, so that the lines add up to `paid`.

    Refunds are paid in full, and a waived amount is taken from the last fees. `paid` is the amount
    that stays with the operator, below zero when more goes back than is due. ValueError when it is
    more than the whole of `due`, or less than what goes back.
    """
    lines = tuple(due)
    left = paid - sum(min(each.amount, 0) for each in lines)
    if not 0 <= left <= sum(max(each.amount, 0) for each in lines):
        raise ValueError(f"{paid} fen cannot be paid for what is due")
    made = []
    for each in lines:
        part = min(left, each.amount)
        left -= max(part, 0)
        made.append(PaidFee(each.kind, each.name, each.amount, part, each.refund_of))
    return tuple(made)


def on_account(due: Iterable[DueFee]) -> Payment:
    """挂账: all of it goes on the account, because nobody pays at the desk when it is done."""
    lines = tuple(due)
    whole = sum(each.amount for each in lines)
    return Payment(whole, whole, 0, "on_account", "", "") if lines else NOTHING_PAID


def _receipt(form: PaymentForm) -> str:
    return half_width(form.receipt_no).strip()


def check_payment(form: PaymentForm, due: int) -> list[Problem]:
    """Paid equals due (fen), or is less with the reason of the waiver; method and receipt. Where `due` is below
    zero money goes back, all of it: only how is asked."""
    if due < 0:
        return _check_method(form, needed=True)
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
    problems += _check_method(form, needed=bool(paid))
    if form.receipt_no.strip() and not _RECEIPT.fullmatch(_receipt(form)):
        shape = QT_TR_NOOP(
            "A receipt number has up to 30 letters, digits and dashes. Type what is printed on it."
        )
        problems.append(Problem("payment.receipt_no", "receipt_form", shape))
    elif paid and not form.receipt_no.strip():
        receipt = QT_TR_NOOP("Type the number of the receipt.")
        problems.append(Problem("payment.receipt_no", "receipt_missing", receipt))
    return problems


def _check_method(form: PaymentForm, *, needed: bool) -> list[Problem]:
    if form.method in PAYMENT_METHODS or not (form.method or needed):
        return []
    method = QT_TR_NOOP("Choose the way of paying.")
    return [Problem("payment.method", "method_missing", method)]


def to_payment(form: PaymentForm, due: int) -> Payment:
    """The record of a payment whose form has no error."""
    paid = due if due < 0 else parse_yuan(form.paid) if form.paid.strip() else 0
    return Payment(
        due=due,
        paid=paid,
        waived=due - paid,
        method=form.method,
        receipt_no=_receipt(form),
        waiver_reason=form.waiver_reason.strip(),
    )
