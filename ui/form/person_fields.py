"""The fields of one person's document: holder, agent, guardian, handler and user share them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.document_types import DOCUMENT_TYPES, types_for
from app.domain.people import PersonForm
from ui.form.controls import choice
from ui.form.form_grid import FormGrid
from ui.form.person_words import sex_names
from ui.form.step import Step
from ui.look import theme
from ui.widgets.dates import DateField
from ui.widgets.field import Field
from ui.words.messages import tr

SEXES = ("male", "female")


class PersonFields(QWidget):
    """`whole` also asks what step 3 asks of the holder: name, phone and (if `related`) relation."""

    def __init__(
        self, step: Step, prefix: str, title: str = "", *, whole: bool = True, related: bool = False
    ) -> None:
        super().__init__(step.inside)
        self._step = step
        self._prefix = prefix
        self._title = title
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.GAP_S)
        self.grid = FormGrid(self)
        self.column.addWidget(self.grid)
        self.setAccessibleName(title)
        if whole:
            self._add("name", tr("Name"), required=True)
            self._add("phone", tr("Phone"), required=True)
        if related:
            hint = tr("Such as mother, spouse, colleague")
            self._add("relation", tr("Relation to the holder"), hint, required=True, wide=True)
        self._document()

    def _document(self) -> None:
        kinds = {kind.code: tr(kind.label) for kind in types_for("individual")}
        kind = tr("Kind of document")
        self._bind("document_type", kind, Field(kind, choice(kinds), parent=self.grid))
        hint = tr("Type it, or scan with a reader that types")
        self._add("number", tr("Document number"), hint, required=True)
        hint = tr("Three letters, such as USA or KOR")
        self.country = self._add("country", tr("Country"), hint, required=True)
        born = tr("Birth date")
        self.birth_date = self._bind("birth_date", born, DateField(born, parent=self.grid))
        self._bind("sex", tr("Sex"), Field(tr("Sex"), choice(sex_names()), parent=self.grid))
        self._add("authority", tr("Issued by"))
        first, last = tr("Valid from"), tr("Valid to")
        self.valid_from = self._bind("valid_from", first, DateField(first, parent=self.grid))
        valid_to = DateField(last, required=True, long_term=True, parent=self.grid)
        self.valid_to = self._bind("valid_to", last, valid_to)
        self.id_address = self._add("id_address", tr("Address on the document"), wide=True)

    def _add(
        self, name: str, text: str, hint: str = "", *, required: bool = False, wide: bool = False
    ) -> Field:
        return self._bind(
            name, text, Field(text, required=required, hint=hint, parent=self.grid), wide=wide
        )

    def _bind(self, name: str, text: str, field: Field, *, wide: bool = False) -> Field:
        self.grid.add(field, wide=wide)
        whole = tr("{who}: {what}", who=self._title, what=text) if self._title else text
        self._step.bind(f"{self._prefix}.{name}", field, whole)
        return field

    def show_person(self, person: PersonForm) -> None:
        """Ask only what this kind of document states."""
        kind = DOCUMENT_TYPES.get(person.document_type)
        if kind is None:
            return
        self.country.setVisible(kind.foreign)
        self.valid_from.setVisible(kind.validity)
        self.valid_to.setVisible(kind.validity)
        self.id_address.set_required(kind.address)
        self.birth_date.set_required(kind.shape == "pattern")
        self.grid.arrange()
