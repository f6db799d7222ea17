"""The registration that is open, and what was judged of it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.desk.desk import Desk
from ui.drafting.form_work import FormWork
from ui.registration.drafting import OpenForm
from ui.registration.live_check import FormState, LiveCheck


class RegistrationWork(FormWork[OpenForm]):
    """`live` and `view` are None until the catalogue is read."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(desk, OpenForm, parent)
        self.live: LiveCheck | None = None
        self.view: FormState | None = None

    def judge(self) -> None:
        """Judge the form as it stands."""
        if self.live is not None:
            self.live.judge(self.form.entry, self.form.place, self.form.evidence)
