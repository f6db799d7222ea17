"""The metadata with its naming convention, the three columns that business tables share, and the names
that stand in seals, commitments and events for ever."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, MetaData, Table
from sqlalchemy.schema import SchemaItem

from db.types import Id, Int, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

BOUND: dict[str, Table] = {}
"""The tables, by name, whose rows are named in the event of their `operation_id` though they have no
versions."""


def business(
    name: str, *columns: SchemaItem, subject: bool = True, kind: str | None = None
) -> Table:
    """A table whose every insert and update is a new version written by the procedure mechanism.

    With `subject`, its sealed columns are under the key of `subject_id`; without, nothing in it is
    about a person and its commitments are under the deployment's own key.

    `kind` is what seals, commitments, versions and events call the table: the name that it had first. A
    table that is renamed declares it, because what is signed and sealed is never written anew; no other
    table gets the name.
    """
    first = kind or name
    if any(table.info.get("kind") == first for table in metadata.tables.values()):
        raise ValueError(f"{first} is the kind of another table")
    whose: list[SchemaItem] = [Column("subject_id", Id, nullable=False)] if subject else []
    return Table(
        name,
        metadata,
        Column("id", Id, primary_key=True),
        Column("version", Int, nullable=False),
        *whose,
        *columns,
        sqlite_strict=True,
        info={"business": True, "kind": first},
    )


def recomputed(table: Table) -> tuple[Column[Any], ...]:
    """The columns of a business table that are worked out from other rows (`info={"recomputed": True}`):
    they are no part of a version, and verification works them out again."""
    return tuple(column for column in table.columns if column.info.get("recomputed"))


def technical(name: str, *columns: SchemaItem, **options: Any) -> Table:
    """A table without versions: keys, tokens, counters, the record of operations, the audit chain.

    With `info={"effect": <key column>}` each of its rows is named in the event of its `operation_id`, by
    a digest over the whole row (effects.py of app.services.procedure); such rows are never changed.
    """
    table = Table(name, metadata, *columns, sqlite_strict=True, **options)
    if "effect" in table.info:
        BOUND[name] = table
    return table


def kind_of(table: Table) -> str:
    """What seals, commitments, versions and events call `table`."""
    kind: str = table.info["kind"]
    return kind


def first_name(column: Column[Any]) -> str:
    """What seals and commitments call `column`: a renamed one has `info={"first_name": ...}`."""
    return str(column.info.get("first_name", column.name))


def ref(name: str, target: str, *, nullable: bool = False, index: bool = False) -> Column[Any]:
    """A reference to another row's id."""
    return Column(name, Id, ForeignKey(f"{target}.id"), nullable=nullable, index=index)


def code_table(name: str, *codes: str) -> Table:
    """A list that grows with the product: a revision adds the row of a new code, and no table that
    refers to it is made anew. `codes` are the rows that the revisions have put in."""
    return technical(
        name,
        Column("code", Text, primary_key=True),
        sqlite_with_rowid=False,  # the primary key is the table
        info={"codes": codes},
    )


def code(column: str, table: str) -> Column[Any]:
    """A code of the code table `table`."""
    return Column(column, Text, ForeignKey(f"{table}.code"), nullable=False)


def one_of(column: str, *values: str) -> CheckConstraint:
    """Text limited to `values` (there are no native enumerations)."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
