"""Holds what an operation writes to what its kind declares, and while a request is carried out to what the kinds
of the request declare, with its maker in the place of the actor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.services.procedure.registry import REGISTRY, Declaration, Stamp
from app.services.session import Session


class UndeclaredWrite(Exception):
    """A procedure wrote to a table, or stamped a column, otherwise than it declares: a bug in it."""


@dataclass
class Holding:
    """`granters` are the supervisors whose permits the operation uses, `maker` whose request is carried out, `kinds`
    its declarations. `declared` None holds nothing: for tests of what stands below."""

    session: Session
    declared: Declaration | None
    granters: set[UUID] = field(default_factory=set)
    maker: UUID | None = None
    kinds: tuple[Declaration, ...] = ()

    def carry_out(self, kinds: Iterable[str], maker: UUID) -> None:
        """From now on rows of these kinds are written as well, on behalf of `maker`."""
        self.kinds, self.maker = tuple(REGISTRY[kind] for kind in kinds), maker

    @property
    def actor(self) -> UUID:
        """Whom new rows name: who signs, or whose request is carried out."""
        return self.maker or self.session.actor.id

    def write(self, table: sa.Table, row: Mapping[str, Any]) -> None:
        """A row without versions, or any change of the table (`row` empty)."""
        options = self._options(table)
        if options is None:
            return
        fault = ""
        for declared, actor in options:
            fault = self._fault(declared.writes[table], actor, table, row)
            if not fault:
                return
        raise self._undeclared(
            f"{table.name}.{fault}" if fault else f"does not declare {table.name}"
        )

    def insert(self, table: sa.Table, row: Mapping[str, Any]) -> None:
        """A new row of a table with versions."""
        self.write(table, row)
        options = self._options(table)
        if options is not None and not any(table in each.adds for each, _ in options):
            raise self._undeclared(f"does not declare new rows of {table.name}")

    def change(self, table: sa.Table, changes: Mapping[str, Any]) -> None:
        """A newer version of a row."""
        options = self._options(table)
        if options is None or not changes:
            return
        fault = f"{table.name}.{next(iter(changes))}"
        for declared, actor in options:
            may = declared.changes.get(table, {})
            unknown = changes.keys() - may.keys()
            stamps = {name: stamp for name in changes if (stamp := may.get(name)) is not None}
            wrong = min(unknown) if unknown else self._fault(stamps, actor, table, changes)
            if not wrong:
                return
            fault = f"{table.name}.{wrong}"
        raise self._undeclared(f"may not change {fault}")

    def _options(self, table: sa.Table) -> list[tuple[Declaration, UUID]] | None:
        """The declarations that know `table`, each with whom its rows name; None: everything may be written."""
        if self.declared is None:
            return None
        return [each for each in self._all(self.declared) if table in each[0].writes]

    def _all(self, declared: Declaration) -> Iterator[tuple[Declaration, UUID]]:
        yield declared, self.session.actor.id
        for each in self.kinds:
            yield each, self.actor

    def _fault(
        self, stamps: Mapping[str, Stamp], actor: UUID, table: sa.Table, row: Mapping[str, Any]
    ) -> str:
        """The first column that does not name whom it must; '' when none."""
        for column, stamp in stamps.items() if row else ():
            if column in row and not self._is_stamped(table.c[column], stamp, row[column], actor):
                return f"{column} is not the {stamp}"
        return ""

    def _is_stamped(self, column: sa.Column[Any], stamp: Stamp, value: object, actor: UUID) -> bool:
        if value is None:
            return bool(column.nullable)
        match stamp:
            case "actor":
                return value == actor
            case "counter":
                return value == self.session.installation.workstation.id
            case "hall":
                return value == self.session.actor.hall_id
            case "granter":
                return value in self.granters
            case "actor or granter":
                return value == actor or value in self.granters

    def _undeclared(self, what: str) -> UndeclaredWrite:
        assert self.declared is not None
        return UndeclaredWrite(f"{self.declared.kind}: {what}")
