"""移机 (R-073): a subscription goes to another standard address, where it waits for its installation; its device goes
with it. The installation fee of its product is due."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.businesses import CHANGE
from app.domain.catalogue import DueFee, due_fees
from app.domain.subscriptions import State
from app.errors import Problem
from app.services import approvals, customers
from app.services.approvals import ChangeKind, Fields, Subject
from app.services.changes import of_subscription
from app.services.procedure import Query, Work, may_change
from db.schema.customers import subscription


def _read(query: Query, subject: Subject) -> dict[str, str]:
    row = of_subscription.row_of(query, subject)
    address = of_subscription.address_of(query, row)
    return {**of_subscription.standing(query, subject), "place": address}


def _check(query: Query, subject: Subject, after: Fields) -> list[Problem]:
    problems = of_subscription.status_problems(query, subject, State.ACTIVE)
    problems += of_subscription.arrears_problems(query, subject)
    kind = of_subscription.sold_as(query, of_subscription.row_of(query, subject)).kind
    return problems + of_subscription.served(query, after.get("place", ""), kind)[1]


def _fees(query: Query, subject: Subject, after: Fields) -> Iterable[DueFee]:
    sold = of_subscription.sold_as(query, of_subscription.row_of(query, subject))
    return [fee for fee in due_fees([sold]) if fee.kind == "installation"]


def _apply(work: Work, subject: Subject, after: Fields) -> None:
    row = of_subscription.row_of(work, subject)
    sold = of_subscription.sold_as(work, row)
    place_id, _ = of_subscription.served(work, after["place"], sold.kind)
    # the promise to install counts from today
    version = work.update(
        subscription, row["id"], row["version"], place_id=place_id, started_on=work.today
    )
    customers.move_subscription(work, row["id"], version, State.PENDING_ACTIVE, installed_on=None)


approvals.declare_kind(
    ChangeKind(
        "move",
        CHANGE.code,
        _read,
        _apply,
        shown=lambda _, text: text,
        judged_by=of_subscription.STANDING,
        tidy=lambda _, text: text.strip(),
        check=_check,
        fees=_fees,
        waits=lambda *_: True,
    ),
    permission=CHANGE.permission,
    writes=approvals.WRITES,
    changes={
        **approvals.CHANGES,
        subscription: {**customers.MOVED[subscription], **may_change("place_id", "started_on")},
    },
    module=__name__,
    own_fees=True,
)
