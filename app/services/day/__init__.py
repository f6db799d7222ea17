"""The day of the person at this counter.

`day_so_far` gives the start screen this person's orders, the last order with its papers, and the papers
of the hall that have not come out.

Rules: R-183.
"""

from app.services.day.my_day import MyDay, OrderRow, day_so_far

__all__ = [
    "MyDay",
    "OrderRow",
    "day_so_far",
]
