"""Signing in (design: security, keys and sealing; R-004, R-010); app.services.staff.locking locks and unlocks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.dates import business_day
from app.domain.permissions import Role
from app.errors import QT_TR_NOOP, UserError
from app.security.blind_index import BlindIndex
from app.security.passwords import LOCK_AFTER, delay_after
from app.security.seal import Tampered
from app.services import procedure, trust
from app.services.procedure import Query, person_event, workstation_event
from app.services.session import (
    Actor,
    Installation,
    Keys,
    Session,
    other_counter,
    require_counter,
    require_own_schema,
    writing_before_sign_in,
)
from app.services.staff import tries as tries_of
from app.services.staff.pending_try import Counts, Mark, PendingTry
from app.services.trust import is_older, let_in
from db import failures
from db.schema.organisation import hall
from db.schema.staff import confidentiality, sign_in_state, staff, staff_secret

log = logging.getLogger(__name__)

CONFIDENTIALITY_VERSION = "confidentiality-1"


def sign_in(
    installation: Installation, staff_no: str, password: str, *, at_colleague: bool = False
) -> Session:
    """A session for the right password. `at_colleague`: at the counter of somebody else, where the line
    about the administrators is not read; it is told at the person's own sign-in.

    Raises UserError: 'wrong_password' (wait_s: seconds until the next try), 'wait', 'locked', 'left',
    'must_change' (a right one-time password: call `first_password`), 'forged_staff', 'schema_differs'.
    """
    require_own_schema(installation)
    row, private = authenticate(installation, staff_no, password)
    if row.must_change:
        raise UserError("must_change", QT_TR_NOOP("Choose a password of your own to go on."))
    return failures.repeat(lambda: open_session(installation, row, private, seals=not at_colleague))


def authenticate(
    installation: Installation, staff_no: str, password: str
) -> tuple[Any, trust.Private]:
    """The staff row and what the password opens.

    A try counts as wrong before its password is checked, and a right password takes that back, so
    that many tries at once wait for each other. A try that ends without an answer (too little
    memory, a killed program) is given back at once, or later by its mark
    (app.services.staff.pending_try).
    """
    staff_no = staff_no.strip()
    if not (staff_no.isascii() and staff_no.isalnum()):
        staff_no = ""  # no staff number has this form, and some databases refuse such a text
    row, mark, pending = failures.repeat(lambda: _count_try(installation, staff_no))
    try:
        private = trust.open_private(
            row.sealed if row is not None else bytes(200),
            password=password,
            deployment=installation.profile.deployment,
            staff_no=staff_no,
            params=installation.profile.argon2,
        )
    except Tampered:
        pending.end()  # first, because from here on the try counts whatever happens
        failures.repeat(lambda: _record_wrong(installation, row, mark))
        raise _wrong_password(row, mark.counted.failures) from None
    except BaseException:
        _give_back(installation, row, mark, pending)
        raise
    assert row is not None
    try:
        failures.repeat(lambda: _take_back(installation, row, private.sign, mark))
    finally:
        pending.end()
    return row, private


def _count_try(installation: Installation, staff_no: str) -> tuple[Any, Mark, PendingTry]:
    """The staff row, None when nobody has the number, and the try with its mark on this computer."""
    pending = PendingTry()
    try:
        with writing_before_sign_in(installation) as connection:
            require_counter(connection, installation.workstation)
            row = _person(connection, staff_no)
            if row is None:
                nothing = Counts(0, None, False)
                return None, Mark(nothing, replace(nothing, failures=1)), pending
            # read after the row is locked, because waiting for the lock takes time
            now = installation.clock()
            _refuse_left(row, business_day(now, installation.profile.zone))
            pending = PendingTry.of(installation.folders, row.id)
            counts = tries_of.counts_of(row)
            before = pending.settled(counts)
            _refuse_waiting(before, now)
            tries = min(before.failures, LOCK_AFTER) + 1  # a forged count must have an end
            mark = Mark(before, Counts(tries, now, tries >= LOCK_AFTER))
            pending.begin(mark)
            tries_of.count(connection, installation, row.id, counts, mark)
    except BaseException:
        pending.leave()
        raise
    return row, mark, pending


def _person(connection: sa.Connection, staff_no: str) -> Any:
    return connection.execute(
        sa.select(
            staff,
            staff_secret.c.sealed,
            staff_secret.c.must_change,
            sign_in_state.c.failures,
            sign_in_state.c.last_failed_at,
            sign_in_state.c.locked,
            hall.c.name.label("hall_name"),
        )
        .join(staff_secret, staff_secret.c.staff_id == staff.c.id)
        .join(sign_in_state, sign_in_state.c.staff_id == staff.c.id)
        .join(hall, hall.c.id == staff.c.hall_id)
        .where(staff.c.staff_no == staff_no)
        .with_for_update(of=sign_in_state)
    ).first()


def _give_back(installation: Installation, row: Any, mark: Mark, pending: PendingTry) -> None:
    """Take back a try whose password was not checked. If the database refuses now, the mark stays
    for the next try."""
    try:
        if row is not None:
            failures.repeat(lambda: _restore(installation, row.id, mark))
            pending.end()
    except (UserError, sa.exc.DBAPIError) as error:
        log.warning("a try was not given back", exc_info=error)
        pending.leave()


def _restore(installation: Installation, staff_id: UUID, mark: Mark) -> None:
    with writing_before_sign_in(installation) as connection:
        tries_of.give_back(connection, installation, staff_id, mark)


def _take_back(installation: Installation, row: Any, private: bytes, mark: Mark) -> None:
    """Reset the count after a right password, unless others locked the number meanwhile."""
    with writing_before_sign_in(installation) as connection:
        state, tries = tries_of.counts_now(connection, row.id), mark.counted.failures
        if state.locked and not (state.failures == tries >= LOCK_AFTER):
            raise locked()
        tries_of.reset(connection, installation, row, private, mark, state)


def _refuse_left(row: Any, today: date) -> None:
    """Refuse a person whose last day is past, or whom the administrator ended today."""
    if (row.valid_to is not None and row.valid_to < today) or len(
        row.sealed
    ) == procedure.NO_SECRET:
        raise left()


def left() -> UserError:
    """The refusal of a person who does not work here any more."""
    return UserError("left", QT_TR_NOOP("This staff number is no longer in use."))


def _refuse_waiting(counts: Counts, now: datetime) -> None:
    if counts.locked:
        raise locked()
    if counts.last_failed_at is None:
        return
    passed = (now - counts.last_failed_at).total_seconds()
    wait = delay_after(counts.failures) - passed
    if wait > 0 and passed >= 0:  # a clock that was set back must not make anybody wait
        seconds = int(wait) + 1
        raise UserError("wait", QT_TR_NOOP("Please wait {wait_s} seconds."), wait_s=seconds)


def locked() -> UserError:
    """The refusal after ten wrong tries in a row."""
    return UserError(
        "locked",
        QT_TR_NOOP(
            "This staff number is locked after {tries} wrong passwords. Ask a supervisor or the "
            "administrator to unlock it; if you have forgotten your password, ask for a reset."
        ),
        tries=LOCK_AFTER,
    )


def _record_wrong(installation: Installation, row: Any, mark: Mark) -> None:
    with writing_before_sign_in(installation) as connection:
        said = {}
        if row is not None:  # what stands now, with the time of this try
            now = replace(
                tries_of.counts_now(connection, row.id), last_failed_at=mark.counted.last_failed_at
            )
            said = tries_of.said(row.id, now)
        workstation_event(
            connection,
            installation,
            "staff.sign_in_failed",
            [] if row is None else [("staff", row.id)],
            {"failures": mark.counted.failures, **said},
        )


def _wrong_password(row: Any, tries: int) -> UserError:
    if row is not None and tries >= LOCK_AFTER:
        return locked()
    return UserError(
        "wrong_password",
        QT_TR_NOOP("The staff number or the password is wrong. Try again in {wait_s} seconds."),
        wait_s=delay_after(tries),
    )


Also = Callable[[sa.Connection, Session], None]


def open_session(
    installation: Installation,
    row: Any,
    private: trust.Private,
    transaction: AbstractContextManager[sa.Connection] | None = None,
    also: Also = lambda _connection, _session: None,
    *,
    seals: bool = True,
) -> Session:
    """A session, on record; `also` is done in the same `transaction`."""
    installation.heads.flush()
    with transaction or writing_before_sign_in(installation) as connection:
        standing = trust.standing_at_sign_in(connection, installation, row, private)
        epoch, audit_public, backup_public = trust.public_halves(standing.roots)
        held, roots = standing.held, standing.roots
        keys = Keys(private.sign, private.box, held, epoch, audit_public, backup_public, roots)
        session = make_session(installation, row, keys, needs_confidentiality=True)
        _refuse_left(
            row, business_day(installation.clock(), roots.zone)
        )  # the file's may be forged
        query = Query(session, connection)
        if not trust.counter_stands(query):
            raise other_counter()
        if not let_in(query, roots, row) or is_older(connection, row):
            raise forged_staff()
        session.unvouched, session.steps = standing.unvouched, standing.steps
        if ("records", epoch) in held:
            name = query.open(staff, _staff_only(connection, row.id))["name"]
        else:  # role service: no personal data, not even its own name
            name = row.staff_no
        session.actor = Actor(
            row.id, row.staff_no, name, Role(row.role), row.hall_id, row.hall_name
        )
        # the service role opens nothing personal, so it has nothing to keep confidential
        session.needs_confidentiality = row.role != Role.SERVICE and not _accepted(
            connection, row.id
        )
        compared, details = compare_heads(session, connection)
        if seals:
            details |= trust.seal_standing(connection, row, private, standing)
        gap = person_event(connection, session, "staff.sign_in", details)
        also(connection, session)
    session.clock_gap = gap
    installation.believe(roots)
    if not session.rolled_back:
        installation.heads.keep_others(compared.others, compared.released)
        installation.heads.take_over()
        installation.heads.store_soon()
    return session


def compare_heads(
    session: Session, connection: sa.Connection
) -> tuple[trust.HeadsCompared, dict[str, Any]]:
    """Compare the database with what this computer has seen; also what the event says of it."""
    heads = session.installation.heads
    compared = trust.compare_heads(Query(session, connection), session.keys.roots)
    session.rolled_back = bool(compared.lost)
    session.head_gone = compared.gone
    details: dict[str, Any] = {"lost_heads": len(compared.lost)}
    if compared.lost:
        heads.found(*compared.lost)
        details["lost"] = [each.plain() for each in compared.lost]
    else:
        heads.nothing_lost()
    return compared, details


def forged_staff() -> UserError:
    """The refusal of a staff row that no pinned administrator signed as it stands."""
    return UserError(
        "forged_staff",
        QT_TR_NOOP(
            "The record of this staff number was not made by an administrator of this hall. "
            "Do not work with it; tell the administrator."
        ),
    )


def make_session(
    installation: Installation, row: Any, keys: Keys, *, needs_confidentiality: bool
) -> Session:
    """A session from opened keys, before the person's name is read."""
    role = Role(row.role)
    actor = Actor(row.id, row.staff_no, "", role, row.hall_id, row.hall_name)
    return Session(
        installation,
        actor,
        keys,
        installation.clock(),
        needs_confidentiality,
        BlindIndex(keys.records()) if ("records", keys.epoch) in keys.held else None,
    )


def _staff_only(connection: sa.Connection, staff_id: UUID) -> Any:
    return connection.execute(sa.select(staff).where(staff.c.id == staff_id)).one()


def _accepted(connection: sa.Connection, staff_id: UUID) -> bool:
    found = connection.execute(
        sa.select(confidentiality.c.id).where(
            confidentiality.c.staff_id == staff_id,
            confidentiality.c.text_version == CONFIDENTIALITY_VERSION,
        )
    ).first()
    return found is not None
