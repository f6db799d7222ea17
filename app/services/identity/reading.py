"""Documents read at the counter: pictures through the reading process, words into a form, copies to keep.

Nothing here is written to a disk. A picture stays in memory until a business keeps its watermarked
copy.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from app.capture import checks, watermark
from app.capture.card_reader import CardReader, ReadCard
from app.capture.picture_header import CaptureRefused, read_header
from app.capture.reader_simulator import LABELS as PRACTICE_CARDS
from app.capture.reading import Box, Corners, Quality, ReadField, Reading
from app.capture.wire import from_plain, to_plain
from app.capture.worker import SmallPicture, Worker
from app.domain.businesses import Business
from app.domain.document_types import DOCUMENT_TYPES
from app.domain.identity import tidy_sex
from app.domain.people import EntryMode, OrganizationForm, PersonForm
from app.domain.validity import LONG_TERM
from app.errors import QT_TR_NOOP, UserError
from app.services.identity.images import (
    LARGEST,
    LARGEST_THUMBNAIL,
    KeptImage,
    Kind,
    Source,
    Verdict,
)
from app.services.session import Session

__all__ = [
    "PRACTICE_CARDS",
    "Box",
    "CardReader",
    "Corners",
    "Quality",
    "ReadCard",
    "ReadField",
    "Reading",
    "SmallPicture",
    "Worker",
    "from_plain",
    "to_plain",
]

MOST = 4
"""Documents on one picture."""
BESIDE = 30.0
"""Seconds for all of them but the first."""
CARDS = ("resident_id", "residence_permit")
"""Cards with two faces."""

PERSON_FIELDS = {
    "name": "name",
    "sex": "sex",
    "nation": "nation",
    "birth": "birth_date",
    "address": "id_address",
    "number": "number",
    "authority": "authority",
    "valid_from": "valid_from",
    "valid_to": "valid_to",
    "country": "country",
}
"""What a document calls it, and where it stands in the form of a person."""
UNIT_FIELDS = {
    "name": "name",
    "number": "number",
    "legal_representative": "legal_representative",
    "address": "address",
    "valid_to": "valid_to",
}


def copy_to_keep(
    session: Session,
    *,
    jpeg: bytes,
    kind: Kind,
    source: Source,
    taken_at: datetime,
    business: Business,
    whose: str,
    title: str = "",
    verdict: Verdict = "",
    is_burned: bool = False,
) -> KeptImage:
    """The watermarked copy of a picture that the reading process made (R-053); slow, for a worker.

    `is_burned`: it has the watermark of this business already.
    """
    kept = jpeg if is_burned else burned(session, jpeg, business)
    return KeptImage(
        kind=kind,
        jpeg=kept,
        thumbnail=watermark.thumbnail(kept, limit=LARGEST_THUMBNAIL),
        source=source,
        taken_at=taken_at,
        whose=whose,
        title=title,
        verdict=verdict,
    )


def burned(session: Session, jpeg: bytes, business: Business) -> bytes:
    """The picture with operator, purpose and day across it, small enough to be kept."""
    return watermark.burn(
        jpeg,
        operator=session.installation.operator_name,
        purpose=business.watermark,
        day=session.today,
        limit=LARGEST,
    )


def person_form(
    document_type: str,
    values: Mapping[str, str],
    entry: Mapping[str, EntryMode],
    confidence: Mapping[str, float],
) -> PersonForm:
    """A person as the document says; each field with how it came (R-035) and how sure it was read."""
    said = {PERSON_FIELDS[name]: value for name, value in values.items() if name in PERSON_FIELDS}
    said = {name: value.strip() for name, value in said.items() if value.strip()}
    if "sex" in said:
        said["sex"] = tidy_sex(said["sex"])
    if not DOCUMENT_TYPES[document_type].foreign:
        said.pop("country", None)
    return PersonForm(
        document_type=document_type,
        entry={PERSON_FIELDS[n]: mode for n, mode in entry.items() if PERSON_FIELDS.get(n) in said},
        confidence={
            PERSON_FIELDS[n]: round(100 * sure)
            for n, sure in confidence.items()
            if PERSON_FIELDS.get(n) in said
        },
        seals={},
        **said,
    )


def organization_form(document_type: str, values: Mapping[str, str]) -> OrganizationForm:
    """A unit as its licence says; one without an end has no last day on the form."""
    said = {
        UNIT_FIELDS[name]: value.strip() for name, value in values.items() if name in UNIT_FIELDS
    }
    if said.get("valid_to") == LONG_TERM:
        said["valid_to"] = ""  # a unit's document without an end is stored without a last day
    return OrganizationForm(document_type=document_type, **said)


def judge_reading(
    document_type: str, fields: dict[str, ReadField], today: date
) -> dict[str, ReadField]:
    """What the fields say about each other, after one of them was put right (R-057)."""
    return checks.judge(document_type, fields, today)


def differing(one: dict[str, ReadField], other: dict[str, ReadField]) -> list[str]:
    """The fields that two faces or two documents state differently."""
    return checks.same_person(one, other)


def read_all(worker: Worker, content: bytes) -> tuple[Reading, ...]:
    """Every document on a picture: the clearest first, then those beside it, as both faces on one scan,
    as far as they can be read in BESIDE seconds.

    CaptureRefused says why nothing can be read.
    """
    first = worker.read(content)
    found = [first]
    if first.type in DOCUMENT_TYPES and _has_room_beside(first, content):
        with suppress(CaptureRefused):  # keep what was read when the card beside it fails
            _read_beside(worker, content, found)
    return tuple(found)


def _read_beside(worker: Worker, content: bytes, found: list[Reading]) -> None:
    until = time.monotonic() + BESIDE
    for corners in worker.find(content, seconds=BESIDE):
        if len(found) < MOST and not any(_lies_in(corners, each.corners) for each in found):
            left = until - time.monotonic()
            if left <= 0:
                return
            beside = worker.read(content, corners, seconds=left)
            found += [beside] if beside.type in DOCUMENT_TYPES else []


def _has_room_beside(card: Reading, content: bytes) -> bool:
    """Whether a second card of its size fits; a card may lie on a larger sheet, such as a licence."""
    header = read_header(content)
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = card.corners
    area = abs((x1 - x3) * (y2 - y4) - (x2 - x4) * (y1 - y3)) / 2
    return card.type not in CARDS or area < header.width * header.height / 2


def both_faces(found: tuple[Reading, ...], today: date) -> Reading | None:
    """The front with what both faces say, judged together, where exactly the two of one card lie on a
    picture; None when they are not that."""
    faces = {each.face: each for each in found if each.type in CARDS}
    if len(found) != 2 or set(faces) != {"front", "back"}:
        return None
    front, back = faces["front"], faces["back"]
    if not are_one_kind(front.type, back.type):
        return None
    return replace(
        front,
        face="both",
        fields=judged_together(front.type, {**back.fields, **front.fields}, today),
        quality=_worse(front.quality, back.quality),
    )


def are_one_kind(front: str, back: str) -> bool:
    """Whether two faces may be of one card. A permit's back of which only those words were read that both
    kinds print passes for a resident card's; its front is known by its number."""
    return front == back or (front, back) == ("residence_permit", "resident_id")


def judged_together(
    document_type: str, fields: dict[str, ReadField], today: date
) -> dict[str, ReadField]:
    """The fields of several faces with what they say about each other, as the term about the age."""
    plain = {name: replace(field, checks=()) for name, field in fields.items()}
    return checks.judge(document_type, plain, today)


def _worse(one: Quality, other: Quality) -> Quality:
    """The quality of two pictures together, which is that of the worse one."""
    return Quality(
        min(one.sharpness, other.sharpness),
        max(one.glare, other.glare),
        max(one.cut, other.cut),
        min(one.size, other.size),
        tuple(dict.fromkeys((*one.reasons, *other.reasons))),
    )


def _lies_in(one: Corners, other: Corners) -> bool:
    """Whether the middle of one card lies in the other: they are the same, or a card on its sheet."""
    return _holds(other, _middle(one)) or _holds(one, _middle(other))


def _middle(corners: Corners) -> tuple[float, float]:
    return sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4


def _holds(corners: Corners, point: tuple[float, float]) -> bool:
    x, y = point
    sides = [
        (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
        for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True)
    ]
    return all(side >= 0 for side in sides) or all(side <= 0 for side in sides)


def reading_of_chip(card: ReadCard) -> Reading:
    """The chip's record as a reading: it stands for both faces, and there is no picture of them."""
    nowhere = ((0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0))
    return Reading(card.type, "front", card.fields, nowhere, Quality(0.0, 0.0, 0.0, 0))


def practice_only() -> UserError:
    """The refusal of a played card in a real hall, because it proves nothing (D8)."""
    return UserError(
        "practice_only",
        QT_TR_NOOP(
            "The practice reader works in the sample hall only. The administrator chooses this "
            "counter's reader."
        ),
    )
