"""Small tables that follow from others or from the program: repeated answers, what waits for search tokens,
what nobody vouches for, lists of codes, what papers have beside them, and the revision."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.findings import Findings
from app.services.verification.people import PeopleTold
from app.services.verification.plain_versions import SLIM
from db import upgrade
from db.schema import metadata
from db.schema.agreements import paper, paper_content
from db.schema.identity import party
from db.schema.keys import class_key, profile_copy, root_step, unvouched
from db.schema.operations import (
    operation,
    operation_replay,
    record_version,
    superseded_version,
)
from db.schema.organisation import deployment, workstation
from db.schema.search import index_due, token_digest

_VERSION = sa.table("alembic_version", sa.column("version_num", sa.Text))


def check(connection: sa.Connection, told: PeopleTold, findings: Findings) -> None:
    """Every one of them; none needs a key."""
    _check_replays(connection, findings)
    _check_waiting(connection, told, findings)
    _check_unvouched(connection, told, findings)
    _check_codes(connection, findings)
    _check_contents(connection, findings)
    _check_kept(connection, findings)
    _check_class_keys(connection, findings)
    _check_profile_copies(connection, findings)
    revisions = connection.execute(sa.select(_VERSION)).scalars().all()
    if revisions != [upgrade.head()]:
        findings.add("revision_differs", "alembic_version")


def _check_replays(connection: sa.Connection, findings: Findings) -> None:
    """The answers of an operation that were asked for again count from 1."""
    column = operation_replay.c
    wrong = (
        sa.select(column.operation_id)
        .outerjoin(operation, operation.c.id == column.operation_id)
        .group_by(column.operation_id)
        .having(
            sa.or_(
                sa.func.min(column.n) != 1,
                sa.func.max(column.n) != sa.func.count(),
                sa.func.count(sa.distinct(column.n)) != sa.func.count(),
                sa.func.count(operation.c.id) != sa.func.count(),
            )
        )
    )
    for row_id in connection.execute(wrong).scalars():
        findings.add("replay_differs", f"operation {row_id}")


def _check_waiting(connection: sa.Connection, told: PeopleTold, findings: Findings) -> None:
    """Only who was last given tokens by a program before rules 2 waits for them: a revision that brings other
    tokens raises the number."""
    waiting = (
        sa.select(index_due.c.party_id, party.c.id, token_digest.c.operation_id)
        .outerjoin(party, party.c.id == index_due.c.party_id)
        .outerjoin(token_digest, token_digest.c.party_id == index_due.c.party_id)
    )
    wrong = {
        party_id
        for party_id, there, given_by in connection.execute(waiting)
        if there is None or given_by in told.operations
    }
    for party_id in wrong:
        findings.add("index_due_differs", f"party {party_id}")


def _check_unvouched(connection: sa.Connection, told: PeopleTold, findings: Findings) -> None:
    """The list only saves a search of the events."""
    found = Counter[tuple[Any, ...]]()
    for row in connection.execute(sa.select(unvouched)):
        found[row.digest.hex(), row.kind, row.name, row.found_at, row.told_at] += 1
    said = Counter(
        (digest, *of, told.administrator_told.get(digest)) for digest, of in told.listed.items()
    )
    for digest in {each[0] for each in (found - said) + (said - found)}:
        findings.add("unvouched_differs", f"unvouched {digest[:16]}")


def _check_codes(connection: sa.Connection, findings: Findings) -> None:
    for table in metadata.sorted_tables:
        if "codes" in table.info:
            stored = connection.execute(sa.select(table.c.code)).scalars()
            if sorted(stored) != sorted(table.info["codes"]):
                findings.add("code_list_differs", str(table.name))


def _check_contents(connection: sa.Connection, findings: Findings) -> None:
    """Check that a paper says its content; that it is whole is checked with the papers."""
    named = paper.c.id == paper_content.c.document_id
    alone = (
        sa.select(paper_content.c.document_id)
        .outerjoin(paper, sa.and_(named, paper.c.content_sha256.is_not(None)))
        .where(paper.c.id.is_(None))
    )
    for row_id in connection.execute(alone).scalars():
        findings.add("row_unnamed", f"paper_content {row_id}")


def _check_kept(connection: sa.Connection, findings: Findings) -> None:
    """Check of what was kept of versions what no commitment has: its form, and the epoch of the forms that
    sealed a version in one piece. A mac stands in form 3 alone."""
    kept, version = superseded_version.c, record_version.c
    same = [kept[name] == version[name] for name in ("kind", "row_id", "version")]
    slim = sa.func.coalesce(version.form, 1) == SLIM
    wrong = (
        sa.select(version.kind, version.row_id, version.version)
        .outerjoin(superseded_version, sa.and_(*same))
        .where(
            sa.or_(
                sa.and_(sa.not_(slim), version.mac.is_not(None)),
                sa.and_(
                    kept.row_id.is_not(None),
                    sa.or_(
                        kept.form.is_distinct_from(version.form),
                        sa.and_(slim, kept.epoch.is_not(None)),
                        sa.and_(sa.not_(slim), kept.epoch.is_(None) != kept.sealed.is_(None)),
                        sa.and_(
                            kept.epoch.is_not(None),
                            kept.epoch.not_in(
                                sa.select(class_key.c.epoch).where(
                                    class_key.c.key_class == "records"
                                )
                            ),
                        ),
                    ),
                ),
            )
        )
    )
    for row in connection.execute(wrong):
        findings.add("commitment_wrong", f"{row.kind} {row.row_id} v{row.version}")


def _check_class_keys(connection: sa.Connection, findings: Findings) -> None:
    """Set-up made the class keys with the deployment; the roots name the rest of them."""
    made = connection.execute(sa.select(deployment.c.created_at)).scalars().all()
    for row in connection.execute(sa.select(class_key)):
        if row.epoch == 1 and row.created_at not in made:
            findings.add("class_key_differs", f"{row.key_class} {row.epoch}")


def _check_profile_copies(connection: sa.Connection, findings: Findings) -> None:
    """A counter remembers a step that there is."""
    copies: dict[UUID, int] = defaultdict(int)
    steps = set(connection.execute(sa.select(root_step.c.hash)).scalars())
    counters = set(connection.execute(sa.select(workstation.c.id)).scalars())
    for row in connection.execute(sa.select(profile_copy)):
        copies[row.workstation_id] += 1
        known = row.workstation_id in counters and row.hash in steps
        if not known or copies[row.workstation_id] > 1:
            findings.add("profile_copy_differs", f"profile_copy {row.workstation_id}")
