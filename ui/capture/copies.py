"""The form that a used document fills, and the watermarked copies that are kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.businesses import REGISTRATION, Business
from app.domain.people import OrganizationForm, PersonForm
from app.lanes import lane
from app.services import identity
from app.services.identity import KeptImage
from ui.capture.document import FACES, Document
from ui.desk.base_screen import BaseScreen

if TYPE_CHECKING:
    from app.services.session import Session


def form_of(document: Document, screen: BaseScreen) -> PersonForm | OrganizationForm:
    """The form of the person or unit that the document names."""
    today = screen.session.today
    return document.organization(today) if document.is_unit else document.person(today)


def permits_of(document: Document) -> dict[str, str]:
    """The permits of a supervisor about this document."""
    photo = document.photo
    return {"face_override": photo.permit} if photo is not None and photo.permit else {}


@lane("pictures")
def copies(
    session: Session, document: Document, business: Business, whose: str
) -> tuple[KeptImage, ...]:
    """In a worker: the watermarked copies of everything that is kept of a document."""
    made = []
    for page in document.pages:
        kind = FACES.get(page.face, "page") if document.type in identity.CARDS else "page"
        jpeg = page.reading.upright
        if page.mode == "reader":
            kind, jpeg = "portrait", page.portrait
        if jpeg:
            made.append((kind, jpeg, page.source, page.taken_at, "", "", page.is_burned))
    if document.photo is not None:
        photo = document.photo
        made.append(
            (
                "live_photo",
                photo.jpeg,
                photo.source,
                photo.taken_at,
                "",
                photo.verdict,
                photo.is_burned,
            )
        )
    made += [
        ("attachment", each.jpeg, each.source, each.taken_at, each.title, "", each.is_burned)
        for each in document.attachments
    ]
    return tuple(
        identity.copy_to_keep(
            session,
            jpeg=jpeg,
            kind=kind,
            source=source,
            taken_at=taken_at,
            business=business,
            whose=whose,
            title=title,
            verdict=verdict,  # type: ignore[arg-type]
            is_burned=is_burned and business == REGISTRATION,
        )
        for kind, jpeg, source, taken_at, title, verdict, is_burned in made
    )
