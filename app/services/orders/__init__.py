"""Orders: what was ordered, what is to be paid for it, and where it was done."""

from app.services.orders.opening import WRITES, Order, item, open_order

__all__ = [
    "WRITES",
    "Order",
    "item",
    "open_order",
]
