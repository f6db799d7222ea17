"""Ctrl+Enter on the last step: one operation, three outcomes (done, refused, not known)."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.registration.form import RegistrationForm
from app.errors import Refused
from app.services import registration
from app.services.identity import KeptImage
from ui.desk.base_screen import BaseScreen
from ui.desk.submission import Submission
from ui.registration.drafting import Evidence


class Commit(QObject):
    """`refused` and `failed` are definite, unless `failed` is a bug; the same operation id then
    asks again."""

    done = Signal(object)
    refused = Signal(object)
    unknown = Signal(object)
    failed = Signal(object)

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__(screen)
        self._desk = screen.desk
        self.submission = Submission(screen.desk, self)
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
        """Another form comes to the front; this one keeps its operation id in its draft."""
        self.submission.forget()

    def run(
        self,
        form: RegistrationForm,
        operation_id: UUID,
        images: tuple[KeptImage, ...],
        evidence: Evidence,
    ) -> None:
        """Register; the answer comes as one of the four signals."""
        self._desk.forms.is_committing = True
        self.submission.ask(
            registration.register,
            operation_id=operation_id,
            form=form,
            images=images,
            permit_ids=evidence.permit_ids,
            answer=evidence.answer,
        )

    def _done(self, registered: registration.Registered) -> None:
        self._desk.forms.is_committing = False
        self.done.emit(registered)

    def _failed(self, error: BaseException) -> None:
        self._desk.forms.is_committing = False
        if self.submission.is_unknown:
            self.unknown.emit(error)
        elif isinstance(error, Refused):
            self.refused.emit(error)
        else:
            self.failed.emit(error)
