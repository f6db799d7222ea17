"""Pictures of an open form, sealed to their owner beside its draft, one file each (R-058, R-181).

The file's name is the draft's id and the picture's own; the form itself knows what each picture
shows. They go with the draft (`drafts.discard`): after the business was done, or when the form is
thrown away.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.domain.canonical import from_plain, to_plain
from app.domain.ids import new_id
from app.domain.permissions import Permission
from app.paths import write_durably
from app.security.seal import Tampered
from app.services.drafts import drafts
from app.services.drafts.own_seal import context_of, open_own, seal_own
from app.services.identity import KeptImage
from app.services.procedure import not_allowed
from app.services.session import Session

log = logging.getLogger(__name__)

FORMAT = b"service-counter draft image 2"
_ENDING = ".image"
_LABEL = b"counter/draft-image/2"


@dataclass(frozen=True)
class DraftImage:
    """A picture of an open form; `id` comes from `save`."""

    id: UUID
    image: KeptImage


@dataclass(frozen=True)
class LoadedImages:
    """The pictures of a draft in the order they were taken in, and how many do not open any more."""

    images: tuple[DraftImage, ...]
    unreadable: int


def save_image(
    session: Session, *, draft_id: UUID, image: KeptImage, image_id: UUID | None = None
) -> DraftImage:
    """Seal and store a picture, in place of `image_id` when one is given; returns once it is on the
    disk. UserError 'draft_not_saved'."""
    if not session.may(Permission.DRAFT_HOLD):
        raise not_allowed()
    saved = DraftImage(image_id or new_id(), image)
    plain = json.dumps(to_plain(image), ensure_ascii=False).encode("utf-8", "surrogatepass")
    sealed = seal_own(session, plain, context_of(session, _LABEL, draft_id, saved.id))
    head = drafts.head(FORMAT, session.actor.id)
    try:
        write_durably(_file(session, draft_id, saved.id), head + sealed)
    except OSError as error:
        log.warning("a picture of a draft was not saved", exc_info=error)
        raise drafts.not_saved() from None
    return saved


def load_images(session: Session, *, draft_id: UUID) -> LoadedImages:
    """The pictures of this person's draft; a colleague's stay closed and are not counted."""
    images, unreadable = [], 0
    for file in _files(session, draft_id):
        try:
            image = _open(session, draft_id, file)
        except (Tampered, ValueError, TypeError, OSError) as error:
            log.warning("a picture of a draft does not open", exc_info=error)
            unreadable += 1
        else:
            images += [image] if image is not None else []
    return LoadedImages(tuple(images), unreadable)


def discard_image(session: Session, *, draft_id: UUID, image_id: UUID) -> None:
    """Remove one of this person's pictures; `drafts.discard` removes all of a draft."""
    drafts.remove(session, _file(session, draft_id, image_id))


def _files(session: Session, draft_id: UUID) -> list[Path]:
    return sorted(session.installation.folders.drafts.glob(f"{draft_id}.*{_ENDING}"))


def _file(session: Session, draft_id: UUID, image_id: UUID) -> Path:
    return session.installation.folders.drafts / f"{draft_id}.{image_id}{_ENDING}"


def _open(session: Session, draft_id: UUID, file: Path) -> DraftImage | None:
    """The picture in `file`; None when it is a colleague's. Tampered or ValueError when it is damaged."""
    owner, sealed = drafts.owner_of(file.read_bytes(), FORMAT)
    if owner is None:
        raise Tampered
    if owner != session.actor.id:
        return None
    image_id = UUID(file.name.removesuffix(_ENDING).rpartition(".")[2])
    plain = open_own(session, sealed, context_of(session, _LABEL, draft_id, image_id))
    return DraftImage(
        image_id, from_plain(KeptImage, json.loads(plain.decode("utf-8", "surrogatepass")))
    )
