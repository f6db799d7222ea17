"""A form of the customer in service: texts by path, and its draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from app.domain.businesses import Business
from app.domain.ids import new_id
from app.services.drafts import Draft
from ui.drafting.form_work import draft_of, form_of


@dataclass(frozen=True)
class CustomerForm:
    """Nothing but empty texts is an empty form. A business derives its own class, which names it."""

    business: ClassVar[Business]
    started_at: datetime
    customer_id: UUID | None = None
    texts: dict[str, str] = field(default_factory=dict)
    seen: tuple[UUID, ...] = ()
    """the rows that were to be replaced when it was sent as `asked`: asked again it is the same question"""
    asked: UUID | None = None
    step: int = 0
    tried: int = -1
    focus: str = ""
    draft_id: UUID = field(default_factory=new_id)
    operation_id: UUID = field(default_factory=new_id)

    @property
    def is_empty(self) -> bool:
        """Nothing was typed or chosen."""
        return not any(self.texts.values())

    @property
    def person(self) -> str:
        """Nobody: the customer in service stands in the panel."""
        return ""

    def text(self, path: str) -> str:
        """What stands in the field of this path."""
        return self.texts.get(path, "")

    def to_draft(self) -> Draft:
        """The draft that brings this form back."""
        return draft_of(self, self.business, title="", step=self.step, customer_id=self.customer_id)

    @classmethod
    def from_draft(cls, draft: Draft) -> CustomerForm:
        """The inverse."""
        return form_of(cls, draft)
