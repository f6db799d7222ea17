"""A new administrator by two of the three recovery codes, when nobody else can open the hall (data.md 6)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import QT_TR_NOOP, Problem, Refused, UserError
from app.paths import Folders
from app.security import profile as profiles
from app.security import recovery
from app.security.passwords import check_strength
from app.security.profile import Administrator
from app.security.signing import KeyPair, new_box_pair, new_sign_pair
from app.services import failures, installation, key_ring, staff
from app.services.installation import Clock, Installation
from app.services.session import Actor, Keys, Session
from app.services.work import Work
from db.engine import write
from db.schema.keys import held_key, recovery_share
from db.schema.staff import staff as staff_table


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
    """The administrator who was made."""

    staff_id: UUID
    staff_no: str


def recover(folders: Folders, form: RecoverForm, *, clock: Clock = installation.now) -> Recovered:
    """Make an administrator with new keys, pinned in a profile that the new administrator signs.

    The audit key goes to the new administrator only when no auditor holds it. Everybody else stays as
    they are. Refused with the form's problems, or UserError of app.security.recovery (such as
    'wrong_codes') or 'staff_no_taken'.
    """
    problems = _problems(form)
    if problems:
        raise Refused(problems)
    opened = installation.open(folders, clock=clock)
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
    with write(opened.engine) as connection:
        if connection.execute(
            sa.select(staff_table.c.id).where(staff_table.c.staff_no == staff_no)
        ).first():
            raise staff.staff_no_taken(staff_no)
        held = _opened_by_codes(connection, form, deployment)
        epoch, audit_public, backup_public = key_ring.public_halves(connection)
        keys = Keys(signs.private, box.private, held, epoch, audit_public, backup_public)
        here = opened.workstation
        actor = Actor(
            staff_id, staff_no, form.name.strip(), Role.ADMINISTRATOR, here.hall_id, here.hall_name
        )
        session = Session(opened, actor, keys, opened.clock(), False, None)
        work = Work(session, connection, new_id())
        staff.add_person(
            work,
            staff_no=staff_no,
            name=actor.name,
            role=Role.ADMINISTRATOR,
            password=form.password,
            must_change=False,
            pairs=(signs, box),
            staff_id=staff_id,
            hands_on=False,
        )
        for row in _to_hold(connection, held, deployment, staff_id, box):
            work.technical(held_key, **row)
        work.finish("recover", bytes(32), "done", {"staff": str(staff_id)})
        # Before the commit: a pin without its person does no harm, a person without a pin is locked out.
        _pin(opened, Administrator(staff_id, signs.public), signs.private)
    return Recovered(staff_id, staff_no)


def _opened_by_codes(
    connection: sa.Connection, form: RecoverForm, deployment: UUID
) -> dict[tuple[str, int], bytes]:
    shares: dict[Any, bytes] = {
        row.pair: row.sealed for row in connection.execute(sa.select(recovery_share))
    }
    private = recovery.open_with(form.code1, form.code2, shares, deployment.bytes)
    return key_ring.open_held(
        connection,
        deployment=deployment,
        holder_id=key_ring.RECOVERY_HOLDER,
        box_private=private,
    )


def _to_hold(
    connection: sa.Connection,
    held: dict[tuple[str, int], bytes],
    deployment: UUID,
    staff_id: UUID,
    box: KeyPair,
) -> list[dict[str, object]]:
    holders = connection.execute(
        sa.select(held_key.c.key_class).where(
            held_key.c.key_class == "audit", held_key.c.holder_id != key_ring.RECOVERY_HOLDER
        )
    ).first()
    return [
        key_ring.box_class_key(
            key,
            deployment=deployment,
            key_class=key_class,
            epoch=epoch,
            holder_id=staff_id,
            public=box.public,
        )
        for (key_class, epoch), key in held.items()
        if key_class != "audit" or holders is None
    ]


def _pin(opened: Installation, administrator: Administrator, private: bytes) -> None:
    profile = replace(
        opened.profile,
        administrators=(*opened.profile.administrators, administrator),
        signer=administrator.staff_id,
    ).signed(private)
    profiles.write(opened.folders.profile, profile)
