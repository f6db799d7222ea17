"""The day of the person at this counter.

`today` tells the start screen: own orders, the last one and its papers, what has not been printed.

Rules: R-183.
"""

from app.services.day.my_day import MyDay, OrderRow, today

__all__ = [
    "MyDay",
    "OrderRow",
    "today",
]
