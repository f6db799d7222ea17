"""A request of changes in words: its kinds and fields, where it stands, how long it waits, what to look at."""

from __future__ import annotations

from datetime import datetime

from app.domain.default_policies import KINDS, PROOFS
from app.domain.policies import ASKED_BY, AUTHENTICATIONS, CIRCUMSTANCES
from app.errors import QT_TR_NOOP
from ui.look.theme import Tone
from ui.words.change_kinds import CHANGE_KINDS
from ui.words.messages import tr

STATUSES: dict[str, tuple[str, Tone]] = {
    "waiting": (QT_TR_NOOP("Waiting for approval"), "warn"),
    "returned": (QT_TR_NOOP("Returned to be corrected"), "bad"),
    "replaced": (QT_TR_NOOP("Asked for anew"), "plain"),
    "rejected": (QT_TR_NOOP("Rejected"), "bad"),
    "withdrawn": (QT_TR_NOOP("Withdrawn"), "plain"),
    "expired": (QT_TR_NOOP("Expired"), "bad"),
    "booked": (QT_TR_NOOP("Booked"), "brand"),
    "overtaken": (QT_TR_NOOP("Changed meanwhile"), "bad"),
    "applied": (QT_TR_NOOP("Done"), "ok"),
}
VERDICTS: dict[str, tuple[str, Tone]] = {
    "approve": (QT_TR_NOOP("Approved"), "ok"),
    "reject": (QT_TR_NOOP("Rejected"), "bad"),
    "return": (QT_TR_NOOP("Returned to be corrected"), "warn"),
}
FLAGS: dict[str, str] = {
    **{str(code): said for code, said in CIRCUMSTANCES.items()},
    "edited_lately": QT_TR_NOOP("Changed in the 24 hours before this request"),
}
_FIELDS = {name: each for fields in CHANGE_KINDS.values() for name, each in fields.items()}
HOUR, DAY = 60, 24 * 60
"""Minutes."""


def kind_name(code: str) -> str:
    """A kind of change; a later version's code stays."""
    return tr(KINDS[code]) if code in KINDS else code


def kinds_text(codes: tuple[str, ...]) -> str:
    """'Name, Phone'."""
    return tr(", ").join(kind_name(each) for each in codes)


def field_name(name: str) -> str:
    """A field of a request; a later version's name stays."""
    return tr(_FIELDS[name].label) if name in _FIELDS else name


def value_text(name: str, text: str) -> str:
    """What stands in a field, as a person says it."""
    if name in _FIELDS and _FIELDS[name].control == "tick":
        return tr("yes") if text else tr("no")
    return text or tr("nothing")


def status(code: str) -> tuple[str, Tone]:
    """Where a request stands."""
    said, tone = STATUSES.get(code, (code, "plain"))
    return tr(said), tone


def verdict(code: str) -> tuple[str, Tone]:
    """What was decided."""
    said, tone = VERDICTS.get(code, (code, "plain"))
    return tr(said), tone


def flag_text(code: str) -> str:
    """What to look at before a decision."""
    return tr(FLAGS[code]) if code in FLAGS else code


def asked_by_text(code: str) -> str:
    """Who asked, of the customer's side."""
    return next((tr(said) for known, said in ASKED_BY.items() if known == code), code)


def authenticated_text(code: str) -> str:
    """How they proved who they are."""
    if not code:
        return tr("not authenticated")
    return next((tr(said) for known, said in AUTHENTICATIONS.items() if known == code), code)


def proof_name(code: str) -> str:
    """A paper that is attached."""
    return tr(PROOFS[code]) if code in PROOFS else code


def waiting_text(since: datetime, now: datetime) -> str:
    """'18 min', '3 h', '2 days'."""
    minutes = max(0, int((now - since).total_seconds() // 60))
    if minutes < HOUR:
        return tr("{n} min", n=minutes)
    if minutes < 2 * DAY:
        return tr("{n} h", n=minutes // HOUR)
    return tr("{n} days", n=minutes // DAY)


def waiting_state(since: datetime, due: datetime, now: datetime) -> tuple[str, Tone]:
    """How long it waits: plain, a warning from half of its time on, and what is overdue says so."""
    said = waiting_text(since, now)
    if now >= due:
        return tr("{time} · overdue", time=said), "bad"
    return said, "warn" if now - since >= (due - since) / 2 else "plain"
