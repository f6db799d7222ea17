"""Step 3, 客户资料: name, ways to reach the customer, what helps them, discounts, consent."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.registration.customer import DISCOUNT_KINDS
from app.services.customers import FoundRow
from ui.form.consent_lines import ConsentLines
from ui.form.controls import Tick, choice
from ui.form.fields import Fields
from ui.form.form_grid import FormGrid, empty
from ui.form.repeated_lines import RepeatedLines
from ui.form.step import Step
from ui.look import theme
from ui.look.glyphs import displayable
from ui.registration.live_check import FormState
from ui.registration.step import RegistrationStep
from ui.widgets.dates import DateField
from ui.widgets.field import Field
from ui.widgets.panel import label
from ui.widgets.tag import Notice
from ui.words.messages import tr
from ui.words.number_text import number_text


def channels() -> dict[str, str]:
    """来源渠道: how the customer came."""
    return {
        "hall": tr("Service hall"),
        "phone": tr("Phone"),
        "online": tr("Online"),
        "door": tr("Visit at home"),
        "agency": tr("Agency"),
    }


class StepPerson(RegistrationStep):
    """A unit is asked as a unit, everybody else as a person."""

    open_wanted = Signal(object)

    def __init__(self, number: int, title: str, fields: Fields, parent: QWidget) -> None:
        super().__init__(number, title, fields, parent)
        self.look_alike = self._look_alike()
        self.column.addWidget(self.look_alike)
        self.grid = FormGrid(self.inside)
        self.column.addWidget(self.grid)
        self.of_person = [
            self._add("holder.name", tr("Name"), required=True),
            self._add("holder.phone", tr("Phone"), required=True),
        ]
        self.nation = self._add("holder.nation", tr("Nation"))
        self.of_unit = [
            self._add("organization.name", tr("Name of the unit"), required=True),
            self._add("organization.phone", tr("Phone"), required=True),
            self._add("organization.address", tr("Address of the unit")),
        ]
        self._contact()
        self.column.addLayout(self._flags())
        self.members = member_rows(self)
        self.discounts = discount_rows(self)
        self.consent = ConsentLines(self)
        self.column.addWidget(self.members)
        self.column.addWidget(self.discounts)
        self.column.addWidget(self.consent)
        self.column.addStretch(1)

    def _add(self, path: str, text: str, hint: str = "", *, required: bool = False) -> Field:
        field = Field(text, required=required, hint=hint, parent=self.grid)
        self.grid.add(field)
        self.bind(path, field, text)
        return field

    def _contact(self) -> None:
        self.second_contact = self._add("second_contact", tr("Second contact"))
        self.second_phone = self._add("second_phone", tr("Phone of the second contact"))
        self._add("email", tr("E-mail"))
        hint = tr("Empty = the installation address")
        self._add("mailing_address", tr("Mailing address"), hint)
        channel = Field(tr("Channel"), choice(channels()), parent=self.grid)
        self.grid.add(channel)
        self.bind("channel", channel, tr("Channel"))
        self._add("remark", tr("Remark"))

    def _flags(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_L)
        for path, text in (
            ("large_print", tr("Large print")),
            ("needs_help", tr("Needs help")),
            ("no_mobile", tr("No mobile phone")),
        ):
            tick = Tick(text)
            row.addWidget(tick)
            self.bind(path, tick, text)
        row.addStretch(1)
        return row

    def _look_alike(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_XS)
        column.addWidget(Notice(tr("Same name and phone as a customer: compare."), "warn"))
        self.sides = QHBoxLayout()
        self.sides.setSpacing(theme.GAP)
        column.addLayout(self.sides)
        self.another = Tick(tr("Compared: this is another person"))
        column.addWidget(self.another)
        self.bind("same_person_checked", self.another, tr("Same name and phone"))
        part.hide()
        self._shown: tuple[object, ...] = ()
        return part

    def show_view(self, view: FormState) -> None:
        """Ask what this kind of customer has; put look-alikes beside what is typed."""
        entry = view.entry
        for field in self.of_person:
            field.setVisible(not entry.is_unit)
        for field in self.of_unit:
            field.setVisible(entry.is_unit)
        self.nation.setVisible(entry.form.customer_kind == "individual")
        self.grid.arrange()
        self.members.setVisible(entry.form.customer_kind == "group")
        self.members.show_count(len(entry.form.members))
        self.discounts.show_count(len(entry.form.discounts))
        for field in (self.second_contact, self.second_phone):
            field.set_required(entry.form.no_mobile)
        needs = view.judged.needs
        is_child = needs is not None and needs.sensitive_consent
        self.consent.ask(
            view.form.consent.separate,
            years=view.shop.in_force.values["terms.retention_years"],
            guardian_below=view.shop.in_force.limits.own_data if is_child else None,
            by_agent=view.form.agent is not None,
        )
        self._show_look_alikes(view)

    def _show_look_alikes(self, view: FormState) -> None:
        alike = view.known.look_alikes if view.known is not None else ()
        self.look_alike.setVisible(bool(alike))
        mine = view.form.organization if view.entry.is_unit else view.form.holder
        typed = (displayable(mine.name), mine.phone, mine.number) if mine is not None else ()
        if (alike, typed) == self._shown:
            return
        self._shown = (alike, typed)
        empty(self.sides)
        if alike:
            mine_said = label("\n".join([tr("Typed now"), *typed]), "soft", wrap=True)
            mine_said.setAlignment(Qt.AlignmentFlag.AlignTop)
            self.sides.addWidget(mine_said, 1)
        for row in alike[:2]:
            self.sides.addWidget(self._known(row), 1)

    def _known(self, row: FoundRow) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        named = tr("Customer {code}", code=number_text(row.code))
        lines = [named, row.name, row.phone, row.document, row.place]
        said = "\n".join(displayable(line) for line in lines if line)
        column.addWidget(label(said, "soft", wrap=True))
        button = QPushButton(tr("Open this customer"))
        button.clicked.connect(lambda: self.open_wanted.emit(row.customer_id))
        column.addWidget(button)
        return part


def discount_rows(step: Step) -> RepeatedLines:
    """Kind, proof and last day of each discount."""
    kinds = {"": ""} | {kind: tr(text) for kind, text in DISCOUNT_KINDS.items()}
    return RepeatedLines(
        step,
        "discounts",
        tr("Add a discount"),
        (
            ("kind", tr("Discount"), lambda: Field(tr("Discount"), choice(kinds), required=True)),
            (
                "proof",
                tr("Certificate no."),
                lambda: Field(tr("Certificate no."), required=True),
            ),
            ("valid_to", tr("Valid to"), lambda: DateField(tr("Valid to"))),
        ),
    )


def member_rows(step: Step) -> RepeatedLines:
    """Customer code and role of each member."""
    roles = {
        "": tr("Member"),
        "decision": tr("Decides"),
        "contact": tr("Contact"),
        "technical": tr("Technical contact"),
    }
    return RepeatedLines(
        step,
        "members",
        tr("Add a member"),
        (
            (
                "customer_code",
                tr("Customer code"),
                lambda: Field(tr("Customer code"), required=True),
            ),
            ("role", tr("Role"), lambda: Field(tr("Role"), choice(roles))),
        ),
    )
