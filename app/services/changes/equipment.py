"""换机换卡 (R-073): another device or card; the old one is taken back, which stands on the slip."""

from __future__ import annotations

from app.domain.businesses import CHANGE
from app.domain.numbers import compact
from app.domain.subscriptions import State, check_serial
from app.errors import QT_TR_NOOP, Problem
from app.services import approvals, customers
from app.services.approvals import ChangeKind, Fields, Subject
from app.services.changes import devices, of_subscription
from app.services.procedure import Query, Work
from db.schema.customers import subscription


def _read(query: Query, subject: Subject) -> dict[str, str]:
    row = of_subscription.row_of(query, subject)
    return {**of_subscription.standing(query, subject), "serial": row["equipment_serial"]}


def _check(query: Query, subject: Subject, after: Fields) -> list[Problem]:
    problems = of_subscription.status_problems(query, subject, State.ACTIVE, State.SUSPENDED)
    serial = after.get("serial", "")
    if not serial:
        text = QT_TR_NOOP("Type or scan the serial number of the device that the customer gets.")
        return [*problems, Problem("serial", "serial_missing", text)]
    problems += check_serial(serial, "serial")
    row = of_subscription.row_of(query, subject)
    return problems or devices.of_row(query, row, serial)


def _apply(work: Work, subject: Subject, after: Fields) -> None:
    row = of_subscription.row_of(work, subject)
    work.update(subscription, row["id"], row["version"], equipment_serial=after["serial"])


approvals.declare_kind(
    ChangeKind(
        "equipment",
        CHANGE.code,
        _read,
        _apply,
        shown=lambda _, text: text,
        judged_by=of_subscription.STANDING,
        tidy=lambda _, text: compact(text),
        check=_check,
        devices=devices.lines,
    ),
    permission=CHANGE.permission,
    writes=approvals.WRITES,
    changes={**approvals.CHANGES, **customers.MOVED},
    module=__name__,
)
