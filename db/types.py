"""The only column types (design: data). Each compiles to a type that a STRICT SQLite table accepts.

| type    | Python           | SQLite           | PostgreSQL  |
|---------|------------------|------------------|-------------|
| Id      | UUID (v7)        | BLOB, 16 bytes   | uuid        |
| Instant | datetime, UTC    | INTEGER, µs      | timestamptz |
| Day     | date             | TEXT, ISO        | date        |
| Text    | str              | TEXT             | text        |
| Int     | int              | INTEGER          | bigint      |
| Money   | int, fen         | INTEGER          | bigint      |
| Flag    | bool             | INTEGER, 0 or 1  | boolean     |
| Bytes   | bytes            | BLOB             | bytea       |
| Sealed  | bytes, encrypted | BLOB             | bytea       |
| Json    | plain values     | TEXT             | jsonb       |

`to_sqlite` of a type makes what sqlite3 itself takes, of anything but None: bytes as a bytearray, because
sqlite3 looks for an adapter of every single `bytes` it is given, which costs more than storing it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from app.domain.canonical import encoded
from db.damage import Unreadable

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_json(value: Any) -> str:
    """How both databases get a Json value; ids, dates and instants in it become text."""
    return encoded(value).decode()


def _sqlite(dialect: Dialect) -> bool:
    return dialect.name == "sqlite"


class Id(TypeDecorator[UUID]):
    """A UUIDv7 made by the client."""

    impl = sa.LargeBinary
    cache_ok = True

    @staticmethod
    def to_sqlite(value: UUID) -> bytearray:
        return bytearray(value.int.to_bytes(16, "big"))

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind: TypeEngine[Any] = sa.LargeBinary() if _sqlite(dialect) else sa.Uuid()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        return self.to_sqlite(value) if value is not None and _sqlite(dialect) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        if value is None:
            return None
        try:
            found: UUID = UUID(bytes=value) if _sqlite(dialect) else value
        except ValueError:
            raise Unreadable from None
        return found


class Instant(TypeDecorator[datetime]):
    """A point in time, always aware and in UTC; microseconds since 1970 on SQLite."""

    impl = sa.Integer
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind: TypeEngine[Any] = sa.Integer() if _sqlite(dialect) else sa.TIMESTAMP(timezone=True)
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant without a time zone")
        return self.to_sqlite(value) if value is not None and _sqlite(dialect) else value

    @staticmethod
    def to_sqlite(value: datetime) -> int:
        return (value - EPOCH) // _MICROSECOND  # TypeError without a time zone

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if _sqlite(dialect):
            try:
                return EPOCH + int(value) * _MICROSECOND
            except OverflowError:
                raise Unreadable from None
        moment: datetime = value
        return moment.astimezone(UTC)


class Day(TypeDecorator[date]):
    """A calendar day of the hall's zone."""

    impl = sa.Text
    cache_ok = True
    to_sqlite = staticmethod(date.isoformat)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind: TypeEngine[Any] = sa.Text() if _sqlite(dialect) else sa.Date()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        return self.to_sqlite(value) if value is not None and _sqlite(dialect) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        if value is None or not _sqlite(dialect):
            day: date | None = value
            return day
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise Unreadable from None


class Flag(TypeDecorator[bool]):
    """True or false."""

    impl = sa.Integer
    cache_ok = True
    to_sqlite = int

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind: TypeEngine[Any] = sa.Integer() if _sqlite(dialect) else sa.Boolean()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> Any:
        return self.to_sqlite(value) if value is not None and _sqlite(dialect) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        return bool(value) if value is not None else None


class Json(TypeDecorator[Any]):
    """Plain values (objects, arrays, strings, integers, booleans, null); never personal data."""

    impl = sa.Text
    cache_ok = True
    to_sqlite = staticmethod(to_json)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind: TypeEngine[Any] = sa.Text() if _sqlite(dialect) else postgresql.JSONB()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return self.to_sqlite(value) if value is not None and _sqlite(dialect) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        if value is None or not _sqlite(dialect):
            return value
        try:
            return orjson.loads(value)
        except ValueError:
            raise Unreadable from None


class _Int(TypeDecorator[int]):
    impl = sa.BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind: TypeEngine[Any] = sa.Integer() if _sqlite(dialect) else sa.BigInteger()
        return dialect.type_descriptor(kind)


class Int(_Int):
    """A whole number of up to 63 bits."""

    cache_ok = True


class Money(_Int):
    """An amount in fen (1/100 yuan)."""

    cache_ok = True


class Text(TypeDecorator[str]):
    """Plain text that names nobody; ordered by code point on both databases, so that an ordinary
    index answers what a text begins with."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(sa.Text(collation=None if _sqlite(dialect) else "C"))


class Bytes(TypeDecorator[bytes]):
    """Public keys, hashes, signatures, wrapped keys."""

    impl = sa.LargeBinary
    cache_ok = True
    to_sqlite = bytearray


class Sealed(TypeDecorator[bytes]):
    """Personal data under the subject's key; procedures give and get text, the database holds ciphertext."""

    impl = sa.LargeBinary
    cache_ok = True
    to_sqlite = bytearray


def binder(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """What makes a value of `kind`, other than None, ready for the driver; None when it is already."""
    if _sqlite(dialect):
        return getattr(kind, "to_sqlite", None)
    return kind.dialect_impl(dialect).bind_processor(dialect)
