"""Step 3, 客户资料: name, ways to reach the customer, what helps them, discounts, consent."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.names import rare_characters
from app.services.customers import FoundRow
from ui.form.form_grid import FormGrid, empty
from ui.look import theme
from ui.look.glyphs import displayable, has_glyph
from ui.registration.consent_form import ConsentLines
from ui.registration.controls import Tick
from ui.registration.fields import Fields
from ui.registration.live_check import View
from ui.registration.person_form import choice
from ui.registration.rows import discount_rows, member_rows
from ui.registration.step import PERSON, Step
from ui.widgets.card import label
from ui.widgets.chip import Notice
from ui.widgets.field import Field
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


class StepPerson(Step):
    """A unit is asked as a unit, everybody else as a person."""

    open_wanted = Signal(object)

    def __init__(self, fields: Fields) -> None:
        super().__init__(PERSON, tr("Customer data"), fields)
        self.look_alike = self._look_alike()
        self.column.addWidget(self.look_alike)
        self.grid = FormGrid()
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
        field = Field(text, required=required, hint=hint)
        self.grid.add(field)
        self.bind(path, field, text)
        return field

    def _contact(self) -> None:
        self.second_contact = self._add("second_contact", tr("Second contact"))
        self.second_phone = self._add("second_phone", tr("Phone of the second contact"))
        self._add("email", tr("E-mail"))
        hint = tr("Empty = the installation address")
        self._add("mailing_address", tr("Mailing address"), hint)
        channel = Field(tr("Channel"), choice(channels()))
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

    def show_view(self, view: View) -> None:
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
        self.consent.show_view(view)
        self._show_look_alikes(view)

    def _show_look_alikes(self, view: View) -> None:
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


def rare_note(name: str) -> str:
    """'Rare: 䶮 U+4DAE; can be shown, printed and searched', or ''."""
    rare = rare_characters(name)
    if not rare or not all(has_glyph(found.char) for found in rare):
        return ""  # the field itself says which characters cannot be drawn
    said = ", ".join(f"{found.char} {found.code}" for found in rare)
    return tr("Rare character {said}: can be shown, printed and searched", said=said)
