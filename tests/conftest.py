"""What every test stands on: a clean environment, no thread left behind, a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import databases
from tests.kit import postgres

pytest.register_assert_rewrite("tests.kit.standard")

settings.register_profile(
    "counter",
    deadline=None,  # the machine is shared by two workers
    derandomize=True,  # the same change gives the same answer on every machine
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("counter")

THREAD_SECONDS = 5


def pytest_addoption(parser: pytest.Parser) -> None:
    databases.add_option(parser)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    databases.choose(config, items)


def pytest_configure(config: pytest.Config) -> None:
    """Set the environment before Qt or a database is imported."""
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["NO_AT_BRIDGE"] = "1"
    os.environ["QT_QPA_PLATFORM"] = "offscreen" if config.getoption("--no-xvfb") else "xcb"
    os.environ["QT_LOGGING_RULES"] = "qt.qpa.*.debug=false"
    os.environ.pop("COUNTER_DATA", None)
    if postgres.RUN_FOLDER not in os.environ:  # no test command and no worker of one began it
        folder = postgres.begin_run()
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    runtime = Path(os.environ[postgres.RUN_FOLDER]) / f"runtime-{os.getpid()}"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    os.environ["COUNTER_SECOND_PLACE"] = str(runtime / "second-place")


@pytest.fixture(autouse=True)
def own_second_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Copies of one hall that different tests work in must not look like roll-backs of each other. What
    the templates of halls kept is there."""
    longer = os.environ["COUNTER_SECOND_PLACE"]
    own = tmp_path_factory.mktemp("second-place")
    templates = Path(os.environ["XDG_RUNTIME_DIR"]) / "second-place-of-templates"
    if templates.exists():
        shutil.copytree(templates, own, dirs_exist_ok=True)
    os.environ["COUNTER_SECOND_PLACE"] = str(own)
    yield
    os.environ["COUNTER_SECOND_PLACE"] = longer


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """A thread that a test started must have ended with it."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(THREAD_SECONDS)
    left = [thread.name for thread in set(threading.enumerate()) - before]
    assert not left, f"threads still run: {left}"


@pytest.fixture(scope="session")
def postgres_template() -> postgres.Template:
    """An empty database to copy; a folder's conftest overrides it with one that has the schema."""
    return postgres.make_template(lambda address: None)


@pytest.fixture
def fresh_postgres(postgres_template: postgres.Template) -> Iterator[str]:
    """SQLAlchemy's address of a new database like `postgres_template`, removed after the test."""
    address = postgres.copy_of(postgres_template)
    yield address
    postgres.drop(address)
