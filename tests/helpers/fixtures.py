"""The fixtures around tests.helpers.desk; a folder's conftest imports what it needs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.paths import Folders
from app.services import key_ring
from tests.helpers import desk as desks
from tests.helpers import postgres
from tests.helpers.desk import Desk

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session", autouse=True)
def derive_each_password_once() -> Iterator[None]:
    """Real parameters, one derivation a password and test run."""
    patch = pytest.MonkeyPatch()
    patch.setattr(key_ring, "derive", desks.derive_once)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def sqlite_hall() -> Iterator[Folders]:
    """A set-up hall on SQLite, to be copied."""
    folders = Folders(Path(tempfile.mkdtemp(prefix="counter-hall-")))
    desks.build(folders)
    yield folders
    shutil.rmtree(folders.data)


@pytest.fixture(scope="session")
def postgres_hall() -> Iterator[tuple[Folders, postgres.Template]]:
    """A set-up hall on PostgreSQL, to be copied."""
    folders = Folders(Path(tempfile.mkdtemp(prefix="counter-hall-")))
    template = postgres.make_template(lambda url: desks.build(folders, url))
    yield folders, template
    shutil.rmtree(folders.data)


@pytest.fixture(params=DATABASES)
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A ready hall of this test's own, once on each database."""
    if request.param == "sqlite":
        folders = desks.copy_folder(request.getfixturevalue("sqlite_hall"))
        opened = desks.open_desk(folders)
        yield opened
    else:
        source, template = request.getfixturevalue("postgres_hall")
        folders, url = desks.copy_folder(source), postgres.copy_of(template)
        opened = desks.open_desk(folders, url)
        yield opened
        opened.installation.close()
        postgres.drop(url)
    opened.installation.close()
    shutil.rmtree(folders.data)


@pytest.fixture
def local_desk(sqlite_hall: Folders) -> Iterator[Desk]:
    """A ready hall on the embedded file only."""
    folders = desks.copy_folder(sqlite_hall)
    opened = desks.open_desk(folders)
    yield opened
    opened.installation.close()
    shutil.rmtree(folders.data)
