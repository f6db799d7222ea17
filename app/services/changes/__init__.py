"""业务变更: what a customer at the counter wants changed, one module a kind (R-070).

Each change is an order with its slip. What was shown to whoever changed it is what is replaced: Conflict
when another counter was there before.
"""

from app.services.changes.second_contact import (
    Changed,
    SecondContact,
    change_second_contact,
    second_contact,
)

__all__ = ["Changed", "SecondContact", "change_second_contact", "second_contact"]
