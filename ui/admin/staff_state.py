"""The state of a member of staff in words: one tag for the list, whole sentences for the side."""

from __future__ import annotations

from datetime import date

from app.errors import QT_TR_NOOP
from app.services.staff import StaffRow
from ui.look import theme
from ui.words.messages import tr

KEYS = {
    "records": QT_TR_NOOP("customer records"),
    "audit": QT_TR_NOOP("audit"),
    "backup": QT_TR_NOOP("backup"),
}


def has_left(row: StaffRow, today: date) -> bool:
    """Whether the person works here no more; whoever leaves is locked on the same day."""
    if row.valid_to is None:
        return False
    return row.valid_to < today or (row.valid_to == today and row.locked)


def state_tag(row: StaffRow, today: date) -> tuple[str, theme.Tone]:
    """The words of the list, the most serious thing first."""
    if not row.trusted:
        return tr("Not trusted"), "bad"
    if has_left(row, today):
        return tr("Has left"), "plain"
    parts = []
    if row.locked:
        parts.append(tr("Locked out"))
    if row.waits_for:
        parts.append(tr("Waits for a key"))
    if row.must_change:
        parts.append(tr("One-time password"))
    if not parts:
        return tr("At work"), "ok"
    return " · ".join(parts), "bad" if row.locked else "warn" if row.waits_for else "brand"


def sentences(row: StaffRow, today: date) -> list[tuple[str, theme.Tone]]:
    """What the state means and what to do about it."""
    if not row.trusted:
        text = tr(
            "No administrator of this hall signed this record, so nobody can sign in with it. "
            "Verify the data and tell the auditor."
        )
        return [(text, "bad")]
    if has_left(row, today):
        return [(tr("This person left. Keys and password are gone; the history stays."), "plain")]
    said: list[tuple[str, theme.Tone]] = []
    if row.locked:
        text = tr(
            "Locked after ten wrong passwords. Unlock if the person knows the password, else reset."
        )
        said.append((text, "bad"))
    if row.waits_for:
        names = ", ".join(tr(KEYS[key]) for key in row.waits_for)
        text = tr(
            "Waits for the key to: {names}. It is handed on when somebody who holds it signs in.",
            names=names,
        )
        said.append((text, "warn"))
    if row.must_change:
        text = tr("Has a one-time password and chooses an own one at the first sign-in.")
        said.append((text, "brand"))
    return said
