"""A customer at the counter who proves who is asking: what each test of it needs."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.domain.authentication import Secret
from app.domain.ids import new_id
from app.domain.people import PersonForm
from app.domain.permissions import Permission, Role
from app.services import authentication, customers, registration
from app.services.authentication import Attempt, Authenticated, CodeSent, PasswordSet, Proof
from app.services.procedure import Query, Work, may_change, procedure, query
from app.services.session import Session
from db.schema.identity import contact_medium
from tests.kit import forms
from tests.kit.desk import TestHall
from tests.kit.pictures import kept

GOOD, OTHER, WRONG = Secret("730518"), Secret("925164"), Secret("284950")
AGENT = forms.person(
    "仇𫖯", date(1988, 8, 8), serial=211, phone="13800000003", relation="colleague"
)
PHOTO = (kept("face", kind="live_photo", verdict="same"),)


TIME = pytest.mark.program_decides(
    "what is over is worked out by the program from a moment that the row holds, and the hall's clock is moved,"
    " which a server does not follow; that the row comes back is tried on both databases"
)


@dataclass(frozen=True)
class Replaced:
    """A phone that holds no more."""

    contact_id: UUID


@procedure(
    "test.change_phone",
    Permission.CUSTOMER_CHANGE,
    writes={contact_medium: {}},
    changes={contact_medium: may_change("status")},
)
def change_phone(work: Work, *, contact_id: UUID, phone: str) -> Replaced:
    """As a change of the phone does it: the old row holds no more, a new one does."""
    row = work.one(contact_medium, contact_id)
    work.update(contact_medium, contact_id, row["version"], status="replaced")
    work.insert(
        contact_medium,
        subject_id=row["party_id"],
        party_id=row["party_id"],
        type="phone",
        value=phone,
        preferred=False,
        status="valid",
    )
    return Replaced(contact_id)


@query(None)
def _standing(query: Query, *, service_id: UUID, customer_id: UUID) -> Proof | None:
    return authentication.standing(query, service_id=service_id, customer_id=customer_id)


@query(None)
def required(
    query: Query, *, service_id: UUID, customer_id: UUID, lowest: Any, came: Any = None
) -> Any:
    return authentication.require(query, service_id, customer_id, lowest, who=came)


def standing(session: Session, service_id: UUID, customer_id: UUID) -> Proof | None:
    """What stands for this session."""
    return _standing(session, service_id=service_id, customer_id=customer_id)


def phone_of(session: Session, customer_id: UUID) -> UUID:
    """The first phone of a customer."""
    view = customers.open_customer(session, customer_id=customer_id)
    return UUID(view.phones[0].field.partition(":")[2])


def sms_folder(desk: TestHall) -> Path:
    """A folder for messages, chosen by the administrator."""
    folder = Path(tempfile.mkdtemp(dir=desk.folders.data))
    authentication.choose_sms_folder(desk.session(Role.ADMINISTRATOR), new_id(), folder=str(folder))
    return folder


def messages(folder: Path) -> list[dict[str, str]]:
    """What was sent."""
    file = folder / "sms.jsonl"
    return (
        [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []
    )


@dataclass
class Asking:
    """One customer in front of the clerk in one service."""

    desk: TestHall
    customer_id: UUID
    card: PersonForm = field(default_factory=forms.person)
    service_id: UUID = field(default_factory=new_id)

    @property
    def clerk(self) -> Session:
        return self.desk.clerk

    @property
    def stands(self) -> Proof | None:
        return standing(self.clerk, self.service_id, self.customer_id)

    def _here(self, **more: Any) -> dict[str, Any]:
        return {"customer_id": self.customer_id, "service_id": self.service_id, **more}

    def shows(self, card: PersonForm | None = None, **more: Any) -> Authenticated:
        read = forms.read_card(self.clerk, card or self.card)
        return authentication.by_card(self.clerk, new_id(), **self._here(document=read, **more))

    def sets(
        self, new: Secret = GOOD, again: Secret | None = None, old: Secret | None = None
    ) -> PasswordSet:
        return authentication.set_password(
            self.clerk, new_id(), **self._here(new=new, again=again or new, old=old)
        )

    def resets(self, new: Secret = OTHER) -> PasswordSet:
        return authentication.reset_password(self.clerk, new_id(), **self._here(new=new, again=new))

    def types(self, typed: Secret) -> Attempt:
        return authentication.check_password(self.clerk, new_id(), **self._here(typed=typed))

    def asks_for_code(self) -> CodeSent:
        contact_id = phone_of(self.clerk, self.customer_id)
        return authentication.send_code(self.clerk, new_id(), **self._here(contact_id=contact_id))

    def types_code(self, sent: CodeSent, code: str, fact: str) -> Attempt:
        return authentication.check_code(
            self.clerk,
            new_id(),
            **self._here(code_id=sent.code_id, typed=Secret(code), fact=Secret(fact)),
        )


def asking(desk: TestHall, form: Any = None) -> Asking:
    """A customer who was registered a while ago."""
    made = registration.register(desk.clerk, new_id(), form=form or forms.individual(desk.place()))
    return Asking(desk, made.customer_id)
