"""The metadata with its naming convention, and the three columns that business tables share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, MetaData, Table
from sqlalchemy.schema import SchemaItem

from db.types import Id, Int

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def business(name: str, *columns: SchemaItem, subject: bool = True) -> Table:
    """A table whose every insert and update is a new version written by the procedure mechanism.

    With `subject`, its sealed columns are under the key of `subject_id`; without, nothing in it is
    about a person and its commitments are under the deployment's own key.
    """
    whose: list[SchemaItem] = [Column("subject_id", Id, nullable=False)] if subject else []
    return Table(
        name,
        metadata,
        Column("id", Id, primary_key=True),
        Column("version", Int, nullable=False),
        *whose,
        *columns,
        sqlite_strict=True,
        info={"business": True},
    )


def technical(name: str, *columns: SchemaItem, **options: Any) -> Table:
    """A table without versions: keys, tokens, counters, the record of operations, the audit chain."""
    return Table(name, metadata, *columns, sqlite_strict=True, **options)


def ref(name: str, target: str, *, nullable: bool = False, index: bool = False) -> Column[Any]:
    """A reference to another row's id."""
    return Column(name, Id, ForeignKey(f"{target}.id"), nullable=nullable, index=index)


def one_of(column: str, *values: str) -> CheckConstraint:
    """Text limited to `values` (there are no native enumerations)."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
