"""A captured document on its way from the capture tab into a form."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.businesses import REGISTRATION
from ui.desk.open_forms import OpenForms

if TYPE_CHECKING:
    from ui.desk.confirmed_document import Captured


class HandOver(QObject):
    """One per desk: `business` is the one whose form takes what is captured."""

    expected = Signal()
    """a document is being taken: a form that may get it makes its inputs ready"""
    given = Signal()
    """a document waits: the tab of `business` is to take it"""
    filled = Signal()
    """the form has what the given document says; its pictures are on their way to the disk"""
    withdrawn = Signal()
    """another document is being taken: the form asks no more whose the given one is"""
    settled = Signal(bool)
    """whether the form is done with the document that was given; False: it has no place for it"""
    form_changed = Signal()
    """another form is in front of that business: what was chosen for the one before is not for it"""

    def __init__(self, forms: OpenForms, parent: QObject) -> None:
        super().__init__(parent)
        self._forms = forms
        self._given: Captured | None = None
        self.business = REGISTRATION.code
        forms.shown_changed.connect(self._shown_changed)

    def _shown_changed(self, business: str) -> None:
        if business == self.business:
            self.form_changed.emit()

    @property
    def form_id(self) -> UUID | None:
        """The draft id of the form that takes documents, an empty one's too."""
        return self._forms.shown(self.business)

    @property
    def has_form(self) -> bool:
        """Whether a form that takes documents is open (not held)."""
        return self._forms.is_open(self.business)

    @property
    def waits(self) -> bool:
        """Whether a document was given and no form has taken it yet."""
        return self._given is not None

    def give(self, captured: Captured) -> None:
        """Bring a captured document to the form, which decides what it fills."""
        self._given = captured
        self.given.emit()

    def take(self) -> Captured | None:
        """The document that was given; once."""
        given, self._given = self._given, None
        return given

    def withdraw(self) -> None:
        """Take the given document back; a form that asks about it drops the question."""
        self._given = None
        self.withdrawn.emit()
