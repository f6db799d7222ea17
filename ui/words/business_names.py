"""A business in words."""

from __future__ import annotations

from app.domain.businesses import BUSINESSES
from ui.words.messages import tr


def business_name(code: str) -> str:
    """A business of an order, a service record, a picture or a draft; a later version's code stays."""
    known = BUSINESSES.get(code)
    return tr(known.words) if known is not None else code
