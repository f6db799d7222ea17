"""The change that is being typed, and its draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from app.domain.businesses import CHANGE
from app.domain.ids import new_id
from app.services.drafts import Draft
from ui.drafting.form_work import draft_of, form_of


@dataclass(frozen=True)
class ChangeForm:
    """What the customer in service wants changed: texts by path, all empty in an empty form."""

    started_at: datetime
    customer_id: UUID | None = None
    second_contact: str = ""
    second_phone: str = ""
    remove: str = ""
    """'1': the second contact is taken away"""
    seen: tuple[UUID, ...] = ()
    """the rows that were to be replaced when it was sent as `asked`"""
    asked: UUID | None = None
    step: int = 0
    tried: int = -1
    focus: str = ""
    draft_id: UUID = field(default_factory=new_id)
    operation_id: UUID = field(default_factory=new_id)

    @property
    def is_empty(self) -> bool:
        """Nothing was typed or chosen."""
        return not (self.second_contact or self.second_phone or self.remove)

    @property
    def person(self) -> str:
        """Nobody: the customer in service stands in the panel."""
        return ""

    def to_draft(self) -> Draft:
        """The draft that brings this form back."""
        return draft_of(self, CHANGE, title="", step=self.step, customer_id=self.customer_id)

    @classmethod
    def from_draft(cls, draft: Draft) -> ChangeForm:
        """The inverse."""
        return form_of(cls, draft)
