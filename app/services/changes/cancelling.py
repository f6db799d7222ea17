"""销户 (R-073): a subscription ends. Its pre-check list: what is owed, the device, the contract and its penalty by the
terms of the catalogue, the deposit.

The deposit goes back with the device; a device that the customer keeps keeps the deposit. Arrears and a contract that
runs are decided by a supervisor. With the last subscription the customer's life cycle ends (R-018).
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from app.domain.businesses import CHANGE
from app.domain.catalogue import DueFee, penalty
from app.domain.customers import Status
from app.domain.policies import Circumstance
from app.domain.subscriptions import IN_USE, State
from app.errors import QT_TR_NOOP, Problem
from app.services import approvals, customers
from app.services.approvals import ChangeKind, Fields, Subject
from app.services.changes import deposits, devices, of_subscription
from app.services.procedure import Query, Work, may_change
from db.schema.customers import customer, subscription


def _read(query: Query, subject: Subject) -> dict[str, str]:
    row = of_subscription.row_of(query, subject)
    end = row["contract_end"]
    return {
        **of_subscription.standing(query, subject),
        "serial": row["equipment_serial"],
        "contract_end": end.isoformat() if end else "",
    }


def _tidy(field: str, text: str) -> str:
    """The status is that of the kind; a serial that is taken out is a device that came back."""
    return State.TERMINATED.value if field == "status" else text.strip()


def _check(query: Query, subject: Subject, after: Fields) -> list[Problem]:
    problems = of_subscription.status_problems(query, subject, State.ACTIVE, State.SUSPENDED)
    row = of_subscription.row_of(query, subject)
    problems += serial_problems(query, subject, after)
    sold = of_subscription.sold_as(query, row)
    if penalty(sold, row["contract_end"], query.today) is None:
        text = QT_TR_NOOP(
            "The terms of this product say the early-termination fee in words that are not computed. "
            "Ask the administrator to write them in the usual form."
        )
        problems.append(Problem("contract_end", "penalty_words", text))
    return problems


def serial_problems(query: Query, subject: Subject, after: Fields) -> list[Problem]:
    """A device comes back ('' in its field) or stays; none is put in its place."""
    known = of_subscription.row_of(query, subject)["equipment_serial"]
    if after.get("serial") in (None, "", known):
        return []
    text = QT_TR_NOOP("This is not the device on record. Compare the serial number with it.")
    return [Problem("serial", "serial_other", text)]


def _circumstances(query: Query, subject: Subject, after: Fields) -> Iterable[Circumstance]:
    yield from of_subscription.under_contract(query, subject, after)
    if of_subscription.account_status(query, of_subscription.row_of(query, subject)) != "normal":
        yield "arrears"


def _fees(query: Query, subject: Subject, after: Fields) -> Iterable[DueFee]:
    row = of_subscription.row_of(query, subject)
    sold = of_subscription.sold_as(query, row)
    if amount := penalty(sold, row["contract_end"], query.today):
        yield DueFee(sold.code, sold.name, "penalty", amount)
    if not after.get("serial", row["equipment_serial"]):
        yield from deposits.refund(query, row["id"])


def _apply(work: Work, subject: Subject, after: Fields) -> None:
    row = of_subscription.row_of(work, subject)
    serial = after.get("serial", row["equipment_serial"])
    customers.move_subscription(
        work, row["id"], row["version"], State.TERMINATED, equipment_serial=serial
    )
    end_with_the_last(work, subject)


def end_with_the_last(work: Work, subject: Subject) -> None:
    """A customer with nothing in use any more is served no longer (R-018)."""
    work.flush()
    left = work.execute(
        sa.select(subscription.c.id)
        .where(subscription.c.customer_id == subject.customer_id, subscription.c.status.in_(IN_USE))
        .limit(1)
    ).first()
    who = work.one(customer, subject.customer_id)
    if left is None and who["status"] in (Status.ACTIVE, Status.SUSPENDED, Status.LOST):
        version = customers.move_customer(work, who["id"], who["version"], Status.CLOSING)
        customers.move_customer(work, who["id"], version, Status.CLOSED)


approvals.declare_kind(
    ChangeKind(
        "cancel",
        CHANGE.code,
        _read,
        _apply,
        shown=lambda _, text: text,
        judged_by=frozenset({"account_status", "contract_end"}),
        tidy=_tidy,
        check=_check,
        circumstances=_circumstances,
        fees=_fees,
        devices=devices.lines,
    ),
    permission=CHANGE.permission,
    writes=approvals.WRITES,
    changes={**approvals.CHANGES, **customers.MOVED, customer: may_change("status")},
    module=__name__,
    own_fees=True,
)
