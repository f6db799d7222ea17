"""Tests that break things on purpose: a killed program, a full disk, a cut connection."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from app.paths import Folders
from tests.kit import desk as desks
from tests.kit import postgres
from tests.kit.desk import TestHall
from tests.kit.fixtures import (  # noqa: F401
    derive_each_password_once,
    local_desk,
    sqlite_hall,
)


@pytest.fixture(scope="session")
def synced_server() -> Iterator[postgres.Server]:
    """A PostgreSQL of this worker's own, which syncs and may be killed."""
    server = postgres.Server(options=())
    server.start()
    yield server
    server.remove()


@pytest.fixture(scope="session")
def synced_hall(synced_server: postgres.Server) -> Iterator[tuple[Folders, postgres.Template]]:
    """A hall on that server."""
    folders = Folders(Path(tempfile.mkdtemp(prefix="counter-hall-")))
    postgres._execute(synced_server.folder, "CREATE DATABASE hall")
    desks.build(folders, postgres.url(synced_server.folder, "hall"))
    yield folders, postgres.Template(synced_server.folder, "hall")
    shutil.rmtree(folders.data)


@pytest.fixture
def server_desk(synced_hall: tuple[Folders, postgres.Template]) -> Iterator[TestHall]:
    """A hall of this test's own on the server that may be killed."""
    source, template = synced_hall
    folders, url = desks.copy_folder(source), postgres.copy_of(template)
    opened = desks.open_desk(folders, url)
    yield opened
    opened.installation.close()
    postgres.drop(url)
    shutil.rmtree(folders.data)


def database_of(desk: TestHall) -> tuple[Path, str]:
    """Socket folder and database name of a hall on PostgreSQL."""
    address = make_url(desk.installation.profile.url)
    assert address.database
    return Path(str(address.query["host"])), address.database
