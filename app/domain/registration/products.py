"""Step 1 of a registration: products and the place where they are installed (R-030, R-171)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.catalogue import VIRTUAL_CARD_KINDS, Offering, Place
from app.domain.consent import separate_asked
from app.domain.numbers import compact
from app.domain.people import check_person
from app.domain.registration.form import RegistrationForm, SubscriptionForm
from app.domain.subscriptions import check_serial
from app.errors import QT_TR_NOOP, Problem

AT_ADDRESS = ("", "transfer", "additional", "previous_cancels")


def chosen(form: RegistrationForm, offerings: Mapping[str, Offering]) -> tuple[Offering, ...]:
    """The offerings of the form that are in today's catalogue, in their order."""
    return tuple(offerings[s.offering] for s in form.subscriptions if s.offering in offerings)


def asked(form: RegistrationForm, chosen: tuple[Offering, ...], *, child: bool) -> dict[str, bool]:
    """The separate consents that this form asks, and whether 'agree' is needed for each."""
    return separate_asked(
        form.customer_kind,
        bank_debit="bank_debit" in (form.account_method, form.payment.method),
        child=child,
        product_kinds=frozenset(offering.kind for offering in chosen),
    )


def check_products(
    form: RegistrationForm,
    *,
    today: date,
    offerings: Mapping[str, Offering],
    places: Mapping[str, Place],
) -> list[Problem]:
    """Product on sale for this kind of customer, place serviceable, users, equipment."""
    if not form.subscriptions:
        choose = QT_TR_NOOP("Choose at least one product.")
        return [Problem("subscriptions", "no_product", choose)]
    problems: list[Problem] = []
    for n, subscription in enumerate(form.subscriptions):
        field = f"subscriptions.{n}"
        offering = offerings.get(subscription.offering)
        if offering is None:
            choose = QT_TR_NOOP("Choose a product that is on sale.")
            problems.append(Problem(f"{field}.offering", "offering", choose))
            continue
        problems += _check_kind(form.customer_kind, offering, field)
        if offering.needs_place:
            problems += _check_place(subscription, offering, places, field)
        problems += _check_equipment(subscription, offering, field)
        if subscription.user is not None:
            problems += check_person(subscription.user, field=f"{field}.user", today=today)
    return problems + _check_address(form, places)


def _check_kind(customer_kind: str, offering: Offering, field: str) -> list[Problem]:
    if customer_kind == "virtual_card" and offering.kind not in VIRTUAL_CARD_KINDS:
        return []  # its own rule says so
    if customer_kind in offering.customer_kinds:
        return []
    other = QT_TR_NOOP("This product is not for this kind of customer. Choose another.")
    return [Problem(f"{field}.offering", "offering_kind", other)]


def _check_place(
    subscription: SubscriptionForm, offering: Offering, places: Mapping[str, Place], field: str
) -> list[Problem]:
    place = places.get(subscription.place_id)
    if place is None:
        choose = QT_TR_NOOP("Choose the installation address from the list.")
        return [Problem(f"{field}.place_id", "place_missing", choose)]
    if offering.kind not in place.serves:
        unserved = QT_TR_NOOP(
            "This product cannot be delivered at this address. Choose another product or address."
        )
        return [Problem(f"{field}.place_id", "place_unserviceable", unserved)]
    return []


def _check_equipment(
    subscription: SubscriptionForm, offering: Offering, field: str
) -> list[Problem]:
    serial = subscription.equipment_serial
    if wrong := check_serial(serial, f"{field}.equipment_serial"):
        return wrong
    if offering.needs_equipment and not compact(serial):
        later = QT_TR_NOOP("No equipment is given out now; it is recorded at installation.")
        return [Problem(f"{field}.equipment_serial", "serial_later", later, severity="warning")]
    return []


def _check_address(form: RegistrationForm, places: Mapping[str, Place]) -> list[Problem]:
    """An active user at the address asks what becomes of it (R-030)."""
    if form.at_address not in AT_ADDRESS:
        choose = QT_TR_NOOP("Choose one of the answers.")
        return [Problem("at_address", "at_address", choose)]
    used = any(
        places[subscription.place_id].active_users
        for subscription in form.subscriptions
        if subscription.place_id in places
    )
    if used and not form.at_address:
        text = QT_TR_NOOP(
            "Somebody is served at this address. Choose: transfer, additional user, or the"
            " previous household cancels."
        )
        return [Problem("at_address", "at_address_missing", text)]
    if used and form.at_address != "additional":
        other = QT_TR_NOOP(
            "A registration adds a user. For a transfer, or to cancel the previous user, open the"
            " customer who is served there."
        )
        return [Problem("at_address", "at_address_other_business", other)]
    return []
