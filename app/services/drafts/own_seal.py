"""What is sealed to its writer: a box to the person's own key, with the person's signature inside.

The box alone would not say who closed it, because a public key stands in the staff row: anybody could leave
a form in a colleague's drafts, with an account number of their own (data.md 6).
"""

from __future__ import annotations

from uuid import UUID

from app.security.box import open_box, seal_to
from app.security.seal import Tampered, framed, unframed
from app.security.signing import box_pair, check, public_of, sign
from app.services.session import Session


def seal_own(session: Session, plain: bytes, context: bytes) -> bytes:
    """`plain` signed by this person and sealed to this person; it opens under the same `context` only."""
    signature = sign(session.keys.sign_private, _message(plain, context))
    return seal_to(box_pair(session.keys.box_private).public, framed(signature, plain), context)


def open_own(session: Session, sealed: bytes, context: bytes) -> bytes:
    """The plaintext of `seal_own`; Tampered when another person, or nobody, signed it."""
    parts = unframed(open_box(session.keys.box_private, sealed, context))
    if len(parts) != 2:
        raise Tampered
    signature, plain = parts
    if not check(public_of(session.keys.sign_private), _message(plain, context), signature):
        raise Tampered
    return plain


def context_of(session: Session, label: bytes, *ids: UUID) -> bytes:
    """The one place where it is good: this deployment, this person, and what `ids` name."""
    whose = (session.installation.profile.deployment, session.actor.id)
    return framed(label, *(each.bytes for each in (*whose, *ids)))


def _message(plain: bytes, context: bytes) -> bytes:
    return b"counter/own/1\0" + framed(context, plain)
