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
from app.errors import QT_TR_NOOP, Conflict, Refused, UserError
from app.security import profile as profiles
from app.security.passwords import check_strength
from app.security.profile import Administrator
from app.security.signing import KeyPair, new_box_pair, new_sign_pair, sign
from app.services import key_ring
from app.services.installation import Installation
from app.services.procedure import procedure, query
from app.services.session import Session
from app.services.sign_in import (
    CONFIDENTIALITY_VERSION,
    authenticate,
    person_event,
    sign_in,
    staff_signed_bytes,
    trusted,
    workstation_event,
)
from app.services.work import Reader, Work
from db.engine import WRITES
from db.schema.keys import held_key
from db.schema.organisation import hall
from db.schema.staff import confidentiality, sign_in_state, staff, staff_secret


@dataclass(frozen=True)
class Enrolled:
    """A staff row that was written."""

    staff_id: UUID
    staff_no: str


@dataclass(frozen=True)
class StaffRow:
    """One line of the staff list. `waits_for` names the class keys still to be handed on."""

    staff_id: UUID
    version: int
    staff_no: str
    name: str
    role: Role
    hall_name: str
    valid_from: date
    valid_to: date | None
    locked: bool
    must_change: bool
    trusted: bool
    waits_for: tuple[str, ...]


@procedure("staff.enrol", Permission.STAFF_ENROL)
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

    Raises UserError 'staff_no_form', 'staff_no_taken', 'name_missing'.
    """
    staff_no, name = staff_no.strip(), name.strip()
    check_staff_no(staff_no)
    if not name or len(name) > 100:
        raise UserError(
            "name_missing", QT_TR_NOOP("Enter the person's name, 100 characters at most.")
        )
    taken = work.execute(sa.select(staff.c.id).where(staff.c.staff_no == staff_no)).first()
    if taken:
        raise UserError(
            "staff_no_taken",
            QT_TR_NOOP("Staff number {staff_no} is already in use. Choose another one."),
            staff_no=staff_no,
        )
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
    hands_on: bool = True,
) -> UUID:
    """Write a staff row signed by the actor, its private keys under `password`, and hand on class keys."""
    staff_id = staff_id or new_id()
    signs, box = pairs or (new_sign_pair(), new_box_pair())
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
    _write_secret(work, staff_id, staff_no, signs, box, password, must_change)
    if hands_on:
        hand_on(work, staff_id, role, box.public)
    return staff_id


def _write_secret(
    work: Work,
    staff_id: UUID,
    staff_no: str,
    signs: KeyPair,
    box: KeyPair,
    password: str,
    must_change: bool,
) -> None:
    profile = work.session.installation.profile
    sealed = key_ring.seal_private(
        signs,
        box,
        password=password,
        deployment=work.deployment,
        staff_no=staff_no,
        params=profile.argon2,
    )
    work.technical(
        staff_secret, staff_id=staff_id, sealed=sealed, must_change=must_change, set_at=work.now
    )
    work.technical(sign_in_state, staff_id=staff_id, failures=0, last_failed_at=None, locked=False)


def hand_on(work: Work, holder_id: UUID, role: Role, public: bytes) -> None:
    """Box every class key that `role` should hold and this session holds.

    The administrator keeps the audit key only until the first auditor has it: then nobody who enrols
    people can read the auditors' reasons.
    """
    for (key_class, epoch), key in work.session.keys.held.items():
        if role not in key_ring.HOLDERS[key_class]:
            continue
        work.technical(
            held_key,
            **key_ring.box_class_key(
                key,
                deployment=work.deployment,
                key_class=key_class,
                epoch=epoch,
                holder_id=holder_id,
                public=public,
            ),
        )
        if key_class == "audit" and work.session.actor.role is Role.ADMINISTRATOR:
            work.flush()
            work.execute(
                sa.delete(held_key).where(
                    held_key.c.key_class == "audit",
                    held_key.c.holder_id == work.session.actor.id,
                )
            )


@procedure("staff.hand_on", None)
def hand_on_missing(work: Work) -> tuple[str, ...]:
    """At sign-in: give what this person holds to colleagues who should hold it and do not (after a reset).

    Only to staff rows that a pinned administrator signed. Returns their staff numbers.
    """
    given = []
    held = work.session.keys.held
    existing = {
        (row.key_class, row.epoch, row.holder_id) for row in work.execute(sa.select(held_key)).all()
    }
    for row in work.execute(sa.select(staff).where(staff.c.valid_to.is_(None))).all():
        missing = [
            (key_class, epoch)
            for key_class, epoch in held
            if Role(row.role) in key_ring.HOLDERS[key_class]
            and (key_class, epoch, row.id) not in existing
        ]
        if not missing or not trusted(work.session.installation, dict(row._mapping)):
            continue
        for key_class, epoch in missing:
            boxed = key_ring.box_class_key(
                held[key_class, epoch],
                deployment=work.deployment,
                key_class=key_class,
                epoch=epoch,
                holder_id=row.id,
                public=row.box_public,
            )
            work.technical(held_key, **boxed)
        work.touched("staff", row.id)
        given.append(row.staff_no)
    return tuple(given)


def first_password(
    installation: Installation, staff_no: str, one_time: str, new_password: str
) -> Session:
    """Replace the one-time password by the person's own and sign in. Refused with the field's problems."""
    change_password(installation, staff_no, one_time, new_password)
    return sign_in(installation, staff_no, new_password)


def change_password(
    installation: Installation, staff_no: str, old_password: str, new_password: str
) -> None:
    """Seal the same private keys under `new_password`; recorded in the chain under the person's key."""
    staff_no = staff_no.strip()
    row, (sign_private, box_private) = authenticate(installation, staff_no, old_password)
    problems = check_strength(new_password, staff_no)
    if new_password == old_password:
        raise UserError(
            "password_same", QT_TR_NOOP("Choose a password other than the one you were given.")
        )
    if problems:
        raise Refused(problems)
    sealed = key_ring.seal_private(
        KeyPair(sign_private, row.sign_public),
        KeyPair(box_private, row.box_public),
        password=new_password,
        deployment=installation.profile.deployment,
        staff_no=staff_no,
        params=installation.profile.argon2,
    )
    now = installation.clock()
    with (
        installation.engine.connect().execution_options(**{WRITES: True}) as connection,
        connection.begin(),
    ):
        done = connection.execute(
            sa.update(staff_secret)
            .where(staff_secret.c.staff_id == row.id, staff_secret.c.sealed == row.sealed)
            .values(sealed=sealed, must_change=False, set_at=now)
        )
        if done.rowcount != 1:
            raise Conflict("changed_meanwhile", QT_TR_NOOP("The password was changed elsewhere."))
        workstation_event(
            connection, installation, "staff.password_changed", [["staff", str(row.id)]], {}
        )


@procedure("staff.reset", Permission.STAFF_RESET)
def reset(work: Work, *, staff_id: UUID, version: int, one_time: str) -> Enrolled:
    """New keys and a one-time password for a person who lost theirs; unlocks too.

    Drafts sealed to the old keys cannot be read any more. Raises UserError 'own_reset'.
    """
    refuse_own(work, staff_id)
    person = work.one(staff, staff_id)
    signs, box = new_sign_pair(), new_box_pair()
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
    for table in (staff_secret, sign_in_state):
        work.execute(sa.delete(table).where(table.c.staff_id == staff_id))
    work.execute(sa.delete(held_key).where(held_key.c.holder_id == staff_id))
    _write_secret(work, staff_id, person["staff_no"], signs, box, one_time, True)
    hand_on(work, staff_id, Role(person["role"]), box.public)
    return Enrolled(staff_id, person["staff_no"])


def refuse_own(work: Work, staff_id: UUID) -> None:
    """Nobody resets, unlocks or ends themselves."""
    if staff_id == work.session.actor.id:
        raise UserError("own_reset", QT_TR_NOOP("Ask another administrator to do this for you."))


@procedure("staff.unlock", Permission.STAFF_UNLOCK)
def unlock(work: Work, *, staff_id: UUID) -> Enrolled:
    """End the lock after ten wrong passwords; the password stays."""
    refuse_own(work, staff_id)
    person = work.one(staff, staff_id)
    work.execute(
        sa.update(sign_in_state)
        .where(sign_in_state.c.staff_id == staff_id)
        .values(failures=0, last_failed_at=None, locked=False)
    )
    work.touched("staff", staff_id)
    return Enrolled(staff_id, person["staff_no"])


@procedure("staff.leave", Permission.STAFF_LEAVE)
def leave(work: Work, *, staff_id: UUID, version: int) -> Enrolled:
    """The person left today: keys and password are removed at once, the record and its history stay."""
    refuse_own(work, staff_id)
    person = work.one(staff, staff_id)
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
    work.execute(
        sa.update(staff_secret).where(staff_secret.c.staff_id == staff_id).values(sealed=bytes(1))
    )
    work.execute(
        sa.update(sign_in_state).where(sign_in_state.c.staff_id == staff_id).values(locked=True)
    )
    return Enrolled(staff_id, person["staff_no"])


def after_sign_in(session: Session) -> None:
    """What a sign-in owes colleagues: missing class keys, and pins for new or reset administrators."""
    people = _valid_staff(session)
    if any(_lacks(session, person, holding) for person, holding in people):
        hand_on_missing(session, operation_id=new_id())
    if session.actor.role is not Role.ADMINISTRATOR:
        return
    installation = session.installation
    pins = installation.profile.administrators
    missing = tuple(
        pin
        for person, _ in people
        if person.role == Role.ADMINISTRATOR and trusted(installation, dict(person._mapping))
        if (pin := Administrator(person.id, person.sign_public)) not in pins
    )
    if missing:
        profile = replace(
            installation.profile, administrators=(*pins, *missing), signer=session.actor.id
        ).signed(session.keys.sign_private)
        profiles.write(installation.folders.profile, profile)
        installation.profile = profile


def _valid_staff(session: Session) -> list[tuple[Any, set[tuple[str, int]]]]:
    """Everybody at work with the class keys they hold."""
    with session.installation.engine.connect() as connection, connection.begin():
        people = connection.execute(sa.select(staff).where(staff.c.valid_to.is_(None))).all()
        held = connection.execute(sa.select(held_key)).all()
    return [
        (person, {(row.key_class, row.epoch) for row in held if row.holder_id == person.id})
        for person in people
    ]


def _lacks(session: Session, person: Any, holding: set[tuple[str, int]]) -> bool:
    return any(
        Role(person.role) in key_ring.HOLDERS[key_class] and (key_class, epoch) not in holding
        for key_class, epoch in session.keys.held
    )


@query(Permission.STAFF_LIST)
def staff_list(reader: Reader) -> tuple[StaffRow, ...]:
    """Everybody, newest last; names in clear, because they stand on every slip."""
    rows = reader.execute(
        sa.select(
            staff,
            hall.c.name.label("hall_name"),
            sign_in_state.c.locked,
            staff_secret.c.must_change,
        )
        .join(hall, hall.c.id == staff.c.hall_id)
        .join(sign_in_state, sign_in_state.c.staff_id == staff.c.id)
        .join(staff_secret, staff_secret.c.staff_id == staff.c.id)
        .order_by(staff.c.staff_no)
    ).all()
    reader.load_subject_keys([row.subject_id for row in rows])
    held = {(row.key_class, row.holder_id) for row in reader.execute(sa.select(held_key))}
    listed = []
    for row in rows:
        person = reader.open(staff, row)
        role = Role(person["role"])
        waits = tuple(
            key_class
            for key_class, roles in key_ring.HOLDERS.items()
            if role in roles and (key_class, row.id) not in held and row.valid_to is None
        )
        listed.append(
            StaffRow(
                row.id,
                row.version,
                row.staff_no,
                person["name"],
                role,
                row.hall_name,
                row.valid_from,
                row.valid_to,
                row.locked,
                row.must_change,
                trusted(reader.session.installation, person),
                waits,
            )
        )
    return tuple(listed)


@procedure("staff.accept_confidentiality", None)
def _accept(work: Work, *, language: str, text: str) -> Enrolled:
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


def accept_confidentiality(
    session: Session, *, operation_id: UUID, language: str, text: str
) -> None:
    """Sign the shown `text` of the confidentiality agreement (R-006); opens the customer screens."""
    _accept(session, operation_id=operation_id, language=language, text=text)
    session.needs_confidentiality = False


def record_lock(session: Session, *, idle: bool) -> None:
    """The lock in the chain, written before the keys go."""
    with (
        session.installation.engine.connect().execution_options(**{WRITES: True}) as connection,
        connection.begin(),
    ):
        person_event(connection, session, "staff.lock", {"idle": idle})
