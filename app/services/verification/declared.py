"""What each kind of operation may do, read from the numbered files of resources/rules.

An event names the number that was in force when it was written; those of form 1 are judged by the first. This
is verification's own reading: it does not ask the registry of the program that runs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.paths import RESOURCES

Stamps = Mapping[str, str]
"""By column whom or what it must name; 'any' for any value, '… or nobody' where it may be empty."""


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind: who may sign it, the tables that it adds rows to and changes, and their stamps.

    `decides`: it carries out a request of somebody else, and then writes what the request's kinds write as well;
    `carries_out`: the same, whoever made the request. `of_others`: nobody does it to themselves. `own_fees`: its
    orders charge more than the offerings that they add.
    """

    name: str
    roles: frozenset[str]
    adds: Mapping[str, Stamps]
    changes: Mapping[str, Stamps]
    decides: bool = False
    carries_out: bool = False
    of_others: bool = False
    own_fees: bool = False


@dataclass(frozen=True, eq=False)
class Rules:
    """The declarations of one number. `events` are those without an operation, with who signs them; `moves`
    say by 'table.column' where a status may go, `once` which columns stay once they are filled in."""

    number: int
    kinds: Mapping[str, Kind]
    events: Mapping[str, str]
    moves: Mapping[str, Mapping[str, list[str]]]
    once: frozenset[str]


@cache
def rules(number: int) -> Rules | None:
    """The declarations of `number`; None when this program has none of that number."""
    try:
        said: dict[str, Any] = json.loads((RESOURCES / "rules" / f"{number}.json").read_bytes())
    except FileNotFoundError:
        return None
    kinds = {
        name: Kind(
            name,
            frozenset(each["roles"]),
            each["adds"],
            each["changes"],
            each.get("decides", False),
            each.get("carries_out", False),
            each.get("of_others", False),
            each.get("own_fees", False),
        )
        for name, each in said["kinds"].items()
    }
    return Rules(number, kinds, said["events"], said["moves"], frozenset(said["once"]))


def named(body: Mapping[str, Any]) -> int | None:
    """The number that an event's body names; None for what is no number."""
    if body.get("form", 1) == 1:
        return 1
    number = body.get("rules")
    return number if type(number) is int and number > 0 else None
