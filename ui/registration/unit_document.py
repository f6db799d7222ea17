"""The fields of a unit's document under its head."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.document_types import types_for
from ui.document.document_head import DocumentHead
from ui.form.controls import choice
from ui.form.form_grid import FormGrid
from ui.form.step import Step
from ui.look import theme
from ui.widgets.dates import DateField
from ui.widgets.field import Field
from ui.words.messages import tr


class UnitDocument(QWidget):
    """`head` tells what is pressed above the fields."""

    def __init__(self, step: Step) -> None:
        super().__init__(step.inside)
        text = tr("Document of the unit")
        kinds = {kind.code: tr(kind.label) for kind in types_for("unit")}
        self.head = DocumentHead("organization", text)
        grid = FormGrid(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addWidget(self.head)
        column.addWidget(grid)
        code, last, person = (
            tr("Unified social credit code"),
            tr("Valid to"),
            tr("Legal representative"),
        )
        for name, title, field in (
            ("document_type", text, Field(text, choice(kinds), required=True)),
            ("number", code, Field(code, required=True)),
            ("valid_to", last, DateField(last, long_term=False)),
            ("legal_representative", person, Field(person, required=True)),
        ):
            grid.add(field)
            step.bind(f"organization.{name}", field, title)
