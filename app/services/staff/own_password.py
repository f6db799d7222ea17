"""A person's password: the one-time one that is handed over, the first own one, and a changed
one."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.errors import QT_TR_NOOP, Conflict, Problem, Refused, UserError
from app.security import passwords
from app.security.passwords import check_strength
from app.security.signing import KeyPair
from app.services import session, trust
from app.services.procedure import workstation_event
from app.services.session import Installation, Session
from app.services.staff.signing_in import authenticate, sign_in
from db import failures
from db.schema.staff import staff_secret


def password_problems(password: str, staff_no: str) -> tuple[Problem, ...]:
    """The problems of a new password, for the screen that asks for one."""
    return tuple(check_strength(password, staff_no))


def one_time_password() -> str:
    """A new first password for `enrol` and `reset`, to be written down and handed over on paper."""
    return passwords.one_time_password()


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
    session.require_own_schema(installation)
    row, private = authenticate(installation, staff_no, old_password)
    problems = check_strength(new_password, staff_no)
    if new_password == old_password:
        raise UserError(
            "password_same", QT_TR_NOOP("Choose a password other than the one you were given.")
        )
    if problems:
        raise Refused(problems)
    sealed = trust.seal_private(
        KeyPair(private.sign, row.sign_public),
        KeyPair(private.box, row.box_public),
        password=new_password,
        deployment=installation.profile.deployment,
        staff_no=staff_no,
        params=installation.profile.argon2,
        roots=private.roots,
    )
    failures.repeat(lambda: _store(installation, row, sealed))


def _store(installation: Installation, row: Any, sealed: bytes) -> None:
    """Put the new secret in the place of the one that was opened; may be done twice."""
    mine = staff_secret.c.staff_id == row.id
    with session.writing_before_sign_in(installation) as connection:
        found = sa.select(staff_secret.c.sealed).where(mine).with_for_update()
        stored = connection.execute(found).scalar()
        if stored == sealed:
            return  # an earlier try did it, and its answer was lost
        if stored != row.sealed:
            raise Conflict("changed_meanwhile", QT_TR_NOOP("The password was changed elsewhere."))
        said = trust.write_secret(
            connection, row.id, sealed=sealed, must_change=False, set_at=installation.clock()
        )
        workstation_event(
            connection,
            installation,
            "staff.password_changed",
            [("staff", row.id)],
            {"secrets": [said]},
        )
