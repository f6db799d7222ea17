"""Verification: chains, signatures, versions and papers against each other (R-155; design: security, audit).

Its code shares nothing with the code that writes but the canonical form and the cryptography, so an
error there is found here. Without keys everything is checked but what is inside the seals.
"""

from __future__ import annotations

import json
import logging
from contextlib import AbstractContextManager
from typing import Any

import sqlalchemy as sa

from app import stopping
from app.bounded import read_own
from app.domain.findings import Findings, Progress, Verified
from app.domain.permissions import Permission
from app.lanes import lane
from app.security.roots import Roots
from app.services.procedure import HEADS, LARGEST_HEADS, not_allowed
from app.services.session import (
    Installation,
    Keys,
    Session,
    reading_before_sign_in,
    require_whole_file,
)
from app.services.trust import older_copy
from app.services.verification import (
    chains,
    ledgers,
    lists,
    numbers,
    people,
    records,
    roots,
    subject_keys,
    tokens,
)
from app.services.verification import signers as verify_signers
from app.services.verification.vault import Vault
from db import damage, failures
from db.engine import is_sqlite
from db.schema.agreements import blob
from db.schema.audit import audit_event
from db.schema.ledger import LEDGERS
from db.schema.operations import record_version

log = logging.getLogger(__name__)

_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)


def verify(
    installation: Installation,
    *,
    keys: Keys | None = None,
    progress: Progress | None = None,
    sealed: Roots | None = None,
) -> Verified:
    """Check the whole database as of one moment; `keys` (of a session) open what is sealed, and `sealed`
    are the roots that a person's password opened for this very database.

    UserError 'database_damaged' when the file cannot be read well enough to check anything.
    """
    return _verify(reading_before_sign_in(installation), installation, keys, progress, sealed)


def _verify(
    transaction: AbstractContextManager[sa.Connection],
    installation: Installation,
    keys: Keys | None,
    progress: Progress | None,
    sealed: Roots | None,
) -> Verified:
    file = installation.file
    if file is not None:
        require_whole_file(file, failures.damaged(file.name), references=False)
    findings = Findings(progress=progress)
    deployment = installation.profile.deployment
    with failures.in_words(), transaction as connection:
        if not is_sqlite(connection):
            connection.execute(sa.text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        try:
            findings.total = _count(connection)
            profile = installation.profile
            known = roots.load(connection, profile, findings)
            signers = verify_signers.load(connection, profile.zone, known, findings)
            roots_told, people_told = roots.Told(), people.PeopleTold(findings)
            told = chains.check(
                connection,
                signers,
                _remembered(installation),
                known,
                roots_told,
                people_told,
                findings,
            )
            roots.check(connection, profile, known, roots_told, findings, sealed)
            if older_copy(connection, profile, installation.workstation.id):
                findings.add("profile_older", "profile.json")
            vault = Vault.of(connection, deployment, keys)
            records.check(connection, vault, told, findings)
            ledgers.check(connection, findings)
            tokens.check(connection, vault, told, findings)
            people.check(connection, people_told, findings)
            numbers.check(connection, people_told, findings)
            subject_keys.check(connection, vault, findings)
            lists.check(connection, people_told, findings)
        except (*_UNREADABLE, sa.exc.DatabaseError) as error:
            stopping.go_on()  # an ended statement says nothing about the records
            if isinstance(error, sa.exc.DBAPIError) and (
                failures.worth_retrying(error) or damage.is_damage(error.orig)
            ):
                raise  # the server went, or the file is damaged: nothing about the records
            log.warning("verification stopped", exc_info=error)
            findings.add("unreadable", "database")
    return Verified(tuple(findings.found), dict(findings.counts), tuple(findings.notes))


def _count(connection: sa.Connection) -> int:
    """How many things `Findings.looked_at` will be told of."""
    counts = (
        sa.select(sa.func.count()).select_from(table).scalar_subquery()
        for table in (
            audit_event,
            record_version,
            blob,
            *(ledger.posting for ledger in LEDGERS.values()),
        )
    )
    return sum(connection.execute(sa.select(*counts)).one())


@lane("long")
def verify_for_person(session: Session, *, progress: Progress | None = None) -> Verified:
    """`verify` for an auditor or administrator, with their keys; NotAllowed for others."""
    if not session.may(Permission.VERIFY_RUN):
        raise not_allowed()
    keys = session.keys
    return _verify(session.reading(), session.installation, keys, progress, keys.roots)


def _remembered(installation: Installation) -> dict[str, tuple[int, str]]:
    """The newest event of each chain that this workstation has seen, from its own data folder."""
    try:
        content = read_own(installation.folders.data / HEADS, LARGEST_HEADS)
        stored: dict[str, Any] = json.loads(content)
        return {name: (int(seq), str(digest)) for name, (seq, digest) in stored.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
