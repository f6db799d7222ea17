"""The fields of one person's document under its head: how it came, and the way to a camera or a reader."""

from __future__ import annotations

from app.domain.people import PersonForm
from ui.document.document_head import DocumentHead
from ui.form.person_fields import PersonFields
from ui.form.step import Step


class PersonDocument(PersonFields):
    """`head` tells what is pressed above the fields."""

    def __init__(
        self, step: Step, whose: str, title: str = "", *, whole: bool = True, related: bool = False
    ) -> None:
        super().__init__(step, whose, title, whole=whole, related=related)
        self.head = DocumentHead(whose, title)
        self.column.insertWidget(0, self.head)

    def show_person(self, person: PersonForm) -> None:
        """Say how the document came, and ask only what its kind states."""
        typed = bool(person.number.strip()) and "number" not in person.entry
        read = [mode for mode in person.entry.values() if mode != "typed"]
        self.head.show_modes(read, typed=typed)
        super().show_person(person)
