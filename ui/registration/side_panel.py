"""Beside the form: the document as typed, its pictures, what was checked, the fee, and what to know."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain import masking
from app.domain.catalogue import FEE_KINDS, FeeKind, total
from app.domain.consent import decisions
from app.domain.customers import REAL_NAME_STATES, RealName
from app.domain.money import format_yuan
from app.domain.people import PersonForm
from app.domain.validity import LONG_TERM
from ui.document.picture_strip import PictureStrip
from ui.form.person_words import document_name, sex_names
from ui.form.side_panel import Check, SidePanel
from ui.registration.live_check import FormState
from ui.widgets.panel import label
from ui.words.messages import tr

Shown = Callable[[str], str]


class RegistrationPanel(SidePanel):
    """Shows a `FormState`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Document"), tr("Not verified"), parent)
        self.pictures = PictureStrip()
        self.put_after(self.document, self.pictures)
        self.due = label("", "title")
        self.due.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.parts = label("", "small", wrap=True)
        due = QWidget()
        row = QHBoxLayout(due)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(tr("Due now"), "soft"))
        row.addWidget(self.due, 1)
        self.put_after(self.checks, due, self.parts)

    def show_view(self, view: FormState, *, masked: bool) -> None:
        """Draw what stands in the form now; `masked` while the customer looks at the screen."""
        self.document.setVisible(view.form.customer_kind != "virtual_card")
        self.pictures.show_refused(decisions(view.form.consent))
        self.show_face(face(view, masked=masked))
        self.show_checks(checks(view))
        state = view.judged.real_name_state
        good = state in (RealName.CARD_READ, RealName.ONLINE_VERIFIED, RealName.EXEMPT)
        self.state.set(tr(REAL_NAME_STATES[state]), "ok" if good else "warn")
        self.due.setText(format_yuan(total(view.judged.due)))
        self.parts.setText(" · ".join(fees(view)))
        self.parts.setVisible(bool(view.judged.due))
        self.show_notes(notes(view))


def face(view: FormState, *, masked: bool) -> tuple[tuple[str, str], ...]:
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


def checks(view: FormState) -> tuple[Check, ...]:
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


def fees(view: FormState) -> list[str]:
    """What is due by its kinds: 'Installation ¥60.00'."""
    sums: dict[FeeKind, int] = {}
    for fee in view.judged.due:
        sums[fee.kind] = sums.get(fee.kind, 0) + fee.amount
    return [f"{tr(FEE_KINDS[kind])} {format_yuan(amount)}" for kind, amount in sums.items()]


def _number_is_right(view: FormState) -> bool:
    """Whether there is a number that could be looked up."""
    unit = view.form.organization
    number = unit.number if unit is not None else view.form.holder.number
    path = "organization.number" if unit is not None else "holder.number"
    return bool(number.strip()) and not view.is_wrong(path)


def notes(view: FormState) -> tuple[str, ...]:
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
