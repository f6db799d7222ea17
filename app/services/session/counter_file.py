"""Whether workstation.json says of this counter what the records say (attack M4): who writes in the folder
must not choose whose numbers and whose name stand on the papers."""

from __future__ import annotations

import sqlalchemy as sa

from app.errors import QT_TR_NOOP, UserError
from app.services.session.installation import Workstation
from db.schema.organisation import hall, workstation
from db.select import Select

_ROWS = Select(
    sa.select(workstation.c.hall_id, hall.c.name, hall.c.area_code, workstation.c.counter)
    .join(hall, hall.c.id == workstation.c.hall_id)
    .where(workstation.c.id == sa.bindparam("workstation_id"))
)


def counter_differs(connection: sa.Connection, here: Workstation) -> bool:
    """Whether the file names a counter that there is not, or says something else of it."""
    row = _ROWS.first(connection, workstation_id=here.id)
    return row is None or (row.hall_id, row.name, row.area_code, row.counter) != (
        here.hall_id,
        here.hall_name,
        here.area_code,
        here.counter,
    )


def require_counter(connection: sa.Connection, here: Workstation) -> None:
    """UserError 'other_counter', before anything is written, numbered or printed."""
    if counter_differs(connection, here):
        raise other_counter()


def other_counter() -> UserError:
    """The refusal of a counter that the records do not know as its file says it is."""
    return UserError(
        "other_counter",
        QT_TR_NOOP(
            "The file workstation.json of this computer does not say of this counter what the records say: "
            "it was changed or belongs to another counter. Nothing was done. Ask the administrator to put "
            "this counter's own file back, and tell the auditor."
        ),
    )
