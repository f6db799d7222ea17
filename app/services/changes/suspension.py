"""报停 and 复机 (R-073): a subscription rests and goes on again, while nothing is owed."""

from __future__ import annotations

from app.domain.businesses import CHANGE
from app.domain.subscriptions import State
from app.errors import Problem
from app.services import approvals, customers
from app.services.approvals import ChangeKind, Fields, Subject
from app.services.changes import of_subscription
from app.services.procedure import Query, Work


def _declare(code: str, begins: State, ends: State) -> None:
    def check(query: Query, subject: Subject, after: Fields) -> list[Problem]:
        problems = of_subscription.status_problems(query, subject, begins)
        return problems or of_subscription.arrears_problems(query, subject)

    def apply(work: Work, subject: Subject, after: Fields) -> None:
        row = of_subscription.row_of(work, subject)
        customers.move_subscription(work, row["id"], row["version"], ends)

    approvals.declare_kind(
        ChangeKind(
            code,
            CHANGE.code,
            of_subscription.standing,
            apply,
            shown=lambda _, text: text,
            judged_by=frozenset({"account_status"}),
            tidy=lambda _, text: ends.value,  # the kind itself says where it leads
            check=check,
        ),
        permission=CHANGE.permission,
        writes=approvals.WRITES,
        changes={**approvals.CHANGES, **customers.MOVED},
        module=__name__,
    )


_declare("suspend", State.ACTIVE, State.SUSPENDED)
_declare("resume", State.SUSPENDED, State.ACTIVE)
