"""The kinds of change by name: what each reads, checks and writes. A kind is declared by the package that knows how
to do it (`declare_kind`); what submits, decides and carries out looks it up here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from app.domain.catalogue import DueFee
from app.domain.permissions import Permission
from app.domain.policies import Circumstance
from app.domain.requests import AskedBy
from app.errors import Problem
from app.papers.slip import DeviceLine
from app.papers.templates import Language
from app.services import procedure
from app.services.orders import Order
from app.services.procedure import Changes, Query, Work, Writes

Fields = Mapping[str, str]
"""Field and text; '' where nothing stands."""


@dataclass(frozen=True)
class Subject:
    """What a change is about: a customer, or one of the customer's subscriptions, and who asks for it; `order` is
    there while the change is carried out."""

    customer: Mapping[str, Any] = field(repr=False)
    subscription_id: UUID | None
    asked_by: AskedBy
    order: Order | None = None

    @property
    def customer_id(self) -> UUID:
        found: UUID = self.customer["id"]
        return found

    @property
    def party_id(self) -> UUID:
        """The customer's own party."""
        found: UUID = self.customer["party_id"]
        return found


def _nothing(query: Query, subject: Subject, after: Fields) -> Iterable[Circumstance]:
    return ()


def _no_problems(query: Query, subject: Subject, after: Fields) -> list[Problem]:
    return []


def _no_fees(query: Query, subject: Subject, after: Fields) -> Iterable[DueFee]:
    return ()


def _no_devices(
    query: Query, subject: Subject, before: Fields, after: Fields, language: Language
) -> Iterable[DeviceLine]:
    return ()


def _waits_for_nobody(query: Query, subject: Subject, after: Fields) -> bool:
    return False


@dataclass(frozen=True)
class ChangeKind:
    """`code` stands in policies and requests, "changes.<code>" in the record, for ever.

    `read` gives what stands now in every field that the change writes or is judged by: a request that was approved
    is carried out only while that is the same. `check` gives the problems of what was typed, with the field's name.
    `circumstances` are the codes that make its policy stricter. `apply` writes it, through a Work that names the
    request's maker. `shown` gives the lines of before and after as a screen and a slip show them, masked.
    `fees` are due for it, below zero what goes back; `devices` are given out or taken back, for its slip; `waits`
    says whether an installer comes, so that its order stays in progress.
    """

    code: str
    business: str
    """of its order, as in app.domain.businesses"""
    read: Callable[[Query, Subject], dict[str, str]]
    apply: Callable[[Work, Subject, Fields], None]
    shown: Callable[[str, str], str]
    """(field, text) -> the text as it is shown"""
    judged_by: frozenset[str] = frozenset()
    """fields of `read` that it does not change"""
    tidy: Callable[[str, str], str] = lambda _, text: text
    """(field, text as it was typed) -> as it is checked and kept"""
    check: Callable[[Query, Subject, Fields], list[Problem]] = _no_problems
    circumstances: Callable[[Query, Subject, Fields], Iterable[Circumstance]] = _nothing
    fees: Callable[[Query, Subject, Fields], Iterable[DueFee]] = _no_fees
    devices: Callable[[Query, Subject, Fields, Fields, Language], Iterable[DeviceLine]] = (
        _no_devices
    )
    waits: Callable[[Query, Subject, Fields], bool] = _waits_for_nobody

    @property
    def procedure(self) -> str:
        """What the record calls it."""
        return f"changes.{self.code}"


KINDS: dict[str, ChangeKind] = {}


def declare_kind(
    kind: ChangeKind,
    *,
    permission: Permission,
    writes: Writes,
    changes: Changes,
    module: str,
    own_fees: bool = False,
) -> None:
    """Put a kind into the list; who may ask for it holds `permission`. `own_fees`: it charges other than what the
    catalogue charges for a new subscription. ValueError when there is another of its name."""
    if kind.code in KINDS:
        raise ValueError(f"{kind.code} is declared twice")
    KINDS[kind.code] = kind
    procedure.declare(
        kind.procedure,
        permission,
        module=module,
        writes=writes,
        changes=changes,
        own_fees=own_fees,
    )
