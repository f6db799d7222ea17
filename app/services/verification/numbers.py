"""The counters of numbers for people against the numbers on record: none is given out twice.

A number is the prefix of its kind, the area, 8 digits and a check character (data.md 10). A lease is no
event, so within a million (a generation) a counter may be ahead of its numbers; a generation is begun by a
restore alone, whose event names the next number of each prefix.
"""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa

from app.domain.findings import Findings
from app.domain.numbers import PREFIXES
from app.services.verification.people import PeopleTold
from db.schema.agreements import agreement, paper
from db.schema.customers import account, customer, subscription
from db.schema.operations import number_counter
from db.schema.orders import product_order
from db.schema.organisation import hall

_GENERATION = 1_000_000
_DIGITS = 8
_NUMBERED = (
    customer.c.code,
    account.c.number,
    subscription.c.number,
    product_order.c.number,
    agreement.c.number,
    paper.c.number,
)


def check(connection: sa.Connection, told: PeopleTold, findings: Findings) -> None:
    """Compare each counter with the highest number of its prefix and with what a restore told."""
    highest = _highest(connection)
    areas = connection.execute(sa.select(hall.c.area_code)).scalars().all()
    known = {f"{kind}:{area}" for kind in PREFIXES for area in areas}
    rows = connection.execute(sa.select(number_counter)).all()
    counters = {row.prefix: row.next for row in rows}
    wrong = {prefix for prefix, times in Counter(row.prefix for row in rows).items() if times > 1}
    wrong |= counters.keys() - known
    for prefix in highest | told.numbers | counters:
        least = max(highest.get(prefix, 0) + 1, told.numbers.get(prefix, 1))
        end = ((least - 1) // _GENERATION + 1 + told.older_restores) * _GENERATION + 1
        if not least <= counters.get(prefix, 1) <= end:
            wrong.add(prefix)
    for prefix in sorted(wrong):
        findings.add("number_counter_differs", f"number_counter {prefix}")


def _highest(connection: sa.Connection) -> dict[str, int]:
    """The highest number of each prefix on record; what has not the form of a number is left out."""
    kinds = {prefix: kind for kind, prefix in PREFIXES.items()}
    found: dict[str, int] = {}
    for column in _NUMBERED:
        before = sa.func.length(column) - _DIGITS
        prefix = sa.func.substr(column, 1, before - 1)
        digits = sa.func.substr(column, before, _DIGITS)
        named = sa.select(prefix, sa.func.max(digits)).where(before > 4).group_by(prefix)
        for text, serial in connection.execute(named):
            kind = kinds.get(text[:-4])
            if kind is not None and serial.isascii() and serial.isdigit():
                name = f"{kind}:{text[-4:]}"
                found[name] = max(int(serial), found.get(name, 0))
    return found
