"""产品与地址: every product with price and terms, and how many standard addresses there are (R-171)."""

from __future__ import annotations

from typing import Any

from app.domain.catalogue import FEE_KINDS, PRODUCT_KINDS, Offering
from app.domain.customers import REAL_NAME_STATES
from app.domain.money import format_yuan
from app.services.catalogue import Catalogue, ListedOffering, catalogue_list
from ui.admin.page import AdminPage
from ui.admin.places_panel import PlacesPanel
from ui.desk.base_screen import BaseScreen
from ui.look import theme
from ui.widgets.table import Column, Table
from ui.words.messages import tr


class CataloguePage(AdminPage):
    """Products above, addresses below."""

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__(
            screen,
            tr("Products and addresses"),
            tr("What the hall sells, and the standard addresses where it can be installed."),
        )
        self.table: Table[ListedOffering] = Table(
            tr("Products"),
            self._columns(),
            tr("There are no products here."),
            key=lambda row: row.offering.code,
        )
        self.table.setMinimumHeight(140)
        self.places = PlacesPanel(self)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.places)

    def _columns(self) -> list[Column[ListedOffering]]:
        def sale(row: ListedOffering) -> tuple[str, theme.Tone]:
            on_sale = row.on_sale(self.host.session.today)
            return (tr("On sale"), "ok") if on_sale else (tr("Not on sale"), "plain")

        return [
            Column(tr("Code"), lambda row: row.offering.code, lambda row: row.offering.code),
            Column(tr("Product"), lambda row: row.offering.name, lambda row: row.offering.name),
            Column(tr("Kind of product"), _kind, _kind),
            Column(
                tr("Per month"),
                lambda row: format_yuan(row.offering.monthly_fee),
                lambda row: row.offering.monthly_fee,
                right=True,
            ),
            Column(
                tr("State"),
                lambda row: sale(row)[0],
                lambda row: sale(row)[0],
                tone=lambda row: sale(row)[1],
            ),
            Column(tr("Contract"), _contract, lambda row: row.offering.contract_months),
            Column(tr("Offer"), _offer, lambda row: row.offering.price_after),
            Column(tr("Once"), _fees, lambda row: sum(fee.amount for fee in row.offering.fees)),
            Column(tr("Identity"), _identity, _identity),
        ]

    def refresh(self) -> None:
        """Read the catalogue anew."""
        self.host.query(catalogue_list, done=self._fill)

    def save_state(self) -> dict[str, Any]:
        """The chosen product."""
        return self.table.save_state()

    def restore_state(self, state: dict[str, Any]) -> None:
        """Choose it again."""
        self.table.restore_state(state)

    def _fill(self, listed: Catalogue) -> None:
        self.table.set_rows(listed.offerings)
        self.places.show_count(listed.places)


def _kind(row: ListedOffering) -> str:
    return tr(PRODUCT_KINDS[row.offering.kind])


def _months(months: int) -> str:
    return tr("{n} months", n=months)


def _contract(row: ListedOffering) -> str:
    months = row.offering.contract_months
    return _months(months) if months else "—"


def _offer(row: ListedOffering) -> str:
    product: Offering = row.offering
    if not product.offer_months:
        return "—"
    after = format_yuan(product.price_after)
    return tr("{months}, then {price}", months=_months(product.offer_months), price=after)


def _fees(row: ListedOffering) -> str:
    fees = row.offering.fees
    return " · ".join(f"{tr(FEE_KINDS[fee.kind])} {format_yuan(fee.amount)}" for fee in fees) or "—"


def _identity(row: ListedOffering) -> str:
    return tr(REAL_NAME_STATES[row.offering.needed_state])
