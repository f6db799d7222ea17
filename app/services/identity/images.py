"""Pictures of documents and faces, kept sealed in the transaction of the business that took them (R-052).

`KeptImage.jpeg` is the watermarked copy of app.capture.watermark (R-053); the original does not
come here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from app.capture.picture_header import CaptureRefused, read_header
from app.domain.text import check_text
from app.errors import QT_TR_NOOP, Problem
from app.services.procedure import Work, Writes
from db.schema.agreements import blob
from db.schema.identity import identity_image

Kind = Literal["front", "back", "page", "portrait", "live_photo", "attachment"]
Source = Literal["camera", "file", "scan", "reader", "watched_folder", "paste"]
Verdict = Literal["", "same", "different", "override"]

LARGEST = 400 * 1024
"""Bytes of a kept picture."""
LARGEST_THUMBNAIL = 40 * 1024
MOST = 30
"""Pictures of one business."""
TITLE_LIMIT = 60
RETENTION = "identity"
_KIND = "identity"

WRITES: Writes = {
    blob: {},
    identity_image: {"hall_id": "hall", "staff_id": "actor", "verdict_by": "actor or granter"},
}


@dataclass(frozen=True)
class KeptImage:
    """A watermarked picture that is to be kept. `whose` is the form's person: holder, organization,
    agent, guardian, handler or user:0; `verdict` is the clerk's own, of a live photo beside the
    document's portrait (R-054)."""

    kind: Kind
    jpeg: bytes = field(repr=False)
    thumbnail: bytes = field(repr=False)
    source: Source
    taken_at: datetime
    whose: str = "holder"
    title: str = field(default="", repr=False)
    verdict: Verdict = ""


@dataclass(frozen=True)
class Owner:
    """The person of a picture, and the document that it shows."""

    party_id: UUID
    document_id: UUID | None = None


def image_problems(
    images: Sequence[KeptImage],
    people: Collection[str],
    consents: Mapping[str, str],
    *,
    permitted: bool = False,
) -> list[Problem]:
    """What speaks against keeping `images`: `people` are those whose pictures may be kept, `consents`
    the answers by purpose (R-038); `permitted`: a supervisor takes the face for the person's."""
    if len(images) > MOST:
        many = QT_TR_NOOP("At most {limit} pictures fit one business. Take some out.")
        return [Problem("images", "images_many", many, {"limit": MOST})]
    return [
        problem
        for n, image in enumerate(images)
        for problem in _problems(image, f"images.{n}", people, consents, permitted)
    ]


def _problems(
    image: KeptImage,
    place: str,
    people: Collection[str],
    consents: Mapping[str, str],
    permitted: bool,
) -> list[Problem]:
    if image.kind not in get_args(Kind) or image.source not in get_args(Source):
        raise ValueError("no such kind or source of picture")
    found = []
    if image.whose not in people:
        nobody = QT_TR_NOOP("This picture belongs to a person who is not on the form. Take it out.")
        found.append(Problem(place, "image_of_nobody", nobody))
    for content, limit in ((image.jpeg, LARGEST), (image.thumbnail, LARGEST_THUMBNAIL)):
        if not _is_jpeg(content):
            text = QT_TR_NOOP("This is no whole JPEG picture and was not kept. Take it again.")
            found.append(Problem(place, "image_kind", text))
        elif len(content) > limit:
            large = QT_TR_NOOP("This picture is larger than {limit} KB and was not kept.")
            found.append(Problem(place, "image_large", large, {"limit": limit // 1024}))
    asked = "live_photo" if image.kind == "live_photo" else "id_image"
    if image.kind != "attachment" and consents.get(asked) != "agree":
        refused = QT_TR_NOOP("The customer did not agree that this picture is kept. Take it out.")
        found.append(Problem(place, "image_consent", refused))
    if image.kind == "attachment":
        found += check_text(image.title, field=place, limit=TITLE_LIMIT)
        if not image.title.strip():
            name = QT_TR_NOOP("Say what this attachment is, such as a power of attorney.")
            found.append(Problem(place, "image_title", name))
    if image.kind == "live_photo" and image.source != "camera":
        live = QT_TR_NOOP(
            "The photo of the person is taken with the camera at the counter. Take it again."
        )
        found.append(Problem(place, "image_live", live))
    agreed = image.verdict == "same" or (image.verdict == "override" and permitted)
    if image.kind == "live_photo" and not agreed:
        compare = QT_TR_NOOP(
            "Compare the photo with the portrait on the document. Another person cannot be served "
            "with it; only a supervisor decides otherwise."
        )
        found.append(Problem(place, "image_verdict", compare))
    return found


def _is_jpeg(content: bytes) -> bool:
    try:
        return read_header(content).kind == "jpeg"
    except CaptureRefused:
        return False


def keep_images(
    work: Work,
    images: Sequence[KeptImage],
    owners: Mapping[str, Owner],
    *,
    purpose: str,
    customer_id: UUID,
    order_id: UUID | None = None,
    verdict_by: UUID | None = None,
) -> tuple[UUID, ...]:
    """Seal pictures that have no `problems` in the caller's transaction, each under its person's key.

    `owners` by `KeptImage.whose`; `verdict_by` is who permitted an override.
    """
    return tuple(
        _keep(work, each, owners[each.whose], purpose, customer_id, order_id, verdict_by)
        for each in images
    )


def _keep(
    work: Work,
    image: KeptImage,
    owner: Owner,
    purpose: str,
    customer_id: UUID,
    order_id: UUID | None,
    verdict_by: UUID | None,
) -> UUID:
    header = read_header(image.jpeg)
    blob_id = work.blob(owner.party_id, _KIND, image.jpeg)
    thumbnail_id = work.blob(owner.party_id, _KIND, image.thumbnail)
    judged_by = verdict_by if image.verdict == "override" else work.session.actor.id
    return work.insert(
        identity_image,
        **work.stamps(identity_image),
        subject_id=owner.party_id,
        party_id=owner.party_id,
        identity_document_id=owner.document_id if image.kind != "attachment" else None,
        order_id=order_id,
        customer_id=customer_id,
        kind=image.kind,
        title=image.title.strip() or None,
        purpose=purpose,
        source=image.source,
        retention=RETENTION,
        blob_id=blob_id,
        thumbnail_blob_id=thumbnail_id,
        sha256=hashlib.sha256(image.jpeg).digest(),
        width=header.width,
        height=header.height,
        taken_at=image.taken_at,
        verdict=image.verdict or None,
        verdict_by=judged_by if image.verdict else None,
    )
