"""Whether every registration in a hall is whole: what a fault test asks after each fault."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.registration.form import RegistrationForm
from app.services import registration, verification
from db.schema import metadata
from db.schema.customers import customer
from db.schema.operations import operation
from db.schema.search import search_token
from tests.kit import forms
from tests.kit.desk import TestHall
from tests.kit.pictures import kept

REGISTER = "customers.register"
PICTURES = (kept("x" * 10_000), kept("y" * 10_000, kind="live_photo", verdict="same"))
"""What every registration keeps beside its rows."""
Shape = dict[str, int]
"""Rows by table."""


def form(n: int, place_id: str) -> RegistrationForm:
    """The registration of the n-th of a row of people who differ in number and phone only."""
    who = forms.person(born=date(1950, 1, 1) + timedelta(days=n), phone=f"138{n:08d}")
    return forms.individual(place_id, holder=who, at_address="additional")


@dataclass(frozen=True)
class Whole:
    """What one whole registration leaves, and who was there before the faults began."""

    shape: Shape
    before: frozenset[UUID]


def example(desk: TestHall) -> Whole:
    """Register somebody without any fault, and see which rows that takes."""
    before = frozenset(_shapes(desk))
    made = registration.register(
        desk.clerk, new_id(), form=form(20_000, desk.place()), images=PICTURES
    )
    shapes = _shapes(desk)
    (subject,) = set(shapes) - before
    assert shapes[subject]["identity_image"] * 2 == shapes[subject]["blob"] == 4
    assert registered(desk) == {next(iter(registered(desk))): made.customer_code}
    return Whole(shapes[subject], before)


def registered(desk: TestHall) -> dict[UUID, str]:
    """Customer code by operation, as the record of operations tells."""
    with desk.installation.engine.connect() as connection:
        rows = connection.execute(
            sa.select(operation.c.id, operation.c.result).where(
                operation.c.kind == REGISTER, operation.c.outcome == "done"
            )
        ).all()
    return {row.id: row.result["customer_code"] for row in rows}


def faults(desk: TestHall, whole: Whole, *, heads: bool = True) -> list[str]:
    """Everything that is half, doubled or does not agree; empty when the hall is sound."""
    found = [
        f"half: {sorted(shape.items() ^ whole.shape.items())}"
        for subject, shape in _shapes(desk).items()
        if subject not in whole.before and shape != whole.shape
    ]
    with desk.installation.engine.connect() as connection:
        codes = connection.execute(sa.select(customer.c.code)).scalars().all()
    if Counter(codes) != Counter(registered(desk).values()):
        found.append(f"{len(codes)} customers, {len(registered(desk))} operations")
    checked = verification.verify(desk.installation, keys=desk.clerk.keys, heads=heads)
    return found + [f"{finding.code} {finding.place}" for finding in checked.findings]


def _shapes(desk: TestHall) -> dict[UUID, Shape]:
    """How many rows every subject has in each table; of search tokens, how many kinds: two tokens
    of a kind may be equal, because they are short."""
    shapes: dict[UUID, Shape] = {}
    with desk.installation.engine.connect() as connection:
        for table in metadata.sorted_tables:
            whose = table.c.party_id if table is search_token else table.c.get("subject_id")
            if whose is None:
                continue
            many = sa.func.count()
            if table is search_token:
                many = sa.func.count(sa.distinct(search_token.c.kind))
            counted = sa.select(whose, many).group_by(whose)
            for subject, n in connection.execute(counted):
                shapes.setdefault(subject, {})[table.name] = n
    return shapes
