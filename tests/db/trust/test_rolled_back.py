"""Nothing acknowledged is taken back unseen: an older database is found and refused (security.md 4)."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.paths import Folders
from app.security import kept_heads
from app.security.kept_heads import ChainHead, file_of
from app.services import session, staff, trust
from app.services.procedure import chain, number_blocks
from app.services.staff import lock, set_pin, sign_in
from tests.kit.desk import TestHall
from tests.kit.heads import kept
from tests.kit.rolled_back import (
    copy_of_base,
    cut_tail,
    events,
    person,
    put_back,
    refused,
    work,
)
from tests.kit.verified import codes, look


def test_an_older_file_under_an_open_window_is_met_by_the_next_step(put: TestHall) -> None:
    """M9: nobody signs in anew."""
    put.installation.engine.dispose()
    before = events(put)
    assert refused(lambda: work(put.clerk)) == "rolled_back"
    assert refused(lambda: number_blocks(put.installation).prepare(put.clerk, "customer")) == (
        "rolled_back"
    )
    assert events(put) == before
    assert trust.lost_now(put.clerk)  # what only reads goes on


def test_an_older_file_is_met_at_sign_in_and_at_unlock(put: TestHall) -> None:
    clerk = sign_in(put.installation, *person(Role.CLERK))
    assert clerk.rolled_back
    assert refused(lambda: work(clerk)) == "rolled_back"
    set_pin(clerk, "271828")
    again = lock(clerk).unlock_pin("271828")
    assert again.rolled_back
    assert staff.after_sign_in(again) == ()
    found = look(put, None)
    assert codes(found) == {"rewritten"} or codes(found) == {"tail_cut"}


def test_a_cut_tail_is_met_on_either_database(desk: TestHall) -> None:
    clerk, auditor = desk.clerk, desk.session(Role.AUDITOR)
    work(clerk)
    cut_tail(desk.installation, 2)
    assert refused(lambda: work(clerk)) == "rolled_back"
    assert "tail_cut" in codes(look(desk, None))
    trust.release_base(auditor, new_id(), reason="数据库被换成旧的")
    work(clerk)


def test_another_event_under_the_number_is_met(local_desk: TestHall) -> None:
    clerk = local_desk.clerk
    work(clerk)
    local_desk.installation.heads.flush()
    place, own = local_desk.installation.heads.place, local_desk.installation.workstation.id
    head = kept(local_desk.installation)
    assert isinstance(head, ChainHead)
    file_of(place, own).unlink()
    kept_heads.move_head(place, replace(head, hash=bytes(32)))
    assert sign_in(local_desk.installation, *person(Role.CLERK)).rolled_back


@pytest.mark.parametrize("damage", ["gone", "cut", "flipped"])
def test_a_log_that_was_taken_away_cut_or_flipped_is_met(
    local_desk: TestHall, tmp_path: Path, damage: str
) -> None:
    work(local_desk.clerk)
    with local_desk.installation.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    work(local_desk.clerk)
    target = Folders(tmp_path / "hall")
    shutil.copytree(local_desk.folders.data, target.data)  # while it is open: with its log
    local_desk.installation.heads.flush()
    log = target.data / "counter.db-wal"
    whole = log.read_bytes()
    assert len(whole) > 10_000
    (target.data / "counter.db-shm").unlink()
    if damage == "gone":
        log.unlink()
    elif damage == "cut":
        log.write_bytes(whole[: len(whole) // 3])
    else:
        middle = len(whole) // 3
        log.write_bytes(whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :])
    opened = session.open_installation(target, clock=local_desk.clock)
    assert sign_in(opened, *person(Role.CLERK)).rolled_back
    opened.close()


def test_two_programs_know_of_each_others_work(put: TestHall, tmp_path: Path) -> None:
    """What another program at this base wrote is known to this one by the file."""
    trust.release_base(put.session(Role.AUDITOR), new_id(), reason="测试")
    other = session.open_installation(put.folders, clock=put.clock)
    theirs = sign_in(other, *person(Role.CLERK))
    copy = copy_of_base(put.installation, tmp_path / "second.db")
    work(put.clerk, 0)
    work(theirs)
    other.heads.flush()
    put_back(put.installation, copy)
    assert refused(lambda: work(put.clerk)) == "rolled_back"
    assert refused(lambda: work(theirs)) == "rolled_back"
    trust.release_base(put.session(Role.AUDITOR), new_id(), reason="测试")
    work(put.clerk)
    put.installation.heads.flush()
    assert not sign_in(other, *person(Role.CLERK)).rolled_back
    work(theirs)
    other.close()
    assert look(put, None).good is False
    assert codes(look(put, None)) == {"rolled_back"}


def test_a_database_that_is_gone_under_the_window_takes_nothing(local_desk: TestHall) -> None:
    clerk = local_desk.clerk
    local_desk.folders.database.unlink()
    assert refused(lambda: work(clerk)) == "database_missing"


def test_without_the_comparison_work_would_go_on_from_the_older_base(
    put: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: the guard removed, the tests above must fail."""
    monkeypatch.setattr(chain, "_refuse_older", lambda *_: None)
    work(put.clerk)


def test_without_the_look_at_the_file_an_open_window_would_write_into_the_old_one(
    put: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: what the open connections write is lost with the file that was exchanged."""
    monkeypatch.setattr(session.Installation, "let_go_of_exchanged_file", lambda _: None)
    before = events(put)
    with put.installation.engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
    try:
        work(put.clerk)
    except UserError:
        return  # no connection to the old file was left in the pool
    put.installation.engine.dispose()
    assert events(put) <= before + 3
