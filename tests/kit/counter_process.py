"""A counter in a process of its own, to be killed: it registers people until it ends.

Processes are forked from a server that has imported the program, so that one starts in milliseconds.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import OutcomeUnknown, Refused, UserError
from app.paths import Folders
from app.security.passwords import Derived
from app.services import registration
from app.services.procedure import Work, mechanism
from app.services.registration import Registered
from app.services.registration import rows as registration_rows
from app.services.session import Session
from app.services.staff import signing_in
from app.services.trust import key_ring
from db.insert import insert_rows
from tests.kit import desk as desks
from tests.kit import wholeness
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__, "pypinyin", "phonenumbers", "app.papers.slip"])

SLOW_SECONDS = 60


@dataclass(frozen=True)
class Start:
    """What a counter needs to begin: its folder, and the clerk's derived key instead of half a second
    of Argon2 a process."""

    folder: Path
    derived: Derived
    places: tuple[str, ...]
    first: int
    sabotage: str = ""


def start_at(desk: TestHall, first: int, sabotage: str = "") -> Start:
    """A counter on the data of `desk`, which registers the people from `first` on."""
    profile = desk.installation.profile
    derived = desks.derive_once(
        PASSWORDS[Role.CLERK],
        deployment=profile.deployment.bytes,
        staff_no=STAFF_NO[Role.CLERK],
        params=profile.argon2,
    )
    places = tuple(desk.place(n) for n in range(8))
    return Start(desk.folders.data, derived, places, first, sabotage)


@dataclass
class Told:
    """What came through the pipe before it broke."""

    tried: dict[UUID, int] = field(default_factory=dict)
    done: dict[UUID, str] = field(default_factory=dict)

    @property
    def unanswered(self) -> list[tuple[UUID, int]]:
        return [(each, n) for each, n in self.tried.items() if each not in self.done]


@dataclass
class Counter:
    """The running process and what it told so far."""

    process: BaseProcess
    pipe: Connection
    told: Told = field(default_factory=Told)

    def hear(self, acknowledged: int) -> None:
        """Wait until it has acknowledged so many registrations."""
        while len(self.told.done) < acknowledged:
            assert self.pipe.poll(SLOW_SECONDS), "the counter is stuck"
            self._take()

    def kill(self) -> Told:
        """kill -9, then everything that it told before."""
        self.process.kill()
        self.process.join()
        with suppress(EOFError, ConnectionResetError):
            while True:
                self._take()
        self.pipe.close()
        self.process.close()
        return self.told

    def _take(self) -> None:
        operation_id, n, code = self.pipe.recv()
        if code:
            self.told.done[operation_id] = code
        else:
            self.told.tried[operation_id] = n


def run(start: Start, work: Callable[..., None] | None = None, *more: Any) -> Counter:
    """Start a counter; `work` is called in it with the start, the pipe and `more`."""
    ours, theirs = FORKS.Pipe(duplex=False)
    target = work or register_people
    process = FORKS.Process(
        target=on_this_computer,
        args=(os.environ["COUNTER_SECOND_PLACE"], target, start, theirs, *more),
    )
    process.start()
    theirs.close()
    return Counter(process, ours)


def on_this_computer(place: str, work: Callable[..., None], *given: Any) -> None:
    """The server of forks has the second place of the test that began it."""
    os.environ["COUNTER_SECOND_PLACE"] = place
    work(*given)


def clerk_at(start: Start) -> Session:
    """Open the folder and sign the clerk in, as the window does."""
    _replace(key_ring, "derive", lambda *_args, **_named: start.derived)
    desk = desks.open_desk(Folders(start.folder))
    while True:
        try:
            return desk.clerk
        except UserError as refusal:  # another counter signs the same clerk in at this moment
            if refusal.code != "wait":
                raise


def register_people(start: Start, pipe: Connection) -> None:
    """Register one person after the other; each is named before and acknowledged after its call."""
    if start.sabotage:
        SABOTAGE[start.sabotage]()
    clerk = clerk_at(start)
    n = start.first
    while True:
        operation_id = new_id()
        pipe.send((operation_id, n, ""))
        made = register(clerk, operation_id, n, start.places)
        pipe.send((operation_id, n, made.customer_code))
        n += 1


def register(clerk: Session, operation_id: UUID, n: int, places: tuple[str, ...]) -> Registered:
    """Register the n-th person; ask again with the same number until the server is back and tells."""
    form = wholeness.form(n, places[n % len(places)])
    while True:
        try:
            return registration.register(clerk, operation_id, form=form, images=wholeness.PICTURES)
        except UserError as refusal:
            if not isinstance(refusal, OutcomeUnknown) and refusal.code != "server_away":
                raise


def race(start: Start, pipe: Connection, barrier: Any, rounds: int, meet: bool) -> None:
    """Round after round the same person as another counter does at the same moment; '' when refused.

    With `meet` neither writes before both have looked: the worst moment, which a server allows.
    """
    if start.sabotage:  # the schema is not ours any more
        _replace(signing_in, "require_own_schema", lambda _: None)
    clerk = clerk_at(start)
    write, met = registration_rows.write, set[int]()

    def meet_then_write(work: Work, *arguments: Any) -> Any:
        if n not in met:
            met.add(n)
            barrier.wait(SLOW_SECONDS)
        return write(work, *arguments)

    if meet:
        _replace(registration_rows, "write", meet_then_write)
    for n in range(start.first, start.first + rounds):
        operation_id, code = new_id(), ""
        barrier.wait(SLOW_SECONDS)
        with suppress(Refused):
            code = register(clerk, operation_id, n, start.places).customer_code
        pipe.send((operation_id, n, code))
    pipe.close()


def _replace(where: Any, name: str, by: Any) -> None:
    """For the rest of this process."""
    setattr(where, name, by)


def _commit_after_each_table() -> None:
    """Sabotage: a registration in several transactions."""
    from app.services.procedure import transaction as works

    def rows(connection: sa.Connection, table: sa.Table, values: Any) -> None:
        insert_rows(connection, table, values)
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    _replace(works, "insert_rows", rows)


def _operation_afterwards() -> None:
    """Sabotage: the rows in one transaction, the operation and its event in the next."""
    finish = Work.finish

    def later(work: Work, *arguments: Any) -> None:
        work.flush()
        work.connection.exec_driver_sql("COMMIT")
        threading.Event().wait(0.03)  # a wide gap: the kill must find it on a busy machine too
        work.connection.exec_driver_sql("BEGIN IMMEDIATE")
        finish(work, *arguments)

    _replace(Work, "finish", later)


def _answer_without_commit() -> None:
    """Sabotage: every third registration is acknowledged and never committed."""
    commit, calls = mechanism.commit, iter(range(1_000_000))

    def forget(connection: sa.Connection, transaction: sa.RootTransaction) -> None:
        if next(calls) % 3 == 2:
            transaction.rollback()
        else:
            commit(connection, transaction)

    _replace(mechanism, "commit", forget)


SABOTAGE: dict[str, Callable[[], None]] = {
    "commit after each table": _commit_after_each_table,
    "operation afterwards": _operation_afterwards,
    "answer without commit": _answer_without_commit,
}
