"""Beside the form: the document as typed, what was checked, the fee, and what to know."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain import masking
from app.domain.catalogue import FEE_KINDS, FeeKind, total
from app.domain.consent import decisions
from app.domain.customers import REAL_NAME_STATES, RealName
from app.domain.money import format_yuan
from app.domain.people import PersonForm
from app.domain.validity import LONG_TERM
from app.services.drafts import DraftImage
from ui.document.picture_strip import PictureStrip
from ui.form.form_grid import empty
from ui.form.person_words import sex_names
from ui.look import theme
from ui.look.glyphs import displayable
from ui.registration.live_check import View
from ui.registration.step_document import document_name
from ui.widgets.card import Card, label
from ui.widgets.chip import Chip
from ui.widgets.discard import discard
from ui.widgets.wrapped_row import WrappedRow
from ui.words.messages import tr

Shown = Callable[[str], str]
Check = tuple[theme.Tone, str]
WIDTH = 300
CHIP_WIDTH = 36
NAMES_WIDTH = 76
"""Pixels of the names at text scale 1.0; longer ones stand above what they name, so that the code of
a unit, which is never broken, has room."""


class SidePanel(Card):
    """Shows only; no part of it takes the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Document"))
        self.state = Chip(tr("Not verified"), "plain")
        head = WrappedRow()
        head.addWidget(label(tr("Document"), "subtitle"))
        head.addWidget(self.state)
        self.add(head)
        self.setFixedWidth(WIDTH)
        inside = QWidget()
        inside.setProperty("look", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.GAP_XS, 0)
        column.setSpacing(theme.GAP_S)
        self.document = QFrame()
        self.document.setProperty("look", "notice")
        self.document.setProperty("tone", "brand")
        self._face = QGridLayout(self.document)
        self._face.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        self._face.setColumnStretch(1, 1)
        self.pictures = PictureStrip()
        self._checks = QVBoxLayout()
        self._checks.setSpacing(theme.GAP_XS)
        self.due = label("", "title")
        self.due.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.parts = label("", "small", wrap=True)
        self.notes = label("", "small", wrap=True)
        fee = QHBoxLayout()
        fee.addWidget(label(tr("Due now"), "soft"))
        fee.addWidget(self.due, 1)
        column.addWidget(self.document)
        column.addWidget(self.pictures)
        column.addWidget(label(tr("Checks"), "bold"))
        column.addLayout(self._checks)
        column.addLayout(fee)
        column.addWidget(self.parts)
        column.addWidget(label(tr("Good to know"), "bold"))
        column.addWidget(self.notes)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.add(scroll, 1)
        self._names: tuple[str, ...] = ()
        self._values: list[QLabel] = []
        self._found: tuple[Check, ...] = ()
        self._lines: list[_Line] = []

    def show_pictures(self, images: tuple[DraftImage, ...]) -> None:
        """The pictures that go with the form."""
        self.pictures.show_images(images)

    def show_view(self, view: View, *, masked: bool) -> None:
        """Draw what stands in the form now; `masked` while the customer looks at the screen."""
        lines = face(view, masked=masked)
        names = tuple(name for name, _ in lines)
        self.document.setVisible(view.form.customer_kind != "virtual_card")
        self.pictures.show_refused(decisions(view.form.consent))
        if names != self._names:
            self._names = names
            self._build_face(names)
        for cell, (_, text) in zip(self._values, lines, strict=True):
            cell.setText(displayable(text))
        found = checks(view)
        if found != self._found:
            self._found = found
            self._show_checks(found)
        state = view.judged.real_name_state
        good = state in (RealName.CARD_READ, RealName.ONLINE_VERIFIED, RealName.EXEMPT)
        self.state.set(tr(REAL_NAME_STATES[state]), "ok" if good else "warn")
        self.due.setText(format_yuan(total(view.judged.due)))
        self.parts.setText(" · ".join(fees(view)))
        self.parts.setVisible(bool(view.judged.due))
        self.notes.setText("\n".join(f"· {line}" for line in notes(view)))

    def _show_checks(self, found: tuple[Check, ...]) -> None:
        """Change the lines that are there; build or remove only the difference in number."""
        for _ in self._lines[len(found) :]:
            discard(self._lines.pop())
        for n, (tone, text) in enumerate(found):
            if n == len(self._lines):
                self._lines.append(_Line())
                self._checks.addWidget(self._lines[n])
            self._lines[n].set(tone, text)

    def _build_face(self, names: tuple[str, ...]) -> None:
        empty(self._face)
        self._values = []
        scale = self.font().pixelSize() / theme.TEXT
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0)
        above = widest > NAMES_WIDTH * scale
        for n, name in enumerate(names):
            named, value = label(name, "small", wrap=above), label("", wrap=True)
            named.setContentsMargins(0, 2, theme.GAP_XS, 0)
            if above:
                self._face.addWidget(named, 2 * n, 0, 1, 2)
                self._face.addWidget(value, 2 * n + 1, 0, 1, 2)
            else:
                self._face.addWidget(named, n, 0, Qt.AlignmentFlag.AlignTop)
                self._face.addWidget(value, n, 1)
            self._values.append(value)


class _Line(QWidget):
    """One outcome: its sign, and what was looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._chip, self._text = Chip(""), label("", wrap=True)
        self._chip.setMinimumWidth(CHIP_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_S)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)

    def set(self, tone: theme.Tone, text: str) -> None:
        """Say another outcome."""
        self._chip.set({"ok": "✓", "warn": "!", "bad": "✕"}.get(tone, "·"), tone)
        self._text.setText(text)
        self.setAccessibleName(text)


def face(view: View, *, masked: bool) -> tuple[tuple[str, str], ...]:
    """The lines of the document, as on the card."""
    name: Shown = masking.mask_name if masked else str
    number: Shown = partial(masking.mask_document, detail=True) if masked else str
    address: Shown = masking.mask_address if masked else str
    form = view.form
    if form.organization is not None:
        unit = form.organization
        return (
            (tr("Name of the unit"), unit.name),
            (tr("Code"), unit.number),
            (tr("Representative"), name(unit.legal_representative)),
            (tr("Address of the unit"), unit.address),
        )
    person: PersonForm = form.holder
    until = tr("Long-term") if person.valid_to == LONG_TERM else person.valid_to
    return (
        (tr("Kind"), document_name(person)),
        (tr("Name"), name(person.name)),
        (
            tr("Sex"),
            " ".join(part for part in (sex_names().get(person.sex, ""), person.nation) if part),
        ),
        (
            tr("Born"),
            f"{person.birth_date[:4]}-**-**" if masked and person.birth_date else person.birth_date,
        ),
        (tr("Address"), address(person.id_address)),
        (tr("Number"), _grouped(number(person.number))),
        (tr("Valid to"), until),
    )


def checks(view: View) -> tuple[Check, ...]:
    """What the program looked at, each with its outcome."""
    found: list[Check] = []
    state = view.judged.real_name_state
    enough = state not in (RealName.UNVERIFIED, RealName.PENDING, RealName.MISMATCH)
    said = tr("Real name: {state}", state=tr(REAL_NAME_STATES[state]))
    found.append(("ok" if enough else "warn", said))
    known = view.known
    if known is None:
        return tuple(found)
    if known.same_document is not None:
        found.append(("bad", tr("The document belongs to a customer")))
    elif known.look_alikes and not view.entry.form.same_person_checked:
        found.append(("warn", tr("Same name and phone as a customer")))
    elif _number_is_right(view):
        found.append(("ok", tr("No such customer yet")))
    if view.place is not None:
        used = view.place.active_users
        text = tr("Active users at this address: {n}", n=used) if used else tr("Nobody served here")
        found.append(("warn" if used else "ok", text))
    held = known.held
    wrong = view.is_wrong("holder.number")
    if view.entry.form.customer_kind == "individual" and not wrong:
        counted = tr(
            "Under this document: users {n} · telephones {held}/{limit}",
            n=held.subscriptions,
            held=held.telephone,
            limit=held.limit,
        )
        found.append(("ok" if held.telephone < held.limit else "warn", counted))
    if view.judged.needs is not None and not (wrong or view.is_wrong("holder.birth_date")):
        minor = view.judged.needs.guardian
        text = tr("Minor: a guardian is needed") if minor else tr("No guardian needed")
        found.append(("warn" if minor else "ok", text))
    return tuple(found)


def _grouped(number: str) -> str:
    """Area, birth date and rest apart, as they are read aloud; other numbers as they are."""
    return f"{number[:6]} {number[6:14]} {number[14:]}" if len(number) == 18 else number


def fees(view: View) -> list[str]:
    """What is due by its kinds: 'Installation ¥60.00'."""
    sums: dict[FeeKind, int] = {}
    for fee in view.judged.due:
        sums[fee.kind] = sums.get(fee.kind, 0) + fee.amount
    return [f"{tr(FEE_KINDS[kind])} {format_yuan(amount)}" for kind, amount in sums.items()]


def _number_is_right(view: View) -> bool:
    """Whether there is a number that could be looked up."""
    unit = view.form.organization
    number = unit.number if unit is not None else view.form.holder.number
    path = "organization.number" if unit is not None else "holder.number"
    return bool(number.strip()) and not view.is_wrong(path)


def notes(view: View) -> tuple[str, ...]:
    """办理须知: what to bring and what to expect, from the products and today's parameters."""
    lines = {
        "individual": [tr("The original of the valid document is shown")],
        "virtual_card": [tr("No document is needed")],
    }.get(
        view.form.customer_kind,
        [tr("The originals of the unit's document and of the handler's ID card are shown")],
    )
    if any(offering.must_read_card for offering in view.chosen):
        lines.append(tr("A product here needs the ID card read by a reader"))
    for fee in view.judged.due:
        if fee.kind == "deposit":
            amount = format_yuan(fee.amount)
            lines.append(tr("Deposit {amount}: paid back against the slip", amount=amount))
            break
    days = view.shop.in_force.values.get("terms.install_days", "")
    if days and any(offering.needs_place for offering in view.chosen):
        lines.append(tr("Installed within {n} working days", n=days))
    return tuple(lines)
