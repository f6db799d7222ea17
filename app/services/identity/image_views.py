"""Kept pictures for a person's eyes: listed without bytes, opened with a reason and on record (R-058).

There is no export; pictures are shown on a screen only.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP, UserError
from app.security.seal import Tampered
from app.services.identity.images import Kind, Source, Verdict
from app.services.procedure import (
    Query,
    Work,
    give_reason,
    gone,
    procedure,
    query,
    refuse_without_reason,
)
from app.services.session import Session
from db import blobs
from db.schema.customers import customer, party_role
from db.schema.identity import identity_image
from db.schema.organisation import hall
from db.schema.staff import staff


@dataclass(frozen=True)
class ImageRow:
    """A kept picture in a list, without the picture. `role` is what its person is to the customer:
    holder, agent, guardian, handler, user …; `title` is what an attachment is."""

    image_id: UUID
    kind: Kind
    role: str
    title: str
    purpose: str
    source: Source
    taken_at: datetime
    hall_name: str
    staff_no: str
    width: int
    height: int
    verdict: Verdict


@dataclass(frozen=True)
class ShownPicture:
    """A kept picture for a person's eyes; never written to a file."""

    image_id: UUID
    kind: Kind
    jpeg: bytes = field(repr=False)


@dataclass(frozen=True)
class ImageViewed:
    """The look at a picture is on record."""

    images: tuple[UUID, ...]


@query(Permission.IDENTITY_IMAGE_VIEW)
def list_images(query: Query, *, customer_id: UUID) -> tuple[ImageRow, ...]:
    """The pictures taken for a customer or of the customer elsewhere, newest first; no bytes."""
    refuse_without_reason(query, customer_id)
    holder = _holder(query, customer_id)
    rows = query.execute(
        sa.select(identity_image, hall.c.name.label("hall_name"), staff.c.staff_no)
        .join(hall, hall.c.id == identity_image.c.hall_id)
        .join(staff, staff.c.id == identity_image.c.staff_id)
        .where(_of_customer(customer_id, holder))
        .order_by(identity_image.c.taken_at.desc(), identity_image.c.id.desc())
    ).all()
    query.load_subject_keys([row.subject_id for row in rows])
    roles = {holder: "holder"}
    for row in query.execute(
        sa.select(party_role.c.party_id, party_role.c.role)
        .where(party_role.c.customer_id == customer_id)
        .order_by(party_role.c.id)
    ):
        roles.setdefault(row.party_id, row.role)
    return tuple(
        ImageRow(
            image_id=row.id,
            kind=row.kind,
            role=roles.get(row.party_id, ""),
            title=query.open(identity_image, row)["title"] or "",
            purpose=row.purpose,
            source=row.source,
            taken_at=row.taken_at,
            hall_name=row.hall_name,
            staff_no=row.staff_no,
            width=row.width,
            height=row.height,
            verdict=row.verdict or "",
        )
        for row in rows
    )


def _holder(query: Query, customer_id: UUID) -> UUID:
    party_id: UUID = query.one(customer, customer_id)["party_id"]
    return party_id


def _of_customer(customer_id: UUID, holder: UUID) -> sa.ColumnElement[bool]:
    return sa.or_(identity_image.c.customer_id == customer_id, identity_image.c.party_id == holder)


def _picture_of(session: Session, seen: ImageViewed) -> ShownPicture:
    return _read(session, image_id=seen.images[0])


@procedure("identity_images.show", Permission.IDENTITY_IMAGE_VIEW, then=_picture_of)
def show_image(work: Work, *, customer_id: UUID, image_id: UUID, reason: str) -> ImageViewed:
    """One picture in full, for a reason; the event is written before a byte is read.

    UserError 'reason_needed', 'picture_changed'; Conflict when it is none of this customer's.
    """
    give_reason(work, reason)
    found = work.execute(
        sa.select(identity_image.c.id).where(
            identity_image.c.id == image_id,
            _of_customer(customer_id, _holder(work, customer_id)),
        )
    ).first()
    if found is None:
        raise gone()
    work.touched("customer", customer_id)
    work.touched("identity_image", image_id)
    return ImageViewed((image_id,))


@query(Permission.IDENTITY_IMAGE_VIEW)
def _read(query: Query, *, image_id: UUID) -> ShownPicture:
    row = query.one(identity_image, image_id)
    return ShownPicture(row["id"], row["kind"], _bytes(query, row))


def _bytes(query: Query, row: dict[str, Any]) -> bytes:
    try:
        content = blobs.get(
            query.connection,
            deployment=query.deployment,
            blob_id=row["blob_id"],
            subject_key=query.subject_key(row["subject_id"]),
        )
    except Tampered:
        content = b""
    if not content or hashlib.sha256(content).digest() != row["sha256"]:
        raise UserError(
            "picture_changed",
            QT_TR_NOOP(
                "The stored picture is not the one that was kept. Do not rely on it; tell the "
                "administrator."
            ),
        )
    return content
