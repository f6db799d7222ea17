"""Customers as a list shows them: masked, opened a page at a time (R-019, D20)."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain import masking
from app.domain.permissions import Role
from app.security.seal import Context, Tampered, open_field
from app.security.vault import unwrap_subject_key
from app.services import procedure
from app.services.procedure import Query
from app.services.session import Session
from db.schema.base import first_name, kind_of
from db.schema.catalogue import place
from db.schema.customers import customer, subscription
from db.schema.identity import contact_medium, identity_document, party
from db.schema.keys import subject_key
from db.select import Select, any_of, numbered

BATCH = 32


@dataclass(frozen=True)
class FoundRow:
    """A customer in a list, masked. `place` is the first standard address served, or ''."""

    customer_id: UUID
    code: str
    name: str
    phone: str
    document: str
    status: str
    kind: str
    place: str
    last_contact_at: datetime
    needs_reason: bool = False
    """opening this customer asks this person for a reason"""


@dataclass
class Candidate:
    """A customer whose name is opened; phones and document numbers when `open_numbers` was asked."""

    row: Any
    key: bytes = field(repr=False)
    name: str = field(repr=False)
    phones: list[str] = field(default_factory=list, repr=False)
    second_phones: list[str] = field(default_factory=list, repr=False)
    numbers: list[str] = field(default_factory=list, repr=False)
    place: str = ""

    @property
    def all_phones(self) -> list[str]:
        """Their own and the second contact's."""
        return [*self.phones, *self.second_phones]


@dataclass(frozen=True)
class Condition:
    """Which customers: for one `shape`, `build` makes the same SQL, whose parameters `values` fill."""

    shape: tuple[str | int, ...]
    build: Callable[[], sa.ColumnElement[bool]]
    values: Mapping[str, Any]
    common: Select | None = None
    """says whether it holds for so many that one walks through the customers, the last served first,
    and asks `holds` of each, rather than sorting all for whom it holds"""
    holds: Callable[[], sa.ColumnElement[bool]] | None = None
    """the same for one row of customer"""


# Statements are built once for each shape: building, and SQLAlchemy's way to the driver, cost several
# times what the database does.


@functools.cache
def _numbers(count: int) -> Select:
    return Select(
        sa.union_all(
            sa.select(
                contact_medium.c.type.label("kind"),
                contact_medium.c.id,
                contact_medium.c.version,
                contact_medium.c.party_id,
                contact_medium.c.value.label("sealed"),
            ).where(
                any_of(contact_medium.c.party_id, "party", count),
                contact_medium.c.type.in_([sa.literal_column(f"'{each}'") for each in _PHONES]),
                contact_medium.c.status == sa.literal_column("'valid'"),
            ),
            sa.select(
                sa.literal_column("'number'").label("kind"),
                identity_document.c.id,
                identity_document.c.version,
                identity_document.c.party_id,
                identity_document.c.number,
            ).where(
                any_of(identity_document.c.party_id, "party", count),
                identity_document.c.status == sa.literal_column("'valid'"),
            ),
        )
    )


_PHONES = ("phone", "second")


@functools.cache
def _places(count: int) -> Select:
    return Select(
        sa.select(subscription.c.customer_id, place.c.text)
        .join(place, place.c.id == subscription.c.place_id)
        .where(any_of(subscription.c.customer_id, "customer", count))
        .order_by(subscription.c.id.desc())
    )


_candidates: dict[tuple[tuple[str | int, ...], bool, bool], Select] = {}


def _candidates_by(condition: Condition, *, own: bool, walk: bool) -> Select:
    """`own` limits the answer to an account manager's own customers."""
    key = (condition.shape, own, walk)
    if key not in _candidates:
        order = (customer.c.last_contact_at.desc(), customer.c.id.desc())
        mine = [customer.c.manager_id == sa.bindparam("actor")] if own else []
        asked = condition.holds() if walk and condition.holds else condition.build()
        head = (  # It reads indexes alone, however many thousand rows there are.
            sa.select(customer.c.id)
            .where(asked, *mine)
            .order_by(*order)
            .limit(sa.bindparam("most", type_=sa.Integer))
            .offset(sa.bindparam("skipped", type_=sa.Integer))
            .subquery()
        )
        _candidates[key] = Select(
            sa.select(
                party.c.id,
                party.c.version,
                party.c.name,
                party.c.kind.label("party_kind"),
                subject_key.c.epoch,
                subject_key.c.wrapped,
                customer.c.id.label("customer_id"),
                customer.c.code,
                customer.c.kind,
                customer.c.status,
                customer.c.hall_id,
                customer.c.last_contact_at,
            )
            .select_from(head)
            .join(customer, customer.c.id == head.c.id)
            .join(party, party.c.id == customer.c.party_id)
            .join(  # a party is its own subject
                subject_key,
                sa.and_(
                    subject_key.c.subject_id == party.c.id, subject_key.c.key_class == "records"
                ),
            )
            .order_by(*order)
        )
    return _candidates[key]


def candidates(query: Query, condition: Condition, limit: int) -> Iterator[list[Candidate]]:
    """Customers under `condition`, last contact first, their names opened, batch by batch: the
    caller may stop before the rest is opened. Left out are people who were erased and records that
    do not open; `verify` names those.
    """
    actor = query.session.actor
    own = actor.role == Role.ACCOUNT_MANAGER
    walk = condition.common is not None and (
        own or condition.common.first(query.connection, **condition.values) is not None
    )
    values = {**condition.values, **({"actor": actor.id} if own else {})}
    select = _candidates_by(condition, own=own, walk=walk)
    # Of a common value the first few are mostly enough, and walking on to the last costs the more.
    parts = [(0, min(2 * BATCH, limit)), (2 * BATCH, limit - 2 * BATCH)] if walk else [(0, limit)]
    for skipped, most in parts:
        found = 0
        if most > 0:
            for batch in select.batches(
                query.connection, BATCH, **values, most=most, skipped=skipped
            ):
                found += len(batch)
                yield _opened(query, batch)
        if found < most:
            return


def _opened(query: Query, batch: list[Any]) -> list[Candidate]:
    opened = []
    for row in batch:
        with contextlib.suppress(Tampered):
            opened.append(_open_name(query, row))
    return opened


def _open_name(query: Query, row: Any) -> Candidate:
    key = unwrap_subject_key(
        query.session.keys.records(row.epoch),
        deployment=query.deployment.bytes,
        subject_id=row.id.bytes,
        key_class="records",
        epoch=row.epoch,
        wrapped=row.wrapped,
    )
    return Candidate(row, key, _text(query, key, party.c.name, row, row.name))


def _text(query: Query, key: bytes, column: sa.Column[Any], row: Any, sealed: bytes) -> str:
    """One sealed column in clear. A list opens only the columns that it shows or compares."""
    kind, name = kind_of(column.table), first_name(column)
    context = Context(query.deployment.bytes, kind, name, row.id.bytes, row.version)
    return open_field(key, context, sealed).decode()


def open_numbers(query: Query, people: Sequence[Candidate]) -> None:
    """Open valid phones (second contacts' too) and document numbers, oldest first, with one query."""
    by_party: dict[UUID, list[Candidate]] = {}
    for each in people:
        by_party.setdefault(each.row.id, []).append(each)
    if not by_party:
        return
    asked = numbered("party", list(by_party))
    rows = _numbers(len(asked)).rows(query.connection, **asked)
    for row in sorted(rows, key=lambda each: each.id):
        owners = by_party[row.party_id]
        of_document = row.kind == "number"
        column = identity_document.c.number if of_document else contact_medium.c.value
        try:
            text = _text(query, owners[0].key, column, row, row.sealed)
        except Tampered:
            continue
        for each in owners:
            kinds = {"phone": each.phones, "second": each.second_phones, "number": each.numbers}
            kinds[row.kind].append(text)


def open_places(query: Query, people: Sequence[Candidate]) -> None:
    """Read the first address at which each customer is served."""
    by_customer = {each.row.customer_id: each for each in people}
    if not by_customer:
        return
    asked = numbered("customer", list(by_customer))
    for row in _places(len(asked)).rows(query.connection, **asked):
        by_customer[row.customer_id].place = row.text


def masked(session: Session, each: Candidate) -> FoundRow:
    """The row of a list; a unit's name is not masked."""
    row = each.row
    return FoundRow(
        customer_id=row.customer_id,
        code=row.code,
        name=masking.shown_name(each.name, is_unit=row.party_kind == "organization"),
        phone=masking.mask_phone(each.phones[0]) if each.phones else "",
        document=masking.mask_document(each.numbers[0]) if each.numbers else "",
        status=row.status,
        kind=row.kind,
        place=each.place,
        last_contact_at=row.last_contact_at,
        needs_reason=procedure.needs_reason(session, away=row.hall_id != session.actor.hall_id),
    )


def customer_rows(query: Query, customer_ids: Sequence[UUID]) -> tuple[FoundRow, ...]:
    """The rows of known customers, last contact first."""
    if not customer_ids:
        return ()
    asked = numbered("id", customer_ids)
    known = Condition(("known", len(asked)), lambda: any_of(customer.c.id, "id", len(asked)), asked)
    people = [each for batch in candidates(query, known, len(customer_ids)) for each in batch]
    open_numbers(query, people)
    open_places(query, people)
    return tuple(masked(query.session, each) for each in people)


def customer_row(query: Query, customer_id: UUID) -> FoundRow | None:
    """The row of one customer; None when this person may not see it."""
    return next(iter(customer_rows(query, [customer_id])), None)
