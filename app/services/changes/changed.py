"""What every kind of change says that was written."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Changed:
    """A change is written: for whom, under which order, with which slip."""

    customer_id: UUID
    order_id: UUID
    order_number: str
    slip_document_id: UUID
