"""资费变更 (R-073): another product of the same kind from the catalogue. While a contract runs a supervisor decides;
the new product's own term begins, and its prepayment is due. What was charged for installing and lending the device
stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.domain.businesses import CHANGE
from app.domain.catalogue import DueFee, due_fees
from app.domain.customers import RealName, satisfies
from app.domain.dates import add_months
from app.domain.subscriptions import State
from app.errors import QT_TR_NOOP, Problem
from app.services import approvals, catalogue
from app.services.approvals import ChangeKind, Fields, Subject
from app.services.catalogue import SoldOffering
from app.services.changes import of_subscription
from app.services.procedure import Query, Work, gone, may_change, query, refuse_without_reason
from db.schema.customers import customer, subscription

_CHARGED = ("prepayment", "materials")


@dataclass(frozen=True)
class Plan:
    """A product that a subscription may change to; `text` is the field of the change, amounts in fen."""

    text: str
    monthly_fee: int
    contract_months: int


@query(CHANGE.permission)
def plans(query: Query, *, customer_id: UUID, subscription_id: UUID) -> tuple[Plan, ...]:
    """What this subscription may change to, in the catalogue's order. Conflict 'gone'."""
    who = query.one(customer, customer_id)
    refuse_without_reason(query, customer_id)
    row = query.one(subscription, subscription_id)
    if row["customer_id"] != customer_id:
        raise gone()
    return tuple(
        Plan(text, each.offering.monthly_fee, each.offering.contract_months)
        for text, each in _choices(query, row["offering_id"], who["kind"]).items()
    )


def _choices(query: Query, now_id: UUID, customer_kind: str) -> dict[str, SoldOffering]:
    """Today's other products of the same kind for this kind of customer, by their text."""
    kind = of_subscription.offering_of(query, now_id).kind
    return {
        _text(each.offering.code, each.offering.name): each
        for each in catalogue.read_master_data(query).sold.values()
        if each.offering.kind == kind
        and customer_kind in each.offering.customer_kinds
        and each.id != now_id
    }


def _text(code: str, name: str) -> str:
    return f"{code} {name}"


def _read(query: Query, subject: Subject) -> dict[str, str]:
    row = of_subscription.row_of(query, subject)
    sold = of_subscription.sold_as(query, row)
    end = row["contract_end"]
    return {
        **of_subscription.standing(query, subject),
        "offering": _text(sold.code, sold.name),
        "contract_end": end.isoformat() if end else "",
    }


def _chosen(query: Query, subject: Subject, after: Fields) -> SoldOffering | None:
    row = of_subscription.row_of(query, subject)
    choices = _choices(query, row["offering_id"], subject.customer["kind"])
    return choices.get(after.get("offering", ""))


def _check(query: Query, subject: Subject, after: Fields) -> list[Problem]:
    problems = of_subscription.status_problems(query, subject, State.ACTIVE)
    problems += of_subscription.arrears_problems(query, subject)
    chosen = _chosen(query, subject, after)
    if chosen is None:
        text = QT_TR_NOOP("Choose another product of the same kind from the list.")
        return [*problems, Problem("offering", "offering_unknown", text)]
    needed = chosen.offering.needed_state
    if not satisfies(RealName(subject.customer["real_name_state"]), needed):
        text = QT_TR_NOOP(
            "This product needs a better real-name state. Read the customer's document first."
        )
        problems.append(Problem("offering", "real_name", text))
    return problems


def _fees(query: Query, subject: Subject, after: Fields) -> Iterable[DueFee]:
    chosen = _chosen(query, subject, after)
    if chosen is None:
        return []
    return [fee for fee in due_fees([chosen.offering]) if fee.kind in _CHARGED]


def _apply(work: Work, subject: Subject, after: Fields) -> None:
    row, chosen = of_subscription.row_of(work, subject), _chosen(work, subject, after)
    assert chosen is not None  # checked before
    months = chosen.offering.contract_months
    work.update(
        subscription,
        row["id"],
        row["version"],
        offering_id=chosen.id,
        contract_end=add_months(work.today, months) if months else None,
    )


approvals.declare_kind(
    ChangeKind(
        "plan",
        CHANGE.code,
        _read,
        _apply,
        shown=lambda _, text: text,
        judged_by=of_subscription.STANDING | {"contract_end"},
        tidy=lambda _, text: text.strip(),
        check=_check,
        circumstances=of_subscription.under_contract,
        fees=_fees,
    ),
    permission=CHANGE.permission,
    writes=approvals.WRITES,
    changes={**approvals.CHANGES, subscription: may_change("offering_id", "contract_end")},
    module=__name__,
    own_fees=True,
)
