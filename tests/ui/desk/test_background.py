"""The lanes: order, replacement and cancelling; a receiver that is gone is not called."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from app.capture.worker import Worker
from app.errors import UserError
from app.lanes import Lane, lane, lane_of
from app.services import (
    backup,
    catalogue,
    customers,
    drafts,
    identity,
    papers,
    registration,
    session,
    verification,
)
from ui.capture.copies import copies
from ui.capture.read_file import read_file
from ui.desk.background import Background, Call, Cancelled
from ui.printing.printers import Printers


class Receiver(QObject):
    """Collects what is delivered, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []
        self.threads: set[threading.Thread] = set()

    def take(self, result: object) -> None:
        self.got.append(result)
        self.threads.add(threading.current_thread())


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


def test_the_result_comes_on_the_main_thread(qtbot, background: Background, receiver) -> None:
    background.run(Call(lambda a, b: (a, b), 1, b=2), done=receiver.take)
    qtbot.waitUntil(lambda: receiver.got == [(1, 2)])
    assert receiver.threads == {threading.main_thread()}


def test_the_work_is_done_elsewhere(qtbot, background: Background, receiver) -> None:
    background.run(threading.current_thread, done=receiver.take)
    qtbot.waitUntil(lambda: len(receiver.got) == 1)
    assert receiver.got[0] is not threading.main_thread()


def test_an_error_goes_to_failed(qtbot, background: Background, receiver) -> None:
    def refuse() -> None:
        raise UserError("no", "Not now.")

    background.run(refuse, failed=receiver.take)
    qtbot.waitUntil(lambda: len(receiver.got) == 1)
    assert receiver.got[0].code == "no"


def test_an_error_that_nobody_takes_is_announced(qtbot, background: Background) -> None:
    with qtbot.waitSignal(background.unhandled) as caught:
        background.run(lambda: 1 // 0)
    assert isinstance(caught.args[0], ZeroDivisionError)


def test_procedures_run_one_after_another_in_order(qtbot, background, receiver) -> None:
    gate = threading.Event()
    background.run(lambda: gate.wait(5), done=receiver.take)
    for number in range(20):
        background.run(lambda n=number: n, done=receiver.take)
    assert receiver.got == []
    gate.set()
    qtbot.waitUntil(lambda: len(receiver.got) == 21)
    assert receiver.got == [True, *range(20)]


def test_a_newer_read_replaces_the_older_one_that_runs(qtbot, background, receiver) -> None:
    gate, started = threading.Event(), threading.Event()

    @lane("reads")
    def find(text: str) -> str:
        if text == "old":
            started.set()
            gate.wait(5)
        return text

    background.run(Call(find, "old"), done=receiver.take)
    assert started.wait(5)
    background.run(Call(find, "new"), done=receiver.take)
    gate.set()
    qtbot.waitUntil(lambda: receiver.got == ["new"])
    assert background.stop()
    assert receiver.got == ["new"]


def test_a_newer_read_replaces_one_that_has_ended_and_was_not_handed_over(
    qtbot, background, receiver
) -> None:
    """The window is busy while the older answer comes."""

    @lane("reads")
    def find(text: str) -> str:
        return text

    background.run(Call(find, "old"), done=receiver.take)
    reads = background._lanes["reads"]
    with reads._wake:
        assert reads._wake.wait_for(lambda: not (reads._waiting or reads._running), 5)
    background.run(Call(find, "new"), done=receiver.take)
    qtbot.waitUntil(lambda: "new" in receiver.got)
    assert receiver.got == ["new"]


def test_a_waiting_read_that_was_replaced_is_never_called(qtbot, background, receiver) -> None:
    gate, called = threading.Event(), []
    for other in range(2):  # both threads of the lane are taken
        background.run(lane("reads")(lambda: gate.wait(5)), key=("block", other))

    @lane("reads")
    def find(text: str) -> str:
        called.append(text)
        return text

    for text in "abcdef":
        background.run(Call(find, text), done=receiver.take)
    gate.set()
    qtbot.waitUntil(lambda: receiver.got == ["f"])
    assert called == ["f"]


def test_reads_of_different_kinds_do_not_disturb_each_other(qtbot, background, receiver) -> None:
    @lane("reads")
    def one() -> int:
        return 1

    @lane("reads")
    def two() -> int:
        return 2

    background.run(one, done=receiver.take)
    background.run(two, done=receiver.take)
    qtbot.waitUntil(lambda: sorted(receiver.got) == [1, 2])


def test_a_search_does_not_wait_for_pictures_or_a_device(qtbot, background, receiver) -> None:
    gate = threading.Event()
    called: list[object] = []
    names: tuple[Lane, ...] = ("pictures", "devices", "printing", "long", "checks", "procedures")
    for name in names * 3:
        background.run(lane(name)(lambda: gate.wait(5)), key=object())
    background.run(lane("reads")(lambda: "found"), done=called.append, receiver=receiver)
    qtbot.waitUntil(lambda: called == ["found"])
    gate.set()
    assert background.stop()


@pytest.mark.parametrize(
    ("fn", "name"),
    [
        (customers.find, "reads"),
        (registration.register, "procedures"),
        (papers.show_paper, "procedures"),  # its event is a write
        (identity.show_image, "procedures"),
        (drafts.save, "procedures"),  # it says nothing
        (catalogue.import_places, "long"),
        (backup.backup, "long"),
        (verification.verify_for_person, "long"),
        (session.check_file_daily, "checks"),
        (Worker().read, "pictures"),
        (Worker().preview, "pictures"),
        (Worker().find, "pictures"),
        (copies, "pictures"),
        (read_file, "pictures"),
        (identity.read_card, "devices"),
        (Printers.send, "printing"),
    ],
)
def test_a_function_knows_its_lane(fn: Callable[..., object], name: str) -> None:
    assert lane_of(fn) == name


def test_a_long_job_tells_how_far_it_is_and_can_be_cancelled(qtbot, background, receiver) -> None:
    ended, go_on = [], threading.Event()

    @lane("long")
    def long(progress=None) -> None:
        try:
            progress(1, 3)
            go_on.wait(5)
            progress(2, 3)
        except Cancelled:
            ended.append("cancelled")
            raise

    steps = Receiver()
    job = background.run(
        long,
        progress=lambda done, total: steps.take((done, total)),
        done=receiver.take,
        failed=receiver.take,
    )
    qtbot.waitUntil(lambda: steps.got == [(1, 3)])
    job.cancel()
    go_on.set()
    assert background.stop()
    assert ended == ["cancelled"]
    assert receiver.got == []


def test_a_receiver_that_is_gone_is_not_called(qtbot, background: Background) -> None:
    gate = threading.Event()
    label = QLabel()
    called: list[object] = []
    background.run(lambda: gate.wait(5), done=called.append, receiver=label)
    label.deleteLater()
    with qtbot.waitSignal(label.destroyed):
        pass
    gate.set()
    last = Receiver()
    background.run(lambda: "after", done=last.take)
    qtbot.waitUntil(lambda: last.got == ["after"])
    assert called == []


def test_stop_ends_every_thread_and_finishes_what_was_asked(background: Background) -> None:
    written: list[int] = []
    for number in range(5):
        background.run(Call(written.append, number))
    assert background.stop()
    assert written == [0, 1, 2, 3, 4]


def test_after_stop_nothing_is_taken_or_delivered(qtbot, background, receiver) -> None:
    background.run(lambda: 1, done=receiver.take)
    assert background.stop()
    background.run(lambda: 2, done=receiver.take)
    other = Background()
    said: list[int] = []
    other.post(lambda: said.append(7))
    qtbot.waitUntil(lambda: said == [7])
    assert receiver.got == []
    assert other.stop()


def test_what_a_job_posts_for_afterwards_comes_after_its_result(
    qtbot, background: Background
) -> None:
    order: list[str] = []

    def job(name: str) -> str:
        background.post_after(lambda: order.append(f"after {name}"))
        background.post(lambda: order.append(f"during {name}"))
        return name

    def fails() -> None:
        background.post_after(lambda: order.append("failed"))
        raise UserError("no", "No.")

    background.run(Call(job, "one"), done=order.append)
    background.run(Call(job, "two"), done=order.append)
    background.run(fails)
    qtbot.waitUntil(lambda: "failed" in order)
    assert order == ["during one", "one", "after one", "during two", "two", "after two", "failed"]


def test_what_is_posted_for_afterwards_outside_a_job_comes_soon(
    qtbot, background: Background
) -> None:
    order: list[str] = []
    background.post_after(lambda: order.append("now"))
    assert order == []
    qtbot.waitUntil(lambda: order == ["now"])


def test_a_refresh_waits_for_the_running_one_and_leaves_the_other_thread_free(
    qtbot, background: Background, receiver
) -> None:
    gate, started, running, most = threading.Event(), threading.Event(), [], []

    @lane("reads")
    def slow(n: int) -> int:
        running.append(n)
        most.append(len(running))
        started.set()
        gate.wait(5)
        running.remove(n)
        return n

    @lane("reads")
    def find() -> str:
        return "found"

    for n in range(3):  # as after two quick writes
        background.run(Call(slow, n), done=receiver.take)
        assert started.wait(5)
    background.run(find, done=receiver.take)
    qtbot.waitUntil(lambda: receiver.got == ["found"])
    gate.set()
    qtbot.waitUntil(lambda: receiver.got == ["found", 2])
    assert max(most) == 1


def test_work_that_is_dropped_at_the_end_does_not_hold_it_up(background: Background) -> None:
    gate, started = threading.Event(), threading.Event()

    @lane("reads")
    def slow(n: int) -> None:
        started.set()
        gate.wait(5)

    for n in range(3):
        background.run(Call(slow, n), key="same")
    assert started.wait(5)
    background.post(gate.set)
    gate.set()
    assert background.stop()
