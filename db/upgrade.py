"""Bring a database to this program's revision, in-process, after a backup; refuse a newer one."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from app.errors import QT_TR_NOOP, UserError
from db.damage import is_damage
from db.engine import WRITES, is_sqlite, not_a_database, sqlite_connection

if TYPE_CHECKING:
    from alembic.config import Config

Progress = Callable[[int, int], object]
MIGRATIONS = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = int.from_bytes(b"upgrade")
"""The server's lock under which one counter upgrades and the others wait."""
_VERSION = sa.table("alembic_version", sa.column("version_num", sa.Text))


def configuration() -> Config:
    """Alembic's configuration without an ini file. Alembic is imported for an upgrade only: opening a
    database would take a tenth of a second longer."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def head() -> str:
    """The newest revision this program knows."""
    return max(_known())


def current(engine: sa.Engine) -> str | None:
    """The database's revision; None for an empty one.

    Raises UserError 'not_a_database' for a damaged file and 'newer_database' for a revision that this
    program does not know.
    """
    try:
        with engine.connect() as connection:
            tables = sa.inspect(connection).get_table_names()
            revision = _revision(connection) if _VERSION.name in tables else None
    except sa.exc.DatabaseError as error:
        if is_damage(error.orig):
            raise not_a_database(Path(engine.url.database or "").name) from None
        raise
    if revision is None and tables:
        raise not_a_database(Path(engine.url.database or "").name)
    if revision is not None and revision not in _known():
        raise UserError(
            "newer_database",
            QT_TR_NOOP(
                "The database was made by a newer version of this program. Nothing was changed. "
                "Install the newer version on this computer."
            ),
        )
    return revision


def _revision(connection: sa.Connection) -> str | None:
    """What alembic wrote; two revisions at once are one that nobody knows."""
    return "+".join(sorted(map(str, connection.scalars(sa.select(_VERSION.c.version_num))))) or None


def _known() -> set[str]:
    """The number at the front of a revision's file is its revision."""
    return {file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*_*.py")}


def upgrade(
    engine: sa.Engine,
    before: Callable[[], None],
    *,
    begin: bool = True,
    progress: Progress = lambda _done, _of: None,
) -> bool:
    """Upgrade to `head()`; `before` (a backup) runs first when there is something to lose.

    An empty database is begun, or with `begin` False refused as 'not_a_database'. `progress` is told how many
    of how many revisions are done, when there was something to lose; what it raises takes all back.
    Returns whether anything had to be done. One transaction: a killed upgrade leaves the old state.
    UserError 'upgrade_refused' when rows refer to nothing or break a rule of a newer table; as `current`.
    """
    revision = current(engine)
    if revision == head():
        return False
    if revision is None and not begin:
        raise not_a_database(Path(engine.url.database or "").name)
    from alembic import command

    config = configuration()
    if revision is not None:
        done, left = itertools.count(1), sum(each > revision for each in _known())
        progress(0, left)
        before()
        config.attributes["applied"] = lambda **_: progress(next(done), left)
    with altering(engine) as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except sa.exc.IntegrityError as error:
            raise _refused(_place(error.orig)) from None
    return True


@contextmanager
def altering(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction in which a table that others refer to may be made anew.

    SQLite would delete what refers to a dropped table, or refuse; it only takes the order to leave
    references alone outside a transaction, so they are looked at as a whole before the end. The
    connection is closed afterwards, because others must not get one without foreign keys.
    """
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        if not is_sqlite(connection):
            with connection.begin():
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
                yield connection
            return
        sqlite_connection(connection).execute("PRAGMA foreign_keys = OFF")
        connection.detach()
        with connection.begin():
            yield connection
            dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if dangling is not None:
                raise _refused(f"{dangling[0]} > {dangling[2]}")


def _place(error: object) -> str:
    """The table whose rows broke a rule, as the database says it; never a value."""
    diagnosis = getattr(error, "diag", None)
    if diagnosis is not None:
        return str(diagnosis.table_name)
    return str(error).rpartition(" ")[2]


def _refused(place: str) -> UserError:
    """The rows are not what an upgrade may rest on."""
    return UserError(
        "upgrade_refused",
        QT_TR_NOOP(
            "The database was not upgraded, because some of its records are not whole ({place}). "
            "Nothing was changed. Go on working with the earlier version of this program, and tell the "
            "administrator: the newest good backup is to be restored."
        ),
        place=place,
    )
