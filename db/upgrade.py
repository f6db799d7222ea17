"""Bring a database to this program's revision, in-process, after a backup; refuse a newer one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.errors import QT_TR_NOOP, UserError
from db.damage import is_damage
from db.engine import WRITES, not_a_database

MIGRATIONS = Path(__file__).parent / "migrations"


def configuration() -> Config:
    """Alembic's configuration without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def head() -> str:
    """The newest revision this program knows."""
    revision = ScriptDirectory.from_config(configuration()).get_current_head()
    if revision is None:
        raise RuntimeError("no revision in db/migrations/versions")
    return revision


def current(engine: sa.Engine) -> str | None:
    """The database's revision; None for an empty one.

    Raises UserError 'not_a_database' for a damaged file and 'newer_database' for a revision that this
    program does not know.
    """
    try:
        with engine.connect() as connection:
            revision = MigrationContext.configure(connection).get_current_revision()
            tables = sa.inspect(connection).get_table_names()
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


def _known() -> set[str]:
    return {
        script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()
    }


def upgrade(engine: sa.Engine, before: Callable[[], None], *, begin: bool = True) -> bool:
    """Upgrade to `head()`; `before` (a backup) runs first when there is something to lose.

    An empty database is begun, or with `begin` False refused as 'not_a_database'.
    Returns whether anything had to be done. One transaction: a killed upgrade leaves the old state.
    """
    revision = current(engine)
    if revision == head():
        return False
    if revision is None and not begin:
        raise not_a_database(Path(engine.url.database or "").name)
    if revision is not None:
        before()
    config = configuration()
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return True
