"""缴费账户: which account pays for a subscription, and how an account is paid (R-017, R-073).

A bank debits only with the customer's separate consent (R-038); it is on record, or given with the change.
"""

from __future__ import annotations

from typing import Any

from app.domain.businesses import CHANGE
from app.domain.catalogue import PAYMENT_METHODS
from app.domain.subscriptions import State
from app.errors import QT_TR_NOOP, Problem, UserError
from app.services import approvals, customers, procedure
from app.services.approvals import ChangeKind, Fields, Subject
from app.services.changes import consents, of_subscription
from app.services.procedure import Query, Work, may_change
from db.schema.customers import account, subscription

NEW = "new"
"""In the place of a number: an account that is opened with the change."""


def _read_account(query: Query, subject: Subject) -> dict[str, str]:
    row = query.one(account, of_subscription.row_of(query, subject)["account_id"])
    return {**of_subscription.standing(query, subject), "account": row["number"]}


def _other(query: Query, subject: Subject, number: str) -> dict[str, Any] | None:
    """The customer's account of this number."""
    found = query.all(
        account, account.c.customer_id == subject.customer_id, account.c.number == number
    )
    return found[0] if found else None


def _check_account(query: Query, subject: Subject, after: Fields) -> list[Problem]:
    in_use = (State.ACTIVE, State.SUSPENDED, State.PENDING_ACTIVE)
    problems = of_subscription.status_problems(query, subject, *in_use)
    problems += of_subscription.arrears_problems(query, subject)
    number = after.get("account", "")
    if number == NEW:
        return problems
    row = _other(query, subject, number)
    if row is None or row["status"] != "normal":
        text = QT_TR_NOOP(
            "Choose another account of this customer that is not blocked, or a new one."
        )
        problems.append(Problem("account", "account_unknown", text))
    return problems


def _apply_account(work: Work, subject: Subject, after: Fields) -> None:
    row = of_subscription.row_of(work, subject)
    if after["account"] == NEW:
        account_id = work.insert(
            account,
            subject_id=subject.party_id,
            customer_id=subject.customer_id,
            number=procedure.number_blocks(work.session.installation).take("account"),
            method=work.one(account, row["account_id"])["method"],
            status="normal",
        )
        work.flush()
    else:
        other = _other(work, subject, after["account"])
        assert other is not None  # checked before
        account_id = other["id"]
    work.update(subscription, row["id"], row["version"], account_id=account_id)


def _paid_by(query: Query, subject: Subject) -> dict[str, Any]:
    """The account of the subscription that is named, or the customer's only one."""
    if subject.subscription_id is not None:
        return query.one(account, of_subscription.row_of(query, subject)["account_id"])
    found = query.all(
        account, account.c.customer_id == subject.customer_id, account.c.status != "closed"
    )
    if len(found) != 1:
        text = QT_TR_NOOP("This customer has several accounts. Choose the subscription first.")
        raise UserError("account_unclear", text)
    return found[0]


def _read_method(query: Query, subject: Subject) -> dict[str, str]:
    row = _paid_by(query, subject)
    agreed = customers.consents_of(query, subject.party_id).get("bank_account", "")
    return {"method": row["method"], "account_status": row["status"], "bank_consent": agreed}


def _check_method(query: Query, subject: Subject, after: Fields) -> list[Problem]:
    method = after.get("method", "")
    if method not in PAYMENT_METHODS:
        text = QT_TR_NOOP("Choose the way of paying.")
        return [Problem("method", "method_missing", text)]
    problems = []
    if "bank_consent" in after:
        problems = consents.answer_problems(
            query, subject, {"bank_account": after["bank_consent"]}, field="bank_consent"
        )
    agreed = customers.consents_of(query, subject.party_id).get("bank_account", "")
    if method == "bank_debit" and after.get("bank_consent", agreed) != "agree":
        text = QT_TR_NOOP(
            "A bank debits only where the customer agrees to the use of the bank account. Ask the customer."
        )
        problems.append(Problem("bank_consent", "consent_needed", text))
    return problems


def _apply_method(work: Work, subject: Subject, after: Fields) -> None:
    row = _paid_by(work, subject)
    work.update(account, row["id"], row["version"], method=after["method"])
    if after.get("bank_consent"):
        consents.add(work, subject, {"bank_account": after["bank_consent"]})


approvals.declare_kind(
    ChangeKind(
        "account",
        CHANGE.code,
        _read_account,
        _apply_account,
        shown=lambda _, text: text,
        judged_by=of_subscription.STANDING,
        tidy=lambda _, text: text.strip(),
        check=_check_account,
    ),
    permission=CHANGE.permission,
    writes={**approvals.WRITES, account: {}},
    changes={**approvals.CHANGES, subscription: may_change("account_id")},
    module=__name__,
)
approvals.declare_kind(
    ChangeKind(
        "payment_method",
        CHANGE.code,
        _read_method,
        _apply_method,
        shown=lambda _, text: text,
        judged_by=frozenset({"account_status"}),
        check=_check_method,
    ),
    permission=CHANGE.permission,
    writes={**approvals.WRITES, **consents.WRITES},
    changes={**approvals.CHANGES, account: may_change("method")},
    module=__name__,
)
