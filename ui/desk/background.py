"""Work away from the main thread, in lanes of plain Python threads; a function knows its lane (app.lanes).

    background.run(Call(search.find, session, text=text), done=self.show_rows)

- reads: two at a time, of the same key one at a time; a newer job cancels the older one of its key,
  whose result is dropped and whose statement is ended in the database;
- procedures: one at a time, in the order asked;
- printing: one at a time, in the order asked; the printing system may let each wait for long;
- pictures: two at a time: finding, reading, packing and marking of pictures;
- devices: what waits for a device, such as a card on the reader;
- long: one at a time, cancellable, tells how far it is;
- checks: what nobody asked for and nobody waits for.

`fn` must touch no widget. `done(result)` and `failed(error)` are called on the main thread, but not
when the receiver (the QObject that `done` belongs to, or `receiver=`) is gone by then.
"""

from __future__ import annotations

import itertools
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from app.errors import UserError
from app.lanes import Lane, lane_of
from app.stopping import Stop, stoppable
from ui.desk.cycle_collector import MainThreadGarbage

P = ParamSpec("P")
R = TypeVar("R")
Failed = Callable[[BaseException], object]
Progress = Callable[[int, int], object]
THREADS: dict[Lane, int] = {
    "reads": 2,
    "procedures": 1,
    "printing": 1,
    "pictures": 2,
    "devices": 2,
    "long": 1,
    "checks": 1,
}


class Call(Generic[R]):
    """A function with its arguments, which mypy checks here: `Call(search.find, session, text=text)`."""

    def __init__(self, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> None:
        self.fn = cast(Callable[..., R], fn)
        self.args: tuple[Any, ...] = args
        self.kwargs: dict[str, Any] = kwargs

    def __call__(self) -> R:
        return self.fn(*self.args, **self.kwargs)


class Cancelled(Exception):
    """Raised inside a long job by its `progress` once the job is cancelled."""


class _Task:
    """The part of a job that a worker thread holds, which is the call alone. A callback or widget
    held there could be destroyed in that thread with its last reference."""

    def __init__(self, number: int, call: Callable[[], Any], key: object) -> None:
        self.number = number
        self.call = call
        self.key = key
        self.stop = Stop()

    @property
    def cancelled(self) -> bool:
        return self.stop.said


@dataclass
class Job:
    """One call on its way; it stays on the main thread. `cancel()` drops its result, ends what it
    reads in the database, and stops it at its next progress report."""

    task: _Task
    done: Callable[[Any], object] | None
    failed: Failed
    progress: Progress | None
    receiver: QObject | None
    finished: bool = False

    def cancel(self) -> None:
        """Forget the result; a job that has not begun does not begin."""
        self.task.stop.now()

    @property
    def wanted(self) -> bool:
        """Whether anybody still waits for the result."""
        return not self.task.cancelled and (self.receiver is None or isValid(self.receiver))


class _Thread(threading.local):
    afterwards: list[Callable[[], object]] | None = None


_here = _Thread()
"""What the job of this thread wants to be called after its result was handed over."""


class _Lane:
    """A queue and its threads; threads start with the first job."""

    def __init__(
        self,
        name: str,
        count: int,
        deliver: Callable[[int, Any, Any], None],
        post: Callable[[Callable[[], object]], None],
    ) -> None:
        self._name = name
        self._count = count
        self._deliver = deliver
        self._post = post
        self._waiting: deque[_Task] = deque()
        self._running: list[_Task] = []
        self._wake = threading.Condition()
        self._open = True
        self.threads: list[threading.Thread] = []

    def put(self, task: _Task) -> bool:
        """Queue a task; False when the lane is closed."""
        with self._wake:
            if not self._open:
                return False
            if task.key is not None:
                for older in [*self._waiting, *self._running]:
                    if older.key == task.key:
                        older.stop.now()
            self._waiting.append(task)
            if len(self.threads) < self._count:
                name = f"counter-{self._name}"
                thread = threading.Thread(target=self._work, name=name, daemon=True)
                self.threads.append(thread)
                thread.start()
            self._wake.notify_all()
        return True

    def close(self, *, finish: bool) -> None:
        """Take no more tasks; `finish` lets the waiting ones run, else they are dropped."""
        with self._wake:
            self._open = False
            if not finish:
                for task in [*self._waiting, *self._running]:
                    task.stop.now()
            self._wake.notify_all()

    def _work(self) -> None:
        while (task := self._next()) is not None:
            result = error = None
            afterwards = _here.afterwards = []
            if not task.cancelled:
                try:
                    with stoppable(task.stop):
                        result = task.call()
                except BaseException as caught:  # noqa: BLE001 - handed to `failed`
                    error = caught
            with self._wake:
                self._running.remove(task)
                self._wake.notify_all()  # another one of its key may wait
            self._deliver(task.number, result, error)
            for fn in afterwards:
                self._post(fn)
            _here.afterwards = None
            del task, result, error, afterwards  # an idle thread must not keep personal data

    def _next(self) -> _Task | None:
        """The next task, once none of its key runs; None when the lane is closed and empty."""
        with self._wake:
            while self._open or self._waiting:
                busy = {task.key for task in self._running if task.key is not None}
                for task in self._waiting:
                    if task.key not in busy:
                        self._waiting.remove(task)
                        self._running.append(task)
                        return task
                self._wake.wait()
            return None


class Background(QObject):
    """The lanes of one window; made and stopped on the main thread."""

    unhandled = Signal(object)
    """An error that no `failed` was given for."""
    refused = Signal(object)
    """Every UserError that a job ended with, before its own `failed` hears of it, and also when nobody
    waits for the job any more."""
    _arrived = Signal(int, object, object)
    _stepped = Signal(int, int, int)
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        queued = Qt.ConnectionType.QueuedConnection
        self._arrived.connect(self._hand_over, queued)
        self._stepped.connect(self._step, queued)
        self._posted.connect(self._call_posted, queued)
        self._stopped = False
        self._jobs: dict[int, Job] = {}
        self._numbers = itertools.count(1)
        self._garbage = MainThreadGarbage(self)
        self._lanes = {
            name: _Lane(name, count, self._deliver, self.post) for name, count in THREADS.items()
        }

    def run(
        self,
        fn: Callable[[], R] | Call[R],
        *,
        done: Callable[[R], object] | None = None,
        failed: Failed | None = None,
        progress: Progress | None = None,
        receiver: QObject | None = None,
        key: object = None,
    ) -> Job:
        """Call `fn` in its lane.

        With `progress`, `fn` also gets a keyword `progress(done, total)` that reports to the main
        thread and raises `Cancelled` once the job is cancelled. In reads, jobs of the same `key`
        replace each other: by default those of the same receiver and function.
        """
        call = fn if isinstance(fn, Call) else Call(fn)
        receiver = receiver or _owner(done) or _owner(failed)
        name = lane_of(call.fn)
        if name == "reads" and key is None:
            key = (id(receiver), call.fn)
        if key is not None:  # also one that has ended and waits for the main thread
            for older in self._jobs.values():
                if older.task.key == key:
                    older.cancel()
        task = _Task(next(self._numbers), call, key)
        if progress is not None:
            call.kwargs["progress"] = self._reporter(task)
        job = Job(task, done, failed or self.unhandled.emit, progress, receiver)
        if self._lanes[name].put(task):
            self._jobs[task.number] = job
        else:
            job.cancel()
        return job

    def post(self, fn: Callable[[], object]) -> None:
        """Call `fn` on the main thread soon; may be called from any thread."""
        self._posted.emit(fn)

    def post_after(self, fn: Callable[[], object]) -> None:
        """As `post`; asked for within a job, after that job's own result was handed over."""
        if _here.afterwards is None:
            self.post(fn)
        else:
            _here.afterwards.append(fn)

    def stop(self, timeout: float = 10.0) -> bool:
        """Let waiting procedures end, drop everything else, join the threads (seconds each).

        True when no thread is left. After it nothing is delivered any more.
        """
        self._stopped = True
        for name, lane in self._lanes.items():
            lane.close(finish=name == "procedures")
        threads = [thread for lane in self._lanes.values() for thread in lane.threads]
        for thread in threads:
            thread.join(timeout)
        self._jobs.clear()
        ended = not any(thread.is_alive() for thread in threads)
        if ended:
            self._garbage.stop()
        return ended

    def _reporter(self, task: _Task) -> Callable[[int, int], None]:
        def report(done: int, total: int) -> None:
            if task.cancelled:
                raise Cancelled
            self._stepped.emit(task.number, done, total)

        return report

    def _deliver(self, number: int, result: Any, error: Any) -> None:
        if not self._stopped:
            self._arrived.emit(number, result, error)

    @Slot(int, object, object)
    def _hand_over(self, number: int, result: Any, error: Any) -> None:
        job = self._jobs.pop(number, None)
        if job is None:
            return
        job.finished = True
        if isinstance(error, UserError):
            self.refused.emit(error)
        if not job.wanted:
            return
        if error is not None:
            job.failed(error)
        elif job.done is not None:
            job.done(result)

    @Slot(int, int, int)
    def _step(self, number: int, done: int, total: int) -> None:
        job = self._jobs.get(number)
        if job is not None and job.wanted and job.progress is not None:
            job.progress(done, total)

    @Slot(object)
    def _call_posted(self, fn: Callable[[], object]) -> None:
        if not self._stopped:
            fn()


def _owner(callback: Callable[..., object] | None) -> QObject | None:
    owner = getattr(callback, "__self__", None)
    return owner if isinstance(owner, QObject) else None
