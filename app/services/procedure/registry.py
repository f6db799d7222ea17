"""Every kind of operation: who may sign it, where it runs, what it writes and whose stamp the rows bear.

`@procedure` declares it, `Work` holds every write to it, and verification compares the record with it.
`app.services.kinds` imports every procedure, so that the registry is whole.

Kinds stand in the signed chain for ever. A kind is "<package>.<verb>"; those of `FROZEN` are from before
that rule and keep their names.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from app.domain.permissions import TABLE, Permission, Role
from app.lanes import Lane

Stamp = Literal["actor", "counter", "hall", "granter", "actor or granter"]
"""Who or what a column names: the person who signs, this computer, the person's hall, and the supervisor
whose permit the operation uses."""
Writes = Mapping[sa.Table, Mapping[str, Stamp]]
"""The tables that are written, each with the columns that are stamped; a stamp may be missing (NULL)
where its column may."""


@dataclass(frozen=True)
class Declaration:
    """One kind. `permission` None is for what every signed-in person of `roles` does for themselves."""

    kind: str
    permission: Permission | None
    lane: Lane
    roles: frozenset[Role]
    writes: Writes
    module: str


STAMPS: dict[str, Stamp] = {"hall_id": "hall", "staff_id": "actor", "workstation_id": "counter"}

REGISTRY: dict[str, Declaration] = {}

RULES = 2
"""The number of the declarations in force, which every event names (security.md 4). Whoever changes the
roles, tables or stamps of a kind that is in use raises it."""


@functools.cache
def stamped(table: sa.Table) -> dict[str, Stamp]:
    """The stamps that `Work.stamps` gives a row of `table`."""
    return {name: stamp for name, stamp in STAMPS.items() if name in table.c}


def declare(
    kind: str,
    permission: Permission | None,
    *,
    module: str,
    writes: Writes | None = None,
    roles: Collection[Role] | None = None,
    lane: Lane = "procedures",
) -> Declaration:
    """Put a kind into the registry; ValueError when another module has it.

    Its roles are those that hold `permission`; without one all, or `roles`.
    """
    known = REGISTRY.get(kind)
    if known is not None and known.module != module:
        raise ValueError(f"{kind} stands in {known.module} and in {module}")
    if roles is None:
        roles = [role for role in Role if permission is None or permission in TABLE[role]]
    made = Declaration(kind, permission, lane, frozenset(roles), writes or {}, module)
    REGISTRY[kind] = made
    return made
