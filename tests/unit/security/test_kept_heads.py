"""The file of a chain's head: never backwards, two places, hostile files, folders of several accounts."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import new_id
from app.file_lock import try_lock
from app.security import kept_heads
from app.security.kept_heads import (
    PLACE,
    ChainHead,
    file_of,
    from_text,
    move_head,
    read_head,
    read_heads,
    to_text,
)

HALL, COUNTER = new_id(), new_id()
ROOT = os.name == "posix" and os.getuid() == 0


def head(seq: int, releases: int = 0, *, counter: UUID = COUNTER, hall: UUID = HALL) -> ChainHead:
    digest = seq.to_bytes(32, "big")
    return ChainHead(hall, counter, seq, digest, bytes(64), f'{{"seq":{seq}}}', releases)


def test_the_newest_stands_and_nothing_older_takes_its_place(tmp_path: Path) -> None:
    for seq in (3, 4, 9):
        assert move_head(tmp_path, head(seq)) == head(seq)
    assert move_head(tmp_path, head(5)) == head(9)
    assert read_head(tmp_path, COUNTER) == head(9)
    assert move_head(tmp_path, head(6, releases=1)) == head(6, releases=1)
    assert move_head(tmp_path, head(50)) == head(6, releases=1)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2**63 - 1)), min_size=1, max_size=12))
def test_in_any_order_the_last_one_stays(
    tmp_path_factory: pytest.TempPathFactory, orders: list[tuple[int, int]]
) -> None:
    place = tmp_path_factory.mktemp("place")
    for releases, seq in orders:
        move_head(place, head(seq, releases))
    stands = read_head(place, COUNTER)
    assert isinstance(stands, ChainHead)
    assert stands.order == max(orders)


def test_without_the_comparison_a_slower_writer_would_take_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: the test of the newest fails without it."""
    monkeypatch.setattr(ChainHead, "order", property(lambda _: (time.monotonic_ns(), 0)))
    move_head(tmp_path, head(9))
    move_head(tmp_path, head(5))
    assert read_head(tmp_path, COUNTER) == head(5)


def _count_up(place: Path, first: int) -> None:
    for seq in range(first, 200, 2):
        move_head(place, head(seq))


def test_two_programs_at_once_leave_the_newest(tmp_path: Path) -> None:
    writers = [multiprocessing.Process(target=_count_up, args=(tmp_path, n)) for n in (1, 2)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert read_head(tmp_path, COUNTER) == head(199)


def test_a_writer_that_is_killed_leaves_a_whole_head(tmp_path: Path) -> None:
    """Killed at any moment of a thousand writings: the newest or the one before it, never none."""
    program = (
        "import sys; from pathlib import Path; from uuid import UUID;"
        "from app.security.kept_heads import ChainHead, move_head\n"
        "place, hall, counter = Path(sys.argv[1]), UUID(sys.argv[2]), UUID(sys.argv[3])\n"
        "for seq in range(int(sys.argv[4]), 10**9):\n"
        "    move_head(place, ChainHead(hall, counter, seq, bytes(32), b'', 'x' * 9000))\n"
        "    print(seq, flush=True)\n"
    )
    newest = 0
    for _ in range(6):
        arguments = [str(tmp_path), str(HALL), str(COUNTER), str(newest + 1)]
        writer = subprocess.Popen(
            [sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        for _ in range(5):
            told = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        rest = writer.communicate()[0].split()
        told = int(rest[-1]) if rest and rest[-1].isdigit() and len(rest) > 1 else told
        stands = read_head(tmp_path, COUNTER)
        assert isinstance(stands, ChainHead)
        assert stands.seq >= told
        newest = stands.seq


def test_a_half_written_head_leaves_the_one_before_it(tmp_path: Path) -> None:
    move_head(tmp_path, head(1))
    move_head(tmp_path, head(2))
    file = file_of(tmp_path, COUNTER)
    whole = file.read_bytes()
    end = whole.index(b"\n", PLACE)
    for cut in range(PLACE, end, 17):
        file.write_bytes(whole[:cut])
        assert read_head(tmp_path, COUNTER) == head(1)
    assert move_head(tmp_path, head(3)) == head(3)
    assert read_head(tmp_path, COUNTER) == head(3)


HOSTILE = {
    "empty": b"",
    "no line": b"x" * 100,
    "key": b'{"x":[1,"ab"]}\n',
    "huge number": b'{"seq":' + b"9" * 20_000 + b"}\n",
    "float": b'{"check":"","n":1e400}\n',
    "deep": b"[" * 30_000 + b"\n",
    "zero bytes": bytes(70_000),
    "zero bytes and lines": b"\0\n" * 40_000,
    "half characters": b'{"check":"","n":1,"body":"\\ud800"}\n',
    "no utf-8": b"\xff\xfe\n" * 100,
    "list": b"[]\n",
    "null": b"null\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_damaged_and_written_over(tmp_path: Path, name: str) -> None:
    file_of(tmp_path, COUNTER).write_bytes(HOSTILE[name])
    assert read_head(tmp_path, COUNTER) == "damaged"
    assert read_heads(tmp_path, HALL) == []
    move_head(tmp_path, head(1))
    assert read_head(tmp_path, COUNTER) == head(1)


def test_a_head_with_its_check_but_impossible_values_is_damaged(tmp_path: Path) -> None:
    for change in (
        {"seq": -1},
        {"seq": 2**63},
        {"seq": True},
        {"releases": -1},
        {"hash": "ab"},
        {"workstation": str(new_id())},
        {"n": -1},
    ):
        said = {**head(1).plain(), "body": "", "n": 1, **change}
        try:
            said["check"] = kept_heads._check(said)
        except TypeError:
            said["check"] = ""
        file_of(tmp_path, COUNTER).write_text(json.dumps(said) + "\n")
        assert read_head(tmp_path, COUNTER) == "damaged", change


def test_a_file_of_ten_gigabytes_costs_nothing(tmp_path: Path) -> None:
    with file_of(tmp_path, COUNTER).open("wb") as file:
        file.truncate(10 << 30)
    began = time.process_time()
    assert read_head(tmp_path, COUNTER) == "damaged"
    assert time.process_time() - began < 1
    assert move_head(tmp_path, head(1)) == head(1)


def test_links_pipes_folders_and_devices_are_not_followed(tmp_path: Path) -> None:
    file, elsewhere = file_of(tmp_path, COUNTER), tmp_path / "elsewhere"
    elsewhere.write_text("mine")
    file.symlink_to(elsewhere)
    assert read_head(tmp_path, COUNTER) == "damaged"
    with pytest.raises(OSError, match="symbolic"):
        move_head(tmp_path, head(1))
    assert elsewhere.read_text() == "mine"
    file.unlink()
    os.mkfifo(file)
    assert read_head(tmp_path, COUNTER) == "damaged"
    file.unlink()
    file.mkdir()
    assert read_head(tmp_path, COUNTER) == "damaged"
    with pytest.raises(IsADirectoryError):
        move_head(tmp_path, head(1))


def test_a_missing_folder_is_made_and_a_file_in_its_place_is_an_error(tmp_path: Path) -> None:
    place = tmp_path / "a" / "b"
    assert read_head(place, COUNTER) == "missing"
    assert read_heads(place, HALL) == []
    move_head(place, head(1))
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE(file_of(place, COUNTER).stat().st_mode) == 0o600
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert read_head(blocked, COUNTER) == "missing"
    with pytest.raises(FileExistsError):
        move_head(blocked, head(1))
    assert not kept_heads.can_write(blocked)


def test_a_full_disk_is_an_error_and_the_older_head_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move_head(tmp_path, head(1))

    def full(descriptor: int, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space"):
        move_head(tmp_path, head(2))
    monkeypatch.undo()
    assert read_head(tmp_path, COUNTER) == head(1)


def test_who_holds_the_lock_for_ever_does_not_hold_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_heads, "WAIT_SECONDS", 0.05)
    move_head(tmp_path, head(1))
    with file_of(tmp_path, COUNTER).open("rb") as held:
        assert try_lock(held.fileno())
        with pytest.raises(OSError, match="another program"):
            move_head(tmp_path, head(2))
    assert move_head(tmp_path, head(2)) == head(2)


@pytest.mark.parametrize(
    ("folder", "file"), [(0o700, 0o600), (0o2770, 0o660), (0o1777, 0o666), (0o755, 0o600)]
)
def test_who_may_write_in_the_folder_may_write_the_file(
    tmp_path: Path, folder: int, file: int
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    place.chmod(folder)
    move_head(place, head(1))
    assert stat.S_IMODE(file_of(place, COUNTER).stat().st_mode) == file


def _as_nobody(place: Path, seq: int) -> None:
    os.setgid(65534)
    os.setuid(65534)
    os._exit(0 if move_head(place, head(seq)) == head(seq) else 1)


@pytest.mark.skipif(not ROOT, reason="only root may become another account")
def test_another_account_of_the_counter_moves_the_head_on(tmp_path: Path) -> None:
    """In a sticky folder for everybody, as /tmp is: the file belongs to the account that came first."""
    for each in (tmp_path, *tmp_path.parents):
        if each != Path("/") and str(each) != "/tmp":
            each.chmod(each.stat().st_mode | 0o011)
    place = tmp_path / "shared"
    place.mkdir()
    place.chmod(0o1777)
    move_head(place, head(1))
    other = multiprocessing.get_context("fork").Process(target=_as_nobody, args=(place, 2))
    other.start()
    other.join()
    assert other.exitcode == 0
    assert read_head(place, COUNTER) == head(2)
    assert move_head(place, head(3)) == head(3)


def test_only_heads_of_this_operator_are_read(tmp_path: Path) -> None:
    mine, theirs = head(1, counter=new_id()), head(2, counter=new_id(), hall=new_id())
    for each in (mine, theirs):
        move_head(tmp_path, each)
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "x.head").write_text("x")
    assert read_heads(tmp_path, HALL) == [mine]


def test_the_copy_for_the_key_store_is_short_and_comes_back() -> None:
    text = to_text(head(7, 2))
    assert len(text) < 600
    kept = from_text(text)
    assert kept is not None
    assert (kept.seq, kept.releases, kept.hash) == (7, 2, head(7).hash)
    for damaged in ("", "null", "[]", "[" * 50_000, text.replace("7", "x", 1)):
        assert from_text(damaged) is None


def test_a_body_that_does_not_fit_is_left_out(tmp_path: Path) -> None:
    big = ChainHead(HALL, COUNTER, 1, bytes(32), bytes(64), "x" * PLACE)
    assert move_head(tmp_path, big).seq == 1
    stands = read_head(tmp_path, COUNTER)
    assert isinstance(stands, ChainHead)
    assert (stands.seq, stands.body) == (1, "")
