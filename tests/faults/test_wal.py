"""A power cut leaves a torn write-ahead log (design: security, T3): an earlier whole state, or a refusal."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.paths import Folders
from app.services import registration
from app.services.session import Session
from db import damage as damage_of_files
from tests.kit import desk as desks
from tests.kit import figures, wholeness
from tests.kit.desk import TestHall
from tests.kit.wholeness import Whole

CASES = 100
CUSTOMERS = 3
LOG_HEADER, FRAME_HEADER = 32, 24
Damage = Callable[[Path, random.Random], None]


@dataclass(frozen=True)
class PowerCut:
    """A hall as the power cut left it: some registrations are only in the log."""

    folders: Folders
    database: str
    whole: Whole
    codes: tuple[str, ...]
    clerk: Session

    def state(self, damage: Damage, chance: random.Random) -> str:
        """What a start after `damage` finds: 'n customers', 'refused' or what is wrong."""
        target = Path(tempfile.mkdtemp(prefix="counter-wal-"))
        try:
            shutil.copytree(self.folders.data, target, dirs_exist_ok=True)
            damage(target / self.database, chance)
            return self._look(target)
        except UserError:
            return "refused"
        finally:
            shutil.rmtree(target)

    def _look(self, target: Path) -> str:
        desk = desks.open_desk(Folders(target))
        desk._sessions[Role.CLERK] = self.clerk
        try:
            # an earlier state is behind what the computer has seen; tests/db/trust/test_rolled_back
            found = wholeness.faults(desk, self.whole, heads=False)
            codes = list(wholeness.registered(desk).values())
        except sa.exc.DatabaseError:
            return "unreadable"
        finally:
            desk.installation.close()
        if sorted(codes) != sorted(self.codes[: len(codes)]):
            found.append("a later registration without an earlier one")
        return "; ".join(found) or f"{len(codes)} customers"


@pytest.fixture
def power_cut(local_desk: TestHall) -> Iterator[PowerCut]:
    """The files of a hall at work, copied as they are on the disk."""
    engine = local_desk.installation.engine
    whole = wholeness.example(local_desk)
    (first,) = wholeness.registered(local_desk).values()
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    codes = [first]
    for n in range(CUSTOMERS):
        form = wholeness.form(n, local_desk.place(n))
        made = registration.register(
            local_desk.clerk, new_id(), form=form, images=wholeness.PICTURES
        )
        codes.append(made.customer_code)
    with engine.connect() as connection:
        database = Path(connection.exec_driver_sql("PRAGMA database_list").one()[2]).name
    folders = desks.copy_folder(local_desk.folders)
    for file in folders.data.glob("*-shm"):
        file.unlink()  # lives in memory; a power cut takes it
    yield PowerCut(folders, database, whole, tuple(codes), local_desk.clerk)
    shutil.rmtree(folders.data)


def cut(database: Path, chance: random.Random) -> None:
    """The log ends somewhere."""
    log = database.with_name(database.name + "-wal")
    with log.open("r+b") as file:
        file.truncate(chance.randrange(log.stat().st_size))


def flip(database: Path, chance: random.Random) -> None:
    """Some bits of the log are others."""
    log = database.with_name(database.name + "-wal")
    content = bytearray(log.read_bytes())
    for _ in range(chance.choice((1, 1, 2, 8))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    log.write_bytes(content)


def apply_without_checksums(database: Path, chance: random.Random) -> None:
    """Sabotage: some pages of the log reach the database without the log's protection."""
    log = database.with_name(database.name + "-wal")
    content = log.read_bytes()
    page = int.from_bytes(content[8:12], "big")
    with database.open("r+b") as file:
        for start in range(LOG_HEADER, len(content) - page, FRAME_HEADER + page):
            if chance.random() < 0.5:
                number = int.from_bytes(content[start : start + 4], "big")
                file.seek((number - 1) * page)
                file.write(content[start + FRAME_HEADER : start + FRAME_HEADER + page])
    log.unlink()


@pytest.mark.parametrize("damage", [cut, flip])
def test_a_torn_log_gives_an_earlier_whole_state_or_a_refusal(
    power_cut: PowerCut, damage: Damage
) -> None:
    chance, seen = random.Random(damage.__name__), dict[str, int]()
    for _ in range(CASES):
        state = power_cut.state(damage, chance)
        seen[state] = seen.get(state, 0) + 1
    allowed = {f"{n} customers" for n in range(1, CUSTOMERS + 2)}
    assert set(seen) <= {*allowed, "refused"}, seen
    assert len(set(seen) & allowed) > 1, "the log was never in use"
    figures.publish(f"wal.{damage.__name__}", seed=0, cases=CASES, mixed=0)


def test_the_same_test_fails_when_the_guard_is_removed(
    power_cut: PowerCut, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two guards: the log's protection, and the look at the file when it is opened."""
    allowed = {f"{n} customers" for n in range(1, CUSTOMERS + 2)} | {"refused"}
    chance = random.Random(3)
    assert {power_cut.state(apply_without_checksums, chance) for _ in range(10)} <= allowed
    chance = random.Random(3)
    monkeypatch.setattr(damage_of_files, "found_in", lambda *_, **__: [])
    states = [power_cut.state(apply_without_checksums, chance) for _ in range(10)]
    assert set(states) - allowed, states
