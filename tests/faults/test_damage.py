"""A damaged database file is named, not worked on, and not called a good backup (design: security,
5)."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.paths import Folders
from app.services import backup, registration, session, verification
from app.services.staff import sign_in
from db import damage, upgrade
from db import engine as engines
from tests.kit import wholeness
from tests.kit.attack import as_owner
from tests.kit.desk import PASSWORDS, STAFF_NO, Clock, TestHall
from tests.kit.party_work import make_party

ADMINISTRATOR = (STAFF_NO[Role.ADMINISTRATOR], PASSWORDS[Role.ADMINISTRATOR])
Damage = Callable[[Path], None]


@pytest.fixture
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="counter-damage-"))
    yield made
    shutil.rmtree(made)


def register(desk: TestHall, n: int) -> None:
    form = wholeness.form(n, desk.place(n % 8))
    registration.register(desk.clerk, new_id(), form=form, images=wholeness.PICTURES)


def checkpoint(desk: TestHall, how: str = "TRUNCATE") -> None:
    with desk.installation.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA wal_checkpoint({how})")


def older_file_under_a_newer_log(desk: TestHall, folder: Path, more: int = 3) -> Folders:
    """The files after the program was killed and somebody put an older counter.db back."""
    checkpoint(desk)
    old = folder / "old.db"
    shutil.copy(desk.folders.database, old)
    for n in range(more):
        register(desk, n)
    checkpoint(desk)
    register(desk, more)
    shutil.copytree(desk.folders.data, folder / "hall")
    hall = Folders(folder / "hall")
    shutil.copy(old, hall.database)
    assert hall.database.with_name("counter.db-wal").stat().st_size > 0
    hall.database.with_name("counter.db-shm").unlink(missing_ok=True)
    return hall


def content(hall: Folders) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in hall.data.glob("counter.db*")}


def test_an_older_file_under_a_newer_log_is_not_opened_and_stays_as_it_is(
    local_desk: TestHall, folder: Path
) -> None:
    hall = older_file_under_a_newer_log(local_desk, folder)
    before = content(hall)
    for _ in range(2):
        with pytest.raises(UserError, match="not_a_database") as refused:
            session.open_installation(hall, clock=local_desk.clock)
        assert refused.value.values["name"] == "counter.db"
    after = content(hall)
    assert {name: after[name] for name in before} == before  # -shm is nothing that was written


def zeroed(part: float) -> Damage:
    def damage(file: Path) -> None:
        size = 4096
        at = int(file.stat().st_size * part) // size * size
        with file.open("r+b") as opened:
            opened.seek(at)
            opened.write(bytes(size))

    return damage


def truncated(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2 // 4096 * 4096)


def cut_inside_a_page(file: Path) -> None:
    os.truncate(file, file.stat().st_size - 5000)


def header(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(100)
        opened.write(b"\xff" * 40)


def page_size(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(16)
        opened.write(b"\x04\x00")


def without_tables(file: Path) -> None:
    file.unlink()
    made = sqlite3.connect(file)
    made.execute("CREATE TABLE t (x)")
    made.execute("DROP TABLE t")
    made.commit()
    made.close()
    assert file.stat().st_size > 0


def without_rows(file: Path) -> None:
    file.unlink()
    engine = engines.local(file)
    upgrade.upgrade(engine, lambda: None)
    engine.dispose()


def another_programs(file: Path) -> None:
    file.unlink()
    made = sqlite3.connect(file)
    made.execute("CREATE TABLE letters (text TEXT)")
    made.commit()
    made.close()


@pytest.mark.parametrize(
    "harm",
    [
        *(zeroed(0.3), zeroed(0.6), zeroed(0.9)),
        *(
            truncated,
            cut_inside_a_page,
            header,
            page_size,
            without_tables,
            without_rows,
            another_programs,
        ),
    ],
)
def test_a_damaged_file_is_refused_by_name(
    local_desk: TestHall, folder: Path, harm: Damage
) -> None:
    register(local_desk, 1)
    local_desk.installation.close()
    harm(local_desk.folders.database)
    with pytest.raises(UserError, match="not_a_database") as refused:
        session.open_installation(local_desk.folders, clock=local_desk.clock)
    assert "counter.db" in refused.value.text.format(**refused.value.values)


def test_the_log_of_another_database_is_noticed(local_desk: TestHall, folder: Path) -> None:
    other = folder / "other.db"
    made = sqlite3.connect(other)
    made.execute("PRAGMA journal_mode = WAL")
    made.execute("CREATE TABLE t (x)")
    made.executemany("INSERT INTO t VALUES (?)", [("x" * 500,) for _ in range(50)])
    made.commit()
    local_desk.installation.close()
    shutil.copy(f"{other}-wal", local_desk.folders.data / "counter.db-wal")
    made.close()
    with pytest.raises(UserError, match="not_a_database"):
        session.open_installation(local_desk.folders, clock=local_desk.clock)


def test_the_database_of_another_hall_is_named(local_desk: TestHall, folder: Path) -> None:
    from app.services import setup
    from tests.kit.desk import FORM

    other = Folders(folder / "other")
    setup.set_up(other, FORM)
    local_desk.installation.close()
    shutil.copy(other.database, local_desk.folders.database)
    with pytest.raises(UserError, match="other_hall"):
        session.open_installation(local_desk.folders, clock=local_desk.clock)


def test_what_the_quick_look_misses_is_found_by_the_daily_one(local_desk: TestHall) -> None:
    index_without_its_last_entries(local_desk)
    assert damage.found_in(local_desk.folders.database, thorough=False) == []
    opened = session.open_installation(local_desk.folders, clock=local_desk.clock)
    with pytest.raises(UserError, match="database_damaged"):
        session.check_file_daily(opened)
    opened.close()
    last = session.last_file_check(local_desk.folders)
    assert last is not None
    assert not last.whole
    with pytest.raises(UserError, match="not_a_database"):  # from now on nobody works with it
        session.open_installation(local_desk.folders, clock=local_desk.clock)


def test_beside_a_log_that_was_left_the_indexes_are_looked_at_when_it_is_opened(
    local_desk: TestHall,
) -> None:
    """As when an older file was put under the log of a newer one: pages are whole, indexes are not."""
    index_without_its_last_entries(local_desk)
    opened = session.open_installation(local_desk.folders, clock=local_desk.clock)
    writer = sqlite3.connect(local_desk.folders.database, isolation_level=None)
    writer.execute("PRAGMA user_version = 7")  # the log holds something now
    with pytest.raises(UserError, match="not_a_database"):
        session.open_installation(local_desk.folders, clock=local_desk.clock)
    writer.close()
    opened.close()


def index_without_its_last_entries(desk: TestHall) -> None:
    """The table has a row that its index does not have."""
    desk.installation.close()
    raw = sqlite3.connect(desk.folders.database, isolation_level=None)
    raw.execute("PRAGMA writable_schema = ON")
    indexes = raw.execute(
        "SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "
        "AND sql NOT LIKE '%WHERE%'"
    ).fetchall()
    name, sql = next(
        (name, sql)
        for name, sql, table in indexes
        if raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    )
    raw.execute("UPDATE sqlite_master SET sql = sql || ' WHERE 0' WHERE name = ?", (name,))
    raw.execute("PRAGMA writable_schema = RESET")
    raw.execute(f"REINDEX {name}")
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, name))
    raw.close()


def dangling(desk: TestHall) -> None:
    with desk.installation.engine.connect() as connection:
        raw = engines.sqlite_connection(connection)
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("UPDATE staff SET hall_id = ?", (b"x" * 16,))
        raw.execute("PRAGMA foreign_keys = ON")


@pytest.mark.parametrize("hurt", ["index", "reference"])
def test_a_backup_of_a_damaged_file_is_not_called_good(
    local_desk: TestHall, folder: Path, hurt: str
) -> None:
    administrator = local_desk.session(Role.ADMINISTRATOR)
    register(local_desk, 1)
    if hurt == "index":
        index_without_its_last_entries(local_desk)
    else:
        dangling(local_desk)
    with pytest.raises(UserError, match="database_damaged") as refused:
        backup.backup(administrator, folder / "hall.backup")
    assert "no backup" in refused.value.text
    assert list(folder.iterdir()) == []
    assert not list(local_desk.folders.data.glob("backup-*"))


def test_a_page_that_goes_bad_while_people_work_is_said_as_what_it_is(
    local_desk: TestHall, folder: Path
) -> None:
    administrator = local_desk.session(Role.ADMINISTRATOR)
    register(local_desk, 1)
    checkpoint(local_desk)
    local_desk.installation.engine.dispose()
    with local_desk.folders.database.open("r+b") as file:
        file.seek(4096)
        file.write(bytes(local_desk.folders.database.stat().st_size - 4096))
    with pytest.raises(UserError, match="database_damaged"):
        local_desk.session(Role.AUDITOR)  # not signed in yet
    with pytest.raises(UserError, match="database_damaged"):
        backup.backup(administrator, folder / "hall.backup")
    with pytest.raises(UserError, match="database_damaged"):
        verification.verify(local_desk.installation)


def test_a_backup_that_holds_a_damaged_database_is_not_restored(
    local_desk: TestHall, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an older version, which did not look, may have made it."""
    administrator = local_desk.session(Role.ADMINISTRATOR)
    make_party(local_desk.clerk, new_id(), name="甲乙")
    index_without_its_last_entries(local_desk)
    with monkeypatch.context() as older:
        older.setattr("app.services.backup.backups.require_whole_file", lambda *_: None)
        file = backup.backup(administrator, folder / "hall.backup").path
    target = Folders(folder / "empty")
    with pytest.raises(UserError, match="backup_damaged"):
        backup.restore(file, target, *ADMINISTRATOR, clock=Clock())
    assert not target.data.exists()
    with pytest.raises(UserError, match="backup_damaged"):
        backup.drill(administrator, file)


def test_a_restore_into_another_folder_is_possible_beside_a_damaged_one(
    local_desk: TestHall, folder: Path
) -> None:
    file = backup.backup(local_desk.session(Role.ADMINISTRATOR), folder / "hall.backup").path
    local_desk.installation.close()
    truncated(local_desk.folders.database)
    target = Folders(folder / "empty")
    backup.restore(file, target, *ADMINISTRATOR, clock=Clock())
    opened = session.open_installation(target, clock=Clock())
    sign_in(opened, *ADMINISTRATOR)
    opened.close()


def test_an_older_state_whose_newest_events_came_with_the_log_counts_as_rolled_back(
    local_desk: TestHall,
) -> None:
    """The file itself is whole, and events are missing in the middle."""
    register(local_desk, 1)
    with as_owner(local_desk.installation) as connection:
        connection.exec_driver_sql("DELETE FROM audit_event WHERE seq BETWEEN 3 AND 4")
    assert sign_in(local_desk.installation, *ADMINISTRATOR).rolled_back


def test_values_that_break_a_rule_are_verifications_matter(local_desk: TestHall) -> None:
    """The file is whole; verification names the row."""
    with local_desk.installation.engine.connect() as connection:
        raw = engines.sqlite_connection(connection)
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.execute("UPDATE rule SET enabled = 7")
        raw.execute("PRAGMA ignore_check_constraints = OFF")
    local_desk.installation.close()
    opened = session.open_installation(local_desk.folders, clock=local_desk.clock)
    assert not verification.verify(opened).good
    opened.close()


@pytest.mark.parametrize("content", ['{"x": [1, "ab"]}', '{"%s": [1e400, "a"]}', "[" * 100_000])
def test_a_strange_file_of_heads_keeps_nobody_out(local_desk: TestHall, content: str) -> None:
    text = content % local_desk.installation.workstation.id if "%s" in content else content
    (local_desk.folders.data / "heads.json").write_text(text)
    assert not sign_in(local_desk.installation, *ADMINISTRATOR).rolled_back
    assert not (local_desk.folders.data / "heads.json").exists()


def test_without_the_look_a_damaged_file_would_be_opened_and_backed_up(
    local_desk: TestHall, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: what the guard does not look at is worked on."""
    administrator = local_desk.session(Role.ADMINISTRATOR)
    register(local_desk, 1)
    index_without_its_last_entries(local_desk)
    monkeypatch.setattr(damage, "found_in", lambda *_, **__: [])
    opened = session.open_installation(local_desk.folders, clock=local_desk.clock)
    opened.close()
    assert backup.backup(administrator, folder / "hall.backup").size > 0
