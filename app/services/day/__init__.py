"""The day of the person at this counter.

`today` gives the start screen this person's orders, the last order with its papers, and the papers
of the hall that have not come out.

Rules: R-183.
"""

from app.services.day.my_day import MyDay, OrderRow, today

__all__ = [
    "MyDay",
    "OrderRow",
    "today",
]
