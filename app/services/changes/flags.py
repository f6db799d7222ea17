"""需大字, 需协助, 无手机: what a hall has to think of with this customer (R-185). '1' where it holds, else ''."""

from __future__ import annotations

from app.domain.businesses import CHANGE
from app.services import approvals
from app.services.approvals import ChangeKind, Fields, Subject
from app.services.procedure import Query, Work, may_change
from db.schema.customers import customer

FLAGS = ("large_print", "needs_help", "no_mobile")


def _read(query: Query, subject: Subject) -> dict[str, str]:
    row = query.one(customer, subject.customer_id)
    return {name: "1" if row[name] else "" for name in FLAGS}


def _apply(work: Work, subject: Subject, after: Fields) -> None:
    row = work.one(customer, subject.customer_id)
    changes = {name: bool(text) for name, text in after.items()}
    work.update(customer, subject.customer_id, row["version"], **changes)


approvals.declare_kind(
    ChangeKind(
        "flags",
        CHANGE.code,
        _read,
        _apply,
        shown=lambda _, text: text,
        tidy=lambda _, text: "1" if text else "",
    ),
    permission=CHANGE.permission,
    writes=approvals.WRITES,
    changes={**approvals.CHANGES, customer: may_change(*FLAGS)},
    module=__name__,
)
