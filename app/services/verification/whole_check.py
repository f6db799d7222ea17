"""Verification: chains, signatures, versions and papers against each other (R-155; design: security, audit).

Its code shares nothing with the code that writes but the canonical form and the cryptography, so an
error there is found here. Without keys everything is checked but what is inside the seals.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa

from app import stopping
from app.domain.findings import Findings, Progress, Verified
from app.domain.permissions import Permission
from app.errors import UserError
from app.lanes import lane
from app.security.roots import Roots
from app.services.procedure import not_allowed
from app.services.session import (
    Installation,
    Keys,
    Session,
    reading_before_sign_in,
    require_whole_file,
)
from app.services.trust import older_copy
from app.services.verification import (
    authentication,
    chains,
    counter_files,
    ledgers,
    lists,
    numbers,
    people,
    permits,
    policies,
    prices,
    records,
    requests,
    roots,
    schema,
    subject_keys,
    tokens,
    values,
)
from app.services.verification import signers as verify_signers
from app.services.verification.allowed import Allowed
from app.services.verification.heads import HeadWalk, kept_heads
from app.services.verification.row_rules import RowRules
from app.services.verification.vault import Vault
from db import damage, failures
from db.driver import run
from db.engine import is_sqlite
from db.schema.agreements import blob
from db.schema.audit import audit_event
from db.schema.ledger import LEDGERS
from db.schema.operations import record_version

log = logging.getLogger(__name__)

R = TypeVar("R")


def verify(
    installation: Installation,
    *,
    keys: Keys | None = None,
    progress: Progress | None = None,
    sealed: Roots | None = None,
    heads: bool = True,
) -> Verified:
    """Check the whole database as of one moment; `keys` (of a session) open what is sealed, and `sealed`
    are the roots that a person's password opened for this very database. Without `heads` the chains are not
    compared with what this computer has seen: a copy of an earlier day lacks events by nature.

    UserError 'database_damaged' when the file cannot be read well enough to check anything.
    """
    reading = reading_before_sign_in(installation)
    return _verify(reading, installation, keys, progress, sealed, heads=heads)


def _verify(
    transaction: AbstractContextManager[sa.Connection],
    installation: Installation,
    keys: Keys | None,
    progress: Progress | None,
    sealed: Roots | None,
    *,
    heads: bool = True,
) -> Verified:
    file = installation.file
    if file is not None:
        require_whole_file(file, failures.damaged(file.name), references=False)
    findings = Findings(progress=progress)
    # read before the database, because others go on writing meanwhile
    walk = HeadWalk(kept_heads(installation) if heads else {})
    with failures.in_words(), transaction as connection:
        if not is_sqlite(connection):
            connection.execute(sa.text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        each = _Each(connection, findings)
        each("schema", lambda: schema.check(connection, findings), None)
        with values.set_aside(connection, findings, each):
            findings.total = _count(connection)
            _check_records(each, installation, keys, sealed, walk)
    return Verified(tuple(findings.found), dict(findings.counts), tuple(findings.notes))


@dataclass(frozen=True)
class _Each:
    """One check after the other: one that fails names itself, and the others are still done."""

    connection: sa.Connection
    findings: Findings

    def __call__(self, name: str, check: Callable[[], R], otherwise: R) -> R:
        """What the check gives; `otherwise` when it failed."""
        try:
            with self._going_on():
                return check()
        except UserError:
            raise
        except Exception as error:
            stopping.go_on()  # an ended statement says nothing about the records
            if self.findings.given_up or _says_nothing(error):
                raise
            log.warning("a check of verification failed", exc_info=error)
            self.findings.add("check_failed", name)
            return otherwise

    @contextmanager
    def _going_on(self) -> Iterator[None]:
        """A server takes nothing more after an error, but for a way back. The connection's own may be
        set to read a part at a time, which is for questions only."""
        if is_sqlite(self.connection):
            yield
            return
        run(self.connection, "SAVEPOINT each_check", None)
        try:
            yield
        except Exception:
            if not self.connection.invalidated:
                with suppress(sa.exc.DBAPIError):
                    run(self.connection, "ROLLBACK TO SAVEPOINT each_check", None)
            raise
        run(self.connection, "RELEASE SAVEPOINT each_check", None)


def _says_nothing(error: Exception) -> bool:
    """Whether the server went or the file is damaged, which is not about the records."""
    return isinstance(error, sa.exc.DBAPIError) and (
        failures.worth_retrying(error) or damage.is_damage(error.orig)
    )


def _check_records(
    each: _Each,
    installation: Installation,
    keys: Keys | None,
    sealed: Roots | None,
    walk: HeadWalk,
) -> None:
    connection, findings, profile = each.connection, each.findings, installation.profile
    known = each("roots", lambda: roots.load(connection, profile, findings), roots.WalkedRoots())
    signers = each(
        "signers",
        lambda: verify_signers.load(connection, profile.zone, known, findings),
        verify_signers.Signers({}, {}, profile.zone),
    )
    roots_told, people_told = roots.Told(), people.PeopleTold(findings)
    allowed = Allowed(signers, findings)
    told: set[UUID] = each(
        "chains",
        lambda: chains.check(
            connection, signers, walk, known, roots_told, allowed, people_told, findings
        ),
        set(),
    )
    granted = each(
        "permits",
        lambda: permits.load(connection, allowed, findings),
        permits.UsedPermits(),
    )
    on_record = each(
        "policies",
        lambda: policies.load(connection, allowed, findings),
        policies.PoliciesOnRecord(),
    )
    rules = RowRules(allowed, granted, findings)
    each(
        "roots",
        lambda: roots.check(connection, profile, known, roots_told, findings, sealed),
        None,
    )
    if each("profile", lambda: older_copy(connection, profile, installation.workstation.id), False):
        findings.add("profile_older", "profile.json")
    each(
        "counter files",
        lambda: counter_files.check(connection, installation, known, roots_told, findings),
        None,
    )
    vault = Vault.of(connection, profile.deployment, keys)
    for name, check in records.checks(connection, vault, told, rules, findings).items():
        each(name, check, None)
    each(
        "requests",
        lambda: requests.check(connection, allowed, on_record, rules.carried_out, findings),
        None,
    )
    each("authentication", lambda: authentication.check(connection, allowed, findings), None)
    each("prices", lambda: prices.check(connection, allowed, findings), None)
    each("ledgers", lambda: ledgers.check(connection, findings), None)
    each("tokens", lambda: tokens.check(connection, vault, told, findings), None)
    each("people", lambda: people.check(connection, people_told, findings), None)
    each("numbers", lambda: numbers.check(connection, people_told, findings), None)
    each("subject keys", lambda: subject_keys.check(connection, vault, findings), None)
    each("lists", lambda: lists.check(connection, people_told, findings), None)


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
