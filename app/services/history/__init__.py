"""服务记录: what happened with a customer.

`page` gives it newest first, a page at a time, to whoever may see the customer.

Rules: E13, R-090.
"""

from app.services.history.noting import WRITES, note
from app.services.history.timeline import InteractionRow, page

__all__ = [
    "WRITES",
    "InteractionRow",
    "note",
    "page",
]
