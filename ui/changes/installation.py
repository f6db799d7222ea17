"""竣工: which subscription was installed, when, and with which device."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QComboBox

from app.domain.subscriptions import check_installed
from app.errors import Problem
from app.services import changes
from app.services.changes import WaitingInstallation
from app.services.session import Session
from ui.changes.part import ChangeForm, ChangePart
from ui.desk.commit import Commit
from ui.form.controls import choice
from ui.form.form_grid import FormGrid
from ui.form.step import Step
from ui.look.glyphs import displayable
from ui.widgets.dates import DateField
from ui.widgets.field import Field
from ui.widgets.tag import Notice
from ui.words.messages import tr
from ui.words.number_text import number_text

PATHS = ("subscription", "installed_on", "serial")


class InstallationPart(ChangePart[tuple[WaitingInstallation, ...]]):
    """What is known is filled in: the one that waits longest, today, the device that was given out. It is not
    typed until it is sent, so nothing is held of a form in which it merely stands; once something is typed the
    subscription is part of it."""

    key = "installation"

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self.title = tr("Installation done")
        self.finish, self.finishing = tr("Complete Ctrl+Enter"), tr("Completing …")
        self.done = tr("Installed: order {n}")
        self.wanted: UUID | None = None
        """the subscription that a list named"""
        self.note = Notice("")
        self.column.addWidget(self.note)
        self.grid = FormGrid(self)
        self.column.addWidget(self.grid)
        self.box: QComboBox = choice({})
        which, day, serial = tr("Subscription"), tr("Installed on"), tr("Device serial no.")
        self.which = Field(which, self.box, required=True, parent=self.grid)
        self.day = DateField(day, required=True, parent=self.grid)
        self.serial = Field(serial, parent=self.grid)
        self.grid.add(self.which, wide=True)
        self.grid.add(self.day)
        self.grid.add(self.serial)
        for path, field, text in zip(
            PATHS, (self.which, self.day, self.serial), (which, day, serial), strict=True
        ):
            step.bind(path, field, text)

    @property
    def read(self) -> Callable[..., tuple[WaitingInstallation, ...]]:
        return changes.waiting_installations

    # --- what stands there

    def show_record(
        self, record: tuple[WaitingInstallation, ...], form: ChangeForm, session: Session
    ) -> None:
        """The subscriptions to choose from; what nobody typed is filled in."""
        self.record = record
        chosen = self.box.blockSignals(True)
        self.box.clear()
        for each in record:
            said = (displayable(each.product), displayable(each.place), number_text(each.number))
            self.box.addItem(" · ".join(part for part in said if part), str(each.id))
        self.box.setCurrentIndex(-1)
        self.box.blockSignals(chosen)
        self.grid.setVisible(bool(record))
        first = next((each for each in record if each.id == self.wanted), None)
        first = first or (record[0] if record else None)
        given = {"subscription": str(first.id) if first else ""}
        given["installed_on"] = session.today.isoformat()
        shown = {path: form.texts.get(path, text) for path, text in given.items()}
        self.step.fields.fill(shown)
        self._show_chosen(form)

    def _show_chosen(self, form: ChangeForm) -> None:
        """Since when this one waits, and its device, until somebody types another one."""
        waits = self._chosen()
        self.serial.set_required(waits is not None and waits.needs_equipment)
        if "serial" not in form.texts:
            self.step.fields.fill({"serial": waits.serial if waits else ""})
        if not self.record:
            self.note.set(tr("No installation of this customer waits."), "plain")
        elif waits is not None and waits.over > 0:
            said = tr(
                "Ordered on {day}. It is {n} days late.",
                day=waits.ordered_on.isoformat(),
                n=waits.over,
            )
            self.note.set(said, "warn")
        elif waits is not None:
            self.note.set(tr("Ordered on {day}.", day=waits.ordered_on.isoformat()), "plain")
        else:
            self.note.set(tr("{n} installations wait.", n=len(self.record)), "plain")

    def _chosen(self) -> WaitingInstallation | None:
        chosen = self.which.text()
        return next((each for each in self.record or () if str(each.id) == chosen), None)

    # --- what is wrong

    def problems(self, form: ChangeForm, session: Session) -> list[Problem]:
        """What is missing or wrong; what was sent already may be asked again."""
        if self.record is None or form.asked == form.operation_id:
            return []
        self._show_chosen(form)
        waits = self._chosen()
        if waits is None:
            gone = tr("This one does not wait any more. Choose another one.")
            none = tr("No installation of this customer waits.")
            return [Problem("subscription", "not_waiting", gone if self.record else none)]
        return check_installed(
            self.day.text(),
            self.serial.text(),
            ordered_on=waits.ordered_on,
            today=session.today,
            needs_equipment=waits.needs_equipment,
        )

    # --- writing

    def asked(self) -> tuple[dict[str, str], tuple[UUID, ...]]:
        fields = (self.which, self.day, self.serial)
        return {path: field.text() for path, field in zip(PATHS, fields, strict=True)}, ()

    def fixed(self) -> dict[str, str]:
        """A device is of the subscription that it was typed for, also when that one waits no more."""
        return {"subscription": self.which.text()}

    def send(self, commit: Commit, form: ChangeForm, customer_id: UUID) -> None:
        """Complete it."""
        commit.run(
            changes.complete_installation,
            form.operation_id,
            customer_id=customer_id,
            subscription_id=UUID(form.text("subscription")),
            installed_on=form.text("installed_on"),
            serial=form.text("serial"),
            language="zh_CN",
        )
