"""Bringing a hall's own standard addresses and products into the catalogue (R-171), with history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.domain.catalogue import Offering
from app.domain.permissions import Permission
from app.services.catalogue.files import PlaceLine
from app.services.catalogue.sale import to_terms
from app.services.procedure import Work, may_change, procedure
from db.schema.catalogue import offering, place

_AT_ONCE = 500


@dataclass(frozen=True)
class Imported:
    """How many rows were new, changed, or already as in the file."""

    added: int
    changed: int
    unchanged: int


@procedure(
    "catalogue.import_places",
    Permission.CATALOGUE_EDIT,
    writes={place: {}},
    changes={place: may_change("serviceable")},
    lane="long",
)
def import_places(work: Work, *, lines: tuple[PlaceLine, ...]) -> Imported:
    """Add addresses, and change what can be delivered at those that are known; none is removed."""
    added = changed = 0
    known = _known_places(work, [line.text for line in lines])
    for line in lines:
        row = known.get(line.text)
        serves = list(line.serves)
        if row is None:
            work.insert(
                place,
                district_code=line.district_code,
                district=line.district,
                street=line.street,
                estate=line.estate,
                building=line.building,
                unit=line.unit,
                room=line.room,
                text=line.text,
                serviceable=serves,
            )
            added += 1
        elif row.serviceable != serves:
            work.update(place, row.id, row.version, serviceable=serves)
            changed += 1
    return Imported(added, changed, len(lines) - added - changed)


@procedure(
    "catalogue.import_offerings",
    Permission.CATALOGUE_EDIT,
    writes={offering: {}},
    changes={offering: may_change("name", "kind", "monthly_fee", "terms")},
)
def import_offerings(work: Work, *, offerings: tuple[Offering, ...]) -> Imported:
    """Add products, and change those whose code is known, from today on; none is removed."""
    added = changed = 0
    known = {row.code: row for row in work.execute(sa.select(offering))}
    for each in offerings:
        row = known.get(each.code)
        values: dict[str, Any] = {
            "name": each.name,
            "kind": each.kind,
            "monthly_fee": each.monthly_fee,
            "terms": to_terms(each),
        }
        if row is None:
            work.insert(offering, code=each.code, valid_from=work.today, **values)
            added += 1
        elif any(getattr(row, name) != value for name, value in values.items()):
            work.update(offering, row.id, row.version, **values)
            changed += 1
    return Imported(added, changed, len(offerings) - added - changed)


def _known_places(work: Work, texts: list[str]) -> dict[str, Any]:
    return {
        row.text: row
        for part in _parts(texts)
        for row in work.execute(sa.select(place).where(place.c.text.in_(part)))
    }


def _parts(texts: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(texts), _AT_ONCE):
        yield texts[start : start + _AT_ONCE]
