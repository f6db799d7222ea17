"""Records the newer data of a customer's own document that was shown again (R-056)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.ids import new_id
from app.domain.people import PersonForm
from app.errors import Refused, UserError
from app.services import identity
from app.services.identity import Recaptured
from ui.capture.document import Document
from ui.desk.base_screen import BaseScreen
from ui.desk.confirmed_document import Captured
from ui.desk.submission import is_definite
from ui.words.messages import error_text, tr

NOT_AGREED = {"image_consent"}
"""The only thing that speaks against a recapture: its pictures, then it goes on without them."""


class Renewing(QObject):
    """`done` tells the document whose news are on record, `stopped` that they are not."""

    begun = Signal(object)
    """the document with the operation that is asked for: it is to be sealed before the answer"""
    done = Signal(object)
    stopped = Signal()
    permit_spent = Signal(object)
    """the document whose photo a supervisor is to judge again"""

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = screen.desk

    def renew(self, document: Document, captured: Captured, customer_id: UUID) -> None:
        """Record it for the customer with whom it was compared; the panel may go on meanwhile."""
        assert isinstance(captured.form, PersonForm)
        if document.operation_id is None:
            document = replace(document, operation_id=new_id())
            self.begun.emit(document)
        images = tuple(replace(each, whose="holder") for each in captured.images)
        overridden = any(each.verdict == "override" for each in images)

        def done(made: Recaptured) -> None:
            until = tr("Long-term") if made.long_term else str(made.valid_to or "")
            said = tr("The document on record is up to date: valid to {day}", day=until)
            self._finish(document, said, customer_id)

        self._screen.call(
            identity.recapture,
            operation_id=document.operation_id,
            customer_id=customer_id,
            document=captured.form,
            images=images,
            permit_ids=tuple(map(UUID, captured.permits.values())) if overridden else (),
            done=done,
            failed=lambda error: self._not_done(document, captured, customer_id, error),
        )

    def _finish(self, document: Document, said: str, customer_id: UUID) -> None:
        self.done.emit(document)
        self._desk.recaptured.emit(customer_id, document.operation_id)
        back = tr("Please give the documents back.")
        self._desk.messages.say(f"{said} · {back}", "ok")

    def _not_done(
        self, document: Document, captured: Captured, customer_id: UUID, error: BaseException
    ) -> None:
        if isinstance(error, UserError) and error.code == "operation_reused":
            self._asked_before(document, captured, customer_id)
            return
        if is_definite(error):
            document = replace(document, operation_id=None)
            self.begun.emit(document)
        if isinstance(error, Refused) and {each.code for each in error.problems} == NOT_AGREED:
            self._desk.messages.say(
                tr("Pictures that the customer did not agree to are thrown away."), "warn"
            )
            refused = {each.field for each in error.problems}
            kept = [each for n, each in enumerate(captured.images) if f"images.{n}" not in refused]
            self.renew(document, replace(captured, images=tuple(kept)), customer_id)
            return
        self.stopped.emit()
        if isinstance(error, UserError) and error.code == "permit_spent":
            self.permit_spent.emit(document)
        if isinstance(error, Refused) and error.problems:
            self._desk.messages.say(" ".join(error_text(each) for each in error.problems), "bad")
        else:
            self._desk.messages.error(error)

    def _asked_before(self, document: Document, captured: Captured, customer_id: UUID) -> None:
        """Ask whether the operation was done before a lock. The copies were made anew, so the same
        request cannot be repeated and only the record tells."""
        assert document.operation_id is not None

        def told(recorded: bool) -> None:
            if recorded:
                said = tr("The document was recorded before the lock.")
                self._finish(document, said, customer_id)
            else:
                self.renew(replace(document, operation_id=None), captured, customer_id)

        def failed(error: BaseException) -> None:
            self.stopped.emit()
            self._desk.messages.error(error)

        self._screen.query(
            identity.was_recorded, operation_id=document.operation_id, done=told, failed=failed
        )
