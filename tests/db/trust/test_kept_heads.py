"""The newest event of a counter, kept outside the data folder (security.md 4): kept, gone, of other counters."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.paths import Folders
from app.security import kept_heads, secret_store
from app.security.kept_heads import ChainHead, file_of
from app.services import backup, session, staff, trust, verification
from app.services.procedure import chain
from app.services.staff import sign_in
from app.services.verification import heads as verified_heads
from db.schema.audit import audit_event
from tests.kit.desk import TestHall
from tests.kit.heads import keep_as_before, kept
from tests.kit.party_work import make_party
from tests.kit.rolled_back import (
    cut_tail,
    events,
    person,
    work,
)
from tests.kit.verified import codes


def test_every_commit_moves_the_head_on_within_a_second(desk: TestHall) -> None:
    make_party(desk.clerk, new_id(), name="甲乙")
    desk.installation.heads.close()  # only waits for the thread
    head = kept(desk.installation)
    assert isinstance(head, ChainHead)
    assert head.seq == events(desk)
    assert kept_heads.file_of(desk.installation.heads.place, head.workstation).is_file()


def test_the_thread_writes_the_newest_of_many_once(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, written = local_desk.clerk, []
    local_desk.installation.heads.close()
    move = kept_heads.move_head

    def counted(place: Path, head: ChainHead) -> ChainHead:
        written.append(head.seq)
        return move(place, head)

    monkeypatch.setattr(kept_heads, "move_head", counted)
    work(clerk, 8)
    local_desk.installation.heads.close()
    assert written[-1] == events(local_desk)
    assert len(written) < 8


def test_a_head_behind_the_database_is_normal(local_desk: TestHall) -> None:
    """Killed between commit and head: the file says less than the database."""
    work(local_desk.clerk)
    local_desk.installation.heads.flush()
    file = file_of(local_desk.installation.heads.place, local_desk.installation.workstation.id)
    older = file.read_bytes()
    work(local_desk.clerk)
    local_desk.installation.heads.close()
    local_desk.installation.close()
    file.write_bytes(older)
    opened = session.open_installation(local_desk.folders, clock=local_desk.clock)
    clerk = sign_in(opened, *person(Role.CLERK))
    assert not clerk.rolled_back
    work(clerk, 1)
    assert verification.verify(opened).good
    opened.close()


def test_what_is_rolled_back_by_the_database_itself_moves_nothing(desk: TestHall) -> None:
    desk.clerk  # noqa: B018 - signs in
    before = kept(desk.installation)
    with pytest.raises(RuntimeError), desk.clerk.writing() as connection:  # noqa: PT012
        chain.append_event(
            connection,
            workstation_id=desk.installation.workstation.id,
            hall_id=desk.installation.workstation.hall_id,
            signer=chain.Signer("person", desk.clerk.actor.id, desk.clerk.keys.sign_private),
            operation_id=new_id(),
            procedure="staff.lock",
            server_time=desk.clock(),
            client_time=desk.clock(),
            heads=desk.installation.heads,
        )
        raise RuntimeError
    assert kept(desk.installation) == before


def test_a_head_deleted_with_a_roll_back_is_told_and_stays_until_seen(put: TestHall) -> None:
    put.installation.close()
    shutil.rmtree(put.installation.heads.place)
    opened = session.open_installation(put.folders, clock=put.clock)
    clerk = sign_in(opened, *person(Role.CLERK))
    assert clerk.head_gone == "missing"
    assert not clerk.rolled_back
    staff.after_sign_in(clerk)
    auditor = sign_in(opened, *person(Role.AUDITOR))
    assert auditor.head_gone == ""  # on record once
    found = verification.verify(opened, keys=auditor.keys)
    assert codes(found) == {"head_gone"}
    (entry,) = trust.rollbacks(auditor)
    assert (entry.why, entry.lost, entry.seen) == ("missing", (), False)
    trust.see_rollbacks(auditor, new_id(), ids=(entry.id,))
    found = verification.verify(opened, keys=auditor.keys)
    assert (found.good, {note.code for note in found.notes}) == (True, {"head_gone_seen"})
    opened.close()


def test_the_copy_in_the_key_store_tells_when_the_file_is_deleted_as_well(
    put: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored: dict[str, str] = {}
    head = kept(put.installation)
    assert isinstance(head, ChainHead)
    stored[str(head.workstation)] = kept_heads.to_text(head)
    monkeypatch.setattr(secret_store, "kept_head", stored.get)
    monkeypatch.setattr(verified_heads, "kept_head", stored.get)
    put.installation.close()
    shutil.rmtree(put.installation.heads.place)
    opened = session.open_installation(put.folders, clock=put.clock)
    assert codes(verification.verify(opened)) == {"tail_cut"}
    auditor = sign_in(opened, *person(Role.AUDITOR))
    assert auditor.rolled_back
    trust.release_base(auditor, new_id(), reason="测试")
    assert not sign_in(opened, *person(Role.CLERK)).rolled_back  # the old copy is still there
    opened.close()


def test_a_new_hall_has_its_head_from_the_beginning(local_desk: TestHall) -> None:
    assert local_desk.clerk.head_gone == ""


@pytest.mark.parametrize("content", [b"", b"[" * 30_000 + b"\n", bytes(100_000), b"{}\n"])
def test_a_damaged_head_keeps_nobody_out(local_desk: TestHall, content: bytes) -> None:
    local_desk.clerk  # noqa: B018 - signs in
    local_desk.installation.close()
    own = local_desk.installation.workstation.id
    file_of(local_desk.installation.heads.place, own).write_bytes(content)
    opened = session.open_installation(local_desk.folders, clock=local_desk.clock)
    clerk = sign_in(opened, *person(Role.CLERK))
    assert clerk.head_gone == "damaged"
    work(clerk)
    opened.heads.flush()
    assert isinstance(opened.heads.own(), ChainHead)
    opened.close()


def test_a_head_that_cannot_be_written_is_known_and_stops_nobody(local_desk: TestHall) -> None:
    clerk, heads = local_desk.clerk, local_desk.installation.heads
    heads.flush()
    place = heads.place
    aside = place.with_name("aside")
    place.rename(aside)
    place.write_text("no folder")
    work(clerk)
    heads.flush()
    assert heads.trouble
    place.unlink()
    aside.rename(place)
    work(clerk, 1)
    heads.close()
    assert not heads.trouble
    head = kept(local_desk.installation)
    assert isinstance(head, ChainHead)
    assert head.seq == events(local_desk)


@pytest.mark.parametrize("text", ["relative", "/x\0y", "", "\x1b[2J", "x" * 20_000])
def test_a_strange_choice_of_place_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.delenv("COUNTER_SECOND_PLACE")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folders = Folders(tmp_path)
    folders.second_place_choice.write_text(text)
    assert folders.second_place.is_relative_to(tmp_path / "state")
    folders.second_place_choice.write_text(f"{tmp_path / 'shared'}\n")
    assert folders.second_place == tmp_path / "shared"


def test_the_heads_of_earlier_versions_are_read_once_and_go(local_desk: TestHall) -> None:
    work(local_desk.clerk)
    keep_as_before(local_desk.installation)
    file = local_desk.folders.data / "heads.json"
    clerk = sign_in(local_desk.installation, *person(Role.CLERK))
    assert (clerk.rolled_back, clerk.head_gone) == (False, "")
    assert not file.exists()
    assert isinstance(kept(local_desk.installation), ChainHead)


def test_the_heads_of_earlier_versions_tell_a_roll_back(local_desk: TestHall) -> None:
    work(local_desk.clerk)
    keep_as_before(local_desk.installation)
    cut_tail(local_desk.installation, 1)
    assert sign_in(local_desk.installation, *person(Role.CLERK)).rolled_back
    assert (local_desk.folders.data / "heads.json").exists()
    auditor = sign_in(local_desk.installation, *person(Role.AUDITOR))
    trust.release_base(auditor, new_id(), reason="测试")
    assert not sign_in(local_desk.installation, *person(Role.CLERK)).rolled_back
    assert not (local_desk.folders.data / "heads.json").exists()


def test_a_counter_keeps_the_heads_of_the_others(desk: TestHall) -> None:
    """Another counter's chain that was cut is met here, and its release here lets both go on."""
    here, other = desk.installation, new_id()
    desk.clerk  # noqa: B018 - signs in
    own = kept(here)
    assert isinstance(own, ChainHead)
    kept_heads.move_head(here.heads.place, replace(own, workstation=other, seq=9))
    clerk = sign_in(here, *person(Role.CLERK))
    assert clerk.rolled_back
    assert [(each.workstation, each.first, each.last) for each in here.heads.lost] == [
        (other, 1, 9)
    ]
    (named,) = trust.lost_now(clerk)
    assert named.forged  # an event of this counter under the name of another
    auditor = sign_in(here, *person(Role.AUDITOR))
    trust.release_base(auditor, new_id(), reason="测试")
    assert not sign_in(here, *person(Role.CLERK)).rolled_back
    assert trust.rollbacks(auditor)[0].lost[0].forged
    work(clerk, 1)


def test_a_restore_through_the_program_names_what_was_lost(
    local_desk: TestHall, tmp_path: Path
) -> None:
    file = backup.backup(local_desk.session(Role.ADMINISTRATOR), tmp_path / "hall.backup").path
    work(local_desk.clerk)
    local_desk.installation.close()
    target = Folders(tmp_path / "restored")
    backup.restore(file, target, *person(Role.ADMINISTRATOR), clock=local_desk.clock)
    opened = session.open_installation(target, clock=local_desk.clock)
    clerk = sign_in(opened, *person(Role.CLERK))
    assert (clerk.rolled_back, clerk.head_gone) == (False, "")
    work(clerk, 1)
    assert verification.verify(opened).good
    with opened.engine.connect() as connection:
        bodies = connection.execute(
            sa.select(audit_event.c.body).where(
                audit_event.c.body.contains('"procedure":"backup.restore"')
            )
        ).scalars()
        lost = [json.loads(body)["details"]["lost"] for body in bodies]
    assert len(lost) == 1
    assert len(lost[0]) == 1
    opened.close()


def test_what_the_head_says_names_nobody(local_desk: TestHall) -> None:
    make_party(local_desk.clerk, new_id(), name="龚䶮䶮", phone="13900001111")
    local_desk.installation.heads.flush()
    own = local_desk.installation.workstation.id
    content = file_of(local_desk.installation.heads.place, own).read_bytes()
    for text in ("龚䶮䶮", "13900001111"):
        assert text.encode() not in content
        assert json.dumps(text).encode()[1:-1] not in content
    assert os.environ["COUNTER_SECOND_PLACE"] == str(local_desk.installation.heads.place)
