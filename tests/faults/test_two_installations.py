"""Two counters complete installations at the same moment: on a server both have looked before either writes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain import subscriptions
from app.domain.ids import new_id
from app.domain.payment import PaymentForm
from app.domain.permissions import Role
from app.domain.registration.form import SubscriptionForm
from app.errors import Conflict, Refused, UserError
from app.services import changes, registration, verification
from app.services.changes import Changed, WaitingInstallation, devices, installation
from app.services.procedure import Work
from app.services.registration import Registered
from app.services.session import Session
from tests.kit import forms
from tests.kit.desk import TestHall

SECONDS = 20


def register(desk: TestHall, n: int, serials: tuple[str, ...]) -> Registered:
    place = desk.place(n)
    form = forms.individual(
        place,
        subscriptions=tuple(SubscriptionForm("TV-BASIC", place, each) for each in serials),
        holder=forms.person("单雄", serial=100 + n * 2, phone=f"1380000{n:04d}"),
        payment=PaymentForm(str(160 * len(serials)), "cash", "R-1"),
    )
    return registration.register(desk.clerk, new_id(), form=form)


def waiting(desk: TestHall, made: Registered) -> tuple[WaitingInstallation, ...]:
    return changes.waiting_installations(desk.clerk, customer_id=made.customer_id)


def complete(
    session: Session, made: Registered, waits: WaitingInstallation, serial: str
) -> Changed:
    return changes.complete_installation(
        session,
        new_id(),
        customer_id=made.customer_id,
        subscription_id=waits.id,
        installed_on=str(waits.ordered_on),
        serial=serial,
        language="zh_CN",
    )


def somebody_waits(desk: TestHall) -> bool:
    """Whether a transaction of the server waits for another one."""
    waits = sa.text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    with desk.installation.engine.connect() as connection:
        return bool(connection.execute(waits).scalar_one())


def race(
    desk: TestHall,
    monkeypatch: pytest.MonkeyPatch,
    asked: list[tuple[Registered, WaitingInstallation, str]],
) -> list[Changed | UserError]:
    """What the clerk and the supervisor get when neither writes before the other judges or waits."""
    desk.session(Role.SUPERVISOR)
    judging = threading.Semaphore(0)
    both = threading.Event()
    check: Callable[..., Any] = subscriptions.check_installed

    def meet(*args: Any, **named: Any) -> Any:
        if judging.acquire(blocking=False):
            both.set()
        judging.release()
        begun = time.monotonic()
        while not both.is_set() and not somebody_waits(desk) and time.monotonic() < begun + SECONDS:
            both.wait(0.01)
        return check(*args, **named)

    monkeypatch.setattr(installation, "check_installed", meet)

    def ask(role: Role, made: Registered, waits: WaitingInstallation, serial: str) -> Any:
        try:
            return complete(desk.session(role), made, waits, serial)
        except UserError as error:
            return error

    with ThreadPoolExecutor(2) as pool:
        jobs = [
            pool.submit(ask, role, *each)
            for role, each in zip((Role.CLERK, Role.SUPERVISOR), asked, strict=True)
        ]
        found = [job.result(SECONDS * 2) for job in jobs]
    monkeypatch.undo()
    return sorted(found, key=lambda each: isinstance(each, UserError))


def test_one_installation_is_completed_once(
    server_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = server_desk
    made = register(desk, 0, ("STB00010001",))
    (waits,) = waiting(desk, made)
    done, refused = race(desk, monkeypatch, [(made, waits, "STB1"), (made, waits, "STB2")])
    assert isinstance(done, Changed)
    assert isinstance(refused, Conflict)
    assert "Somebody else changed" in refused.text
    assert waiting(desk, made) == ()
    assert verification.verify(desk.installation, keys=desk.clerk.keys).findings == ()


def open_orders(desk: TestHall) -> int:
    with desk.installation.engine.connect() as connection:
        count = sa.text("SELECT count(*) FROM product_order WHERE status = 'inProgress'")
        return int(connection.execute(count).scalar_one())


def last_two(desk: TestHall) -> list[tuple[Registered, WaitingInstallation, str]]:
    made = register(desk, 0, ("STB00010001", "STB00010002"))
    return [(made, each, each.serial) for each in waiting(desk, made)]


def test_the_last_two_of_an_order_complete_it(
    server_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One waits for the other, and then sees that nothing is left."""
    found = race(server_desk, monkeypatch, last_two(server_desk))
    assert all(isinstance(each, Changed) for each in found)
    assert open_orders(server_desk) == 0


def test_without_the_lock_the_last_two_would_miss_each_other(
    server_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above."""
    monkeypatch.setattr(Work, "locked", Work.one)
    race(server_desk, monkeypatch, last_two(server_desk))
    assert open_orders(server_desk) == 1


DEVICE = "STB00020002"


def two_customers(desk: TestHall) -> list[tuple[Registered, WaitingInstallation, str]]:
    made = [register(desk, n, (f"STB0001000{n}",)) for n in range(2)]
    return [(each, waiting(desk, each)[0], DEVICE) for each in made]


def test_one_device_is_installed_at_one_of_two_places(
    server_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, refused = race(server_desk, monkeypatch, two_customers(server_desk))
    assert isinstance(done, Changed)
    assert isinstance(refused, Refused)
    assert [each.code for each in refused.problems] == ["serial_elsewhere"]


def test_without_the_guard_the_device_stands_at_both(
    server_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above."""
    barrier, find = threading.Barrier(2), devices.elsewhere
    monkeypatch.setattr(devices, "is_sqlite", lambda _: True)  # no lock

    def look_together(*args: Any, **named: Any) -> Any:
        found = find(*args, **named)
        barrier.wait(SECONDS)
        return found

    monkeypatch.setattr(devices, "elsewhere", look_together)
    found = race(server_desk, monkeypatch, two_customers(server_desk))
    assert all(isinstance(each, Changed) for each in found)
