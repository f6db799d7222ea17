"""Opening a database: empty, current, newer, damaged, foreign; and the tables are what the code says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.errors import UserError
from app.paths import Folders
from app.services import session
from db import damage, upgrade
from db import engine as engines
from db.schema import metadata
from tests.kit.desk import TestHall


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        engine = engines.connect(f"sqlite:///{tmp_path / 'empty.db'}")
    else:
        engine = engines.connect(request.getfixturevalue("fresh_postgres"))
    yield engine
    engine.dispose()


def nothing() -> None:
    raise AssertionError("there is nothing to back up")


def test_an_empty_database_gets_its_tables_in_one_step(empty: sa.Engine) -> None:
    assert upgrade.current(empty) is None
    assert upgrade.upgrade(empty, nothing)
    assert upgrade.current(empty) == upgrade.head()
    assert not upgrade.upgrade(empty, nothing)


def differs(context: Any, _found: Any, _column: Any, found: Any, described: Any) -> bool:
    """Types as the database spells them, collation included; a text is bound as varchar, which
    PostgreSQL holds to be the same."""
    dialect = context.dialect
    spelt = described.compile(dialect).replace("VARCHAR", "TEXT")
    return bool(found.compile(dialect) != spelt)


def test_the_revisions_make_the_tables_that_the_code_describes(empty: sa.Engine) -> None:
    upgrade.upgrade(empty, nothing)
    with empty.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": differs, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
        inspector = sa.inspect(connection)
        for table in metadata.sorted_tables:
            checks = {check["name"] for check in inspector.get_check_constraints(table.name)}
            described = {
                str(each.name) for each in table.constraints if isinstance(each, sa.CheckConstraint)
            }
            assert {name.split("%")[-1] for name in checks if name} == described, table.name


def test_every_table_is_strict_on_sqlite(tmp_path: Path) -> None:
    engine = engines.connect(f"sqlite:///{tmp_path / 'strict.db'}")
    upgrade.upgrade(engine, nothing)
    with engine.connect() as connection:
        tables = connection.exec_driver_sql("PRAGMA table_list").mappings().all()
    ours = [row for row in tables if row["schema"] == "main" and row["name"] in metadata.tables]
    assert len(ours) == len(metadata.tables)
    assert all(row["strict"] for row in ours)
    engine.dispose()


def test_the_pragmas_of_the_design_hold_on_every_connection(tmp_path: Path) -> None:
    engine = engines.connect(f"sqlite:///{tmp_path / 'x.db'}")
    expected = {
        "busy_timeout": 5000,
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }
    with engine.connect() as one, engine.connect() as other:
        for connection in (one, other):
            for name, value in expected.items():
                assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value, name
    engine.dispose()


def test_a_newer_database_is_refused_and_left_alone(empty: sa.Engine) -> None:
    upgrade.upgrade(empty, nothing)
    with empty.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UserError, match="newer_database"):
        upgrade.upgrade(empty, nothing)


def test_two_revisions_at_once_are_refused(empty: sa.Engine) -> None:
    upgrade.upgrade(empty, nothing)
    with empty.begin() as connection:
        connection.execute(sa.text("INSERT INTO alembic_version VALUES ('0001')"))
    with pytest.raises(UserError, match="newer_database"):
        upgrade.upgrade(empty, nothing)


def test_tables_of_no_revision_are_refused(empty: sa.Engine) -> None:
    upgrade.upgrade(empty, nothing)
    with empty.begin() as connection:
        connection.execute(sa.text("DELETE FROM alembic_version"))
    with pytest.raises(UserError, match="not_a_database"):
        upgrade.upgrade(empty, nothing)


def test_the_revisions_known_are_those_of_alembic_in_one_line() -> None:
    """Opening a database counts files, because asking alembic takes a tenth of a second."""
    scripts = ScriptDirectory.from_config(upgrade.configuration())
    line = [each.revision for each in scripts.walk_revisions()]
    assert scripts.get_heads() == [line[0]] == [upgrade.head()]
    assert line == sorted(upgrade._known(), reverse=True)


def test_opening_a_database_loads_neither_alembic_nor_another_databases_driver(
    local_desk: TestHall,
) -> None:
    local_desk.installation.close()
    source = (
        "import sys; from pathlib import Path; from app.paths import Folders\n"
        "from app.services import session\n"
        "session.open_installation(Folders(Path(sys.argv[1]))).close()\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", source, local_desk.folders.data],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "sqlalchemy" in told.stdout.split()
    assert {"alembic", "mako", "psycopg"} & set(told.stdout.split()) == set()


def test_somebody_elses_tables_are_refused(empty: sa.Engine) -> None:
    with empty.begin() as connection:
        connection.execute(sa.text("CREATE TABLE letters (text TEXT)"))
    with pytest.raises(UserError, match="not_a_database"):
        upgrade.upgrade(empty, nothing)


@pytest.mark.parametrize("content", [b"hello", b"SQLite format 3", b"%PDF-1.7\n" * 500])
def test_a_file_that_is_no_database_is_named_and_not_touched(
    local_desk: TestHall, content: bytes
) -> None:
    local_desk.installation.close()
    file = local_desk.folders.database
    file.write_bytes(content)
    with pytest.raises(UserError, match="not_a_database") as refused:
        session.open_installation(local_desk.folders)
    assert refused.value.values["name"] == "counter.db"
    assert file.read_bytes() == content


def test_a_damaged_database_is_refused(local_desk: TestHall) -> None:
    local_desk.installation.close()
    file = local_desk.folders.database
    content = file.read_bytes()
    file.write_bytes(content[:100] + os.urandom(len(content) - 100))
    with pytest.raises(UserError, match="not_a_database"):
        session.open_installation(local_desk.folders)


@pytest.mark.parametrize("how", ["missing", "empty"])
def test_a_lost_database_is_told_and_no_empty_one_begun(local_desk: TestHall, how: str) -> None:
    local_desk.installation.close()
    file = local_desk.folders.database
    file.unlink()
    if how == "empty":
        file.touch()
    with pytest.raises(UserError, match="database_missing"):
        session.open_installation(local_desk.folders)
    assert file.exists() == (how == "empty")


@pytest.mark.parametrize("content", ["", "{}", "no json", '{"id": 7}'])
def test_a_counter_file_that_is_damaged_is_told(local_desk: TestHall, content: str) -> None:
    local_desk.folders.workstation.write_text(content)
    with pytest.raises(UserError, match="bad_workstation"):
        session.open_installation(local_desk.folders)


def test_state_tells_a_set_up_folder_from_a_new_one(local_desk: TestHall, tmp_path: Path) -> None:
    assert session.installation_state(local_desk.folders) == "ready"
    assert session.installation_state(Folders(tmp_path)) == "none"
    assert local_desk.installation.operator_name == "示例有线电视网络有限公司"
    assert local_desk.installation.hall_name == "越秀旗舰厅"


MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
//server/share /mnt/share cifs rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
sshfs /mnt/ssh fuse.sshfs rw 0 0
ceph /mnt/ceph fuse.ceph rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("/home/me/counter.db", True),
        ("/mnt/share/x/counter.db", True),
        ("/mnt/ssh/counter.db", True),
        ("/mnt/ceph/counter.db", True),
        ("/home/local/counter.db", False),
        ("/srv/counter.db", False),
    ],
)
def test_a_network_drive_is_refused(
    path: str, refused: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    monkeypatch.setattr(engines, "MOUNTS", mounts)
    if refused:
        with pytest.raises(UserError, match="network_drive"):
            engines.refuse_network_drive(Path(path))
    else:
        engines.refuse_network_drive(Path(path))


@pytest.mark.parametrize("name", ["share hall", "共享 厅", "a\tb", "a\\b", "a#b", "a\nb", "\\040"])
def test_a_network_drive_with_signs_in_its_name_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the kernel writes them: a blank is \\040."""
    written = "".join(f"\\{ord(sign):03o}" if sign in " \t\n\\#" else sign for sign in name)
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nme@far:/ /mnt/{written} fuse.sshfs rw 0 0\n")
    monkeypatch.setattr(engines, "MOUNTS", mounts)
    with pytest.raises(UserError, match="network_drive"):
        engines.refuse_network_drive(Path("/mnt") / name / "hall" / "counter.db")
    engines.refuse_network_drive(Path("/mnt") / written / "counter.db")


SIGNS = ["hall?1", "a%20b", "a#b", "a b", "营业厅 💡", "a'b", "a\\b", "a:b", "a@b", "?mode=memory"]


@pytest.mark.parametrize("name", SIGNS)
def test_a_folder_may_have_any_name(name: str, sqlite_hall: Folders, tmp_path: Path) -> None:
    """? and % are signs of a URL; they must not name another file."""
    shutil.copytree(sqlite_hall.data, tmp_path / name)
    folders = Folders(tmp_path / name)
    opened = session.open_installation(folders)
    assert engines.file_of(opened.engine) == folders.database
    assert damage.found_in(folders.database, thorough=True) == []
    opened.close()
    fresh = engines.connect(session.database_url(Folders(tmp_path / f"new{name}"), "sqlite:x.db"))
    (tmp_path / f"new{name}").mkdir()
    with fresh.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
    fresh.dispose()
    assert (tmp_path / f"new{name}" / "x.db").exists()
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([name, f"new{name}"])


def test_a_system_that_does_not_tell_its_mounts_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "MOUNTS", tmp_path / "nothing")
    engines.refuse_network_drive(tmp_path / "counter.db")
