"""Two counters register the same document at the same moment: one succeeds, on both databases."""

from __future__ import annotations

import shutil
from dataclasses import replace
from uuid import UUID

import pytest

from app.domain.ids import new_id
from app.errors import Refused
from app.paths import Folders
from app.security.signing import new_sign_pair
from app.services import registration, session
from app.services.procedure import Work, procedure
from db.schema.organisation import workstation
from tests.kit import counter_process, figures, wholeness
from tests.kit import desk as desks
from tests.kit.counter_process import FORKS
from tests.kit.desk import TestHall

ROUNDS = 15


@pytest.fixture(params=["local_desk", "server_desk"])
def hall(request: pytest.FixtureRequest) -> TestHall:
    """A ready hall on each database."""
    desk: TestHall = request.getfixturevalue(request.param)
    return desk


@procedure("test.workstation", None, writes={workstation: {}})
def _add_workstation(work: Work, *, hall_id: UUID, sign_public: bytes) -> UUID:
    return work.insert(workstation, hall_id=hall_id, counter="4", sign_public=sign_public)


def other_counter(desk: TestHall) -> Folders:
    """The folder of a second counter: one of the same hall on a server, the same one on a local file."""
    if desk.installation.local:
        return desk.folders
    folders, here, pair = desks.copy_folder(desk.folders), desk.installation, new_sign_pair()
    there = _add_workstation(
        desk.clerk, new_id(), hall_id=here.workstation.hall_id, sign_public=pair.public
    )
    session.write_workstation(folders, replace(here.workstation, id=there, counter="4"))
    return folders


def test_one_of_two_counters_registers_a_document(hall: TestHall) -> None:
    whole = wholeness.example(hall)
    codes = race(hall)
    assert all(len([code for code in each if code]) == 1 for each in codes), codes
    given = [code for each in codes for code in each if code]
    assert len(set(given)) == ROUNDS  # no number twice
    assert set(wholeness.registered(hall).values()) >= set(given)
    assert wholeness.faults(hall, whole) == []
    kind = "sqlite" if hall.installation.local else "postgresql"
    figures.publish(f"two_counters.{kind}", seed=0, rounds=ROUNDS, doubled=0, half=0)


def race(hall: TestHall, sabotage: str = "") -> list[list[str]]:
    """What each of two counters got in every round: a customer code, or '' when refused."""
    folders, first = other_counter(hall), counter_process.start_at(hall, 0, sabotage)
    second = replace(first, folder=folders.data)
    barrier, meet = FORKS.Barrier(2), not hall.installation.local  # SQLite lets one in at a time
    counters = [
        counter_process.run(start, counter_process.race, barrier, ROUNDS, meet)
        for start in (first, second)
    ]
    codes: dict[int, list[str]] = {n: [] for n in range(ROUNDS)}
    for counter in counters:
        for n in range(ROUNDS):
            assert counter.pipe.poll(counter_process.SLOW_SECONDS)
            codes[n].append(counter.pipe.recv()[2])
        counter.kill()
    if folders is not hall.folders:
        shutil.rmtree(folders.data)
    return list(codes.values())


def test_the_same_test_fails_when_the_guard_is_removed(server_desk: TestHall) -> None:
    """Without the unique token two counters that look at the same moment both register."""
    assert server_desk.clerk  # signed in before, because nobody signs in to another schema
    with server_desk.installation.engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX uq_search_token_document")
    assert any(all(each) for each in race(server_desk, "no index"))


def test_the_second_is_told_that_the_document_is_registered(hall: TestHall) -> None:
    place = hall.place()
    registration.register(
        hall.clerk, new_id(), form=wholeness.form(1, place), images=wholeness.PICTURES
    )
    with pytest.raises(Refused) as refusal:
        registration.register(
            hall.clerk, new_id(), form=wholeness.form(1, place), images=wholeness.PICTURES
        )
    assert "one_document_one_customer" in {each.code for each in refusal.value.problems}
