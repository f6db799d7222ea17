"""赢回 (R-018, R-073): a subscription that was cancelled begins again, for a customer who is served again. What is
installed at a place waits for the installer once more, and is due as new."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.businesses import CHANGE
from app.domain.catalogue import DueFee, due_fees
from app.domain.customers import RealName, Status, satisfies
from app.domain.dates import add_months
from app.domain.subscriptions import State, first
from app.errors import QT_TR_NOOP, Problem
from app.services import approvals, catalogue, customers
from app.services.approvals import ChangeKind, Fields, Subject
from app.services.changes import of_subscription
from app.services.procedure import Query, Work, may_change
from db.schema.customers import customer, subscription


def _read(query: Query, subject: Subject) -> dict[str, str]:
    row = of_subscription.row_of(query, subject)
    address = of_subscription.address_of(query, row)
    return {**of_subscription.standing(query, subject), "place": address}


def _tidy(field: str, text: str) -> str:
    return State.ACTIVE.value if field == "status" else text.strip()


def _check(query: Query, subject: Subject, after: Fields) -> list[Problem]:
    problems = of_subscription.status_problems(query, subject, State.TERMINATED)
    problems += of_subscription.arrears_problems(query, subject)
    row, master = of_subscription.row_of(query, subject), catalogue.read_master_data(query)
    sold = of_subscription.sold_as(query, row)
    if row["offering_id"] not in {each.id for each in master.sold.values()}:
        text = QT_TR_NOOP("This product is not sold any more. Register a product of today.")
        problems.append(Problem("status", "not_sold", text))
    if not satisfies(RealName(subject.customer["real_name_state"]), sold.needed_state):
        text = QT_TR_NOOP(
            "This product needs a better real-name state. Read the customer's document first."
        )
        problems.append(Problem("status", "real_name", text))
    if sold.needs_place:
        address = of_subscription.address_of(query, row)
        problems += of_subscription.served(query, address, sold.kind)[1]
    limit = master.in_force.telephone_limit
    if sold.kind == "telephone" and customers.held(query, subject.party_id)[0] >= limit:
        text = QT_TR_NOOP("Under this document {limit} telephone cards are in use already.")
        problems.append(Problem("status", "telephone_limit", text, {"limit": limit}))
    return problems


def _fees(query: Query, subject: Subject, after: Fields) -> Iterable[DueFee]:
    row = of_subscription.row_of(query, subject)
    due = due_fees([of_subscription.sold_as(query, row)])
    # a device that was kept has its deposit still
    return [each for each in due if not (row["equipment_serial"] and each.kind == "deposit")]


def _waits(query: Query, subject: Subject, after: Fields) -> bool:
    return of_subscription.sold_as(query, of_subscription.row_of(query, subject)).needs_place


def _apply(work: Work, subject: Subject, after: Fields) -> None:
    row = of_subscription.row_of(work, subject)
    sold = of_subscription.sold_as(work, row)
    months = sold.contract_months
    version = work.update(
        subscription,
        row["id"],
        row["version"],
        started_on=work.today,
        contract_end=add_months(work.today, months) if months else None,
    )
    to = first(needs_place=sold.needs_place)
    customers.move_subscription(work, row["id"], version, to, installed_on=None)
    who = work.one(customer, subject.customer_id)
    if who["status"] in (Status.LOST, Status.CLOSED):
        customers.move_customer(work, who["id"], who["version"], Status.ACTIVE)


approvals.declare_kind(
    ChangeKind(
        "win_back",
        CHANGE.code,
        _read,
        _apply,
        shown=lambda _, text: text,
        judged_by=frozenset({"account_status", "place"}),
        tidy=_tidy,
        check=_check,
        fees=_fees,
        waits=_waits,
    ),
    permission=CHANGE.permission,
    writes=approvals.WRITES,
    changes={
        **approvals.CHANGES,
        subscription: {
            **customers.MOVED[subscription],
            **may_change("started_on", "contract_end"),
        },
        customer: may_change("status"),
    },
    module=__name__,
    own_fees=True,
)
