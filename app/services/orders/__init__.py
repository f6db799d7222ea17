"""业务受理单: the order that every business opens, with its fees and its line in the service
history (E9, R-084).

`open_order` writes the order, one row a fee (a refund is below zero) and the history's line in the
transaction of the business. `item` adds what the order does to one subscription. `complete_installed`
completes the order that waited for an installation, `end_cancelled` ends one that was withdrawn.
"""

from app.services.orders.life_cycle import COMPLETED, complete_installed, end_cancelled
from app.services.orders.opening import CHANGES, WRITES, Order, item, lease_number, open_order

__all__ = [
    "CHANGES",
    "COMPLETED",
    "WRITES",
    "Order",
    "complete_installed",
    "end_cancelled",
    "item",
    "lease_number",
    "open_order",
]
