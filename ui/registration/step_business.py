"""Step 1, 业务与装机地址: who takes what, and where; nothing personal is asked before this stands."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.customers import KINDS
from app.services.catalogue import PlaceRow
from ui.form.controls import AnswerChoice
from ui.form.fields import Fields
from ui.form.form_grid import FormGrid
from ui.form.place_picker import Ask, PlacePicker
from ui.form.product_picker import ProductPicker
from ui.look.glyphs import displayable
from ui.registration.live_check import FormState
from ui.registration.step import RegistrationStep
from ui.widgets.field import Field
from ui.widgets.panel import label
from ui.widgets.tab_order import reading_order
from ui.widgets.tag import Notice
from ui.words.messages import tr
from ui.words.number_text import number_text


class StepBusiness(RegistrationStep):
    """The address comes before the products, so that each can say whether it is delivered there."""

    place_picked = Signal(object)

    def __init__(
        self, number: int, title: str, fields: Fields, parent: QWidget, find_places: Ask
    ) -> None:
        super().__init__(number, title, fields, parent)
        self.kind = AnswerChoice(
            tr("Customer"), {kind: tr(text) for kind, text in KINDS.items()}, always=True
        )
        self.place = PlacePicker(find_places)
        self.place.picked.connect(self.place_picked)
        self.place.taken.connect(self._go_on)
        self.users = Notice("", "warn", "person")
        self.at_address = AnswerChoice(
            tr("What happens here?"),
            {
                "additional": tr("Additional user"),
                "transfer": tr("Transfer"),
                "previous_cancels": tr("Previous household cancels"),
            },
            below=True,
        )
        self.products_title = label(tr("Products"), "soft")
        self.products = ProductPicker()
        self.serials = FormGrid()
        self._serials_for: tuple[str, ...] = ()
        for part in (
            self.kind,
            self.place,
            self.users,
            self.at_address,
            self.products_title,
            self.products,
            self.serials,
        ):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.bind("customer_kind", self.kind, tr("Customer"))
        self.bind("place_id", self.place, tr("Installation address"))
        self.bind("at_address", self.at_address, tr("Use of the address"))
        self.bind("products", self.products, tr("Products"))

    def show_view(self, view: FormState) -> None:
        """Offer what this kind may take, say who is served here, ask for serial numbers."""
        kind = view.entry.form.customer_kind
        self.products.offer(view.shop.offered[kind])
        self.place.setVisible(kind != "virtual_card")
        self.place.set_required(any(each.needs_place for each in view.chosen))
        self._show_place(view.place)
        self._show_users(view)
        self._show_serials(view)

    def _go_on(self) -> None:
        """An address was taken: the next thing to answer is what happens there, or what is taken."""
        asked = self.at_address.isVisibleTo(self) and not self.at_address.text()
        for part in reading_order(self.at_address if asked else self.products)[:1]:
            part.setFocus()

    def _show_place(self, place: PlaceRow | None) -> None:
        if place != self.place.place:
            self.place.show_place(place)

    def _show_users(self, view: FormState) -> None:
        used = view.place is not None and view.place.active_users > 0
        self.at_address.setVisible(used)
        known = view.known.at_address if view.known is not None else ()
        self.users.setVisible(used)
        if used:
            lines = [
                f"{displayable(user.name_masked)} · {displayable(user.product)} · "
                f"{number_text(user.subscription_number)}"
                for user in known
            ]
            said = tr("Somebody is served at this address. Ask what happens to it.")
            self.users.set("\n".join([said, *lines]), "warn")

    def _show_serials(self, view: FormState) -> None:
        wanted = tuple(each.code for each in view.chosen if each.needs_equipment)
        if wanted == self._serials_for:
            return
        self._serials_for = wanted
        self.fields.drop("serials")
        self.serials.clear()
        for offering in view.chosen:
            if offering.needs_equipment:
                name = tr("Serial number: {product}", product=displayable(offering.name))
                field = Field(name, hint=tr("Scan or type it; empty = given out at installation"))
                field.set_text(view.entry.serials.get(offering.code, ""))
                self.serials.add(field)
                self.bind(f"serials.{offering.code}", field, name)
        self.serials.setVisible(bool(wanted))
