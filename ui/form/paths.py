"""Values of a form by their dotted path, as text: 'holder.name', 'discounts.0.kind'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

TICK = "1"
"""How a ticked box reads as text; an empty one is ''."""


def read_at(value: Any, parts: Sequence[str]) -> str:
    """The value at the path as text; a ticked box is '1', a tuple of texts is joined by commas."""
    for part in parts:
        value = part_of(value, part)
    if isinstance(value, tuple):
        return ",".join(value)
    return (TICK if value else "") if isinstance(value, bool) else str(value)


def part_of(value: Any, part: str) -> Any:
    """One step down: an entry of a dict, a line of a tuple, or a field."""
    if isinstance(value, dict):
        return value.get(part, "")
    if isinstance(value, tuple):
        return value[int(part)]
    return getattr(value, part)


def write_at(value: Any, parts: Sequence[str], text: str) -> Any:
    """The same value with `text` at the path."""
    if not parts and isinstance(value, tuple):
        return tuple(part for part in text.split(",") if part)
    if not parts:
        return text == TICK if isinstance(value, bool) else text
    first, rest = parts[0], parts[1:]
    inner = write_at(part_of(value, first), rest, text)
    if isinstance(value, dict):
        return {**value, first: inner}
    if isinstance(value, tuple):
        n = int(first)
        return (*value[:n], inner, *value[n + 1 :])
    return replace(value, **{first: inner})
