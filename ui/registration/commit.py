"""Ctrl+Enter on the last step: one operation, three outcomes (done, refused, not known)."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.registration import RegistrationForm
from app.errors import OutcomeUnknown, Refused, UserError
from app.services import registration
from app.services.identity_images import KeptImage
from ui.base_screen import BaseScreen
from ui.registration.drafting import Evidence


class Commit(QObject):
    """`refused` and `failed` are definite unless `failed` is a bug: then the same number asks again."""

    done = Signal(object)
    refused = Signal(object)
    unknown = Signal(object)
    failed = Signal(object)

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self.busy = False
        self.is_unknown = False

    @property
    def frozen(self) -> bool:
        """The form must not change: it is being written, or nobody knows whether it was."""
        return self.busy or self.is_unknown

    def _set_busy(self, busy: bool) -> None:
        self.busy = self._screen.desk.forms.is_committing = busy

    def run(
        self,
        form: RegistrationForm,
        operation_id: UUID,
        images: tuple[KeptImage, ...],
        evidence: Evidence,
    ) -> None:
        """Register; the answer comes as one of the four signals."""
        self._set_busy(True)
        self._screen.call(
            registration.register,
            form=form,
            images=images,
            permit_ids=evidence.permit_ids,
            answer=evidence.answer,
            operation_id=operation_id,
            done=self._done,
            failed=self._failed,
        )

    def _done(self, registered: registration.Registered) -> None:
        self._set_busy(False)
        self.is_unknown = False
        self.done.emit(registered)

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        self.is_unknown = isinstance(error, OutcomeUnknown)
        if self.is_unknown:
            self.unknown.emit(error)
        elif isinstance(error, Refused):
            self.refused.emit(error)
        else:
            self.failed.emit(error)


def is_definite(error: BaseException) -> bool:
    """Whether nothing was written for certain, so that the next try is a new operation."""
    return isinstance(error, UserError) and not isinstance(error, OutcomeUnknown)
