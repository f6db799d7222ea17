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
Changes = Mapping[sa.Table, Mapping[str, Stamp | None]]
"""The business tables whose rows get a newer version, each with the columns that it may change; with a
stamp, the column then names that person, counter or hall."""


@dataclass(frozen=True)
class Declaration:
    """One kind. `permission` None is for what every signed-in person of `roles` does for themselves.

    `writes` are all tables that it writes, `adds` those of them that get new rows, `changes` those whose
    rows it changes. `decides`: it carries out a request on behalf of its maker. `of_others`: nobody does
    it to themselves. `own_fees`: its orders charge more than the offerings that they add.
    """

    kind: str
    permission: Permission | None
    lane: Lane
    roles: frozenset[Role]
    writes: Writes
    module: str
    adds: frozenset[sa.Table]
    changes: Changes
    decides: bool
    of_others: bool
    own_fees: bool


STAMPS: dict[str, Stamp] = {"hall_id": "hall", "staff_id": "actor", "workstation_id": "counter"}

REGISTRY: dict[str, Declaration] = {}

EVENTS: dict[str, Literal["person", "workstation", "person or workstation"]] = {
    "schema.put_right": "person",
    "staff.lock": "person",
    "staff.password_changed": "workstation",
    "staff.sign_in": "person",
    "staff.sign_in_failed": "workstation",
    "staff.tries": "person or workstation",
    "staff.unlock_by_pin": "person",
}
"""Events that are no operation and write nothing, and who signs them. The workstation signs no other."""

RULES = 3
"""The number of the declarations in force, which every event names (security.md 4). Verification judges an
event by the file of its number in resources/rules, which `packaging/rules.py write` makes of the registry.
Whoever changes a declaration after a release raises it; the files of before ship for ever."""


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
    changes: Changes | None = None,
    roles: Collection[Role] | None = None,
    lane: Lane = "procedures",
    decides: bool = False,
    of_others: bool = False,
    own_fees: bool = False,
) -> Declaration:
    """Put a kind into the registry; ValueError when another module has it. `writes` are the tables that get
    new rows, and those without versions.

    Its roles are those that hold `permission`; without one all, or `roles`.
    """
    known = REGISTRY.get(kind)
    if known is not None and known.module != module:
        raise ValueError(f"{kind} stands in {known.module} and in {module}")
    if roles is None:
        roles = [role for role in Role if permission is None or permission in TABLE[role]]
    added, changed = writes or {}, changes or {}
    made = Declaration(
        kind,
        permission,
        lane,
        frozenset(roles),
        {**{table: {} for table in changed}, **added},
        module,
        frozenset(added),
        changed,
        decides,
        of_others,
        own_fees,
    )
    REGISTRY[kind] = made
    return made


def may_change(*columns: str) -> dict[str, Stamp | None]:
    """These columns, for `changes`, each to any value."""
    return dict.fromkeys(columns)
