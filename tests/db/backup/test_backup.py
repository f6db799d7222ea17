"""T21: a backup comes back whole on an empty computer, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa

from app import bounded
from app.domain.fingerprint import fingerprint
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import NotAllowed, UserError
from app.paths import Folders
from app.security.signing import new_box_pair, sign_pair
from app.services import backup, verification
from app.services.backup import backup_file, backups
from app.services.procedure import numbers
from app.services.session import Installation, Session, SessionClosed, open_installation
from app.services.staff import lock, sign_in
from db.engine import write
from db.schema.identity import party
from db.schema.keys import class_key
from db.schema.operations import number_counter, record_version
from db.schema.organisation import workstation
from tests.databases import REFUSED
from tests.kit import attack as attacks
from tests.kit.desk import PASSWORDS, STAFF_NO, Clock, TestHall
from tests.kit.party_work import keep_image, make_party

ADMINISTRATOR = (STAFF_NO[Role.ADMINISTRATOR], PASSWORDS[Role.ADMINISTRATOR])
AUDITOR = (STAFF_NO[Role.AUDITOR], PASSWORDS[Role.AUDITOR])
FLIPS = 40
SEED = 20261122


def newest_event(desk: TestHall) -> str:
    with desk.installation.engine.connect() as connection:
        return str(attacks.events(connection)[-1].body)


def leased(here: Installation, prefix: str) -> range:
    with write(here.engine) as connection:
        return numbers.lease(connection, prefix)


@pytest.fixture
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="counter-backup-"))
    yield made
    shutil.rmtree(made)


def back_up(desk: TestHall, folder: Path) -> Path:
    made = make_party(desk.clerk, new_id(), name="龚䶮", phone="13900001111")
    keep_image(desk.clerk, new_id(), party_id=made.party_id, content=b"x" * 3_000_000)
    leased(desk.installation, "customer:GZ01")
    done = backup.backup(desk.session(Role.ADMINISTRATOR), folder / "hall.backup")
    assert done.path.stat().st_size == done.size
    return done.path


def test_a_backup_that_was_begun_before_a_lock_is_recorded(
    local_desk: TestHall, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, session = backups._write, local_desk.session(Role.ADMINISTRATOR)

    def locked_meanwhile(session: Session, part: Path) -> tuple[datetime, str]:
        made = real(session, part)
        lock(session)
        return made

    monkeypatch.setattr(backups, "_write", locked_meanwhile)
    done = backup.backup(session, folder / "hall.backup")
    assert done.path.exists()
    assert done.sha256 in newest_event(local_desk)
    with pytest.raises(SessionClosed):
        backup.backup(session, folder / "another.backup")
    assert not (folder / "another.backup").exists()


def rows(installation_: Installation) -> dict[str, int]:
    with installation_.engine.connect() as connection:
        return {
            table.name: connection.execute(
                sa.select(sa.func.count()).select_from(table)
            ).scalar_one()
            for table in (party, record_version)
        }


def restored(file: Path, folders: Folders, person: tuple[str, str] = ADMINISTRATOR) -> object:
    return backup.restore(file, folders, *person, clock=Clock())


@pytest.mark.parametrize("person", [ADMINISTRATOR, AUDITOR])
def test_it_comes_back_verified_with_the_numbers_raised(
    local_desk: TestHall, folder: Path, person: tuple[str, str]
) -> None:
    file = back_up(local_desk, folder)
    target = Folders(folder / "empty")
    done = backup.restore(file, target, *person, clock=Clock())
    assert done.counts["blobs"] == 1
    assert done.administrators[0][1] == fingerprint(
        local_desk.installation.profile.administrators[0].sign_public
    )
    opened = open_installation(target, clock=Clock())
    assert rows(opened)["party"] == rows(local_desk.installation)["party"]
    assert leased(opened, "customer:GZ01")[0] == 1_000_001
    assert leased(opened, "agreement:GZ01")[0] == 1_000_001
    clerk = sign_in(opened, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
    make_party(clerk, new_id(), name="甲乙")
    assert verification.verify(opened, keys=clerk.keys).findings == ()
    with opened.engine.connect() as connection:
        public = connection.execute(sa.select(workstation.c.sign_public)).scalar_one()
    assert public == sign_pair(opened.workstation_key).public
    with pytest.raises(UserError, match="wrong_password"):
        sign_in(opened, STAFF_NO[Role.CLERK], "not the right one")
    assert verification.verify(opened).findings == ()  # signed by this computer's own new key
    opened.close()
    last = backups.last_restored(target)
    assert last is not None
    assert (last.made_at, last.sha256) == (done.made_at, done.sha256)


def test_nothing_stays_beside_the_database_and_the_file_is_its_owners(
    local_desk: TestHall, folder: Path
) -> None:
    before = sorted(local_desk.folders.data.iterdir())
    file = back_up(local_desk, folder)
    assert sorted(local_desk.folders.data.iterdir()) == before
    assert file.stat().st_mode & 0o077 == 0
    assert list(folder.iterdir()) == [file]
    content = file.read_bytes()
    assert b"SQLite format 3" not in content
    assert backup_file.digest(file) in newest_event(local_desk)


def test_a_flipped_byte_in_any_part_is_found_and_leaves_nothing(
    local_desk: TestHall, folder: Path
) -> None:
    file = back_up(local_desk, folder)
    whole, random = file.read_bytes(), Random(SEED)
    head_end = whole.index(b"}", len(backup_file.MAGIC) + 72) + 1
    places = [
        0,
        len(backup_file.MAGIC),
        len(backup_file.MAGIC) + 64,
        len(backup_file.MAGIC) + 71,
        head_end,
    ]
    places += [random.randrange(len(whole)) for _ in range(FLIPS)] + [len(whole) - 1]
    target = Folders(folder / "empty")
    for at in places:
        changed = bytearray(whole)
        changed[at] ^= 1 << random.randrange(8)
        file.write_bytes(changed)
        with pytest.raises(UserError) as refused:
            restored(file, target)
        assert refused.value.code in ("backup_damaged", "not_a_backup"), at
        assert not target.data.exists()


@pytest.mark.parametrize("kept", [0, 10, 60, 120, 5000, -1, -40])
def test_a_cut_file_is_found(local_desk: TestHall, folder: Path, kept: int) -> None:
    file = back_up(local_desk, folder)
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(UserError, match=r"backup_damaged|not_a_backup"):
        restored(file, Folders(folder / "empty"))


def test_without_the_signature_the_seal_still_finds_a_flip(
    local_desk: TestHall, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage of one guard: the other one stands; sabotage of both: the test above would fail."""
    file = back_up(local_desk, folder)
    changed = bytearray(file.read_bytes())
    changed[len(changed) // 2] ^= 1
    file.write_bytes(changed)
    always = type(local_desk.installation.profile)
    monkeypatch.setattr(always, "signed_by", lambda *_: True)
    with pytest.raises(UserError, match="backup_damaged"):
        restored(file, Folders(folder / "empty"))
    monkeypatch.setattr(backup_file, "open_stream", lambda *_: None)
    with pytest.raises(UserError, match="database_missing"):
        restored(file, Folders(folder / "empty"))


def test_what_verification_would_refuse_is_not_restored(local_desk: TestHall, folder: Path) -> None:
    make_party(local_desk.clerk, new_id(), name="甲乙")
    administrator = local_desk.session(Role.ADMINISTRATOR)
    with attacks.as_owner(local_desk.installation) as connection:
        connection.execute(sa.update(party).values(sex="male"))
    file = backup.backup(administrator, folder / "hall.backup").path
    target = Folders(folder / "empty")
    with pytest.raises(UserError, match="backup_not_good"):
        restored(file, target)
    assert not target.data.exists()
    with pytest.raises(UserError, match="backup_not_good"):
        backup.drill(administrator, file)
    assert backups.last_restored(local_desk.folders) is None


def test_who_may_not_restore_is_refused_before_anything_is_written(
    local_desk: TestHall, folder: Path
) -> None:
    file = back_up(local_desk, folder)
    target = Folders(folder / "empty")
    for person, code in (
        ((STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK]), "no_restorer"),
        (("nobody", "no password at all"), "no_restorer"),
        ((ADMINISTRATOR[0], "not the password"), "wrong_password"),
    ):
        with pytest.raises(UserError, match=code):
            restored(file, target, person)
        assert not target.data.exists()


def test_a_folder_that_holds_something_is_left_alone(local_desk: TestHall, folder: Path) -> None:
    file = back_up(local_desk, folder)
    target = Folders(folder / "used")
    target.data.mkdir()
    (target.data / "letter.txt").write_text("mine")
    with pytest.raises(UserError, match="folder_not_empty"):
        restored(file, target)
    assert (target.data / "letter.txt").read_text() == "mine"


def test_an_empty_folder_that_was_there_stays_and_is_empty_after_a_refusal(
    local_desk: TestHall, folder: Path
) -> None:
    file = back_up(local_desk, folder)
    target = Folders(folder / "there")
    target.logs.mkdir(parents=True)
    with pytest.raises(UserError, match="wrong_password"):
        restored(file, target, (ADMINISTRATOR[0], "not the password"))
    assert list(target.data.iterdir()) == [target.logs]


def test_a_full_disk_at_restore_is_said_and_leaves_nothing(
    local_desk: TestHall, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = back_up(local_desk, folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup_file, "open_stream", full)
    target = Folders(folder / "empty")
    with pytest.raises(UserError, match="not_restored"):
        restored(file, target)
    assert not target.data.exists()


def test_a_missing_file_is_no_backup(local_desk: TestHall, folder: Path) -> None:
    with pytest.raises(UserError, match="not_a_backup"):
        restored(folder / "nothing", Folders(folder / "empty"))


def test_a_drill_proves_the_backup_and_leaves_a_date(local_desk: TestHall, folder: Path) -> None:
    file = back_up(local_desk, folder)
    assert backups.last_restored(local_desk.folders) is None
    before = sorted(local_desk.folders.data.iterdir())
    done = backup.drill(local_desk.session(Role.AUDITOR), file)
    last = backups.last_restored(local_desk.folders)
    assert last is not None
    assert last.sha256 == done.sha256 == backup_file.digest(file)
    left = set(local_desk.folders.data.iterdir()) - set(before)
    assert {each.name for each in left} == {"last-restored.json"}
    assert "backup.drill" in newest_event(local_desk)
    assert done.sha256 in newest_event(local_desk)


def test_a_drill_with_another_operators_backup_is_refused(
    local_desk: TestHall, folder: Path
) -> None:
    file = back_up(local_desk, folder)
    session = local_desk.session(Role.ADMINISTRATOR)
    session.keys.held.pop(("backup", 1))
    with pytest.raises(UserError, match="no_restorer"):
        backup.drill(session, file)


@REFUSED
def test_only_who_may_makes_or_proves_backups(desk: TestHall, folder: Path) -> None:
    with pytest.raises(NotAllowed):
        backup.backup(desk.clerk, folder / "x")
    with pytest.raises(NotAllowed):
        backup.drill(desk.clerk, folder / "x")


def test_a_server_has_backups_of_its_own(desk: TestHall, folder: Path) -> None:
    if desk.installation.local:
        backup.backup(desk.session(Role.ADMINISTRATOR), folder / "x")
    else:
        with pytest.raises(UserError, match="backup_server"):
            backup.backup(desk.session(Role.ADMINISTRATOR), folder / "x")


def test_an_existing_file_is_not_overwritten(local_desk: TestHall, folder: Path) -> None:
    (folder / "x").write_text("mine")
    with pytest.raises(UserError, match="backup_exists"):
        backup.backup(local_desk.session(Role.ADMINISTRATOR), folder / "x")


def test_a_place_that_cannot_be_written_is_said(local_desk: TestHall, folder: Path) -> None:
    before = sorted(local_desk.folders.data.iterdir())
    with pytest.raises(UserError, match="backup_not_written"):
        backup.backup(local_desk.session(Role.ADMINISTRATOR), folder / "gone" / "x")
    assert sorted(local_desk.folders.data.iterdir()) == before


def test_a_backup_key_exchanged_in_the_database_receives_nothing(
    local_desk: TestHall, folder: Path
) -> None:
    thief = new_box_pair()
    with write(local_desk.installation.engine) as connection:
        connection.execute(
            sa.update(class_key)
            .where(class_key.c.key_class == "backup")
            .values(public=thief.public)
        )
    file = backup.backup(local_desk.session(Role.ADMINISTRATOR), folder / "x").path
    with file.open("rb") as source, (folder / "out").open("wb") as target:
        backup_file.read_head(source)
        with pytest.raises(UserError, match="backup_damaged"):
            backup_file.open_database(source, target, thief.private)


def test_a_profile_with_another_pin_is_not_believed(local_desk: TestHall, folder: Path) -> None:
    """Head and seal are bound to each other: a head from elsewhere does not open this database."""
    file = back_up(local_desk, folder)
    with file.open("rb") as source:
        head = backup_file.read_head(source)
        private = local_desk.session(Role.ADMINISTRATOR).keys
        other = replace(head, epoch=2)
        database = folder / "database"
        database.write_bytes(b"another")
        with (folder / "forged").open("w+b") as target, database.open("rb") as content:
            backup_file.write(
                target,
                other,
                content,
                public=new_box_pair().public,
                sign_private=private.sign_private,
            )
    with pytest.raises(UserError, match="backup_damaged"):
        restored(folder / "forged", Folders(folder / "empty"))


def test_numbers_go_on_from_the_next_million_each_time(local_desk: TestHall) -> None:
    leased(local_desk.installation, "slip:GZ01")
    for generation in (1, 2):
        with write(local_desk.installation.engine) as connection:
            numbers.raise_number_generation(connection)
        with local_desk.installation.engine.connect() as connection:
            found = set(connection.execute(sa.select(number_counter.c.next)).scalars())
        assert found == {generation * 1_000_000 + 1}


@pytest.mark.parametrize("harm", ["pipe", "folder", "device", "deep"])
def test_something_else_in_the_place_of_the_last_restore_is_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    monkeypatch.setattr(bounded, "SILENT_SECONDS", 0.1)
    file = tmp_path / "last-restored.json"
    match harm:
        case "pipe":
            os.mkfifo(file)
        case "folder":
            file.mkdir()
        case "device":
            file.symlink_to("/dev/zero")
        case "deep":
            file.write_text("[" * 9000)
    assert backups.last_restored(Folders(tmp_path)) is None
