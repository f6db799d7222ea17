"""The fixtures around tests.kit.desk; a folder's conftest imports what it needs."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url

from app.paths import Folders
from app.services.procedure import REGISTRY
from app.services.session import open_installation
from app.services.trust import key_ring
from tests.kit import desk as desks
from tests.kit import postgres, written
from tests.kit.desk import TestHall
from tests.kit.heads import TEMPLATE, keep_heads, runtime_folder
from tests.kit.written import OF_EVERY_OPERATION

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session", autouse=True)
def derive_each_password_once() -> Iterator[None]:
    """Real parameters, one derivation a password and test run."""
    patch = pytest.MonkeyPatch()
    patch.setattr(key_ring, "derive", desks.derive_once)
    yield
    patch.undo()


@pytest.fixture(scope="session", autouse=True)
def write_what_is_declared() -> Iterator[None]:
    """In no test does a kind write a table that it does not declare, not even past `Work`."""
    with written.heard() as found:
        yield
    declared = {kind: {table.name for table in each.writes} for kind, each in REGISTRY.items()}
    more = {kind: tables - OF_EVERY_OPERATION - declared[kind] for kind, tables in found.items()}
    assert {kind: tables for kind, tables in more.items() if tables} == {}


@contextmanager
def _one_at_a_time(name: str) -> Iterator[Path]:
    """The run's folder, while no other worker makes `name`."""
    folder = Path(os.environ[postgres.RUN_FOLDER])
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


@pytest.fixture(scope="session")
def sqlite_hall() -> Folders:
    """A set-up hall on SQLite, made once a run, to be copied."""
    with _one_at_a_time("hall-sqlite") as folder:
        hall = folder / "hall-sqlite"
        if not hall.exists():
            made = Folders(folder / "hall-sqlite-in-work")
            desks.build(made)
            made.data.rename(hall)
    opened = open_installation(desks.copy_folder(Folders(hall)))
    for place in (opened.heads.place, runtime_folder(TEMPLATE)):
        keep_heads(opened, place=place)  # each test begins with what this process keeps
    opened.close()
    return Folders(hall)


@pytest.fixture(scope="session")
def postgres_hall() -> tuple[Folders, postgres.Template]:
    """A set-up hall on PostgreSQL, made once a run; the template is this worker's own copy."""
    with _one_at_a_time("hall-postgres") as folder:
        hall, named = folder / "hall-postgres", folder / "hall-postgres.json"
        if not named.exists():
            made = postgres.make_template(lambda url: desks.build(Folders(hall), url))
            named.write_text(json.dumps([str(made.folder), made.name]))
        server, name = json.loads(named.read_text())
        own = make_url(postgres.copy_of(postgres.Template(Path(server), name)))
    return Folders(hall), postgres.Template(Path(server), str(own.database))


@contextmanager
def opened_hall(request: pytest.FixtureRequest, database: str) -> Iterator[TestHall]:
    """A ready hall of one's own on `database`, removed afterwards."""
    if database == "sqlite":
        folders, url = desks.copy_folder(request.getfixturevalue("sqlite_hall")), ""
    else:
        source, template = request.getfixturevalue("postgres_hall")
        folders, url = desks.copy_folder(source), postgres.copy_of(template)
    opened = desks.open_desk(folders, url)
    try:
        yield opened
    finally:
        opened.installation.close()
        if url:
            postgres.drop(url)
        shutil.rmtree(folders.data)


@pytest.fixture(params=DATABASES)
def desk(request: pytest.FixtureRequest) -> Iterator[TestHall]:
    """A ready hall of this test's own, once on each database."""
    with opened_hall(request, request.param) as opened:
        yield opened


@pytest.fixture
def local_desk(request: pytest.FixtureRequest) -> Iterator[TestHall]:
    """A ready hall on the embedded file only."""
    with opened_hall(request, "sqlite") as opened:
        yield opened
