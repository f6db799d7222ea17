"""The kinds of change in the window: the fields of each, what they are called and typed into, and what to know.

A new kind is its lines here; what it reads, checks and writes is declared by app.services.changes. A kind that is not
here is shown by its words (app.domain.default_policies.KINDS) and has no form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.errors import QT_TR_NOOP

Control = Literal["line", "date", "tick"]


@dataclass(frozen=True)
class ChangeField:
    """`label` and `hint` are English source strings; `optional`: emptied, what is on record is taken away."""

    label: str
    control: Control = "line"
    hint: str = ""
    optional: bool = False


CHANGE_KINDS: dict[str, dict[str, ChangeField]] = {
    "phone": {
        "phone": ChangeField(QT_TR_NOOP("Phone"), hint=QT_TR_NOOP("The new number")),
    },
    "email": {
        "email": ChangeField(QT_TR_NOOP("E-mail"), hint=QT_TR_NOOP("The new address")),
    },
    "mailing_address": {
        "mailing_address": ChangeField(
            QT_TR_NOOP("Mailing address"), hint=QT_TR_NOOP("Where letters go from now on")
        ),
    },
    "flags": {
        "large_print": ChangeField(QT_TR_NOOP("Large print"), "tick"),
        "needs_help": ChangeField(QT_TR_NOOP("Needs help"), "tick"),
        "no_mobile": ChangeField(QT_TR_NOOP("No mobile phone"), "tick"),
    },
    "name": {
        "name": ChangeField(QT_TR_NOOP("Name"), hint=QT_TR_NOOP("As on the document")),
    },
    "birth_date": {
        "birth_date": ChangeField(
            QT_TR_NOOP("Date of birth"), "date", QT_TR_NOOP("As on the document")
        ),
    },
}
