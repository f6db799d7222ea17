"""The list of the people of the halls, as the administrator sees it (R-001)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Permission, Role
from app.security.seal import Tampered
from app.services import trust
from app.services.procedure import Query, query
from app.services.trust import vouched
from db.schema.keys import held_key
from db.schema.organisation import hall
from db.schema.staff import sign_in_state, staff, staff_secret


@dataclass(frozen=True)
class StaffRow:
    """One line of the staff list. `waits_for` names the class keys still to be handed on."""

    staff_id: UUID
    version: int
    staff_no: str
    name: str
    role: Role
    hall_name: str
    valid_from: date
    valid_to: date | None
    locked: bool
    must_change: bool
    trusted: bool
    waits_for: tuple[str, ...]


@query(Permission.STAFF_LIST)
def staff_list(query: Query) -> tuple[StaffRow, ...]:
    """Everybody, newest last; names in clear, because they stand on every slip."""
    rows = query.execute(
        sa.select(
            staff,
            hall.c.name.label("hall_name"),
            sign_in_state.c.locked,
            staff_secret.c.must_change,
        )
        .join(hall, hall.c.id == staff.c.hall_id)
        .join(sign_in_state, sign_in_state.c.staff_id == staff.c.id)
        .join(staff_secret, staff_secret.c.staff_id == staff.c.id)
        .order_by(staff.c.staff_no)
    ).all()
    query.load_subject_keys([row.subject_id for row in rows])
    held = {(row.key_class, row.holder_id) for row in query.execute(sa.select(held_key))}
    known = trust.roots_now(query)
    listed = []
    for row in rows:
        try:
            person = query.open(staff, row)
        except Tampered:  # a foreign row in the table must not hide people from the list
            person = {**row._mapping, "name": row.staff_no}
        role = Role(person["role"])
        waits = tuple(
            key_class
            for key_class, roles in trust.HOLDERS.items()
            if role in roles and (key_class, row.id) not in held and row.valid_to is None
        )
        listed.append(
            StaffRow(
                row.id,
                row.version,
                row.staff_no,
                person["name"],
                role,
                row.hall_name,
                row.valid_from,
                row.valid_to,
                row.locked,
                row.must_change,
                vouched(query, known, row),
                waits,
            )
        )
    return tuple(listed)
