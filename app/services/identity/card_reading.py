"""已读卡 is proved by a seal over each value that a reader gave, because a form can claim anything
(D8, R-180).

A form that says "reader" of a field carries that field's seal. It is made when the record comes, for
this counter, and holds a day: a form that lay overnight needs the card once more.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from app.capture.card_reader import CardReader, ReadCard
from app.domain.identity import tidy_number
from app.domain.people import PersonForm
from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP, Problem
from app.lanes import lane
from app.services.identity import reading
from app.services.procedure import Query, not_allowed
from app.services.session import Session

VALID = timedelta(days=1)
_BITS = 80


@dataclass(frozen=True)
class CardRead:
    """A card that the counter's reader read; `seals` are by field of the form that it fills."""

    card: ReadCard
    seals: dict[str, str] = field(repr=False)


@lane("devices")
def read_card(
    session: Session, device: CardReader, *, since: int | None = None, practice_card: str = ""
) -> CardRead:
    """Read the card on the reader, of a practice reader after laying `practice_card`; waits for it.

    CaptureRefused says why there is none; UserError 'practice_only' for a played card in a real hall.
    `since`: see CardReader.read.
    """
    if not session.may(Permission.CUSTOMER_REGISTER) or session.index is None:
        raise not_allowed()
    if practice_card:
        device.lay(practice_card)
    try:
        card = device.read(since)
    finally:
        if practice_card:
            device.take_away()
    if card.simulated and not session.installation.is_practice:
        raise reading.practice_only()
    said = {name: each.value for name, each in card.fields.items()}
    who = reading.person_form(card.type, said, dict.fromkeys(said, "reader"), {})
    return CardRead(card, card_seals(session, who))


def card_seals(session: Session, who: PersonForm) -> dict[str, str]:
    """Seals over the values that `who` has from a reader just now. Used by `read_card` and for
    invented customers."""
    made = f"{secrets.token_hex(8)}.{int(session.installation.clock().timestamp())}"
    return {name: f"{made}.{_seal(session, who, name, made)}" for name in _from_reader(who)}


def unproven(query: Query, people: Iterable[tuple[str, PersonForm | None]]) -> list[Problem]:
    """A problem for each person, by the place in the form, whose card no reader here read today."""
    text = QT_TR_NOOP("Nothing shows that this card was read here today. Read the card again.")
    return [
        Problem(f"{place}.number", "card_unread", text)
        for place, who in people
        if who is not None and _claims(who) and not _is_proven(query, who)
    ]


def _claims(who: PersonForm) -> bool:
    """Whether the form claims a read card, which means name or number from a reader (D8)."""
    return "reader" in (who.entry.get("name"), who.entry.get("number"))


def _from_reader(who: PersonForm) -> list[str]:
    return [name for name, mode in who.entry.items() if mode == "reader"]


def _is_proven(query: Query, who: PersonForm) -> bool:
    found = {name: _open(query, who, name) for name in _from_reader(who)}
    # Name and number must come from the same reading; a mix of two cards is refused.
    same = len({found[name] for name in ("name", "number") if name in found}) < 2
    return same and None not in found.values()


def _open(query: Query, who: PersonForm, name: str) -> str | None:
    """The reading that a field came from, when its seal is of this value, counter and day."""
    made, _, seal = who.seals.get(name, "").rpartition(".")
    try:
        right = _seal(query.session, who, name, made)
    except (ValueError, AttributeError):  # no records' key; no such field
        return None
    if not hmac.compare_digest(right.encode(), seal.encode("utf-8", "surrogatepass")):
        return None
    at = datetime.fromtimestamp(int(made.partition(".")[2]), UTC)
    # both times are the counter's own, because the server's clock may differ
    return made if abs(query.session.installation.clock() - at) < VALID else None


def _seal(session: Session, who: PersonForm, name: str, made: str) -> str:
    """Of one field of the card with this number and the reading that it was `made` in; under a key that
    only the people of this deployment hold, while they are signed in."""
    if session.index is None:
        raise ValueError("a person without the records' key reads no card")
    counter = session.installation.workstation.id
    kind = who.document_type, who.country or "CHN"
    card = tidy_number(who.number)
    said = (made, counter.hex, *kind, card, name, str(getattr(who, name)).strip())
    return session.index.token("card-reading", "\0".join(said), _BITS).hex()
