"""Our numbers as they are printed, in groups."""

from __future__ import annotations

from app.domain.numbers import format_code
from app.errors import UserError


def number_text(number: str) -> str:
    """'SL-GZ01-0000-0004-G'; another system's number as it is."""
    try:
        return format_code(number)
    except UserError:
        return number
