"""The new second contact, below the one on record."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from app.domain.contacts import check_second_contact
from app.errors import Problem
from app.services import changes
from app.services.changes import SecondContact
from app.services.session import Session
from ui.changes.part import ChangeForm, ChangePart
from ui.desk.commit import Commit
from ui.form.controls import Tick
from ui.form.form_grid import FormGrid
from ui.form.step import Step
from ui.widgets.field import Field
from ui.widgets.panel import label
from ui.words.messages import tr


class SecondContactPart(ChangePart[SecondContact]):
    """Only what changes is typed; taking away is a tick, because two empty fields are no wish."""

    key = "second_contact"

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self.title = tr("Second contact")
        self.finish, self.finishing = tr("Change Ctrl+Enter"), tr("Changing …")
        self.done = tr("Changed: order {n}")
        self.on_record = label("", "soft", wrap=True)
        name, phone = tr("Second contact"), tr("Phone of the second contact")
        self.grid = FormGrid(self)
        self.column.addWidget(self.on_record)
        self.column.addWidget(self.grid)
        self.remove = Tick(tr("The customer wants no second contact any more"))
        self.column.addWidget(self.remove)
        for path, text in (("second_contact", name), ("second_phone", phone)):
            field = Field(text, required=True, parent=self.grid)
            self.grid.add(field)
            step.bind(path, field, text)
        step.bind("remove", self.remove, tr("No second contact"))

    @property
    def read(self) -> Callable[..., SecondContact]:
        return changes.second_contact

    def show_record(self, record: SecondContact, form: ChangeForm, session: Session) -> None:
        """Masked, above the fields; without one, nobody."""
        self.record = record
        masked = record.masked
        text = tr("On record: {text}", text=masked) if masked else tr("Nobody is on record.")
        self.on_record.setText(text)
        # a tick that is set is seen, also when another counter took the contact away meanwhile
        self.remove.setVisible(bool(masked or form.text("remove")))

    def problems(self, form: ChangeForm, session: Session) -> list[Problem]:
        """What is missing; nothing where the contact is taken away."""
        self.grid.setEnabled(not form.text("remove"))
        if form.text("remove"):
            return []
        if form.is_empty:
            return [Problem("second_contact", "nothing_typed", tr("Type who it is from now on."))]
        return check_second_contact(form.text("second_contact"), form.text("second_phone"))

    def asked(self) -> tuple[dict[str, str], tuple[UUID, ...]]:
        return {}, self.record.rows if self.record is not None else ()

    def send(self, commit: Commit, form: ChangeForm, customer_id: UUID) -> None:
        """Replace what was seen."""
        kept = not form.text("remove")
        commit.run(
            changes.change_second_contact,
            form.operation_id,
            customer_id=customer_id,
            seen=form.seen,
            name=form.text("second_contact") if kept else "",
            phone=form.text("second_phone") if kept else "",
            language="zh_CN",
        )
