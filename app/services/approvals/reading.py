"""A request as it was made: its items, opened, and the digest of what was asked for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.requests import AskedBy, RequestStatus
from app.errors import QT_TR_NOOP, UserError
from app.security.seal import keyed_hash
from app.services.approvals.kinds import KINDS, ChangeKind, Fields, Subject
from app.services.procedure import Query
from db.schema.base import kind_of
from db.schema.customers import customer
from db.schema.operations import record_version
from db.schema.requests import change_item, change_request


@dataclass(frozen=True)
class Item:
    """One change of a request: what stood there when it was asked for, and what is asked for."""

    kind: ChangeKind
    subject: Subject
    before: Fields = field(repr=False)
    after: Fields = field(repr=False)

    def now(self, query: Query) -> dict[str, str]:
        """What stands there now."""
        return self.kind.read(query, self.subject)

    def moved(self, query: Query) -> tuple[str, ...]:
        """The fields that stand otherwise now than when it was asked for."""
        now = self.now(query)
        return tuple(
            name for name in {**self.before, **now} if self.before.get(name) != now.get(name)
        )


@dataclass(frozen=True)
class ChangeRequest:
    """A request with its items. `digest` is of what was asked for: who decides says which one was seen."""

    row: Mapping[str, Any] = field(repr=False)
    customer: Mapping[str, Any] = field(repr=False)
    items: tuple[Item, ...]
    digest: str

    @property
    def id(self) -> UUID:
        found: UUID = self.row["id"]
        return found

    @property
    def status(self) -> RequestStatus:
        return RequestStatus(self.row["status"])

    @property
    def maker_id(self) -> UUID:
        found: UUID = self.row["maker_id"]
        return found

    @property
    def kinds(self) -> tuple[str, ...]:
        """As the record calls them."""
        return tuple(each.kind.procedure for each in self.items)

    def moved(self, query: Query) -> bool:
        """Whether a field that it changes or was judged by stands otherwise now, or what it asks for cannot be done
        any more, as with a device that serves somebody else meanwhile."""
        return any(
            each.moved(query)
            or any(
                problem.severity == "error"
                for problem in each.kind.check(query, each.subject, each.after)
            )
            for each in self.items
        )


def read_request(query: Query, row: Mapping[str, Any]) -> ChangeRequest:
    """The request of this row of change_request, opened. Conflict 'gone' with its customer."""
    whose = query.one(customer, row["customer_id"])
    rows = sorted(
        query.all(change_item, change_item.c.request_id == row["id"]), key=lambda each: each["n"]
    )
    items = tuple(_item(each, whose, row["asked_by"]) for each in rows)
    return ChangeRequest(row, whose, items, digest_of(query, row["id"]))


def request_row(query: Query, request_id: UUID) -> dict[str, Any]:
    """The row, opened; Conflict 'gone'."""
    return query.one(change_request, request_id)


def _item(row: Mapping[str, Any], whose: Mapping[str, Any], asked_by: AskedBy) -> Item:
    return Item(
        KINDS[row["kind"]],
        Subject(whose, row["subscription_id"], asked_by),
        json.loads(row["before"]),
        json.loads(row["after"]),
    )


def digest_of(query: Query, request_id: UUID) -> str:
    """SHA-256 over the commitments of the request's items, in their order: it tells nothing of them, and no item
    can be another without it being another."""
    version = record_version.c
    found = query.execute(
        sa.select(version.commitment)
        .join(change_item, change_item.c.id == version.row_id)
        .where(version.kind == kind_of(change_item), change_item.c.request_id == request_id)
        .order_by(change_item.c.n)
    ).scalars()
    return hashlib.sha256(b"".join(found)).hexdigest()


def stands(query: Query, subject: Subject, kind: ChangeKind, now: Fields) -> str:
    """A keyed digest of what stands `now` in the fields of this kind: a screen hands back the one that it showed,
    and learns nothing from it."""
    asked = [kind.code, str(subject.customer_id), str(subject.subscription_id), sorted(now.items())]
    return keyed_hash(query.session.keys.requests, json.dumps(asked).encode()).hex()


def not_waiting() -> UserError:
    """UserError 'request_not_waiting'."""
    text = QT_TR_NOOP("This request does not wait any more. Look at the list again.")
    return UserError("request_not_waiting", text)
