"""业务变更: what a customer at the counter wants changed (R-070), and what an installer reports; one module a kind.

Each change is an order with its slip. What was shown to whoever changed it is what is replaced: Conflict
when another counter was there before.
"""

from app.services.changes import (  # noqa: F401 - they declare their kinds
    account,
    cancelling,
    consents,
    contact_data,
    equipment,
    flags,
    key_data,
    moving,
    plan,
    suspension,
    winning_back,
    withdrawing,
)
from app.services.changes.changed import Changed
from app.services.changes.installation import (
    WaitingInstallation,
    complete_installation,
    waiting_installations,
)
from app.services.changes.plan import Plan, plans
from app.services.changes.second_contact import (
    SecondContact,
    change_second_contact,
    second_contact,
)

__all__ = [
    "Changed",
    "Plan",
    "SecondContact",
    "WaitingInstallation",
    "change_second_contact",
    "complete_installation",
    "plans",
    "second_contact",
    "waiting_installations",
]
