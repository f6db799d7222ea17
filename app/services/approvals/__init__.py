"""变更申请 and 审批: changes that a second pair of eyes approves.

`submit` asks for one or more changes of a customer; what needs nobody is done at once. `decide` is somebody else's:
the last approval carries the request out, whole and once, in the same transaction, if what it changes and was judged
by still stands as it was seen. `withdraw` and `urge` are the maker's. `to_decide`, `my_requests` and
`requests_of_customer` list, `request` shows one with before and after.

A kind of change (`declare_kind`) says what it reads, checks and writes; app/services/changes has them. Which approval
a kind needs is in app/services/policies.

Rules: R-070, R-076, R-077; security.md 3 (maker is never checker).
"""

from app.services.approvals.carrying_out import CHANGES, WRITES
from app.services.approvals.correcting import AskedItem, OwnRequest, asked_for
from app.services.approvals.counting import RequestCounts, counts
from app.services.approvals.deciding import Decided, decide
from app.services.approvals.ending import RequestEnded, urge, withdraw
from app.services.approvals.falling_due import Expired, apply_booked, expire
from app.services.approvals.kinds import KINDS, ChangeKind, Fields, Subject, declare_kind
from app.services.approvals.listing import (
    PAGE,
    RequestRow,
    my_requests,
    requests_of_customer,
    to_decide,
    waiting_to_decide,
)
from app.services.approvals.on_the_spot import decide_here
from app.services.approvals.submitting import OnRecord, Submitted, Wish, costs, standing, submit
from app.services.approvals.viewing import (
    DecisionLine,
    FieldLine,
    RequestView,
    find_request,
    find_subscription,
    look_at_request,
    request,
)

__all__ = [
    "CHANGES",
    "KINDS",
    "PAGE",
    "WRITES",
    "AskedItem",
    "ChangeKind",
    "Decided",
    "DecisionLine",
    "Expired",
    "FieldLine",
    "Fields",
    "OnRecord",
    "OwnRequest",
    "RequestCounts",
    "RequestEnded",
    "RequestRow",
    "RequestView",
    "Subject",
    "Submitted",
    "Wish",
    "apply_booked",
    "asked_for",
    "costs",
    "counts",
    "decide",
    "decide_here",
    "declare_kind",
    "expire",
    "find_request",
    "find_subscription",
    "look_at_request",
    "my_requests",
    "request",
    "requests_of_customer",
    "standing",
    "submit",
    "to_decide",
    "urge",
    "waiting_to_decide",
    "withdraw",
]
