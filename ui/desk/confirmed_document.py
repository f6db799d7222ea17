"""A document that the clerk confirmed, on its way from the capture tab to the form that it
fills."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from app.domain.people import OrganizationForm, PersonForm
from app.services.identity import Compared, KeptImage


@dataclass(frozen=True)
class Captured:
    """`whose` is where it was asked for in the form (holder, organization, agent, guardian, handler,
    users.CODE), '' when the form decides. `images` are watermarked copies; `permits` a supervisor's, by
    purpose. `form_id` is the registration for which it was prepared, None for whichever is in front."""

    form: PersonForm | OrganizationForm
    compared: Compared
    images: tuple[KeptImage, ...] = field(default=(), repr=False)
    whose: str = ""
    permits: dict[str, str] = field(default_factory=dict)
    form_id: UUID | None = None

    @property
    def is_unit(self) -> bool:
        return isinstance(self.form, OrganizationForm)


@dataclass(frozen=True)
class ShownCard:
    """A read card of somebody who acts for the customer in service; `used` is called once it has
    authenticated, and until then it stays in the capture tab."""

    captured: Captured
    used: Callable[[], object] = field(repr=False)
