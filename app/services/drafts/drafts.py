"""Drafts of forms on this computer, sealed to their owner (design: data, keys and seals; R-181).

A file holds its format, the owner's staff id and the sealed draft; its name is the draft's id. It is
written whole or not at all, so a power cut leaves the last saved state. Files of format 1 did not say
who wrote them, so they are counted and not opened.
"""

from __future__ import annotations

import contextlib
import json
import logging
import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from app.domain.canonical import from_plain, to_plain
from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP, UserError
from app.paths import sync_folder, write_durably
from app.security.seal import Tampered
from app.services.drafts.own_seal import context_of, open_own, seal_own
from app.services.procedure import not_allowed
from app.services.session import Session

log = logging.getLogger(__name__)

FORMAT = b"service-counter draft 2"
_ENDING = ".draft"
_LABEL = b"counter/draft/2"
_LEFTOVER_S = 60


@dataclass(frozen=True)
class Draft:
    """A form that is being filled in. `form` is plain values, `customer_id` whose it is when that is a
    customer in the base; `saved_at` and `owner` come from `save`."""

    id: UUID
    kind: str
    title: str
    step: str
    form: dict[str, Any] = field(repr=False)
    started_at: datetime
    held: bool = False
    saved_at: datetime | None = None
    owner: UUID | None = None
    customer_id: UUID | None = None


@dataclass(frozen=True)
class Loaded:
    """This person's drafts, oldest first, and how many of theirs do not open any more."""

    drafts: tuple[Draft, ...]
    unreadable: int


def save(session: Session, *, draft: Draft) -> Draft:
    """Seal and store the draft; returns once it is on the disk. UserError 'draft_not_saved'."""
    if not session.may(Permission.DRAFT_HOLD):
        raise not_allowed()
    owner = session.actor.id
    saved = replace(draft, saved_at=session.installation.clock(), owner=owner)
    plain = json.dumps(to_plain(saved), ensure_ascii=False).encode("utf-8", "surrogatepass")
    sealed = seal_own(session, plain, context_of(session, _LABEL, draft.id))
    try:
        write_durably(_file(session, draft.id), head(FORMAT, owner) + sealed)
    except OSError as error:
        log.warning("a draft was not saved", exc_info=error)
        raise not_saved() from None
    return saved


def head(form: bytes, owner: UUID) -> bytes:
    """How a file begins: its format and whose it is, in clear."""
    return form + b"\n" + str(owner).encode() + b"\n"


def not_saved() -> UserError:
    """The refusal when the disk did not take a draft."""
    return UserError(
        "draft_not_saved",
        QT_TR_NOOP(
            "The draft could not be saved, because the disk is full or cannot be written. What "
            "you typed is still on the screen. Free some space on this computer."
        ),
    )


def load_all(session: Session) -> Loaded:
    """Every draft of this person; those of colleagues stay closed and are not counted."""
    folder = session.installation.folders.drafts
    _remove_leftovers(folder)
    drafts, unreadable = [], 0
    for file in sorted(folder.glob(f"*{_ENDING}")):
        try:
            draft = _open(session, file)
        except (Tampered, ValueError, TypeError, OSError) as error:
            log.warning("a draft does not open", exc_info=error)
            unreadable += 1
        else:
            drafts += [draft] if draft is not None else []
    return Loaded(tuple(sorted(drafts, key=lambda draft: draft.started_at)), unreadable)


def hold_open(session: Session, *, kind: str, but: UUID | None = None) -> Loaded:
    """Hold every form of `kind` that is open, all but those of the customer `but`; returns the drafts there
    are then. UserError as for `save`."""
    for draft in load_all(session).drafts:
        own = but is not None and draft.customer_id == but
        if draft.kind == kind and not draft.held and not own:
            save(session, draft=replace(draft, held=True))
    return load_all(session)


def discard(session: Session, *, draft_id: UUID) -> None:
    """Remove one of this person's drafts with its pictures (app.services.drafts.images), which go first:
    after a crash in between there is no picture without a draft. Nothing happens when it is not there
    or not theirs."""
    pictures = session.installation.folders.drafts.glob(f"{draft_id}.*.image")
    for file in (*sorted(pictures), _file(session, draft_id)):
        remove(session, file)


def remove(session: Session, file: Path) -> None:
    """Remove a file of this person's, whichever its format."""
    with contextlib.suppress(OSError):
        if owner_of(file.read_bytes())[0] == session.actor.id:
            file.unlink()
            sync_folder(file.parent)


def _file(session: Session, draft_id: UUID) -> Path:
    return session.installation.folders.drafts / f"{draft_id}{_ENDING}"


def owner_of(content: bytes, form: bytes = b"") -> tuple[UUID | None, bytes]:
    """Whose a file of this format (b"": any) is, None when it does not say, and what is sealed in it."""
    format_, _, rest = content.partition(b"\n")
    owner, _, sealed = rest.partition(b"\n")
    if form and format_ != form:
        return None, b""
    try:
        return UUID(owner.decode("ascii")), sealed
    except ValueError:
        return None, b""


def _open(session: Session, file: Path) -> Draft | None:
    """The draft in `file`; None when it is a colleague's. Tampered or ValueError when it is damaged."""
    owner, sealed = owner_of(file.read_bytes(), FORMAT)
    if owner is None:
        raise Tampered
    if owner != session.actor.id:
        return None
    context = context_of(session, _LABEL, UUID(file.name.removesuffix(_ENDING)))
    plain = open_own(session, sealed, context)
    draft: Draft = from_plain(Draft, json.loads(plain.decode("utf-8", "surrogatepass")))
    return draft


def _remove_leftovers(folder: Path) -> None:
    """Remove what a crash left of an unfinished save; the older state is still whole beside it."""
    for part in folder.glob("*.part"):
        with contextlib.suppress(OSError):
            if time.time() - part.stat().st_mtime > _LEFTOVER_S:
                part.unlink()
