"""All of the database file is looked at once a day, beside the work; it can be given up."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from app.services import session
from db import damage
from tests.kit.desk import TestHall


def test_the_whole_file_is_looked_at_once_a_day(local_desk: TestHall) -> None:
    first = session.check_file_daily(local_desk.installation)
    assert first is not None
    assert first.whole
    assert session.check_file_daily(local_desk.installation) is None
    local_desk.clock.pass_time(days=1)
    second = session.check_file_daily(local_desk.installation)
    assert second is not None
    assert second.at - first.at >= timedelta(days=1)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"at": 1, "whole": true}', "[" * 100_000])
def test_a_record_that_cannot_be_read_is_as_none(local_desk: TestHall, content: str) -> None:
    session.check_file_daily(local_desk.installation)
    (local_desk.folders.data / "last-checked.json").write_text(content)
    assert session.last_file_check(local_desk.folders) is None
    assert session.check_file_daily(local_desk.installation) is not None


def test_a_look_that_takes_too_long_is_given_up_and_due_again(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def given_up(*_: object, **__: object) -> list[str]:
        raise damage.GivenUp

    local_desk.installation.close()
    with monkeypatch.context() as slow:
        slow.setattr(damage, "found_in", given_up)
        opened = session.open_installation(local_desk.folders, clock=local_desk.clock)
        assert not opened.checked
        assert session.check_file_daily(opened) is None
    assert session.check_file_daily(opened) is not None
    assert opened.checked
    opened.close()


def test_a_look_ends_when_it_is_told_to(tmp_path: Path) -> None:
    file = tmp_path / "large.db"
    made = sqlite3.connect(file)
    made.execute("CREATE TABLE t (x TEXT, y INTEGER)")
    made.executemany(
        "INSERT INTO t VALUES (hex(randomblob(30)), ?)", ((n,) for n in range(200_000))
    )
    for column in ("x", "y", "x, y", "y, x"):
        made.execute(f"CREATE INDEX i{abs(hash(column))} ON t ({column})")
    made.commit()
    made.close()
    asked = []

    def stop() -> bool:
        asked.append(1)
        return True

    with pytest.raises(damage.GivenUp):
        damage.found_in(file, thorough=True, stop=stop)
    assert asked
