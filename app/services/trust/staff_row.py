"""The signed bytes of a staff row, of the stored row or an older version."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from app.domain.canonical import canonical

STAFF_LABEL = "counter/staff/1"


def staff_signed_bytes(values: dict[str, Any]) -> bytes:
    """The bytes of a staff row that the enrolling administrator signs."""
    names = ("id", "staff_no", "role", "hall_id", "sign_public", "box_public", "valid_from")
    signed: dict[str, Any] = {
        name: values[name].hex() if isinstance(values[name], bytes) else str(values[name])
        for name in names
    }
    signed["valid_to"] = str(values["valid_to"]) if values["valid_to"] else None
    return canonical(STAFF_LABEL, signed)


def recorded_staff(version: Any) -> dict[str, Any] | None:
    """The plain columns of a staff row from what is kept of a version; None when they are no such columns."""
    plain = version.plain
    try:
        until = plain.get("valid_to")  # left out when nobody left
        return {
            "id": version.row_id,
            "staff_no": plain["staff_no"],
            "role": plain["role"],
            "hall_id": plain["hall_id"],
            "sign_public": bytes.fromhex(plain["sign_public"]),
            "box_public": bytes.fromhex(plain["box_public"]),
            "valid_from": plain["valid_from"],
            "valid_to": date.fromisoformat(until) if until else None,
            "enrolled_by": UUID(plain["enrolled_by"]),
            "signature": bytes.fromhex(plain["signature"]),
        }
    except (KeyError, ValueError, TypeError, AttributeError):
        return None
