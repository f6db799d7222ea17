"""The upgrade of a hall with 2,000 customers, as the program of the version before had written it."""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from unittest.mock import patch

import sqlalchemy as sa

from app.paths import Folders
from app.services import session
from app.services.trust import key_ring
from db import damage, upgrade
from db.engine import file_of
from tests.bench.registry import bench
from tests.kit import crowd
from tests.kit import desk as desks
from tests.kit.desk import TestHall
from tests.kit.older_base import as_form, back_to, counts
from tests.kit.upgrade_process import opened_until
from tests.kit.verified import look

CUSTOMERS, BEFORE, KILLED = 2_000, "0006", 10


@bench("upgrade.customers_2000", unit="s", goal=60)
def two_thousand_customers() -> float:
    """Seconds from opening to opened, on SQLite; killed ten times before, the base was the older one."""
    with _older() as desk:
        engine = desk.installation.engine
        older = counts(engine)
        engine.dispose()
        statements = _statements(desk.folders)
        chance = random.Random(1)
        for moment in sorted(chance.sample(range(5, statements), KILLED - 1)):
            if not opened_until(desk.folders.data, moment):
                raise AssertionError(f"not killed before statement {moment} of {statements}")
            _require_older(engine, older)
        opened_until(desk.folders.data, "commit")
        _require_older(engine, older)
        for copy in desk.folders.data.glob("before-upgrade-*.db"):
            copy.unlink()
        begun = time.perf_counter()
        opened = session.open_installation(desk.folders, clock=desk.clock)
        seconds = time.perf_counter() - begun
        now = TestHall(opened, desk.clock)
        found = look(now)
        if not found.good:
            raise AssertionError(str(found.findings[:3]))
        opened.close()
    return seconds


@contextmanager
def _older() -> Iterator[TestHall]:
    folders = Folders(Path(tempfile.mkdtemp(prefix="counter-bench-")))
    try:
        with patch.object(key_ring, "derive", desks.derive_once):
            desks.build(folders)
            desk = desks.open_desk(folders)
            people = crowd.people(CUSTOMERS)
            while some := list(islice(people, 100)):
                crowd.add(desk.clerk, some)
            as_form(desk.installation, 2)
            back_to(desk.installation.engine, BEFORE)
            desk.installation.close()
            yield desk
    finally:
        shutil.rmtree(folders.data)


def _statements(folders: Folders) -> int:
    """How many statements the upgrade of a copy takes."""
    with tempfile.TemporaryDirectory() as elsewhere:
        copy = Folders(Path(elsewhere) / "copy")
        shutil.copytree(folders.data, copy.data)
        taken = 0

        @sa.event.listens_for(sa.Engine, "before_cursor_execute")
        def count(*_event: object) -> None:
            nonlocal taken
            taken += 1

        session.open_installation(copy).close()
        sa.event.remove(sa.Engine, "before_cursor_execute", count)
    return taken


def _require_older(engine: sa.Engine, older: dict[str, int]) -> None:
    file = file_of(engine)
    assert file is not None
    found = upgrade.current(engine), counts(engine)
    engine.dispose()
    if found != (BEFORE, older) or damage.found_in(file, thorough=False):
        raise AssertionError(f"the base is {found[0]} and not the older one")
