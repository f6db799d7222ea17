"""Changing rules and parameters, and what they were before (R-163, R-170)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.domain import parameters
from app.domain.permissions import Permission
from app.domain.rules import DEFAULT_RULES
from app.errors import QT_TR_NOOP, Refused, UserError
from app.services.procedure import Query, Work, between, may_change, procedure, query
from db.schema.catalogue import rule

FIXED = frozenset(each.code for each in DEFAULT_RULES if each.fixed)


@dataclass(frozen=True)
class RuleEdited:
    """A rule as it stands now."""

    rule_id: UUID
    version: int
    enabled: bool
    value: str


@procedure("rules.edit", Permission.RULES_EDIT, changes={rule: may_change("enabled", "value")})
def edit_rule(work: Work, *, rule_id: UUID, version: int, enabled: bool, value: str) -> RuleEdited:
    """Switch a rule or change its value; every earlier version stays.

    Raises UserError 'rule_fixed', 'not_a_switch', 'nothing_changed'; Refused with the problem of field
    'value'; Conflict when `version` is not the newest.
    """
    value = value.strip()
    # Lock all rules, because two administrators who each move one age could break the order of the
    # ages.
    rows = work.execute(sa.select(rule).order_by(rule.c.id).with_for_update()).all()
    row = work.one(rule, rule_id)
    if row["code"] in FIXED:
        raise UserError(
            "rule_fixed", QT_TR_NOOP("This rule is law. It cannot be changed or switched off.")
        )
    if not enabled and not parameters.can_switch(row["code"]):
        raise UserError(
            "not_a_switch", QT_TR_NOOP("A parameter always holds. Change its value instead.")
        )
    values = {each.code: each.value for each in rows}
    if problem := parameters.check(row["code"], value, values):
        raise Refused([problem])
    if (row["enabled"], row["value"]) == (enabled, value):
        raise UserError("nothing_changed", QT_TR_NOOP("Nothing was changed."))
    new = work.update(rule, rule_id, version, enabled=enabled, value=value)
    work.details["code"] = row["code"]
    return RuleEdited(rule_id, new, enabled, value)


@dataclass(frozen=True)
class RuleVersion:
    """How a rule stood from `at` (UTC) on; `staff_no` wrote it."""

    version: int
    enabled: bool
    value: str
    at: datetime
    staff_no: str


@query(Permission.RULES_READ)
def rule_history(query: Query, *, rule_id: UUID) -> tuple[RuleVersion, ...]:
    """The versions of a rule, newest first, versions.MOST at most."""
    return tuple(
        RuleVersion(
            each.version, each.values["enabled"], each.values["value"], each.at, each.staff_no
        )
        for each in between(query, rule, rule_id)
    )
