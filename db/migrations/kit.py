"""What revisions share: column types, append-only tables, code tables, and changes of tables that others
reference.

A revision describes the tables as they were in its time, so nothing here knows db.schema. On SQLite a
change of constraints moves the rows into a new table, which needs the foreign keys off (db.upgrade).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations
from sqlalchemy.dialects import postgresql

ID = sa.LargeBinary().with_variant(sa.Uuid(), "postgresql")
INSTANT = sa.Integer().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
DAY = sa.Text().with_variant(sa.Date(), "postgresql")
INT = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
FLAG = sa.Integer().with_variant(sa.Boolean(), "postgresql")
BYTES = sa.LargeBinary()
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
JSON = sa.Text().with_variant(postgresql.JSONB(), "postgresql")


def is_sqlite() -> bool:
    """Whether the revision runs on the embedded database."""
    return op.get_bind().dialect.name == "sqlite"


def append_only(table: str) -> None:
    """No UPDATE and no DELETE, not even by the owner (TRUNCATE too, on PostgreSQL)."""
    if is_sqlite():
        for verb in ("UPDATE", "DELETE"):
            _refuse(table, verb)
        return
    _refuse_change()
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def append_only_but_for_others(table: str, kept: tuple[str, ...]) -> None:
    """No DELETE, and no UPDATE of the columns `kept`; the others may be written again."""
    if is_sqlite():
        _refuse(table, "DELETE")
    else:
        _refuse_change()
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    if kept:
        no_update_of(table, kept)


def no_update_of(table: str, kept: tuple[str, ...]) -> None:
    """No UPDATE of the columns `kept`, in place of the columns that were kept before."""
    columns = ", ".join(kept)
    if is_sqlite():
        op.execute(f"DROP TRIGGER IF EXISTS {table}_no_update")
        _refuse(table, "UPDATE", f" OF {columns}")
        return
    op.execute(f"DROP TRIGGER IF EXISTS {table}_no_update ON {table}")
    op.execute(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {columns} ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def _refuse(table: str, verb: str, columns: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb}{columns} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def _refuse_change() -> None:
    """The function of every append-only trigger on PostgreSQL."""
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )


def ledger(header: str, posting: str) -> None:
    """What holds the tables of a ledger (db.schema.ledger): both append-only; a header needs two postings or
    more that sum to zero; a transaction that has its header takes no posting."""
    append_only(header)
    append_only(posting)
    of_header = f"FROM {posting} WHERE transaction_id = NEW.id"
    has_header = f"FROM {header} WHERE id = NEW.transaction_id"
    have_headers = f"FROM new_rows JOIN {header} ON id = transaction_id"
    if is_sqlite():
        op.execute(
            f"CREATE TRIGGER {header}_balances BEFORE INSERT ON {header} "
            f"WHEN (SELECT count(*) < 2 OR sum(amount) <> 0 {of_header}) "
            f"BEGIN SELECT RAISE(ABORT, '{header} does not balance'); END"
        )
        op.execute(
            f"CREATE TRIGGER {posting}_in_time BEFORE INSERT ON {posting} "
            f"WHEN EXISTS (SELECT 1 {has_header}) "
            f"BEGIN SELECT RAISE(ABORT, '{posting} is late'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {header}_balances() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF (SELECT count(*) < 2 OR sum(amount) <> 0 {of_header}) "
        f"THEN RAISE EXCEPTION '{header} does not balance' USING ERRCODE = 'check_violation'; "
        "END IF; RETURN NEW; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {header}_balances BEFORE INSERT ON {header} "
        f"FOR EACH ROW EXECUTE FUNCTION {header}_balances()"
    )
    op.execute(
        f"CREATE FUNCTION {posting}_in_time() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF EXISTS (SELECT 1 {have_headers}) "
        f"THEN RAISE EXCEPTION '{posting} is late' USING ERRCODE = 'check_violation'; "
        "END IF; RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {posting}_in_time AFTER INSERT ON {posting} "
        "REFERENCING NEW TABLE AS new_rows "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {posting}_in_time()"
    )


def refuse_when(table: str, name: str, verb: str, condition: str, message: str) -> None:
    """Refuse each row of an INSERT or UPDATE (`verb`) for which `condition` holds; it speaks of NEW and OLD. `IS
    DISTINCT FROM` is written as on PostgreSQL."""
    if is_sqlite():
        condition = condition.replace("IS DISTINCT FROM", "IS NOT")
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {verb} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {table}_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; "
        "END IF; RETURN NEW; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_{name} BEFORE {verb} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_{name}()"
    )


def fixed(table: str, columns: tuple[str, ...]) -> None:
    """These columns keep the value that a row was inserted with, and no row is deleted."""
    append_only_but_for_others(table, ())
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
    refuse_when(table, "fixed", "UPDATE", changed, f"{table} keeps what was asked for")


def moves(table: str, column: str, leads: Mapping[str, tuple[str, ...]]) -> None:
    """`column` goes only where `leads` says; a state that is not named stays."""
    allowed = " OR ".join(
        f"(OLD.{column} = '{state}' AND NEW.{column} IN ({', '.join(map(repr, to))}))"
        for state, to in leads.items()
    )
    condition = f"NEW.{column} <> OLD.{column} AND NOT ({allowed})"
    refuse_when(table, "moves", "UPDATE", condition, f"{table} does not go there")


def create_codes(table: str, *codes: str) -> None:
    """A code table with its first rows; a later revision adds one with `add_codes`."""
    op.create_table(
        table,
        sa.Column("code", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f(f"pk_{table}")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    add_codes(table, *codes)


def add_codes(table: str, *codes: str) -> None:
    """New codes of a code table."""
    op.bulk_insert(sa.table(table, sa.column("code", TEXT)), [{"code": code} for code in codes])


@contextmanager
def altered(table: str, *, was: str | None = None) -> Iterator[BatchOperations]:
    """Change columns and constraints of `table` by the operations of the batch; `was` is its name before,
    and constraints, indexes and triggers that bear that name get the new one.

    What is not named in the batch stays: rows, constraints, indexes, triggers, STRICT, what others refer
    to. PostgreSQL does it with ALTER TABLE; SQLite moves the rows into a new table, in one go.
    """
    if was is not None:
        op.rename_table(was, table)  # what refers to it follows, on both
    if not is_sqlite():
        if was is not None:
            _rename_what_bears(was, table)
        with op.batch_alter_table(table) as batch:
            yield batch
        return
    bind = op.get_bind()
    strict, without_rowid = bind.execute(
        sa.text("SELECT strict, wr FROM pragma_table_list(:table) WHERE schema = 'main'"),
        {"table": table},
    ).one()
    triggers = bind.execute(
        sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"),
        {"table": table},
    ).scalars()
    kept = [_anew(sql, was, table) for sql in triggers]
    # Without this the new table cannot take the place of the old one while a trigger or a view of
    # another table speaks of it.
    bind.exec_driver_sql("PRAGMA legacy_alter_table = ON")
    with op.batch_alter_table(
        table,
        recreate="always",
        copy_from=_as_it_is(table, was),
        table_kwargs={"sqlite_strict": bool(strict), "sqlite_with_rowid": not without_rowid},
    ) as batch:
        yield batch
    bind.exec_driver_sql("PRAGMA legacy_alter_table = OFF")
    for sql in kept:
        bind.exec_driver_sql(sql)


def _as_it_is(table: str, was: str | None) -> sa.Table:
    """`table` as SQLite describes it, with the names that it is to have."""
    found = sa.Table(table, sa.MetaData(), autoload_with=op.get_bind(), resolve_fks=False)
    for constraint in found.constraints:
        if constraint.name is None:
            raise RuntimeError(f"a constraint of {table} has no name and could be lost")
        constraint.name = op.f(_new_name(str(constraint.name), was, table))
    for index in found.indexes:
        index.name = op.f(_new_name(str(index.name), was, table))
    return found


def _new_name(name: str, was: str | None, table: str) -> str:
    """The name of a constraint, an index or a trigger after `was` became `table`."""
    if was is None:
        return name
    return re.sub(rf"^((?:pk|ck|fk|uq|ix)_)?{was}(?=_|$)", rf"\g<1>{table}", name)


def _anew(sql: str, was: str | None, table: str) -> str:
    """The statement that makes a trigger of `table`, which has followed the renaming but for its name
    and its message."""
    if was is None:
        return sql
    sql = re.sub(rf"(?<=TRIGGER ){was}_", f"{table}_", sql, count=1)
    return sql.replace(f"'{was} is append-only'", f"'{table} is append-only'")


def _rename_what_bears(was: str, table: str) -> None:
    """Constraints, indexes and triggers of `table` on PostgreSQL; an index of a constraint goes with it."""
    queries = {
        "ALTER TABLE {table} RENAME CONSTRAINT {name} TO {new}": (
            "SELECT conname FROM pg_constraint WHERE conrelid = CAST(:table AS regclass)"
        ),
        "ALTER INDEX {name} RENAME TO {new}": (
            "SELECT indexname FROM pg_indexes "
            "WHERE tablename = :table AND schemaname = current_schema()"
        ),
        "ALTER TRIGGER {name} ON {table} RENAME TO {new}": (
            "SELECT tgname FROM pg_trigger "
            "WHERE tgrelid = CAST(:table AS regclass) AND NOT tgisinternal"
        ),
    }
    bind = op.get_bind()
    for statement, query in queries.items():
        for name in bind.execute(sa.text(query), {"table": table}).scalars().all():
            new = _new_name(name, was, table)
            if new != name:
                op.execute(statement.format(table=table, name=name, new=new))
