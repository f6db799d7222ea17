"""Policies in force, and what they were (R-077)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.domain.default_policies import DEFAULT_POLICIES
from app.domain.permissions import Permission
from app.domain.policies import Policy
from app.errors import QT_TR_NOOP, UserError
from app.services import trust
from app.services.policies.rows import holding, to_policy
from app.services.procedure import Query, between, query
from db.schema.policies import policy


def in_force(query: Query, kind: str, day: date | None = None) -> Policy:
    """The policy of `kind` on `day`, which is the hall's business day where none is given.

    UserError 'policy_differs' where the row is not what is on record of it; KeyError for no kind.
    """
    day = day or query.today
    row = query.execute(
        sa.select(policy)
        .where(
            policy.c.kind == kind,
            policy.c.valid_from <= day,
            sa.or_(policy.c.valid_to.is_(None), policy.c.valid_to >= day),
        )
        .order_by(policy.c.valid_from.desc())
        .limit(1)
    ).first()
    if row is None:
        return DEFAULT_POLICIES[kind]
    found = _said(query, row)
    if found is None:
        raise UserError(
            "policy_differs",
            QT_TR_NOOP(
                "Somebody changed the policy of this business outside the program. Do not go on with it, "
                "and tell the administrator and the auditor."
            ),
        )
    return found


def _said(query: Query, row: Any) -> Policy | None:
    """What a row says, if it is what is on record of it."""
    if not trust.stands(query, policy, row):
        return None
    return to_policy(row.kind, row._mapping)


@dataclass(frozen=True)
class ListedPolicy:
    """The policy of a kind today. `since` is None for the default; `changes_on` is the day from which on a
    change that is on record already holds. `seen` is given back when it is changed (edit_policy).

    `policy` is None where the row was changed outside the program.
    """

    kind: str
    policy: Policy | None
    since: date | None
    changes_on: date | None
    seen: int


@query(Permission.POLICY_READ)
def policies(query: Query) -> tuple[ListedPolicy, ...]:
    """One of every kind, in the order of the defaults."""
    rows = defaultdict(list)
    for row in query.execute(sa.select(policy)):
        rows[row.kind].append(row)
    return tuple(_listed(query, kind, rows[kind]) for kind in DEFAULT_POLICIES)


def _listed(query: Query, kind: str, rows: list[Any]) -> ListedPolicy:
    held = holding([dict(row._mapping) for row in rows], query.today)
    row = next((each for each in rows if held is not None and each.id == held["id"]), None)
    return ListedPolicy(
        kind,
        DEFAULT_POLICIES[kind] if row is None else _said(query, row),
        None if row is None else row.valid_from,
        min((each.valid_from for each in rows if each.valid_from > query.today), default=None),
        sum(each.version for each in rows),
    )


@dataclass(frozen=True)
class PolicyVersion:
    """How a policy was written at `at` (UTC) by `staff_no`, to hold from `valid_from` on."""

    policy: Policy
    valid_from: date
    valid_to: date | None
    at: datetime
    staff_no: str


@query(Permission.POLICY_READ)
def policy_history(query: Query, *, kind: str) -> tuple[PolicyVersion, ...]:
    """What was written of a kind, newest first, versions.MOST of a row at most; none for its default."""
    ids = query.execute(sa.select(policy.c.id).where(policy.c.kind == kind)).scalars().all()
    found = [
        PolicyVersion(
            to_policy(kind, each.values),
            each.values["valid_from"],
            each.values["valid_to"],
            each.at,
            each.staff_no,
        )
        for row_id in ids
        for each in between(query, policy, row_id)
    ]
    return tuple(sorted(found, key=lambda each: (each.at, each.valid_from), reverse=True))
