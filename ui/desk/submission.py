"""One question to the base: one operation id, three outcomes (done, refused, not known)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, Protocol
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.ids import new_id
from app.errors import OutcomeUnknown, UserError
from app.services.session import Session
from ui.desk.background import Call, Failed
from ui.desk.desk import Desk

P = ParamSpec("P")


class Run(Protocol):
    """How a call is run; the usual way is the lane of its procedure."""

    def __call__(
        self, call: Call[Any], done: Callable[[Any], object], failed: Failed
    ) -> object: ...


def is_definite(error: BaseException) -> bool:
    """Whether nothing was written for certain, so that the next try is a new operation."""
    return isinstance(error, UserError) and not isinstance(error, OutcomeUnknown)


class Submission(QObject):
    """Asks one thing at a time; a second `ask` while the answer is awaited asks nothing.

    The operation id is kept until an answer is known: the same question again, after an unknown outcome
    or a fault of the program, bears the same id, so that it is written once. A question that was changed
    takes a new one.
    """

    done = Signal(object)
    refused = Signal(object)
    """the error; nothing was written, or a fault of the program was met"""
    unknown = Signal(object)
    """the OutcomeUnknown: whoever asked may ask the same again, and change nothing before"""

    def __init__(self, desk: Desk, parent: QObject | None = None, run: Run | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._run = run or self._in_background
        self._question: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]] | None = None
        self._operation_id: UUID | None = None
        self.is_busy = False
        self.is_unknown = False

    @property
    def is_open(self) -> bool:
        """The answer is awaited, or nobody knows it: what was asked must not be changed."""
        return self.is_busy or self.is_unknown

    def ask(
        self,
        procedure: Callable[Concatenate[Session, UUID, P], object],
        operation_id: UUID | None = None,
        *args: P.args,
        **arguments: P.kwargs,
    ) -> None:
        """Run `procedure(session, operation_id, **arguments)`; `operation_id` where a draft keeps it."""
        if self.is_busy:
            return
        question = procedure, args, arguments
        if operation_id is not None:
            self._operation_id = operation_id
        elif self._operation_id is None or question != self._question:
            self._operation_id = new_id()
        self._question = question
        self.is_busy, self.is_unknown = True, False
        call = Call(procedure, self._desk.session, self._operation_id, *args, **arguments)
        self._run(call, self._done, self._failed)

    def ask_again(self) -> None:
        """The same question under the same id."""
        if self._question is not None:
            procedure, args, arguments = self._question
            self.ask(procedure, self._operation_id, *args, **arguments)

    def forget(self) -> None:
        """Drop the question, because something else is asked from now on."""
        self._question = self._operation_id = None
        self.is_unknown = False

    def _in_background(
        self, call: Call[Any], done: Callable[[Any], object], failed: Failed
    ) -> object:
        return self._desk.background.run(call, done=done, failed=failed, receiver=self)

    def _done(self, result: Any) -> None:
        self.is_busy = False
        self.forget()
        self.done.emit(result)

    def _failed(self, error: BaseException) -> None:
        self.is_busy = False
        self.is_unknown = isinstance(error, OutcomeUnknown)
        if is_definite(error):
            self.forget()
        (self.unknown if self.is_unknown else self.refused).emit(error)
