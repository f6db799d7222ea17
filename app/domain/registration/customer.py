"""Step 3 of a registration: members, discounts, channel and way of paying (R-042, R-179)."""

from __future__ import annotations

from datetime import date

from app.domain import numbers
from app.domain.catalogue import PAYMENT_METHODS
from app.domain.registration.form import CHANNELS, DiscountForm, MemberForm
from app.domain.registration.record import Discount
from app.domain.validity import typed_day
from app.errors import QT_TR_NOOP, Problem

MEMBER_ROLES = ("", "decision", "contact", "technical")
DISCOUNT_KINDS = {
    "low_income": QT_TR_NOOP("Minimum living allowance"),
    "special_hardship": QT_TR_NOOP("Special hardship"),
    "disability": QT_TR_NOOP("Disability"),
    "military_family": QT_TR_NOOP("Military or martyr's family"),
    "elderly": QT_TR_NOOP("Elderly"),
}


def check_ways(account_method: str, channel: str) -> list[Problem]:
    """How the account is paid and how the customer came."""
    problems: list[Problem] = []
    if account_method not in PAYMENT_METHODS:
        choose = QT_TR_NOOP("Choose the way of paying.")
        problems.append(Problem("account_method", "method_missing", choose))
    if channel not in CHANNELS:
        answer = QT_TR_NOOP("Choose one of the answers.")
        problems.append(Problem("channel", "channel", answer))
    return problems


def check_members(kind: str, members: tuple[MemberForm, ...]) -> list[Problem]:
    """Members by customer code; only a group has any."""
    if members and kind != "group":
        group = QT_TR_NOOP("Only a group customer has members. Take them out.")
        return [Problem("members", "members", group)]
    problems: list[Problem] = []
    seen: set[str] = set()
    for n, member in enumerate(members):
        code = numbers.compact(member.customer_code)
        if numbers.kind_of(code) != "customer":
            wrong = QT_TR_NOOP("This is no customer code. Scan or type the member's customer code.")
            problems.append(Problem(f"members.{n}.customer_code", "member_code", wrong))
        elif code in seen:
            twice = QT_TR_NOOP("This member is listed already. Take the line out.")
            problems.append(Problem(f"members.{n}.customer_code", "member_twice", twice))
        seen.add(code)
        if member.role not in MEMBER_ROLES:
            role = QT_TR_NOOP("Choose one of the answers.")
            problems.append(Problem(f"members.{n}.role", "member_role", role))
    return problems


def check_discounts(discounts: tuple[DiscountForm, ...], *, today: date) -> list[Problem]:
    """Each discount has a kind, a proof and, if stated, a day that has not passed."""
    problems: list[Problem] = []
    for n, discount in enumerate(discounts):
        field = f"discounts.{n}"
        if discount.kind not in DISCOUNT_KINDS:
            choose = QT_TR_NOOP("Choose one of the answers.")
            problems.append(Problem(f"{field}.kind", "discount_kind", choose))
        if not discount.proof.strip():
            proof = QT_TR_NOOP("Type the number of the certificate that proves the discount.")
            problems.append(Problem(f"{field}.proof", "proof_missing", proof))
        last = typed_day(discount.valid_to, f"{field}.valid_to", problems)
        if last and last < today:
            expired = QT_TR_NOOP("The certificate has expired. Ask for the present one.")
            problems.append(Problem(f"{field}.valid_to", "expired", expired))
    return problems


def to_discount(form: DiscountForm) -> Discount:
    """The record of a discount whose form has no error."""
    return Discount(form.kind, form.proof.strip(), typed_day(form.valid_to, "", []))
