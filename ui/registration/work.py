"""The form that is open, what was judged of it, and its way to the base: what all parts of the tab look at."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.desk.commit import Commit
from ui.desk.desk import Desk
from ui.registration.drafting import OpenForm
from ui.registration.live_check import FormState


class FormWork(QObject):
    """`changed` tells that something of the form is other than before; a step or a focus is none."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = desk.session.installation.clock
        self.form = self.blank()
        self.view: FormState | None = None
        self.commit = Commit(desk, self)

    def blank(self) -> OpenForm:
        """A form in which nothing stands."""
        return OpenForm(started_at=self._clock())

    def note(self, **parts: Any) -> None:
        """Where the clerk stands in the form; nobody is told."""
        self.form = replace(self.form, **parts)

    def change(self, **parts: Any) -> None:
        """Something of the form is other than before."""
        self.note(**parts)
        self.changed.emit()
