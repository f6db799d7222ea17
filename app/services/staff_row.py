"""What the enrolling administrator signs of a staff row, and whether a row may be believed."""

from __future__ import annotations

from typing import Any

from app.domain.canonical import canonical
from app.services.installation import Installation

STAFF_LABEL = "counter/staff/1"


def staff_signed_bytes(values: dict[str, Any]) -> bytes:
    """What the enrolling administrator signs of a staff row."""
    names = ("id", "staff_no", "role", "hall_id", "sign_public", "box_public", "valid_from")
    signed: dict[str, Any] = {
        name: values[name].hex() if isinstance(values[name], bytes) else str(values[name])
        for name in names
    }
    signed["valid_to"] = str(values["valid_to"]) if values["valid_to"] else None
    return canonical(STAFF_LABEL, signed)


def trusted(installation: Installation, values: dict[str, Any]) -> bool:
    """Whether a pinned administrator signed this staff row."""
    return installation.profile.signed_by(
        values["enrolled_by"], staff_signed_bytes(values), values["signature"]
    )
