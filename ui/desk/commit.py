"""The button of a form's last step: one operation, its outcomes apart (done, refused, failed, not known)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.errors import Refused
from app.services.session import Session
from ui.desk.desk import Desk
from ui.desk.submission import Submission

P = ParamSpec("P")


class Commit(QObject):
    """`refused` and `failed` are definite unless `failed` is a bug: then the same number asks again."""

    done = Signal(object)
    refused = Signal(object)
    unknown = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.submission = Submission(desk, self)
        self.submission.done.connect(self._done)
        self.submission.refused.connect(self._failed)
        self.submission.unknown.connect(self._failed)

    @property
    def busy(self) -> bool:
        """The answer is awaited."""
        return self.submission.is_busy

    @property
    def frozen(self) -> bool:
        """The form must not change: it is being written, or nobody knows whether it was."""
        return self.submission.is_open

    def forget(self) -> None:
        """Another form comes to the front; this one keeps its number in its draft."""
        self.submission.forget()

    def run(
        self,
        procedure: Callable[Concatenate[Session, UUID, P], object],
        operation_id: UUID,
        *args: P.args,
        **arguments: P.kwargs,
    ) -> None:
        """Run the procedure that writes the form; the answer comes as one of the four signals."""
        self._desk.forms.is_committing = True
        self.submission.ask(procedure, operation_id, *args, **arguments)

    def _done(self, written: Any) -> None:
        self._desk.forms.is_committing = False
        self.done.emit(written)

    def _failed(self, error: BaseException) -> None:
        self._desk.forms.is_committing = False
        if self.submission.is_unknown:
            self.unknown.emit(error)
        elif isinstance(error, Refused):
            self.refused.emit(error)
        else:
            self.failed.emit(error)
