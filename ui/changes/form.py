"""The change that is being typed, and its draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from app.domain.businesses import CHANGE
from app.domain.ids import new_id
from app.services.drafts import Draft


@dataclass(frozen=True)
class ChangeForm:
    """What the customer in service wants changed; nothing typed is an empty form."""

    started_at: datetime
    customer_id: UUID | None = None
    second_contact: str = ""
    second_phone: str = ""
    remove: str = ""
    """'1': the second contact is taken away"""
    tried: int = -1
    step: int = 0
    focus: str = ""
    draft_id: UUID = field(default_factory=new_id)
    operation_id: UUID = field(default_factory=new_id)

    @property
    def is_empty(self) -> bool:
        """Nothing was typed."""
        return not (self.second_contact or self.second_phone or self.remove)
