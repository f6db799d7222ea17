"""Kinds that only tests have ('test.…') stand in no file of rules, and may change every column of what they
declare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import sqlalchemy as sa

from app.domain.permissions import Role
from app.services.procedure import REGISTRY, RULES
from app.services.procedure.holding import Holding
from app.services.verification import declared
from app.services.verification.declared import Kind, Rules
from db.schema import metadata
from db.schema.base import first_name

_real_rules = declared.rules
_real_hold = Holding.change


class _Any(dict[str, Any]):
    """Every column of a table, to any value."""

    def __init__(self, table: sa.Table) -> None:
        super().__init__({first_name(column): "any" for column in table.columns})


def _kind(name: str) -> Kind:
    told = REGISTRY[name]
    tables = [(str(table.info.get("kind", table.name)), table) for table in told.writes]
    return Kind(
        name,
        frozenset(told.roles),
        {kind: {} for kind, _ in tables},
        {kind: _Any(table) for kind, table in tables},
        told.decides,
        told.carries_out,
        told.of_others,
        told.own_fees,
    )


class _WithTests(dict[str, Kind]):
    def get(self, name: str, default: Any = None) -> Any:
        if name.startswith("test."):
            return _test_kind(name)
        return super().get(name, default)


@cache
def _test_kind(name: str) -> Kind:
    return _kind(name) if name in REGISTRY else _everything(name)


def _everything(name: str) -> Kind:
    """Of a work that nothing is declared for, such as the crowd's."""
    tables = {str(each.info.get("kind", each.name)): each for each in metadata.tables.values()}
    changes = {kind: _Any(table) for kind, table in tables.items()}
    return Kind(name, frozenset(Role), {kind: {} for kind in tables}, changes, own_fees=True)


@cache
def _rules(number: int) -> Rules | None:
    found = _real_rules(number)
    return found and replace(found, kinds=_WithTests(found.kinds))


def _change(self: Holding, table: sa.Table, changes: Mapping[str, Any]) -> None:
    if self.declared is not None and self.declared.kind.startswith("test."):
        self.write(table, changes)
    else:
        _real_hold(self, table, changes)


def known() -> None:
    """From now on verification knows the kinds of tests, and they may change what they declare."""
    declared.rules = _rules
    Holding.change = _change  # type: ignore[method-assign]
    assert declared.rules(RULES) is not None
