"""A forger at work with a real key: validly signed events, digests, versions and commitments, written past what
procedures may do. Only what is done is forbidden, so nothing but 'was it allowed?' finds it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import Plain
from app.domain.ids import new_id
from app.services.procedure import Work, chain
from app.services.session import Session
from db.engine import WRITES, is_sqlite, sqlite_connection
from db.schema import metadata
from db.types import Bytes, Day, Flag, Id, Instant, Int, Json, Money, Sealed
from tests.kit.desk import TestHall

Forgery = Callable[[TestHall], None]


@contextmanager
def forged(
    session: Session,
    kind: str,
    *,
    outcome: str | None = "done",
    by_counter: bool = False,
    rules: Plain = None,
    details: Mapping[str, Plain] | None = None,
) -> Iterator[Work]:
    """One operation of `kind`, signed by the person of `session`, or by the counter's own key. What is done with
    the work is committed, whatever it is. Without an `outcome` there is an event and no operation."""
    here = session.installation
    with ExitStack() as tricks:
        if rules is not None:
            tricks.enter_context(patch.object(chain, "RULES", rules))
        if by_counter:
            own = replace(session.keys, sign_private=here.workstation_key)
            actor = replace(session.actor, id=here.workstation.id)
            session = replace(session, keys=own, actor=actor)
            signer = chain.Signer
            tricks.enter_context(
                patch.object(chain, "Signer", lambda _, *what: signer("workstation", *what))
            )
        with _without_guards(here.engine) as connection, connection.begin():
            work = Work(session, connection, new_id())
            work.details.update(details or {})
            yield work
            if outcome is None:
                _event_alone(work, kind)
            else:
                work.finish(kind, bytes(32), outcome, {})


@contextmanager
def _without_guards(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Foreign keys and, on SQLite, checks do not look; what the schema is stays."""
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        if not is_sqlite(engine):
            connection.exec_driver_sql("SET session_replication_role = replica")
            connection.commit()
            yield connection
            connection.exec_driver_sql("SET session_replication_role = origin")
            connection.commit()
            return
        driver = sqlite_connection(connection)
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute("PRAGMA ignore_check_constraints = ON")
        yield connection
        driver.execute("PRAGMA ignore_check_constraints = OFF")
        driver.execute("PRAGMA foreign_keys = ON")


def _event_alone(work: Work, kind: str) -> None:
    work.flush()
    here, actor = work.session.installation, work.session.actor
    chain.append_event(
        work.connection,
        workstation_id=here.workstation.id,
        hall_id=actor.hall_id,
        signer=chain.Signer("person", actor.id, work.session.keys.sign_private),
        operation_id=work.operation_id,
        procedure=kind,
        effects=work._effects,
        looked=work._looked,
        server_time=work.now,
        client_time=here.clock(),
        details=work.details,
    )


def first(work: Work, table: sa.Table, *where: sa.ColumnElement[bool]) -> dict[str, Any]:
    """The newest row of a table that fits, opened."""
    found = sa.select(table).where(*where).order_by(table.c.id.desc()).limit(1)
    return work.open(table, work.execute(found).one())


def change(work: Work, table: sa.Table, *where: sa.ColumnElement[bool], **changes: Any) -> UUID:
    """The next version of the newest row that fits; returns its id."""
    row = first(work, table, *where)
    work.update(table, row["id"], row["version"], **changes)
    row_id: UUID = row["id"]
    return row_id


def copy(work: Work, table: sa.Table, **values: Any) -> UUID:
    """A new row like the newest one, but for `values` and what must be unique."""
    row = first(work, table)
    for name in unique_columns(table, values) - values.keys():
        if row[name] is not None:
            row[name] = other(table.c[name], row[name])
    return work.insert(table, **{**row, **values, "id": values.get("id", new_id()), "version": 1})


def unique_columns(table: sa.Table, given: Collection[str] = ()) -> set[str]:
    """One column of each unique index and constraint, none of those that are `given` where there is another."""
    found = {str(column.name) for column in table.columns if column.unique}
    constraints = [each for each in table.constraints if isinstance(each, sa.UniqueConstraint)]
    groups = [[str(column.name) for column in each.columns] for each in constraints]
    groups += [
        [str(column.name) for column in each.columns] for each in table.indexes if each.unique
    ]
    return found | {
        next((name for name in reversed(each) if name not in given), each[-1]) for each in groups
    }


def other(column: sa.Column[Any], value: Any) -> Any:
    """Another value that the column takes."""
    kind = column.type
    if isinstance(kind, Id):
        return new_id()
    if isinstance(kind, Flag):
        return not value
    if isinstance(kind, Int | Money):
        return (value or 0) + 1
    if isinstance(kind, Day):
        return (value or date(2026, 1, 1)) + timedelta(days=1)
    if isinstance(kind, Instant):
        return (value or datetime.fromisoformat("2026-01-01T00:00:00+00:00")) + timedelta(hours=1)
    if isinstance(kind, Json):
        return {"another": "value"}
    if isinstance(kind, Bytes):
        return bytes(32) if value != bytes(32) else bytes([1]) * 32
    if isinstance(kind, Sealed) and column.name == "birth_date":
        return "1980-01-01"
    return f"{value or ''}x{new_id().hex[-6:]}"


def business_tables() -> dict[str, sa.Table]:
    """By what versions call them."""
    return {
        str(table.info["kind"]): table
        for table in metadata.sorted_tables
        if table.info.get("business")
    }


def filled(desk: TestHall) -> dict[str, sa.Table]:
    """The business tables that have a row."""
    with desk.installation.engine.connect() as connection:
        return {
            kind: table
            for kind, table in business_tables().items()
            if connection.execute(sa.select(table.c.id).limit(1)).first()
        }
