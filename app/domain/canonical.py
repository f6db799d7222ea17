"""Canonical bytes (what is hashed or signed) and the plain form of frozen dataclasses.

Canonical = label + NUL + UTF-8 JSON with sorted ASCII keys, no spaces, non-ASCII as it is; only
objects, arrays, strings, integers of 64 bits, booleans and null. Names are not normalised: a compatibility
ideograph is another character than its look-alike.

Test vectors (SHA-256 of the bytes stand in tests/unit/domain/test_canonical.py):
    counter/event/1 of {"b": 1, "a": "䶮"} is 'counter/event/1\\x00{"a":"䶮","b":1}' in UTF-8
    counter/row/1 of {} is 'counter/row/1\\x00{}'
    x of [True, None, "·"] is 'x\\x00[true,null,"·"]' in UTF-8
"""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from datetime import date, datetime
from enum import Enum
from uuid import UUID

import orjson

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]

_LEAVES = frozenset({type(None), bool, int, str})
_hints = functools.cache(typing.get_type_hints)  # resolving annotations costs more than the values
_FROM_TEXT: dict[typing.Any, typing.Callable[[str], object]] = {
    UUID: UUID,
    bytes: bytes.fromhex,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
}


def canonical(label: str, value: Plain) -> bytes:
    """The bytes that are hashed or signed for `value` under `label` (such as counter/event/1)."""
    require_plain(value)
    return label.encode("ascii") + b"\0" + encoded(value)


def encoded(values: object) -> bytes:
    """The JSON of `to_plain(values)`, without its steps; only keys of dicts are sorted, not fields of
    a dataclass. TypeError for half characters and what has no plain form (but floats pass)."""
    return orjson.dumps(values, default=bytes.hex, option=orjson.OPT_SORT_KEYS)


def require_plain(value: object) -> None:
    """Raise TypeError for what has no canonical form: floats, bytes, keys that are not ASCII."""
    if isinstance(value, dict):
        if not all(map(str.isascii, value)):  # a key that is no string is a TypeError by itself
            raise TypeError("canonical keys are ASCII strings")
        inner: typing.Iterable[object] = value.values()
    elif isinstance(value, list):
        inner = value
    elif value is None or isinstance(value, int | str):
        return
    else:
        raise TypeError(f"{type(value).__name__} has no canonical form")
    for item in inner:
        if type(item) not in _LEAVES:
            require_plain(item)


def to_plain(value: object) -> Plain:
    """A frozen dataclass, UUID, date, datetime, tuple or dict as plain JSON values."""
    kind: typing.Any = type(value)
    if kind in _LEAVES:
        return typing.cast(Plain, value)
    return _to_plain_of(kind)(value)


@functools.cache  # a procedure turns hundreds of values of the same few types
def _to_plain_of(kind: type) -> typing.Callable[[typing.Any], Plain]:
    """How values of exactly this type are made plain."""
    if dataclasses.is_dataclass(kind):
        names = tuple(field.name for field in dataclasses.fields(kind))
        return lambda value: {name: to_plain(getattr(value, name)) for name in names}
    if issubclass(kind, Enum):
        return lambda value: to_plain(value.value)
    if issubclass(kind, UUID):
        return str
    if issubclass(kind, date):  # a datetime as well
        return lambda value: typing.cast(str, value.isoformat())
    if issubclass(kind, bytes):
        return bytes.hex
    if issubclass(kind, tuple | list):
        return lambda value: [to_plain(item) for item in value]
    if issubclass(kind, dict):
        return lambda value: {str(key): to_plain(item) for key, item in value.items()}
    if issubclass(kind, int | str):
        return lambda value: typing.cast(Plain, value)
    raise TypeError(f"{kind.__name__} has no plain form")


def read_json(text: str) -> Plain:
    """What somebody wrote by hand. ValueError for no JSON, and for a field that stands there twice: nobody can
    know which one was meant."""

    def once(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError("a field stands there twice")
        return found

    read: Plain = json.loads(text, object_pairs_hook=once)
    return read


def from_plain(kind: typing.Any, value: Plain) -> typing.Any:
    """The inverse of `to_plain` for the type `kind`; TypeError or ValueError name the field.

    A missing field takes its default: what was stored before the field existed is still read. An
    unknown field is refused, because drafts, profiles and backups are read here too and would
    silently lose the field when they are written again. Nothing newer than the program comes here,
    because `db.upgrade` refuses a newer database.
    """
    origin = typing.get_origin(kind)
    if kind is typing.Any:
        return value
    if origin in (typing.Union, types.UnionType):
        return _from_union(typing.get_args(kind), value)
    if origin is typing.Literal:
        if value not in typing.get_args(kind):
            raise ValueError(f"{value!r} is not one of {typing.get_args(kind)}")
        return value
    if origin in (tuple, list):
        if not isinstance(value, list):
            raise TypeError("a list was expected")
        return origin(from_plain(typing.get_args(kind)[0], item) for item in value)
    if origin is dict:
        if not isinstance(value, dict):
            raise TypeError("an object was expected")
        return {key: from_plain(typing.get_args(kind)[1], item) for key, item in value.items()}
    if dataclasses.is_dataclass(kind):
        return _from_object(kind, value)
    if kind in _FROM_TEXT:
        if not isinstance(value, str):
            raise TypeError("text was expected")
        return _FROM_TEXT[kind](value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is type(None) and value is None:
        return None
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} was expected, not {type(value).__name__}")
    return value


def _from_union(options: tuple[typing.Any, ...], value: Plain) -> typing.Any:
    if value is None and type(None) in options:
        return None
    rest = [option for option in options if option is not type(None)]
    for option in rest[:-1]:
        try:
            return from_plain(option, value)
        except (TypeError, ValueError):
            continue
    return from_plain(rest[-1], value)


def _from_object(kind: typing.Any, value: Plain) -> typing.Any:
    if not isinstance(value, dict):
        raise TypeError("an object was expected")
    hints = _hints(kind)
    unknown = sorted(set(value) - set(hints))
    if unknown:
        raise ValueError(f"unknown field: {unknown[0]}")
    filled = {}
    for name, item in value.items():
        try:
            filled[name] = from_plain(hints[name], item)
        except (TypeError, ValueError) as error:
            raise type(error)(f"{name}: {error}") from None
    return kind(**filled)
