"""T24: a program killed while typing loses two seconds at most, and a colleague reads nothing of it."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.permissions import Role
from app.paths import make_private
from app.services.drafts import Draft, Loaded, drafts, load_all, save
from tests.kit import figures
from tests.kit.counter_process import SLOW_SECONDS, Counter, Start, clerk_at, run, start_at
from tests.kit.desk import MORNING, TestHall

KILLS = 20
SEED = 20261122
NAME = "龚䶮䶮"
DRAFT = UUID("01935000-0000-7000-8000-000000000001")


def typing(start: Start, pipe: Connection) -> None:
    """A draft that grows; each state is acknowledged when `save` returned."""
    if start.sabotage:
        _write_in_place()
    clerk = clerk_at(start)
    n = start.first
    while True:
        n += 1
        form = {"name": NAME, "n": n, "rest": "字" * (200 + n * 37 % 20_000)}
        save(clerk, draft=Draft(DRAFT, "registration", "龚", "1", form, MORNING))
        pipe.send(n)


def _write_in_place() -> None:
    """Sabotage: the file is written where it stands, in small pieces."""

    def write(file: Path, content: bytes) -> None:
        make_private(file.parent)
        with file.open("wb", buffering=0) as opened:
            for at in range(0, len(content), 64):
                opened.write(content[at : at + 64])

    setattr(drafts, "write_durably", write)  # noqa: B010


def killed(desk: TestHall, chance: random.Random, last: int, sabotage: str = "") -> int:
    """Type until a random moment, then kill -9; the newest acknowledged state."""
    start = replace(start_at(desk, last), sabotage=sabotage)
    counter: Counter = run(start, typing)
    assert counter.pipe.poll(SLOW_SECONDS)
    counter.process.join(chance.uniform(0, 0.05))
    counter.process.kill()
    counter.process.join()
    try:
        while True:
            last = counter.pipe.recv()
    except (EOFError, ConnectionResetError):
        counter.pipe.close()
        counter.process.close()
    return last


def test_a_killed_program_keeps_what_was_saved_and_shows_it_to_its_owner_only(
    local_desk: TestHall,
) -> None:
    chance, last = random.Random(SEED), 0
    for _ in range(KILLS):
        last = killed(local_desk, chance, last)
        found = load_all(local_desk.clerk)
        assert found.unreadable == 0
        (draft,) = found.drafts
        assert last <= draft.form["n"] <= last + 1  # the next state may have been saved unanswered
        assert draft.form["name"] == NAME
        last = draft.form["n"]
    assert load_all(local_desk.session(Role.SUPERVISOR)) == Loaded((), 0)
    for file in local_desk.folders.drafts.iterdir():
        content = file.read_bytes()
        assert not any(NAME.encode(coding) in content for coding in ("utf-8", "utf-16-le"))
    figures.publish("T24 drafts", seed=SEED, kills=KILLS, states=last)


def test_without_the_one_step_replacement_a_kill_is_noticed(local_desk: TestHall) -> None:
    """Sabotage control: the same test on a draft that is written in place fails."""
    chance, last, bad = random.Random(SEED), 0, 0
    for _ in range(3 * KILLS):
        last = killed(local_desk, chance, last, "in place")
        found = load_all(local_desk.clerk)
        bad += found.unreadable
        if bad:
            break
    assert bad


def test_a_saved_draft_is_on_the_disk_before_it_is_acknowledged(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Content, then its name: both are synced, in this order."""
    clerk = local_desk.clerk
    synced: list[str] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        synced.append("folder" if os.path.isdir(f"/proc/self/fd/{descriptor}") else "file")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    save(clerk, draft=Draft(DRAFT, "registration", "", "1", {}, MORNING))
    assert synced == ["file", "folder"]
