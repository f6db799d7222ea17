"""Rows of table policy and the policies that they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from app.domain.canonical import from_plain
from app.domain.default_policies import DEFAULT_POLICIES
from app.domain.policies import Policy, PolicyForm, with_form

TERMS = tuple(each.name for each in fields(PolicyForm))
"""Columns that hold the form, each under its name."""


def to_policy(kind: str, values: Mapping[str, Any]) -> Policy:
    """What a row says; ValueError or TypeError for what no policy says."""
    form: PolicyForm = from_plain(PolicyForm, {name: values[name] for name in TERMS})
    return with_form(DEFAULT_POLICIES[kind], form)


def holding(rows: list[dict[str, Any]], day: date) -> dict[str, Any] | None:
    """Which of a kind's rows holds on `day`; None where the default does."""
    found = (row for row in rows if row["valid_from"] <= day <= (row["valid_to"] or date.max))
    return max(found, key=lambda row: row["valid_from"], default=None)
