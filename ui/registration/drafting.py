"""The open form and where the clerk stands in it, and its plain form inside a draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from app.domain import masking
from app.domain.businesses import REGISTRATION
from app.domain.ids import new_id
from app.domain.names import split_name
from app.services.catalogue import PlaceRow
from app.services.drafts import Draft
from app.services.identity import Answer
from ui.drafting.form_work import draft_of, form_of
from ui.registration.entry import Entry, filled, person_at


@dataclass(frozen=True)
class Evidence:
    """What others add to the form: permits by purpose (ids as text), the checking service's answer."""

    permits: dict[str, str] = field(default_factory=dict)
    answer: Answer | None = None

    @property
    def permit_ids(self) -> tuple[UUID, ...]:
        return tuple(UUID(each) for each in self.permits.values())


@dataclass(frozen=True)
class OpenForm:
    """A `ui.drafting.form_work.Form`."""

    started_at: datetime
    draft_id: UUID = field(default_factory=new_id)
    operation_id: UUID = field(default_factory=new_id)
    entry: Entry = field(default_factory=Entry)
    place: PlaceRow | None = None
    step: int = 0
    tried: int = -1
    """the last step that the clerk tried to leave"""
    focus: str = ""
    evidence: Evidence = field(default_factory=Evidence)
    pictures: int = 0

    @property
    def is_empty(self) -> bool:
        """Nothing was typed, chosen or captured."""
        return not filled(self.entry) and not self.pictures

    @property
    def person(self) -> str:
        """The holder's or the unit's name, masked."""
        is_unit = self.entry.is_unit
        name = person_at(self.entry, "organization" if is_unit else "holder").name.strip()
        return masking.shown_name(name, is_unit=is_unit)

    def to_draft(self) -> Draft:
        """The draft that brings this form back; its title is the surname alone."""
        holder = self.entry.form.holder.name.strip()
        surname = "" if self.entry.is_unit else split_name(holder)[0]
        return draft_of(self, REGISTRATION, title=surname, step=self.step)

    @classmethod
    def from_draft(cls, draft: Draft) -> OpenForm:
        """The inverse."""
        return form_of(cls, draft)
