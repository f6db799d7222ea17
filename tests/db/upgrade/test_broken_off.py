"""An upgrade that is killed, refused or done twice at once leaves the older base or the newer one, whole."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.operations import Operations

from app.domain.permissions import Role
from app.errors import UserError
from app.paths import Folders
from app.services import backup, papers, session
from app.services.backup import backups
from db import damage, upgrade
from db import engine as engines
from db.engine import file_of, is_sqlite, write
from tests.db.upgrade.test_tables import fill, findings, make_older, upgraded
from tests.kit.desk import PASSWORDS, STAFF_NO, Clock, TestHall
from tests.kit.older_base import as_form, back_to, counts, papers_of
from tests.kit.papers import registered
from tests.kit.upgrade_process import opened_until

DESCRIBED = {
    "sqlite": "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2",
    "postgresql": (
        "SELECT table_name, column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = 'public' ORDER BY 1, 2"
    ),
}


def state(engine: sa.Engine) -> tuple[Any, ...]:
    """Revision, tables as the database describes them, and rows; a damaged file fails here."""
    file = file_of(engine)
    if file is not None:
        assert damage.found_in(file, thorough=True, references=True) == []
    with engine.connect() as connection:
        described = connection.exec_driver_sql(DESCRIBED[engine.dialect.name]).all()
    found = upgrade.current(engine), described, counts(engine)
    engine.dispose()
    return found


@pytest.mark.timeout(300)  # each moment is a program of its own
def test_killed_before_any_statement_the_base_is_the_older_one(desk: TestHall) -> None:
    with papers_of("0004"):
        registered(desk)
    make_older(desk, "0004")
    engine = desk.installation.engine
    older = state(engine)
    assert opened_until(desk.folders.data, "commit")
    assert state(engine) == older
    step = 29 if is_sqlite(engine) else 7
    killed = 0
    while opened_until(desk.folders.data, 1 + killed * step):
        found = state(engine)
        if found[0] == upgrade.head():  # the statement came after the end
            break
        assert found == older, killed
        killed += 1
    assert killed >= 5
    assert state(engine)[0] == upgrade.head()
    now = upgraded(desk)
    assert findings(now) == set()
    now.installation.close()


def test_killed_after_the_end_the_base_is_the_newer_one(desk: TestHall) -> None:
    with papers_of("0004"):
        registered(desk)
    make_older(desk, "0004")
    assert opened_until(desk.folders.data, "committed")
    assert state(desk.installation.engine)[0] == upgrade.head()
    now = upgraded(desk)
    assert findings(now) == set()
    now.installation.close()


def break_rows(engine: sa.Engine, change: str) -> None:
    """What a damaged disk or the owner of the database may have done."""
    if is_sqlite(engine):
        driver: Any = engine.raw_connection()
        driver.execute("PRAGMA foreign_keys = OFF")
        found = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        triggers = driver.execute(found).fetchall()
        for name, _ in triggers:
            driver.execute(f"DROP TRIGGER {name}")
        driver.execute(change)
        for _, sql in triggers:
            driver.execute(sql)
        driver.close()
    else:
        with engine.begin() as connection:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            connection.exec_driver_sql(change)
    engine.dispose()


def refused(desk: TestHall) -> UserError:
    """The sentence of an upgrade that changed nothing."""
    engine = desk.installation.engine
    before = counts(engine)
    engine.dispose()
    with pytest.raises(UserError, match="upgrade_refused") as caught:
        session.open_installation(desk.folders, clock=desk.clock)
    assert upgrade.current(engine) == "0004"
    assert counts(engine) == before
    return caught.value


def test_a_value_that_no_list_has_ends_an_upgrade_and_nothing_is_changed(desk: TestHall) -> None:
    with papers_of("0004"):
        registered(desk)
    make_older(desk, "0004")
    engine = desk.installation.engine
    break_rows(engine, "UPDATE interaction SET business = 'nothing'")
    assert str(refused(desk).values["place"]).startswith("interaction")
    break_rows(engine, "UPDATE interaction SET business = 'registration'")
    upgraded(desk).installation.close()


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ("UPDATE fee SET order_id = id", "fee > product_order"),
        ("UPDATE print_job SET document_id = hall_id", "print_job > paper"),
        ("DELETE FROM party_role", None),
        ("DELETE FROM place", "subscription > place"),
    ],
)
def test_a_row_that_refers_to_nothing_ends_an_upgrade(
    local_desk: TestHall, change: str, place: str | None
) -> None:
    with papers_of("0004"):
        registered(local_desk)
    make_older(local_desk, "0004")
    break_rows(local_desk.installation.engine, change)
    if (
        place is None
    ):  # the control: a loss that leaves no reference behind is verification's to find
        upgraded(local_desk).installation.close()
    else:
        assert refused(local_desk).values["place"] == place


def test_two_programs_that_upgrade_at_once_do_it_once(desk: TestHall) -> None:
    make_older(desk, "0004")
    engine = desk.installation.engine
    together = threading.Barrier(2)
    done: list[Any] = []

    def both_have_looked() -> None:
        together.wait(30)

    def one() -> None:
        try:
            done.append(upgrade.upgrade(engine, both_have_looked))
        except BaseException as error:
            done.append(error)

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [True, True]
    assert upgrade.current(engine) == upgrade.head()
    engine.dispose()


def test_the_steps_of_an_upgrade_are_told_and_who_gives_up_has_the_older_base(
    desk: TestHall,
) -> None:
    registered(desk)
    make_older(desk, "0004")
    engine = desk.installation.engine
    older = state(engine)
    told: list[tuple[int, int]] = []

    def give_up(done: int, steps: int) -> None:
        told.append((done, steps))
        if done == 2:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        session.open_installation(desk.folders, clock=desk.clock, progress=give_up)
    assert state(engine) == older
    told.clear()
    session.open_installation(
        desk.folders, clock=desk.clock, progress=lambda *step: told.append(step)
    ).close()
    steps = int(upgrade.head()) - 4
    assert told == [(done, steps) for done in range(steps + 1)]
    told.clear()
    session.open_installation(
        desk.folders, clock=desk.clock, progress=lambda *step: told.append(step)
    ).close()
    assert told == []


def test_after_an_upgrade_references_hold_on_every_connection(local_desk: TestHall) -> None:
    make_older(local_desk, "0004")
    now = upgraded(local_desk)
    with now.installation.engine.connect() as one, now.installation.engine.connect() as other:
        for connection in (one, other):
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA legacy_alter_table").scalar() == 0
    with (
        pytest.raises(sa.exc.IntegrityError),
        write(now.installation.engine) as connection,
    ):
        connection.exec_driver_sql("UPDATE workstation SET hall_id = id")
    now.installation.close()


def test_a_backup_of_an_older_base_is_restored_and_upgraded(
    local_desk: TestHall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = fill(local_desk, "0004")
    as_form(local_desk.installation, 1)
    older = tmp_path / "older.db"
    driver: Any = local_desk.installation.engine.raw_connection()
    driver.execute("VACUUM INTO ?", (str(older),))
    driver.close()
    back_to(engines.connect(f"sqlite:///{older}"), "0004")
    monkeypatch.setattr(backups, "_copied", lambda *_: contextlib.nullcontext(older))
    file = tmp_path / "hall.backup"
    backup.backup(local_desk.session(Role.ADMINISTRATOR), file)
    number, password = STAFF_NO[Role.ADMINISTRATOR], PASSWORDS[Role.ADMINISTRATOR]
    folders = Folders(tmp_path / "restored")
    backup.restore(file, folders, number, password, clock=local_desk.clock)
    now = TestHall(session.open_installation(folders, clock=local_desk.clock), local_desk.clock)
    assert upgrade.current(now.installation.engine) == upgrade.head()
    assert findings(now) == set()
    assert papers.stored_pdf(now.clerk, document_id=made.first.slip_document_id).pdf == made.pdf
    now.installation.close()


def test_an_older_database_is_copied_before_it_is_upgraded(local_desk: TestHall) -> None:
    make_older(local_desk, "0001")
    session.open_installation(local_desk.folders, clock=Clock()).close()
    (copy,) = local_desk.folders.data.glob("before-upgrade-*.db")
    assert copy.stat().st_mode & 0o077 == 0
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT count(*) FROM audit_event").fetchone()[0] > 0
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    connection.close()


def test_an_upgrade_that_breaks_off_leaves_the_older_database(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_older(local_desk, "0001")
    before = counts(local_desk.installation.engine)
    create = vars(Operations)["create_table"]

    def broken(self: Operations, name: str, *arguments: Any, **options: Any) -> Any:
        if name == "permit":
            raise RuntimeError("cut")
        return create(self, name, *arguments, **options)

    monkeypatch.setattr(Operations, "create_table", broken)
    with pytest.raises(RuntimeError):
        session.open_installation(local_desk.folders, clock=Clock())
    monkeypatch.undo()
    assert counts(local_desk.installation.engine) == before
    opened = session.open_installation(local_desk.folders, clock=Clock())
    assert upgrade.current(opened.engine) == upgrade.head()
    opened.close()
