"""People at work: enrolment, own password, reset, unlock, leaving, confidentiality (R-001, R-006, R-010)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import canonical
from app.domain.ids import new_id
from app.domain.permissions import Permission, Role
from app.domain.text import require_text
from app.errors import QT_TR_NOOP, UserError
from app.security.passwords import MIN_CHARACTERS, check_strength
from app.security.roots import Change, Roots
from app.security.signing import KeyPair, new_box_pair, new_sign_pair, sign
from app.services import trust
from app.services.procedure import (
    NO_SECRET,
    Work,
    Writes,
    may_change,
    person_event,
    procedure,
)
from app.services.session import Session
from app.services.staff import tries
from app.services.staff.listing import StaffRow, staff_list
from app.services.staff.own_password import change_password, first_password, password_problems
from app.services.staff.pending_try import Counts
from app.services.staff.signing_in import CONFIDENTIALITY_VERSION, forged_staff, left
from app.services.trust import after_sign_in, hand_on, let_in, staff_signed_bytes
from db import failures
from db.schema.keys import held_key, root_step, subject_key
from db.schema.staff import confidentiality, sign_in_state, staff, staff_secret

__all__ = [
    "Enrolled",
    "StaffRow",
    "accept_confidentiality",
    "add_person",
    "after_sign_in",
    "change_password",
    "check_staff_no",
    "enrol",
    "first_password",
    "leave",
    "password_problems",
    "record_lock",
    "reset",
    "staff_list",
    "staff_no_taken",
    "unlock",
]

_KEYS: Writes = {
    staff_secret: {},
    sign_in_state: {},
    held_key: {},
    root_step: {},
}
ADDED: Writes = {
    staff: {"hall_id": "hall", "enrolled_by": "actor"},
    **_KEYS,
    subject_key: {},
}


@dataclass(frozen=True)
class Enrolled:
    """A staff row that was written."""

    staff_id: UUID
    staff_no: str


@procedure("staff.enrol", Permission.STAFF_ENROL, writes=ADDED, changes=trust.VOUCHED)
def enrol(
    work: Work,
    *,
    staff_no: str,
    name: str,
    role: Role,
    one_time: str,
    valid_to: date | None = None,
) -> Enrolled:
    """A new person of this hall, signed in the first time with `one_time` (handed over on paper).

    Raises UserError 'staff_no_form', 'staff_no_taken', 'name_missing', 'one_time_short', 'one_time_weak'.
    """
    staff_no, name = staff_no.strip(), name.strip()
    check_staff_no(staff_no)
    if not name or len(name) > 100:
        raise UserError(
            "name_missing", QT_TR_NOOP("Enter the person's name, 100 characters at most.")
        )
    require_text(name, field="name", limit=100)
    _check_one_time(one_time, staff_no)
    taken = work.execute(sa.select(staff.c.id).where(staff.c.staff_no == staff_no)).first()
    if taken:
        raise staff_no_taken(staff_no)
    staff_id = add_person(
        work,
        staff_no=staff_no,
        name=name,
        role=role,
        password=one_time,
        must_change=True,
        valid_to=valid_to,
    )
    return Enrolled(staff_id, staff_no)


def _check_one_time(one_time: str, staff_no: str) -> None:
    """Refuse a weak one-time password, because until the first sign-in it alone guards the person's
    keys."""
    if len(one_time) < MIN_CHARACTERS:
        raise UserError(
            "one_time_short",
            QT_TR_NOOP("The first password needs at least {least} characters."),
            least=MIN_CHARACTERS,
        )
    require_text(one_time, field="one_time", limit=100)
    if check_strength(one_time, staff_no):
        raise UserError(
            "one_time_weak",
            QT_TR_NOOP("The first password is easy to guess. Let the program make a new one."),
        )


def staff_no_taken(staff_no: str) -> UserError:
    """The refusal of a number that somebody has or had; a number is given out once."""
    return UserError(
        "staff_no_taken",
        QT_TR_NOOP("Staff number {staff_no} is already in use. Choose another one."),
        staff_no=staff_no,
    )


def check_staff_no(staff_no: str) -> None:
    """A staff number 工号 is 3 to 12 letters or digits."""
    if not (3 <= len(staff_no) <= 12 and staff_no.isascii() and staff_no.isalnum()):
        raise UserError(
            "staff_no_form",
            QT_TR_NOOP("A staff number has 3 to 12 letters or digits, such as 1001."),
        )


def add_person(
    work: Work,
    *,
    staff_no: str,
    name: str,
    role: Role,
    password: str,
    must_change: bool,
    valid_to: date | None = None,
    pairs: tuple[KeyPair, KeyPair] | None = None,
    staff_id: UUID | None = None,
    known: Roots | None = None,
    hands_on: bool = True,
) -> UUID:
    """Write a staff row signed by the actor, its private keys under `password`, and hand on class keys.

    `known` are the roots that are sealed with them: given when their step is written already (set-up,
    recovery), else today's, with a step of their own for an administrator.
    """
    staff_id = staff_id or new_id()
    signs, box = pairs or (new_sign_pair(), new_box_pair())
    if known is None:
        known = trust.entitled(work)
        if role is Role.ADMINISTRATOR:
            known = trust.add_root(work, known, Change("added", staff_id, signs.public, valid_to))
    work.new_subject(staff_id)
    values: dict[str, Any] = {
        "id": staff_id,
        "staff_no": staff_no,
        "role": role.value,
        "hall_id": work.session.actor.hall_id,
        "sign_public": signs.public,
        "box_public": box.public,
        "valid_from": work.today,
        "valid_to": valid_to,
        "enrolled_by": work.session.actor.id,
    }
    values["signature"] = sign(work.session.keys.sign_private, staff_signed_bytes(values))
    work.insert(staff, subject_id=staff_id, name=name, **values)
    _write_secret(work, staff_id, staff_no, (signs, box), known, password, must_change)
    if hands_on:
        hand_on(work, staff_id, role, box.public)
    return staff_id


def _write_secret(
    work: Work,
    staff_id: UUID,
    staff_no: str,
    pairs: tuple[KeyPair, KeyPair],
    known: Roots,
    password: str,
    must_change: bool,
) -> None:
    profile = work.session.installation.profile
    sealed = trust.seal_private(
        *pairs,
        password=password,
        deployment=work.deployment,
        staff_no=staff_no,
        params=profile.argon2,
        roots=known if known.n else None,  # a base from before the steps has no list yet
    )
    work.flush()  # the person's row comes first
    said = trust.write_secret(
        work.connection, staff_id, sealed=sealed, must_change=must_change, set_at=work.now
    )
    work.details["secrets"] = [said]
    work.technical(sign_in_state, staff_id=staff_id, failures=0, last_failed_at=None, locked=False)
    work.details |= tries.said(staff_id, Counts(0, None, False))


@procedure(
    "staff.reset",
    Permission.STAFF_RESET,
    writes=_KEYS,
    changes={staff: {**may_change("sign_public", "box_public"), **trust.VOUCHED[staff]}},
    of_others=True,
)
def reset(work: Work, *, staff_id: UUID, version: int, one_time: str) -> Enrolled:
    """New keys and a one-time password for a person who lost theirs; unlocks too.

    Drafts sealed to the old keys cannot be read any more. Raises UserError 'own_reset', 'left',
    'forged_staff', and of the one-time password as `enrol`.
    """
    person, known = _colleague(work, staff_id)
    _check_one_time(one_time, person["staff_no"])
    signs, box = new_sign_pair(), new_box_pair()
    if known.key_of(staff_id) is not None:
        change = Change("replaced", staff_id, signs.public, person["valid_to"])
        known = trust.end_root(work, known, change)
    values = {**person, "sign_public": signs.public, "box_public": box.public}
    values["enrolled_by"] = work.session.actor.id
    values["signature"] = sign(work.session.keys.sign_private, staff_signed_bytes(values))
    work.update(
        staff,
        staff_id,
        version,
        sign_public=signs.public,
        box_public=box.public,
        enrolled_by=values["enrolled_by"],
        signature=values["signature"],
    )
    work.execute(sa.delete(sign_in_state).where(sign_in_state.c.staff_id == staff_id))
    work.execute(sa.delete(held_key).where(held_key.c.holder_id == staff_id))
    _write_secret(work, staff_id, person["staff_no"], (signs, box), known, one_time, True)
    hand_on(work, staff_id, Role(person["role"]), box.public)
    return Enrolled(staff_id, person["staff_no"])


def refuse_own(work: Work, staff_id: UUID) -> None:
    """Refuse to reset, unlock or end oneself."""
    if staff_id == work.session.actor.id:
        raise UserError("own_reset", QT_TR_NOOP("Ask another administrator to do this for you."))


def _colleague(work: Work, staff_id: UUID) -> tuple[dict[str, Any], Roots]:
    """Another person's row, checked before it is signed anew, because that would make a forged row
    genuine; and the roots."""
    refuse_own(work, staff_id)
    known = trust.entitled(work)
    person = work.one(staff, staff_id)
    sealed = work.execute(
        sa.select(staff_secret.c.sealed).where(staff_secret.c.staff_id == staff_id)
    ).scalar_one()
    if len(sealed) == NO_SECRET:
        raise left()
    row = work.execute(sa.select(staff).where(staff.c.id == staff_id)).one()
    if not let_in(work, known, row):
        raise forged_staff()
    return person, known


@procedure("staff.unlock", Permission.STAFF_UNLOCK, writes={sign_in_state: {}}, of_others=True)
def unlock(work: Work, *, staff_id: UUID) -> Enrolled:
    """End the lock after ten wrong passwords; the password stays."""
    refuse_own(work, staff_id)
    person = work.one(staff, staff_id)
    tries.write_counts(work.connection, staff_id, Counts(0, None, False))
    work.details |= tries.said(staff_id, Counts(0, None, False))
    work.touched("staff", staff_id)
    return Enrolled(staff_id, person["staff_no"])


@procedure(
    "staff.leave",
    Permission.STAFF_LEAVE,
    writes=_KEYS,
    changes={staff: {**may_change("valid_to"), **trust.VOUCHED[staff]}},
    of_others=True,
)
def leave(work: Work, *, staff_id: UUID, version: int) -> Enrolled:
    """The person left today: keys and password are removed at once, the record and its history stay."""
    person, known = _colleague(work, staff_id)
    if known.key_of(staff_id) is not None:
        trust.end_root(work, known, Change("ended", staff_id))
    values = {**person, "valid_to": work.today, "enrolled_by": work.session.actor.id}
    work.update(
        staff,
        staff_id,
        version,
        valid_to=work.today,
        enrolled_by=work.session.actor.id,
        signature=sign(work.session.keys.sign_private, staff_signed_bytes(values)),
    )
    work.execute(sa.delete(held_key).where(held_key.c.holder_id == staff_id))
    said = trust.write_secret(work.connection, staff_id, sealed=bytes(NO_SECRET))
    work.details["secrets"] = [said]
    ended = replace(tries.counts_now(work.connection, staff_id), locked=True)
    tries.write_counts(work.connection, staff_id, ended)
    work.details |= tries.said(staff_id, ended)
    return Enrolled(staff_id, person["staff_no"])


def _accepted(session: Session, who: Enrolled) -> Enrolled:
    session.needs_confidentiality = False
    return who


@procedure(
    "staff.accept_confidentiality",
    None,
    writes={confidentiality: {"staff_id": "actor"}},
    then=_accepted,
)
def accept_confidentiality(work: Work, *, language: str, text: str) -> Enrolled:
    """Sign the shown `text` of the confidentiality agreement (R-006); opens the customer screens."""
    actor = work.session.actor
    signed = canonical(
        "counter/confidentiality/1",
        {
            "staff": str(actor.id),
            "version": CONFIDENTIALITY_VERSION,
            "text": text,
            "at": work.now.isoformat(),
        },
    )
    work.insert(
        confidentiality,
        subject_id=actor.id,
        staff_id=actor.id,
        text_version=CONFIDENTIALITY_VERSION,
        language=language,
        accepted_at=work.now,
        signature=sign(work.session.keys.sign_private, signed),
    )
    return Enrolled(actor.id, actor.staff_no)


def record_lock(session: Session, *, idle: bool) -> None:
    """The lock in the chain, written before the keys go; the newest head is kept before this returns.

    The lock has no record when the person left or was reset meanwhile, or when the database cannot
    be reached.
    """
    try:
        with failures.in_words(), session.writing() as connection:
            person_event(connection, session, "staff.lock", {"idle": idle})
        session.installation.heads.store_soon()
        session.installation.heads.flush()
    except UserError:
        return
