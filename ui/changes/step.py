"""The one step of the tab: the fields of every kind of change, of which those of the chosen kind are shown."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.changes.asked_part import AskedPart
from ui.changes.installation import InstallationPart
from ui.changes.part import ChangePart
from ui.changes.second_contact import SecondContactPart
from ui.form.fields import Fields
from ui.form.step import Step
from ui.words.change_kinds import CHANGE_KINDS


class ChangeStep(Step):
    """`parts` by their key."""

    def __init__(self, number: int, title: str, fields: Fields, parent: QWidget) -> None:
        super().__init__(number, title, fields, parent)
        self.second_contact = SecondContactPart(self)
        self.installation = InstallationPart(self)
        asked = (AskedPart(self, kind) for kind in CHANGE_KINDS)
        parts: tuple[ChangePart[Any], ...] = (self.second_contact, self.installation, *asked)
        self.parts = {each.key: each for each in parts}
        self.column.addStretch(1)

    def show_kind(self, key: str) -> ChangePart[Any]:
        """Show the fields of this kind alone."""
        part = self.parts[key]
        part.build()
        for each in self.parts.values():
            each.setVisible(each is part)
        self.title.setText(part.title)
        return part
