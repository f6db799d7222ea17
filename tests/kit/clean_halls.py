"""Halls at work for a day that nobody attacks: verification must find nothing in any of them.

A day is drawn by a seed: registrations, prints, refusals, answers asked for again, wrong passwords, locks,
resets, people leaving and coming, killed processes, a backup that is restored, a lost workstation key, and a
clock that is set within a minute. Everything goes through the program's own doors.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import UUID

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.domain.registration.form import RegistrationForm
from app.errors import UserError
from app.paths import Folders
from app.security.passwords import LOCK_AFTER
from app.services import backup, papers, registration, staff, verification
from app.services.session import Session, open_installation
from app.services.staff import lock, set_pin, sign_in
from app.services.staff.own_password import change_password
from app.services.trust import key_ring
from tests.kit import counter_process, desk, forms, wholeness
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall

WRONG = "not the password of anybody 1"
ONE_TIME = "handed over on paper 8"
OWN = ("chosen words of a newcomer 3", "other words of a newcomer 4")
PIN = "583920"
NEWCOMERS = ("2001", "2002", "2003")


@dataclass
class Person:
    """Somebody who came after set-up, with the password of now."""

    staff_no: str
    staff_id: UUID
    password: str = ONE_TIME


@dataclass
class Day:
    """One hall, and what was done in it."""

    hall: TestHall
    chance: random.Random
    scratch: Path
    newcomers: list[Person] = field(default_factory=list)
    left: int = 0
    registered: list[tuple[UUID, RegistrationForm]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    registrations: int = 0
    keep: Callable[[Day], None] = lambda _: None
    """Called in the middle of the day."""

    def work(self, steps: int) -> None:
        """So many things, one after the other."""
        for n in range(steps):
            if n == steps // 2:
                self.keep(self)
            self.step(self.chance.choice(STEPS))

    def step(self, name: str) -> None:
        """One thing of STEPS, and some time after it."""
        self.done.append(name)
        getattr(self, name)()
        self.hall.clock.pass_time(seconds=self.chance.uniform(61, 300))

    @property
    def administrator(self) -> Session:
        return self.hall.session(Role.ADMINISTRATOR)

    def register(self) -> None:
        self.registrations += 1
        n = self.registrations
        who = forms.person(born=date(1950, 1, 1) + timedelta(days=n * 7), phone=f"139{n:08d}")
        form = forms.individual(self.hall.place(n % 8), holder=who, at_address="additional")
        operation_id = new_id()
        images = wholeness.PICTURES if n % 2 else ()
        made = registration.register(self.hall.clerk, operation_id, form=form, images=images)
        if not images:  # asked for again without them
            self.registered.append((operation_id, form))
        if self.chance.random() < 0.5:
            paper_id = made.slip_document_id
            papers.stored_pdf(self.hall.clerk, document_id=paper_id)
            outcome: papers.Outcome = self.chance.choice(("good", "later"))
            papers.record_print(
                self.hall.clerk,
                new_id(),
                document_id=paper_id,
                outcome=outcome,
                printer="A4-1",
                reason="",
            )

    def ask_again(self) -> None:
        if self.registered:
            operation_id, form = self.chance.choice(self.registered)
            registration.register(self.hall.clerk, operation_id, form=form)

    def be_refused(self) -> None:
        with suppress(UserError):
            if self.registered:
                _, form = self.registered[-1]
                registration.register(self.hall.clerk, new_id(), form=form)

    def mistype(self) -> None:
        for _ in range(self.chance.randrange(1, 4)):
            self._wrong(STAFF_NO[self.chance.choice((Role.CLERK, Role.SUPERVISOR))])

    def sign_in_again(self) -> None:
        for role in (Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR):
            self.hall.clock.pass_time(seconds=61)
            session = sign_in(self.hall.installation, STAFF_NO[role], PASSWORDS[role])
            staff.after_sign_in(session)

    def lock_and_unlock(self) -> None:
        self.hall.clock.pass_time(seconds=61)
        session = sign_in(self.hall.installation, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
        set_pin(session, PIN)
        staff.record_lock(session, idle=self.chance.random() < 0.5)
        locked = lock(session)
        if self.chance.random() < 0.5:
            locked.unlock_pin(PIN)
        else:
            locked.unlock_password(PASSWORDS[Role.CLERK])

    def come(self) -> None:
        """A newcomer, who may choose a password at once."""
        number = str(3001 + self.left + len(self.newcomers))
        made = staff.enrol(
            self.administrator,
            new_id(),
            staff_no=number,
            name="冯新人",
            role=Role.CLERK,
            one_time=ONE_TIME,
        )
        self.newcomers.append(Person(number, made.staff_id))
        if self.chance.random() < 0.7:
            self.change_password()

    def change_password(self) -> None:
        """By a newcomer: the first own one, or another."""
        if not self.newcomers:
            return
        who = self.newcomers[-1]
        chosen = OWN[who.password == OWN[0]]
        with suppress(UserError):
            change_password(self.hall.installation, who.staff_no, who.password, WRONG[:3])
        change_password(self.hall.installation, who.staff_no, who.password, chosen)
        who.password = chosen
        sign_in(self.hall.installation, who.staff_no, chosen)

    def reset(self) -> None:
        if not self.newcomers:
            return
        who = self.chance.choice(self.newcomers)
        staff.reset(
            self.administrator,
            new_id(),
            staff_id=who.staff_id,
            version=self._version(who),
            one_time=ONE_TIME,
        )
        who.password = ONE_TIME

    def leave(self) -> None:
        if not self.newcomers:
            return
        who = self.newcomers.pop(self.chance.randrange(len(self.newcomers)))
        staff.leave(self.administrator, new_id(), staff_id=who.staff_id, version=self._version(who))
        self.left += 1
        with suppress(UserError):
            sign_in(self.hall.installation, who.staff_no, who.password)

    def be_locked_out(self) -> None:
        number = STAFF_NO[Role.RECORDS_KEEPER]
        for _ in range(LOCK_AFTER):
            self._wrong(number)
        person = self.hall.session(Role.COMPLIANCE)  # signs in while a colleague is locked out
        assert person.actor.staff_no != number
        rows = staff.staff_list(self.administrator)
        locked = next(row for row in rows if row.staff_no == number)
        staff.unlock(self.hall.session(Role.SUPERVISOR), new_id(), staff_id=locked.staff_id)

    def be_killed_at_work(self) -> None:
        start = counter_process.start_at(self.hall, 10_000 + 100 * len(self.done))
        counter = counter_process.run(start, _work, self.hall.clock.now)
        counter.hear(self.chance.randrange(2))
        counter.process.join(self.chance.uniform(0, 0.05))
        counter.kill()

    def be_killed_at_sign_in(self) -> None:
        """While the password is looked at."""
        start = counter_process.start_at(self.hall, 0)
        counter = counter_process.run(start, _look_for_ever, self.hall.clock.now)
        assert counter.pipe.poll(counter_process.SLOW_SECONDS), "nobody tried"
        counter.process.kill()
        counter.process.join()
        counter.pipe.close()

    def lose_the_key(self) -> None:
        (self.hall.folders.data / "workstation.key").unlink(missing_ok=True)
        self._open(self.hall.folders)

    def restore(self) -> None:
        file = self.scratch / f"{new_id()}.backup"
        backup.backup(self.administrator, file)
        if self.chance.random() < 0.5:
            self.step("register")  # lost with the restore
        to = Folders(self.scratch / str(new_id()))
        self.hall.clock.pass_time(seconds=61)
        backup.restore(
            file,
            to,
            STAFF_NO[Role.ADMINISTRATOR],
            PASSWORDS[Role.ADMINISTRATOR],
            clock=self.hall.clock,
        )
        self._open(to)
        self.registered.clear()
        self.registrations += 100

    def set_the_clock(self) -> None:
        self.hall.clock.pass_time(seconds=self.chance.uniform(-50, 50))

    def _open(self, folders: Folders) -> None:
        """The program ends and begins again; everybody signs in anew."""
        clock = self.hall.clock
        self.hall.installation.close()
        clock.pass_time(seconds=61)
        self.hall = TestHall(open_installation(folders, clock=clock), clock)
        staff.after_sign_in(self.hall.session(Role.ADMINISTRATOR))

    def _wrong(self, staff_no: str) -> None:
        self.hall.clock.pass_time(seconds=61)
        with suppress(UserError):
            sign_in(self.hall.installation, staff_no, WRONG)

    def _version(self, who: Person) -> int:
        rows = staff.staff_list(self.administrator)
        return next(row.version for row in rows if row.staff_id == who.staff_id)

    def faults(self) -> list[str]:
        """What verification says against this hall, with an auditor's keys."""
        auditor = self.hall.session(Role.AUDITOR)
        found = verification.verify_for_person(auditor).findings
        return [f"{each.code} {each.place}" for each in found]


STEPS = (
    *("register",) * 4,
    *("mistype", "sign_in_again", "change_password", "come") * 2,
    *("ask_again", "be_refused", "lock_and_unlock", "reset", "leave", "be_locked_out"),
    *("be_killed_at_work", "be_killed_at_sign_in", "lose_the_key", "restore"),
    *("set_the_clock",) * 2,
)
"""What may happen, as often as it is drawn."""


def _hall_at(start: counter_process.Start, now: datetime) -> TestHall:
    clock = desk.Clock(now)
    return TestHall(open_installation(Folders(start.folder), clock=clock), clock)


def _work(start: counter_process.Start, pipe: Connection, now: datetime) -> None:
    """One registration after the other, each acknowledged."""
    setattr(key_ring, "derive", lambda *_, **__: start.derived)  # noqa: B010
    clerk, n = _hall_at(start, now).clerk, start.first
    while True:
        made = counter_process.register(clerk, new_id(), n, start.places)
        pipe.send((new_id(), n, made.customer_code))
        n += 1


def _look_for_ever(start: counter_process.Start, pipe: Connection, now: datetime) -> None:
    """A sign-in whose password is never judged."""

    def look(*_: Any, **__: Any) -> None:
        pipe.send(True)
        while True:
            pass

    setattr(key_ring, "derive", look)  # noqa: B010
    sign_in(_hall_at(start, now).installation, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])


@contextmanager
def day(hall: TestHall, seed: int) -> Iterator[Day]:
    """A day in `hall`, whose installation may be another one afterwards."""
    scratch = Path(tempfile.mkdtemp(prefix="counter-day-"))
    made = Day(hall, random.Random(seed), scratch)
    try:
        yield made
    finally:
        made.hall.installation.close()
        shutil.rmtree(scratch, ignore_errors=True)
