"""The form on its way to the base, and what becomes of it: registered, refused, failed, not known."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.errors import Refused
from app.services import registration
from app.services.registration import Registered
from ui.desk.base_screen import BaseScreen
from ui.desk.drafted_forms import DraftedForms
from ui.form.moves import Moves
from ui.registration import form_words
from ui.registration.documents import Documents
from ui.registration.drafting import OpenForm
from ui.registration.entry import modes
from ui.registration.form_view import FormView
from ui.registration.step import CONFIRM
from ui.registration.work import RegistrationWork
from ui.words.messages import text_of, tr


class Sending(QObject):
    """Sends when the last step is left, or when the clerk asks again after an unknown outcome."""

    def __init__(
        self,
        screen: BaseScreen,
        work: RegistrationWork,
        forms: DraftedForms[OpenForm],
        view: FormView,
        moves: Moves,
        documents: Documents,
    ) -> None:
        super().__init__(screen)
        self._desk = screen.desk
        self._work = work
        self._forms = forms
        self._view = view
        self._moves = moves
        self._documents = documents
        moves.finished.connect(self.send)
        view.bottom.ask_again.connect(self.send)
        work.commit.done.connect(self._registered)
        work.commit.refused.connect(self._refused)
        work.commit.unknown.connect(self._unknown)
        work.commit.failed.connect(self._failed)

    def send(self) -> None:
        """Register what stands in the form, once its pictures are open."""
        work, pictures = self._work, self._documents.pictures
        if work.view is None or work.commit.busy:
            return
        if not pictures.is_open:
            pictures.open_rest()
            self._desk.messages.say(tr("The form's pictures are still being opened. Try again."))
            return
        self._forms.saver.save()
        self._view.bottom.unknown.hide()
        work.commit.run(
            registration.register,
            work.form.operation_id,
            form=work.view.form,
            images=pictures.to_send(work.view.form, work.form.entry.products),
            permit_ids=work.form.evidence.permit_ids,
            answer=work.form.evidence.answer,
        )
        self._show()

    def _show(self) -> None:
        self._view.show_state(self._work.form, self._work.commit)

    def _registered(self, made: Registered) -> None:
        seen = bool(self._documents.pictures.shown) or bool(modes(self._work.form.entry))
        self._forms.discard()
        self._desk.done(made, form_words.registered(made, documents=seen))

    def _refused(self, error: Refused) -> None:
        self._work.note(tried=CONFIRM)
        assert self._work.live is not None
        self._work.live.refused(tuple(error.problems))
        self._show()
        if self._moves.is_left():
            self._moves.go_to_first_left()
        else:
            self._desk.messages.error(error)
        self._forms.saver.changed()

    def _unknown(self, error: BaseException) -> None:
        self._show()
        self._view.bottom.show_unknown(text_of(error))

    def _failed(self, error: BaseException) -> None:
        self._documents.forget_spent(error)
        self._desk.messages.error(error)
        self._show()
        self._view.bottom.go.setFocus()
