"""服务记录: what happened with a customer.

`timeline_page` reads it newest first, a page at a time, for people who may see the customer. `note` writes
one line in the transaction of a business.

Rules: E13, R-090.
"""

from app.services.history.noting import CHANGES, WRITES, note
from app.services.history.timeline import InteractionRow, timeline_page

__all__ = [
    "CHANGES",
    "WRITES",
    "InteractionRow",
    "note",
    "timeline_page",
]
