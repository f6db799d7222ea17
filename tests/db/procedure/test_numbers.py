"""Numbers for people are leased in blocks and given out once, also to counters that ask at the same
time."""

from __future__ import annotations

import multiprocessing
import threading
from multiprocessing.connection import Connection

import sqlalchemy as sa

from app.domain.numbers import parse
from app.services import session
from app.services.procedure import number_blocks, numbers
from app.services.procedure.numbers import BLOCK, NumberBlocks
from db import failures
from db.engine import write
from db.schema.operations import number_counter
from tests.kit.desk import TestHall

FORKS = multiprocessing.get_context("forkserver")
TURNS = 60


def test_numbers_follow_each_other_within_a_block(desk: TestHall) -> None:
    held = NumberBlocks(desk.installation)
    held.prepare(desk.clerk, "customer", "slip")
    first, second = parse(held.take("customer")), parse(held.take("customer"))
    assert (first.kind, first.area) == ("customer", "GZ01")
    assert second.serial == first.serial + 1
    assert parse(held.take("slip")).kind == "slip"


def test_a_new_process_leaves_a_gap_and_never_repeats(desk: TestHall) -> None:
    one, other = NumberBlocks(desk.installation), NumberBlocks(desk.installation)
    taken = []
    for held in (one, other, one):
        held.prepare(desk.clerk, "agreement")
        taken += [held.take("agreement") for _ in range(3)]
    assert len(set(taken)) == 9
    assert parse(taken[3]).serial - parse(taken[0]).serial == BLOCK


def test_enough_numbers_are_at_hand_before_a_procedure(desk: TestHall) -> None:
    held = NumberBlocks(desk.installation)
    taken = []
    for _ in range(3 * BLOCK):
        held.prepare(desk.clerk, "slip")
        taken.append(held.take("slip"))
    assert len(set(taken)) == 3 * BLOCK


def test_the_blocks_of_an_installation_are_kept_until_it_is_opened_anew(desk: TestHall) -> None:
    held = number_blocks(desk.installation)
    assert number_blocks(desk.installation) is held
    again = session.open_installation(desk.folders, clock=desk.clock)
    assert number_blocks(again) is not held
    again.close()


def test_threads_get_no_number_twice(desk: TestHall) -> None:
    taken: list[range] = []
    clerk = desk.clerk

    def lease() -> None:
        def once() -> range:
            return numbers._lease_now(clerk, "slip:GZ01")

        taken.extend([failures.repeat(once) for _ in range(10)])

    threads = [threading.Thread(target=lease) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    starts = sorted(block[0] for block in taken)
    assert starts == [1 + n * BLOCK for n in range(40)]


def lease_many(folder: str, pipe: Connection) -> None:
    """In a process of its own: blocks as fast as it can."""
    from pathlib import Path

    from app.paths import Folders

    opened = session.open_installation(Folders(Path(folder)))
    starts: list[int] = []

    def lease() -> int:
        with write(opened.engine) as connection:
            start: int = numbers.lease(connection, "customer:GZ01")[0]
        return start

    starts.extend([failures.repeat(lease) for _ in range(TURNS)])
    pipe.send(starts)
    opened.close()


def test_two_processes_get_no_number_twice(desk: TestHall) -> None:
    pipes, processes = [], []
    for _ in range(2):
        ours, theirs = FORKS.Pipe(duplex=False)
        process = FORKS.Process(target=lease_many, args=(str(desk.folders.data), theirs))
        process.start()
        pipes.append(ours)
        processes.append(process)
    starts = [start for pipe in pipes for start in pipe.recv()]
    for process in processes:
        process.join()
    assert sorted(starts) == [1 + n * BLOCK for n in range(2 * TURNS)]
    with desk.installation.engine.connect() as connection:
        stored = connection.execute(
            sa.select(number_counter.c.next).where(number_counter.c.prefix == "customer:GZ01")
        ).scalar_one()
    assert stored == 1 + 2 * TURNS * BLOCK
