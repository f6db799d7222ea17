"""No restore gives a printed number again, whatever was printed since the backup and wherever (data.md 10)."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.ids import new_id
from app.domain.numbers import LARGEST, PREFIXES, PRINTED, Kind, make
from app.domain.permissions import Role
from app.errors import Refused, UserError
from app.paths import Folders
from app.services import backup, registration
from app.services.backup import NONE
from app.services.backup.printed import highest
from app.services.procedure import number_blocks, numbers
from app.services.session import Installation, Session, open_installation
from app.services.staff import sign_in
from db.engine import write
from db.schema.operations import number_counter
from db.schema.organisation import hall
from tests.kit.desk import PASSWORDS, STAFF_NO, Clock, TestHall
from tests.kit.forms import another, individual

ADMINISTRATOR = (STAFF_NO[Role.ADMINISTRATOR], PASSWORDS[Role.ADMINISTRATOR])
KINDS: tuple[Kind, ...] = ("customer", "agreement", "slip", "subscription", "account")


@pytest.fixture
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="counter-numbers-"))
    yield made
    shutil.rmtree(made)


def back_up(desk: TestHall, folder: Path) -> Path:
    return backup.backup(desk.session(Role.ADMINISTRATOR), folder / f"{new_id()}.backup").path


def restored(file: Path, data: Path, **given: Any) -> Folders:
    folders = Folders(data)
    backup.restore(file, folders, *ADMINISTRATOR, clock=Clock(), **given)
    return folders


def print_some(here: Installation, session: Session) -> set[str]:
    """A number of every kind, of a new block, as a counter that was started anew prints it."""
    blocks = numbers.NumberBlocks(here)
    blocks.prepare(session, *KINDS)
    return {blocks.take(kind) for kind in KINDS for _ in range(3)}


def printed_in(folders: Folders) -> set[str]:
    opened = open_installation(folders, clock=Clock())
    try:
        clerk = sign_in(opened, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
        return print_some(opened, clerk)
    finally:
        opened.close()


def lose_the_record() -> None:
    """What another computer has, or a file that was lost."""
    for file in Folders(Path()).second_place.glob("numbers-*"):
        file.unlink()


def test_two_restores_of_one_backup_print_other_numbers(local_desk: TestHall, folder: Path) -> None:
    printed = print_some(local_desk.installation, local_desk.clerk)
    file = back_up(local_desk, folder)
    for n in range(3):
        new = printed_in(restored(file, folder / f"{n}"))
        assert not new & printed
        printed |= new


def test_restores_of_which_none_was_used_count_as_well(local_desk: TestHall, folder: Path) -> None:
    """The first may be used elsewhere; on this computer it is refused from the second one on."""
    file = back_up(local_desk, folder)
    folders = [restored(file, folder / f"{n}") for n in range(2)]
    one, other = (
        set(sqlite3.connect(each.database).execute("SELECT prefix, next FROM number_counter"))
        for each in folders
    )
    assert one
    assert not one & other
    with pytest.raises(UserError, match="rolled_back"):
        printed_in(folders[0])
    assert printed_in(folders[1])


def test_an_older_backup_than_the_last_numbers_is_no_way_back(
    local_desk: TestHall, folder: Path
) -> None:
    old = back_up(local_desk, folder)
    first = restored(old, folder / "first")
    printed = printed_in(first)  # of the second million
    opened = open_installation(first, clock=Clock())
    newer = backup.backup(sign_in(opened, *ADMINISTRATOR), folder / "newer.backup").path
    opened.close()
    printed |= printed_in(restored(newer, folder / "third million"))
    assert not printed_in(restored(old, folder / "again")) & printed


def test_a_whole_registration_after_two_restores_has_numbers_of_its_own(
    local_desk: TestHall, folder: Path
) -> None:
    file = back_up(local_desk, folder)
    place = local_desk.place()
    codes = []
    for n, form in enumerate((individual(place), another(place))):
        opened = open_installation(restored(file, folder / f"{n}"), clock=Clock())
        clerk = sign_in(opened, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
        made = registration.register(clerk, new_id(), form=form)
        codes += [made.customer_code, made.order_number, made.agreement_number]
        codes += made.subscription_numbers
        opened.close()
    assert len(set(codes)) == len(codes)


def test_without_the_record_the_numbers_would_come_twice(
    local_desk: TestHall, folder: Path
) -> None:
    """The control: nothing typed, and the record lost."""
    file = back_up(local_desk, folder)
    none = dict.fromkeys(PRINTED, NONE)
    found = []
    for n in range(2):
        lose_the_record()
        found.append(printed_in(restored(file, folder / f"{n}", printed=none)))
    assert found[0] == found[1]


# --- another computer


def test_another_computer_asks_for_the_last_printed_numbers(
    local_desk: TestHall, folder: Path
) -> None:
    file = back_up(local_desk, folder)
    target = Folders(folder / "other")
    assert not backup.needs_numbers(file, target)
    lose_the_record()
    assert backup.needs_numbers(file, target)
    with pytest.raises(Refused) as refused:
        backup.restore(file, target, *ADMINISTRATOR, clock=Clock())
    assert [(each.field, each.code) for each in refused.value.problems] == [
        (kind, "number_needed") for kind in PRINTED
    ]
    assert not target.data.exists()
    last = {kind: make(kind, "GZ01", 3_000_017) for kind in PRINTED}
    printed = printed_in(restored(file, target.data, printed=last))
    assert {number[-9:-1] for number in printed} == {"04000001", "04000002", "04000003"}
    assert not backup.needs_numbers(file, Folders(folder / "next"))


def test_a_record_that_cannot_be_read_is_none(local_desk: TestHall, folder: Path) -> None:
    file = back_up(local_desk, folder)
    (record,) = local_desk.folders.second_place.glob("numbers-*.json")
    for content in ("", "[", "[]", '{"next": 5}', '{"next": {"slip:GZ01": -1}}', "[" * 9000):
        record.write_text(content)
        assert backup.needs_numbers(file, Folders(folder / "other")), content
    record.unlink()
    record.symlink_to("/dev/zero")
    assert backup.needs_numbers(file, Folders(folder / "other"))


def test_what_is_typed_counts_beside_the_record(local_desk: TestHall, folder: Path) -> None:
    """The hall may have worked on another computer in between."""
    file = back_up(local_desk, folder)
    last = {"slip": make("slip", "GZ01", 7_000_123)}
    printed = printed_in(restored(file, folder / "back", printed=last))
    assert {number[-9:-4] for number in printed} == {"08000"}


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("slip", make("slip", "GZ02", 17), "number_area"),
        ("slip", make("agreement", "GZ01", 17), "number_kind"),
        ("customer", make("slip", "GZ01", 17), "number_kind"),
        ("customer", "GZ01 0000 0017", "number_form"),
        ("agreement", make("agreement", "GZ01", 17)[:-2] + "00", "number_check"),
        ("subscription", "", "number_needed"),
        ("subscription", "no", "number_form"),
    ],
)
def test_each_typed_number_is_checked(kind: Kind, text: str, code: str) -> None:
    typed = {**dict.fromkeys(PRINTED, NONE), kind: text}
    with pytest.raises(Refused) as refused:
        highest(typed, "GZ01", required=True)
    assert [(each.field, each.code) for each in refused.value.problems] == [(kind, code)]


@given(st.dictionaries(st.sampled_from(PRINTED), st.integers(1, LARGEST), min_size=1))
def test_the_highest_of_all_kinds_counts(serials: dict[Kind, int]) -> None:
    typed = dict.fromkeys(PRINTED, NONE) | {
        kind: make(kind, "GZ01", serial) for kind, serial in serials.items()
    }
    assert highest(typed, "GZ01", required=True) == max(serials.values())


# --- the counters themselves


def raised(here: Installation, above: int = 0) -> dict[str, int]:
    with write(here.engine) as connection:
        return numbers.raise_number_generation(connection, above=above)


def test_every_area_of_a_shared_database_is_raised(desk: TestHall) -> None:
    """Also one that has no hall any more, and kinds that were never leased."""
    with write(desk.installation.engine) as connection:
        row = connection.execute(sa.select(hall)).one()._asdict()
        other = {**row, "id": new_id(), "area_code": "GZ02", "name": "another"}
        connection.execute(sa.insert(hall).values(other))
        numbers.lease(connection, "slip:GZ99")
    found = raised(desk.installation, above=2_000_005)
    areas = ("GZ01", "GZ02", "GZ99")
    assert found == {f"{kind}:{area}": 3_000_001 for kind in PREFIXES for area in areas}
    with desk.installation.engine.connect() as connection:
        rows = connection.execute(sa.select(number_counter.c.prefix, number_counter.c.next))
        assert {row.prefix: row.next for row in rows} == found


def test_ninety_nine_restores_are_possible_and_then_it_is_said(desk: TestHall) -> None:
    for generation in range(1, 100):
        assert set(raised(desk.installation).values()) == {generation * 1_000_000 + 1}
    with pytest.raises(UserError, match="numbers_used_up"):
        raised(desk.installation)
    with write(desk.installation.engine) as connection:
        assert numbers.lease(connection, "slip:GZ01")[0] == 99_000_001


@pytest.mark.parametrize("above", [99_000_001, LARGEST])
def test_a_restore_without_a_million_left_is_refused(desk: TestHall, above: int) -> None:
    with pytest.raises(UserError, match="numbers_used_up"):
        raised(desk.installation, above)


def test_the_last_block_is_given_and_then_it_is_said(desk: TestHall) -> None:
    with write(desk.installation.engine) as connection:
        numbers.lease(connection, "slip:GZ01")
        numbers._set_next(connection, "slip:GZ01", LARGEST - 99)
        assert numbers.lease(connection, "slip:GZ01")[-1] == LARGEST
    with (
        pytest.raises(UserError, match="numbers_used_up"),
        write(desk.installation.engine) as connection,
    ):
        numbers.lease(connection, "slip:GZ01")


def test_a_database_that_went_back_does_not_lease_what_this_computer_leased(
    desk: TestHall,
) -> None:
    before = print_some(desk.installation, desk.clerk)
    with write(desk.installation.engine) as connection:
        connection.execute(sa.delete(number_counter))
    after = print_some(desk.installation, desk.clerk)
    assert not before & after
    if not desk.installation.local:  # other counters may have leased more than this one
        assert {number[-9:-4] for number in after} == {"01000"}


@settings(max_examples=60)
@given(st.integers(1, 98_000_000), st.integers(0, 98_000_000))
def test_a_generation_begins_above_everything_known(reached: int, above: int) -> None:
    first = numbers._first_after(max(reached, above))
    assert first > max(reached, above)
    assert first % 1_000_000 == 1


def test_a_second_place_that_cannot_be_written_is_said_and_no_number_is_given(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    (folder / "file").write_text("in the way")
    monkeypatch.setenv("COUNTER_SECOND_PLACE", str(folder / "file"))
    with pytest.raises(UserError, match="numbers_not_kept"):
        number_blocks(local_desk.installation).prepare(local_desk.clerk, "slip")
    assert backup.backup(local_desk.session(Role.ADMINISTRATOR), folder / "x").path.exists()
    monkeypatch.setenv("COUNTER_SECOND_PLACE", str(folder / "place"))
    number_blocks(local_desk.installation).prepare(local_desk.clerk, "slip")
    (record,) = (folder / "place").glob("*.json")
    assert json.loads(record.read_text())["next"]["slip:GZ01"] > 1
    assert record.stat().st_mode & 0o077 == 0
