"""Examples of requests: asked for, decided, withdrawn, urged."""

from __future__ import annotations

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services import approvals, kinds  # noqa: F401 - the kinds of change
from tests.kit.requests import ask, wish
from tests.kit.standard import Arguments, Example, Hall

NOBODY = new_id()
COUNTER = (Role.CLERK, Role.SUPERVISOR)


def _asked(hall: Hall) -> Arguments:
    customer_id = hall.done("customers.register").customer_id
    return {
        "customer_id": customer_id,
        "items": (wish(hall.desk.clerk, customer_id, "name", name="林一诺"),),
        "reason": "更名，户口簿已核对",
        "language": "zh_CN",
    }


def _waits(hall: Hall) -> Arguments:
    """Another one than the example of asking."""
    customer_id = hall.done("customers.register").customer_id
    return {"request_id": ask(hall.desk, customer_id, "name", name="林二诺").request_id}


def _decided(hall: Hall) -> Arguments:
    found = _waits(hall)
    shown = approvals.request(hall.desk.session(Role.SUPERVISOR), **found)
    return {
        **found,
        "seen": shown.digest,
        "verdict": "reject",
        "reason": "证件与姓名不符",
        "language": "zh_CN",
    }


EXAMPLES = {
    "approvals.submit": Example(COUNTER, _asked, ("reason_missing", {"reason": " "})),
    "approvals.decide": Example(
        (Role.SUPERVISOR, Role.CLERK),
        _decided,
        ("request_not_waiting", {"verdict": "approve"}),  # it was rejected
    ),
    "approvals.withdraw": Example(COUNTER, _waits, ("gone", {"request_id": NOBODY})),
    "approvals.apply_booked": Example(
        COUNTER,
        _waits,  # it is not booked
        ("gone", {"request_id": NOBODY}),
        case=frozenset({"change_request"}),
    ),
    "approvals.expire": Example(
        COUNTER,
        lambda hall: {"request_ids": (_waits(hall)["request_id"],)},  # not past its hours
        other={"request_ids": ()},
        cannot={"refusal": "what is not past its hours stays as it is"},
        case=frozenset({"change_request"}),
    ),
    "approvals.look": Example(COUNTER, _waits, ("gone", {"request_id": NOBODY})),
    "approvals.urge": Example(COUNTER, _waits, ("gone", {"request_id": NOBODY})),
}
