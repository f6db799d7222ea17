"""Changing a policy from a day on; every earlier one stays on record (R-077)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from app.domain.canonical import to_plain
from app.domain.dates import add_years, parse_date
from app.domain.default_policies import DEFAULT_POLICIES, check_form
from app.domain.permissions import Permission
from app.domain.policies import PolicyForm, form_of, with_form
from app.errors import QT_TR_NOOP, Problem, Refused, UserError
from app.services.policies.rows import TERMS, holding, to_policy
from app.services.procedure import Work, changed_meanwhile, gone, may_change, procedure
from db.schema.organisation import deployment
from db.schema.policies import policy


@dataclass(frozen=True)
class PolicyEdited:
    """From which day on the policy of a kind is another one."""

    policy_id: UUID
    kind: str
    valid_from: date


@procedure(
    "policies.edit",
    Permission.POLICY_EDIT,
    writes={policy: {}},
    changes={policy: may_change("valid_to", *TERMS)},
)
def edit_policy(
    work: Work, *, kind: str, seen: int, valid_from: str, form: PolicyForm
) -> PolicyEdited:
    """The policy of `kind` is what `form` says from the day `valid_from` on (as it is typed; today or later).

    A change that is on record for a later day stays and takes over on its day. Refused with the problems of the
    form's fields and of 'valid_from'; UserError 'nothing_changed'; Conflict when `seen` is not what
    `policies` gave last.
    """
    if kind not in DEFAULT_POLICIES:
        raise gone()
    work.locked(deployment, work.deployment)  # of two administrators one comes after the other
    rows = work.all(policy, policy.c.kind == kind)
    if sum(row["version"] for row in rows) != seen:
        raise changed_meanwhile()
    day, problems = _day(valid_from, work.today)
    if problems := problems + check_form(kind, form):
        raise Refused(problems)
    form = form_of(with_form(DEFAULT_POLICIES[kind], form))
    held = holding(rows, day)
    if form == form_of(to_policy(kind, held) if held else DEFAULT_POLICIES[kind]):
        raise UserError("nothing_changed", QT_TR_NOOP("Nothing was changed."))
    values = cast(dict[str, Any], to_plain(form))
    work.details |= {"kind": kind, "valid_from": day.isoformat()}
    if held and held["valid_from"] == day:
        work.update(policy, held["id"], held["version"], **values)
        return PolicyEdited(held["id"], kind, day)
    if held:
        work.update(policy, held["id"], held["version"], valid_to=day - timedelta(days=1))
    later = min((row["valid_from"] for row in rows if row["valid_from"] > day), default=None)
    policy_id = work.insert(
        policy,
        kind=kind,
        valid_from=day,
        valid_to=later and later - timedelta(days=1),
        **values,
    )
    return PolicyEdited(policy_id, kind, day)


def _day(typed: str, today: date) -> tuple[date, list[Problem]]:
    try:
        day = parse_date(typed)
    except UserError as error:
        return today, [Problem("valid_from", error.code, error.text)]
    if day < today:
        text = QT_TR_NOOP("A policy changes from today on or later. Type today or a later day.")
        return day, [Problem("valid_from", "day_past", text)]
    if day > add_years(today, 1):
        text = QT_TR_NOOP("This day is more than a year away. Compare the year.")
        return day, [Problem("valid_from", "day_far", text)]
    return day, []
