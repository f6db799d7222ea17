"""The new second contact, below the one on record."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.form.controls import Tick
from ui.form.fields import Fields
from ui.form.form_grid import FormGrid
from ui.form.step import Step
from ui.widgets.field import Field
from ui.widgets.panel import label
from ui.words.messages import tr


class SecondContactStep(Step):
    """Only what changes is typed; taking away is a tick, because two empty fields are no wish."""

    def __init__(self, number: int, title: str, fields: Fields, parent: QWidget) -> None:
        super().__init__(number, title, fields, parent)
        self.on_record = label("", "soft", wrap=True)
        name, phone = tr("Second contact"), tr("Phone of the second contact")
        self.grid = FormGrid(self.inside)
        self.column.addWidget(self.on_record)
        self.column.addWidget(self.grid)
        self.remove = Tick(tr("The customer wants no second contact any more"))
        self.column.addWidget(self.remove)
        self.column.addStretch(1)
        for path, text in (("second_contact", name), ("second_phone", phone)):
            field = Field(text, required=True, parent=self.grid)
            self.grid.add(field)
            self.bind(path, field, text)
        self.bind("remove", self.remove, tr("No second contact"))

    def show_record(self, masked: str) -> None:
        """What stands there now; '' is nobody."""
        text = tr("On record: {text}", text=masked) if masked else tr("Nobody is on record.")
        self.on_record.setText(text)
        self.remove.setVisible(bool(masked))
