"""Drafts as the top bar and the start screen show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ui.desk import OpenForm
from ui.messages import tr

if TYPE_CHECKING:
    from app.services.drafts import Draft

STEPS = {"registration": 5}


def open_forms(drafts: Iterable[Draft]) -> tuple[OpenForm, ...]:
    """The drafts whose form this version knows: open ones first, then held ones, oldest first."""
    ordered = sorted(
        (draft for draft in drafts if draft.kind in STEPS),
        key=lambda draft: (draft.held, draft.started_at),
    )
    return tuple(
        OpenForm(
            draft_id=draft.id,
            title=draft.title,
            business=business_name(draft.kind),
            step=f"{int(draft.step) + 1}/{STEPS[draft.kind]}",
            started_at=draft.started_at,
            held=draft.held,
            screen=draft.kind,
        )
        for draft in ordered
    )


def business_name(code: str) -> str:
    """A business of an order or a draft in words; a code of a later version stays a code."""
    return {"registration": tr("Registration")}.get(code, code)
