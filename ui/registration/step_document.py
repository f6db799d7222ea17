"""Step 2, 证件: the documents of everybody who appears in this registration (D7, D12, D13).

Values read from a chip are locked, values recognised on a picture are compared and may be
corrected, and typed values remain to be verified (D8); a reader that types like a keyboard works in
the number field.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.ages import BANDS
from app.domain.people import PersonForm
from app.services.customers import FoundRow
from ui.document.document_head import DocumentHead
from ui.form.controls import Tick
from ui.form.fields import Fields
from ui.form.form_grid import FormGrid
from ui.look import theme
from ui.look.glyphs import displayable
from ui.registration.live_check import FormState
from ui.registration.person_document import PersonDocument
from ui.registration.step import RegistrationStep
from ui.registration.unit_document import UnitDocument
from ui.widgets.tag import Notice
from ui.widgets.wrapped_row import WrappedRow
from ui.words.messages import tr
from ui.words.number_text import number_text

ORDER = (
    "holder",
    "organization",
    "agent",
    "guardian",
    "handler",
    "own_income",
    "by_agent",
    "users",
)
"""The parts of the step as work goes on in them."""


class StepDocument(RegistrationStep):
    """`open_wanted` names the customer that the document already belongs to."""

    open_wanted = Signal(object)
    give_up_wanted = Signal(object)
    """the same, and this form is not wanted any more"""
    permit_wanted = Signal()
    """a supervisor is to permit that the card is typed"""
    capture_wanted = Signal(str)
    """the person whose document is to be read or photographed"""
    clear_wanted = Signal(str)
    """the person whose document is to be taken out again"""

    def __init__(self, number: int, title: str, fields: Fields, parent: QWidget) -> None:
        super().__init__(number, title, fields, parent)
        self._owner: FoundRow | None = None
        self.no_document = Notice(
            tr("A virtual card needs no document. It takes video on demand and recharge only.")
        )
        self.duplicate = self._duplicate()
        self.permit = QPushButton(tr("Let a supervisor permit that it is typed…"))
        self.permit.clicked.connect(self.permit_wanted)
        self.permit.hide()
        self.permitted = Notice(tr("A supervisor permitted that the card is typed, once."), "warn")
        self.permitted.hide()
        fields.keep_order(number, *ORDER)
        self.holder = PersonDocument(self, "holder", whole=False)
        self.unit: UnitDocument | None = None
        """built for the first unit, because most forms are a person's"""
        self.age = Notice("", "brand", "person")
        self.own_income = Tick(tr("Declares to live on own income (16 and 17 years)"))
        self.by_agent = Tick(tr("An agent acts for the holder"))
        self._watch(self.holder.head)
        self._people: dict[str, PersonDocument] = {}
        self.user_grid = FormGrid()
        self._users_for: tuple[str, ...] = ()
        self._user_fields: dict[str, PersonDocument] = {}
        for part in (
            self.no_document,
            self.duplicate,
            self.permit,
            self.permitted,
            self.holder,
            self.age,
            self.own_income,
            self.by_agent,
            self.user_grid,
        ):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.bind("own_income", self.own_income, tr("Own income"))
        self.bind("by_agent", self.by_agent, tr("Agent"))

    def _duplicate(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        self.duplicate_notice = Notice("", "bad")
        self.open_owner = QPushButton(tr("Hold this form, open the records"))
        self.open_owner.clicked.connect(lambda: self._for_owner(self.open_wanted))
        self.give_up = QPushButton(tr("Give this form up, open the records…"))
        self.give_up.clicked.connect(lambda: self._for_owner(self.give_up_wanted))
        buttons = WrappedRow()
        buttons.setSpacing(theme.GAP_S)
        buttons.addWidget(self.open_owner)
        buttons.addWidget(self.give_up)
        column.addWidget(self.duplicate_notice)
        column.addLayout(buttons)
        part.hide()
        return part

    def has(self, whose: str) -> bool:
        """Whether this person's inputs are built."""
        return whose in self._people

    def person(self, whose: str) -> PersonDocument:
        """The agent, guardian or handler; built when first needed, because most forms have a holder alone."""
        part = self._people.get(whose)
        if part is None:
            titles = {
                "agent": tr("Agent"),
                "guardian": tr("Guardian"),
                "handler": tr("Handler of the unit"),
            }
            part = PersonDocument(self, whose, titles[whose], related=whose != "handler")
            part.hide()
            self._people[whose] = part
            self._watch(part.head)
            above: QWidget = self.own_income if whose == "guardian" else self.by_agent
            if whose == "handler":
                above = self._people.get("agent", above)
            self.column.insertWidget(self.column.indexOf(above) + 1, part)
        return part

    def _watch(self, head: DocumentHead) -> None:
        head.capture_wanted.connect(self.capture_wanted)
        head.clear_wanted.connect(self.clear_wanted)

    def _for_owner(self, wanted: SignalInstance) -> None:
        if self._owner is not None:
            wanted.emit(self._owner.customer_id)

    def show_view(self, view: FormState) -> None:
        """Show the persons that this registration needs, and whose document it is already."""
        entry, needs = view.entry, view.judged.needs
        kind = entry.form.customer_kind
        person = kind == "individual"
        self.no_document.setVisible(kind == "virtual_card")
        self._show_unit(entry.is_unit)
        self.holder.setVisible(person)
        self.by_agent.setVisible(person)
        self._show_age(view)
        self.permit.setVisible(any(each.code == "manual_entry_permit" for each in view.problems))
        self.permitted.setVisible("manual_entry" in view.evidence.permits)
        self.holder.show_person(entry.form.holder)
        for whose, who, wanted in (
            ("agent", entry.form.agent, person and entry.by_agent),
            ("guardian", entry.form.guardian, needs is not None and needs.guardian),
            ("handler", entry.form.handler, entry.is_unit),
        ):
            if wanted or whose in self._people:
                self.person(whose).setVisible(wanted)
                self.person(whose).show_person(who or PersonForm())
        self._show_users(view)
        self._show_duplicate(view)

    def _show_unit(self, wanted: bool) -> None:
        if wanted and self.unit is None:
            self.unit = UnitDocument(self)
            self._watch(self.unit.head)
            self.column.insertWidget(self.column.indexOf(self.holder), self.unit)
        if self.unit is not None:
            self.unit.setVisible(wanted)

    def _show_age(self, view: FormState) -> None:
        age, needs, limits = view.judged.age, view.judged.needs, view.shop.in_force.limits
        minor = age is not None and age < limits.adult
        self.age.setVisible(minor)
        if age is not None and needs is not None and minor:
            said = tr("{n} years old", n=age)
            self.age.set(f"{said} · {tr(BANDS[needs.band])}", "brand")
        self.own_income.setVisible(age is not None and limits.own_income <= age < limits.adult)

    def _show_users(self, view: FormState) -> None:
        """A unit names who uses each telephone (D13)."""
        telephones = tuple(each for each in view.chosen if each.kind == "telephone")
        wanted = tuple(each.code for each in telephones) if view.entry.is_unit else ()
        if wanted != self._users_for:
            self._users_for = wanted
            self.fields.drop("users")
            self.user_grid.clear()
            self._user_fields = {}
            for each in telephones if wanted else ():
                title = tr("User of {product}", product=displayable(each.name))
                part = PersonDocument(self, f"users.{each.code}", title)
                self._watch(part.head)
                self._user_fields[each.code] = part
                self.user_grid.add(part, wide=True)
        self.user_grid.setVisible(bool(wanted))
        for code, part in self._user_fields.items():
            part.show_person(view.entry.users.get(code, PersonForm()))

    def _show_duplicate(self, view: FormState) -> None:
        path = "organization.number" if view.entry.is_unit else "holder.number"
        stopped = any(
            found.field == path and found.code == "one_document_one_customer"
            for found in view.problems
        )
        self._owner = view.known.same_document if view.known is not None and stopped else None
        self.duplicate.setVisible(self._owner is not None)
        if self._owner is not None:
            said = tr(
                "This document belongs to a customer already: {name} · {code}. Nobody is registered "
                "twice, and a second product for an existing customer is not offered in this "
                "version yet.",
                name=displayable(self._owner.name),
                code=number_text(self._owner.code),
            )
            self.duplicate_notice.set(said, "bad")
