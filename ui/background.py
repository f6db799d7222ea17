"""Work away from the main thread, in three lanes of plain Python threads.

    background.run(search.find, session, text=text, done=self.show_rows, lane="reads")

- reads: two at a time; a newer job with the same key cancels the older, whose result is dropped;
- procedures: one at a time, in the order asked;
- long: one at a time, cancellable, tells how far it is.

`fn` must touch no widget. `done(result)` and `failed(error)` are called on the main thread, but not
when the receiver (the QObject that `done` belongs to, or `receiver=`) is gone by then.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Any, Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

Lane = Literal["reads", "procedures", "long"]
Done = Callable[[Any], object]
Failed = Callable[[BaseException], object]
THREADS: dict[Lane, int] = {"reads": 2, "procedures": 1, "long": 1}


class Cancelled(Exception):
    """Raised inside a long job by its `progress` once the job is cancelled."""


class Job:
    """One call on its way; `cancel()` drops its result and stops it at its next progress report."""

    def __init__(self, call: Callable[[], Any], done: Done | None, failed: Failed) -> None:
        self.call = call
        self.done = done
        self.failed = failed
        self.key: object = None
        self.receiver: QObject | None = None
        self.cancelled = False
        self.finished = False

    def cancel(self) -> None:
        """Forget the result; a job that has not begun never will."""
        self.cancelled = True

    @property
    def wanted(self) -> bool:
        """Whether anybody still waits for the result."""
        return not self.cancelled and (self.receiver is None or isValid(self.receiver))


class _Lane:
    """A queue and its threads; threads start with the first job."""

    def __init__(self, name: str, count: int, deliver: Callable[[Job, Any, Any], None]) -> None:
        self._name = name
        self._count = count
        self._deliver = deliver
        self._waiting: deque[Job] = deque()
        self._running: list[Job] = []
        self._wake = threading.Condition()
        self._open = True
        self.threads: list[threading.Thread] = []

    def put(self, job: Job) -> None:
        with self._wake:
            if not self._open:
                job.cancel()
                return
            if job.key is not None:
                for older in [*self._waiting, *self._running]:
                    if older.key == job.key:
                        older.cancel()
            self._waiting.append(job)
            if len(self.threads) < self._count:
                thread = threading.Thread(
                    target=self._work, name=f"counter-{self._name}", daemon=True
                )
                self.threads.append(thread)
                thread.start()
            self._wake.notify()

    def close(self, *, finish: bool) -> None:
        """Take no more jobs; `finish` lets the waiting ones run, else they are dropped."""
        with self._wake:
            self._open = False
            if not finish:
                for job in [*self._waiting, *self._running]:
                    job.cancel()
            self._wake.notify_all()

    def _work(self) -> None:
        while True:
            with self._wake:
                while self._open and not self._waiting:
                    self._wake.wait()
                if not self._waiting:
                    return
                job = self._waiting.popleft()
                if job.cancelled:
                    job.finished = True
                    continue
                self._running.append(job)
            result = error = None
            try:
                result = job.call()
            except BaseException as caught:  # noqa: BLE001 - handed to `failed` on the main thread
                error = caught
            with self._wake:
                self._running.remove(job)
            self._deliver(job, result, error)
            del job, result, error  # an idle thread keeps nobody's data


class Background(QObject):
    """The lanes of one window; made and stopped on the main thread."""

    changes = Signal(object, object)
    """After a write: (kinds, ids), such as (("customer",), (customer_id,)); announced once."""
    unhandled = Signal(object)
    """An error that no `failed` was given for."""
    _arrived = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        self._stopped = False
        self._lanes = {name: _Lane(name, count, self._emit) for name, count in THREADS.items()}

    def run(
        self,
        fn: Callable[..., Any],
        *args: Any,
        done: Done | None = None,
        failed: Failed | None = None,
        progress: Callable[[int, int], object] | None = None,
        receiver: QObject | None = None,
        key: object = None,
        lane: Lane = "procedures",
        **kwargs: Any,
    ) -> Job:
        """Call `fn(*args, **kwargs)` in `lane`.

        With `progress`, `fn` also gets a keyword `progress(done, total)` that reports to the main
        thread and raises `Cancelled` once the job is cancelled. In reads, jobs of the same `key`
        replace each other: by default those of the same receiver and function.
        """
        receiver = receiver or _owner(done) or _owner(failed)
        job = Job(lambda: fn(*args, **kwargs), done, failed or self.unhandled.emit)
        job.receiver = receiver
        if lane == "reads":
            job.key = key if key is not None else (id(receiver), fn)
        if progress is not None:
            kwargs["progress"] = self._reporter(job, progress)
        self._lanes[lane].put(job)
        return job

    def announce(self, kinds: tuple[str, ...], ids: tuple[object, ...] = ()) -> None:
        """Say once what a write changed; screens that show it refresh themselves."""
        self.changes.emit(kinds, ids)

    def post(self, fn: Callable[[], object]) -> None:
        """Call `fn` on the main thread soon; may be called from any thread."""
        self._emit(Job(lambda: None, lambda _: fn(), self.unhandled.emit), None, None)

    def stop(self, timeout: float = 10.0) -> bool:
        """Let waiting procedures end, drop reads and long jobs, join the threads (seconds each).

        True when no thread is left. After it nothing is delivered any more.
        """
        self._stopped = True
        for name, lane in self._lanes.items():
            lane.close(finish=name == "procedures")
        threads = [thread for lane in self._lanes.values() for thread in lane.threads]
        for thread in threads:
            thread.join(timeout)
        return not any(thread.is_alive() for thread in threads)

    def _reporter(self, job: Job, progress: Callable[[int, int], object]) -> Callable[..., None]:
        def report(done: int, total: int) -> None:
            if job.cancelled:
                raise Cancelled
            step = Job(lambda: None, lambda pair: progress(*pair), self.unhandled.emit)
            step.receiver = job.receiver
            self._emit(step, (done, total), None)

        return report

    def _emit(self, job: Job, result: Any, error: Any) -> None:
        if not self._stopped:
            try:
                self._arrived.emit(job, result, error)
            except RuntimeError:
                # The window was destroyed while this thread worked: nobody is left to tell.
                return

    @Slot(object, object, object)
    def _hand_over(self, job: Job, result: Any, error: Any) -> None:
        job.finished = True
        if self._stopped or not job.wanted:
            return
        if error is not None:
            job.failed(error)
        elif job.done is not None:
            job.done(result)


def _owner(callback: Callable[..., object] | None) -> QObject | None:
    owner = getattr(callback, "__self__", None)
    return owner if isinstance(owner, QObject) else None
