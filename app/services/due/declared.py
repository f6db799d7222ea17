"""The kinds of due work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.permissions import Permission
from app.services.procedure import Query


@dataclass(frozen=True)
class Left:
    """How many things are still to be done, of how many."""

    left: int
    of: int


@dataclass(frozen=True)
class Chunk:
    """A part that one operation does. `name` makes its id, so it says which part of the whole this is, at every
    counter alike; `last` is where the next part begins."""

    name: str
    last: str
    arguments: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class DueKind:
    """A kind. `title` (a word or two) and `tells` (what it is, and what is different until it is done) stand on the
    top bar. `do` is a procedure under `permission` that takes a chunk's arguments and leaves out what was done
    meanwhile; `next` gives the first chunk behind `after`, '' at the beginning, None where nothing is left."""

    name: str
    title: str
    tells: str
    permission: Permission
    needs_records_key: bool
    left: Callable[[Query], Left]
    next: Callable[[Query, str], Chunk | None]
    do: Callable[..., object]


DUE: dict[str, DueKind] = {}


def declare(kind: DueKind) -> None:
    """Put a kind into the list; ValueError when there is another of its name."""
    if kind.name in DUE:
        raise ValueError(f"{kind.name} is declared twice")
    DUE[kind.name] = kind
