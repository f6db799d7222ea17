"""A new administrator by two of the three recovery codes, when nobody else can open the hall (data.md 6)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.fingerprint import fingerprint
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import QT_TR_NOOP, Problem, Refused, UserError
from app.paths import Folders
from app.security import profile as profiles
from app.security import recovery
from app.security.passwords import check_strength
from app.security.profile import Administrator, Profile
from app.security.recovery import RecoveryKey
from app.security.recovery_signature import sign_with_box_key
from app.security.roots import Change, Roots, RootStep
from app.security.seal import Tampered
from app.security.signing import box_pair, new_box_pair, new_sign_pair
from app.services import staff, trust
from app.services.procedure import Work, declare
from app.services.session import (
    Actor,
    Clock,
    Installation,
    Keys,
    Session,
    open_installation,
    require_counter,
    system_now,
    writing_before_sign_in,
)
from app.services.trust import first_trust, give_key
from db import failures
from db.schema.keys import held_key, recovery_share
from db.schema.staff import staff as staff_table

KIND = declare(
    "recover",
    None,
    module=__name__,
    roles={Role.ADMINISTRATOR},
    writes=staff.ADDED,
    lane="long",
)


@dataclass(frozen=True)
class RecoverForm:
    """Two codes from two sheets, and the person who becomes administrator."""

    code1: str = field(repr=False)
    code2: str = field(repr=False)
    name: str
    staff_no: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Recovered:
    """The administrator who was made, and all there are now: staff number and fingerprint of the key, to be
    compared with the recovery sheets."""

    staff_id: UUID
    staff_no: str
    administrators: tuple[tuple[str, str], ...] = ()


def recover(folders: Folders, form: RecoverForm, *, clock: Clock = system_now) -> Recovered:
    """Make an administrator with new keys, by a step of roots that the recovery key signs.

    Nobody is signed in: the codes open the hash of the step that begins the list of roots, and the list is
    walked from there; it must have every step that its administrators' events name.

    The audit key goes to the new administrator only when no auditor holds it. Everybody else stays as
    they are. Refused with the form's problems, or UserError of app.security.recovery (such as
    'wrong_codes') or 'staff_no_taken'.
    """
    problems = _problems(form)
    if problems:
        raise Refused(problems)
    opened = open_installation(folders, clock=clock)
    try:
        with failures.in_words():
            return _recover(opened, form)
    finally:
        opened.close()


def _problems(form: RecoverForm) -> list[Problem]:
    problems = []
    if not form.name.strip() or len(form.name) > 100:
        text = QT_TR_NOOP("Enter the person's name, 100 characters at most.")
        problems.append(Problem("name", "name_missing", text))
    try:
        staff.check_staff_no(form.staff_no.strip())
    except UserError as error:
        problems.append(Problem("staff_no", error.code, error.text, error.values))
    return problems + check_strength(form.password, form.staff_no.strip())


def _recover(opened: Installation, form: RecoverForm) -> Recovered:
    staff_id, signs, box = new_id(), new_sign_pair(), new_box_pair()
    staff_no = form.staff_no.strip()
    deployment = opened.profile.deployment
    with writing_before_sign_in(opened) as connection:
        require_counter(connection, opened.workstation)
        if connection.execute(
            sa.select(staff_table.c.id).where(staff_table.c.staff_no == staff_no)
        ).first():
            raise staff.staff_no_taken(staff_no)
        trust.lock_roots(connection)
        share, key = _opened(connection, form, deployment)
        private = key.private
        known, step = _with_step(connection, opened.profile, key, staff_id, signs.public)
        require_genuine(known, share, key)
        held = _held(connection, deployment, private, known)
        epoch, audit_public, backup_public = trust.public_halves(known)
        keys = Keys(signs.private, box.private, held, epoch, audit_public, backup_public, known)
        here = opened.workstation
        actor = Actor(
            staff_id, staff_no, form.name.strip(), Role.ADMINISTRATOR, here.hall_id, here.hall_name
        )
        session = Session(opened, actor, keys, opened.clock(), False, None)
        work = Work(session, connection, new_id(), KIND)
        staff.add_person(
            work,
            staff_no=staff_no,
            name=actor.name,
            role=Role.ADMINISTRATOR,
            password=form.password,
            must_change=False,
            pairs=(signs, box),
            staff_id=staff_id,
            known=known,
            hands_on=False,
        )
        if step is not None:
            trust.store_roots(work, step)
        for key_class, epoch in _to_hold(connection, held):
            give_key(work, key_class, epoch, held[key_class, epoch], staff_id, box.public)
        work.flush()
        administrators = _administrators(connection, known)
        work.finish(KIND.kind, bytes(32), "done", {"staff": str(staff_id)})
        pin = Administrator(staff_id, signs.public)
        if step is None:
            # In a base from before the steps the pin is written before the commit, because a pin
            # without its person does no harm, while a person without a pin is locked out.
            _pin(opened, pin, signs.private, None)
    # the list has the step; a copy of a step that was not committed would be wrong
    if step is not None:
        _pin(opened, pin, signs.private, step)
    return Recovered(staff_id, staff_no, administrators)


def _opened(
    connection: sa.Connection, form: RecoverForm, deployment: UUID
) -> tuple[Any, RecoveryKey]:
    """The part of the recovery key that the two codes open, and what is in it."""
    rows = {row.pair: row for row in connection.execute(sa.select(recovery_share))}
    sealed = {pair: row.sealed for pair, row in rows.items()}
    pair, content = recovery.open_pair(form.code1, form.code2, sealed, deployment.bytes)
    return rows[pair], RecoveryKey.of(content)


def require_genuine(known: Roots, share: Any, key: RecoveryKey) -> None:
    """Refuse a part that was put in the place of the hall's own. One from before the signatures needs
    none."""
    unsigned = share.signature is None and not key.first_step
    if box_pair(key.private).public != known.recovery_public or not (
        unsigned or trust.share_is_signed(known, share)
    ):
        raise share_forged()


def share_forged() -> UserError:
    """The refusal of a part of the recovery key that no administrator made."""
    return UserError(
        "share_forged",
        QT_TR_NOOP(
            "The codes open something, but no administrator of this hall made it: the recovery key in this "
            "database was exchanged. Restore a backup of this hall, and tell the auditor."
        ),
    )


def _administrators(connection: sa.Connection, known: Roots) -> tuple[tuple[str, str], ...]:
    """Staff number and fingerprint of everybody who is an administrator now."""
    rows = connection.execute(sa.select(staff_table.c.id, staff_table.c.staff_no))
    numbers = {row.id: row.staff_no for row in rows}
    return tuple(
        (numbers.get(root.staff_id, str(root.staff_id)), fingerprint(root.sign_public))
        for root in known.administrators
    )


def _with_step(
    connection: sa.Connection, profile: Profile, key: RecoveryKey, staff_id: UUID, public: bytes
) -> tuple[Roots, RootStep | None]:
    """The roots with the new administrator, and the step that does it. A base from before the steps has
    none yet: there the pin in the profile counts until an administrator signs in."""
    private = key.private
    known = trust.roots_from_beginning(connection, profile, key.first_step)
    if known is None:
        return first_trust(connection, profile), None
    unsigned = trust.add_root_by_recovery(known, Change("recovered", staff_id, public))
    signature = sign_with_box_key(private, box_pair(private).public, unsigned.signed_bytes())
    step = replace(unsigned, signature=signature)
    after = known.after(step)
    if after is None:
        raise profiles.bad_profile()
    return after, step


def _held(
    connection: sa.Connection, deployment: UUID, private: bytes, known: Roots
) -> dict[tuple[str, int], bytes]:
    """The class keys that the recovery key opens. Tampered when records is not among them."""
    opened = trust.open_held(
        connection,
        deployment=deployment,
        holder_id=trust.RECOVERY_HOLDER,
        box_private=private,
    )
    held = trust.genuine(opened, known)
    if not any(key_class == "records" for key_class, _ in held):
        raise Tampered
    return held


def _to_hold(
    connection: sa.Connection, held: dict[tuple[str, int], bytes]
) -> list[tuple[str, int]]:
    holders = connection.execute(
        sa.select(held_key.c.key_class).where(
            held_key.c.key_class == "audit", held_key.c.holder_id != trust.RECOVERY_HOLDER
        )
    ).first()
    return [which for which in held if which[0] != "audit" or holders is None]


def _pin(
    opened: Installation, administrator: Administrator, private: bytes, step: RootStep | None
) -> None:
    profile = replace(
        opened.profile,
        administrators=(*opened.profile.administrators, administrator),
        signer=administrator.staff_id,
        steps=opened.profile.steps + (() if step is None else (step,)),
    ).signed(private)
    profiles.write(opened.folders.profile, profile)
