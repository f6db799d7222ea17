"""The day of the person at this counter.

`day_so_far` gives the start screen this person's orders, the last order with its papers, and the papers
of the hall that have not come out; `overdue_page` what the hall has not installed in time.

Rules: R-183, D16, D25.
"""

from app.services.day.my_day import MyDay, OrderRow, day_so_far
from app.services.day.overdue import COUNTED, OverduePage, OverdueRow, overdue_page

__all__ = [
    "COUNTED",
    "MyDay",
    "OrderRow",
    "OverduePage",
    "OverdueRow",
    "day_so_far",
    "overdue_page",
]
