"""Events outside procedures: before anybody is signed in, and about the person's own session."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.ids import new_id
from app.services.procedure import chain
from app.services.procedure.holding import UndeclaredWrite
from app.services.procedure.registry import EVENTS
from app.services.session import Gap, Installation, Session


def workstation_event(
    connection: sa.Connection,
    installation: Installation,
    procedure: str,
    looked: list[tuple[str, UUID]],
    details: dict[str, Any],
) -> None:
    """An event before anybody is signed in, under the workstation's key."""
    _hold("workstation", procedure)
    workstation = installation.workstation
    chain.append_event(
        connection,
        workstation_id=workstation.id,
        hall_id=workstation.hall_id,
        signer=chain.Signer("workstation", workstation.id, installation.workstation_key),
        operation_id=new_id(),
        procedure=procedure,
        looked=looked,
        server_time=installation.moment(connection),
        client_time=installation.clock(),
        details=details,
        zone=installation.profile.zone,
        heads=installation.heads,
    )


def person_event(
    connection: sa.Connection, session: Session, procedure: str, details: dict[str, Any]
) -> Gap | None:
    """An event about the person's own session; returns the clock that is out of line."""
    whose = (session.actor.id, session.actor.hall_id, session.keys.sign_private)
    return event_of_person(connection, session.installation, whose, procedure, details)


def event_of_person(
    connection: sa.Connection,
    installation: Installation,
    whose: tuple[UUID, UUID, bytes],
    procedure: str,
    details: dict[str, Any],
) -> Gap | None:
    """As `person_event` before there is a session; `whose` are the person, the hall and the signing key."""
    _hold("person", procedure)
    staff_id, hall_id, private = whose
    return chain.append_event(
        connection,
        workstation_id=installation.workstation.id,
        hall_id=hall_id,
        signer=chain.Signer("person", staff_id, private),
        operation_id=new_id(),
        procedure=procedure,
        server_time=installation.moment(connection),
        client_time=installation.clock(),
        details=details,
        zone=installation.profile.zone,
        heads=installation.heads,
    )


def _hold(signer: str, procedure: str) -> None:
    """Stop an event that verification would call forged; that is a bug."""
    if signer not in EVENTS.get(procedure, "").split(" or "):
        raise UndeclaredWrite(f"{procedure} is no event that the {signer} signs")
