"""Examples of who is asking: each is of the customer of "customers.register", in one service."""

from __future__ import annotations

import tempfile
from typing import Any

from app.domain.authentication import Secret, fact_of
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.security.service_passwords import code_digits
from tests.kit import forms, stored_results
from tests.kit.asking import GOOD, OTHER, PHOTO, phone_of
from tests.kit.standard import Arguments, Example, Hall

COUNTER = (Role.CLERK, Role.SUPERVISOR)
SERVICE = new_id()
FOLDER = tempfile.TemporaryDirectory(prefix="counter-sms-")
"""Removed when this process ends."""
NOT_THERE: tuple[str, Arguments] = ("gone", {"customer_id": new_id()})


def _here(hall: Hall, **more: Any) -> Arguments:
    customer_id = hall.done("customers.register").customer_id
    return {"customer_id": customer_id, "service_id": SERVICE, **more}


def _card(hall: Hall) -> Arguments:
    read = forms.read_card(hall.desk.clerk, forms.person())
    return _here(hall, document=read, images=PHOTO)


def _recaptured(hall: Hall) -> Arguments:
    """Captured just now: a recapture serves for half an hour."""
    hall.done("identity.recapture")  # its own example is the first, which changes something
    recapture_id = new_id()
    recapture = stored_results.functions()["identity.recapture"]
    asked = hall.examples["identity.recapture"].arguments(hall)
    recapture(hall.desk.clerk, recapture_id, **asked)
    return _here(hall, recapture_id=recapture_id)


def _new(hall: Hall, after: str, new: Secret) -> Arguments:
    hall.done(after)
    return _here(hall, new=new, again=new)


def _typed(hall: Hall) -> Arguments:
    hall.done("authentication.set_password")
    return _here(hall, typed=GOOD)


def _phone(hall: Hall) -> Arguments:
    hall.done("authentication.choose_sms_folder")
    arguments = _here(hall)
    return {**arguments, "contact_id": phone_of(hall.desk.clerk, arguments["customer_id"])}


def _code(hall: Hall) -> Arguments:
    sent = hall.done("authentication.send_code")
    digits = code_digits(hall.desk.clerk.keys.records(), sent.code_id.bytes)
    fact = Secret(fact_of(forms.person().number))
    return _here(hall, code_id=sent.code_id, typed=Secret(digits), fact=fact)


EXAMPLES = {
    "authentication.by_card": Example(COUNTER, _card, NOT_THERE),
    "authentication.by_recapture": Example(COUNTER, _recaptured, NOT_THERE),
    "authentication.set_password": Example(
        COUNTER, lambda hall: _new(hall, "authentication.by_card", GOOD), NOT_THERE
    ),
    "authentication.reset_password": Example(
        COUNTER, lambda hall: _new(hall, "authentication.check_password", OTHER), NOT_THERE
    ),
    "authentication.check_password": Example(
        COUNTER,
        _typed,
        NOT_THERE,
        case=frozenset({"service_password"}),  # nothing to change where no try was counted
    ),
    "authentication.send_code": Example(COUNTER, _phone, NOT_THERE),
    "authentication.check_code": Example(COUNTER, _code, NOT_THERE),
    "authentication.choose_sms_folder": Example(
        (Role.ADMINISTRATOR,),
        lambda _: {"folder": FOLDER.name},
        ("folder_missing", {"folder": "no folder"}),
        clear=frozenset({FOLDER.name}),
    ),
}
