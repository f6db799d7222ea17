"""Somebody who may write in the data folder and the database, and wants to be given keys."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import Plain, canonical
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.security.seal import Tampered
from app.security.signing import KeyPair, new_box_pair, new_sign_pair, sign
from app.services import trust
from app.services.procedure import RULES, chain
from app.services.procedure.effects import Effect, summary
from app.services.procedure.sealing import plain_columns, slim_commitment
from app.services.session import Installation
from app.services.trust import staff_signed_bytes
from db.schema.audit import audit_event
from db.schema.keys import held_key
from db.schema.operations import operation, record_version
from db.schema.staff import sign_in_state, staff, staff_secret
from tests.kit.attack import as_owner


@dataclass
class Stranger:
    """A person whom nobody let in, with keys of their own."""

    id: UUID = field(default_factory=new_id)
    staff_no: str = "9001"
    signs: KeyPair = field(default_factory=new_sign_pair)
    box: KeyPair = field(default_factory=new_box_pair)

    def insert(
        self,
        here: Installation,
        role: Role,
        *,
        enrolled_by: UUID,
        private: bytes,
        at: datetime | None = None,
    ) -> None:
        """A staff row of this stranger, signed with `private`, and all that a genuine one has beside it:
        a version, an operation, and an event at the end of the chain, at time `at`."""
        at = at or here.clock()
        values: dict[str, Any] = {
            "id": self.id,
            "staff_no": self.staff_no,
            "role": role.value,
            "hall_id": here.workstation.hall_id,
            "sign_public": self.signs.public,
            "box_public": self.box.public,
            "valid_from": at.date(),
            "valid_to": None,
            "enrolled_by": enrolled_by,
        }
        values["signature"] = sign(private, staff_signed_bytes(values))
        operation_id, mac = new_id(), os.urandom(32)
        whole = {"version": 1, "subject_id": self.id, "name": os.urandom(60), **values}
        plain = plain_columns(staff, whole)
        commitment = slim_commitment("staff", self.id, 1, plain, mac)
        with as_owner(here) as connection:
            connection.execute(sa.insert(staff).values(**whole))
            connection.execute(
                sa.insert(staff_secret).values(
                    staff_id=self.id, sealed=os.urandom(100), must_change=False, set_at=at
                )
            )
            connection.execute(
                sa.insert(sign_in_state).values(staff_id=self.id, failures=0, locked=False)
            )
            connection.execute(
                sa.insert(record_version).values(
                    kind="staff",
                    row_id=self.id,
                    version=1,
                    operation_id=operation_id,
                    recorded_at=at,
                    mac=mac,
                    commitment=commitment,
                    form=3,
                )
            )
            named = [Effect("staff", str(self.id), 1, commitment.hex())]
            forge_event(connection, here, operation_id, enrolled_by, private, named, at)

    def take_away(self, here: Installation) -> None:
        """The rows go again."""
        with as_owner(here) as connection:
            for table, column in (
                (staff_secret, "staff_id"),
                (sign_in_state, "staff_id"),
                (held_key, "holder_id"),
                (record_version, "row_id"),
                (staff, "id"),
            ):
                connection.execute(sa.delete(table).where(table.c[column] == self.id))

    def opens(self, here: Installation) -> set[str]:
        """The classes of the keys that were boxed to this stranger and open."""
        with here.engine.connect() as connection:
            rows = connection.execute(sa.select(held_key).where(held_key.c.holder_id == self.id))
            found = set()
            for row in rows.all():
                try:
                    trust.open_boxed(
                        row.sealed,
                        deployment=here.profile.deployment,
                        key_class=row.key_class,
                        epoch=row.epoch,
                        holder_id=self.id,
                        box_private=self.box.private,
                    )
                except Tampered:
                    continue
                found.add(row.key_class)
            return found


def forge_event(
    connection: sa.Connection,
    here: Installation,
    operation_id: UUID,
    signer: UUID,
    private: bytes,
    wrote: list[Effect],
    at: datetime,
    details: dict[str, Plain] | None = None,
    kind: str = "staff.enrol",
) -> None:
    """An operation with its event, linked to the newest one of the chain and signed with `private`."""
    seq, previous = chain.head(connection, here.workstation.id)
    hall = here.workstation.hall_id
    connection.execute(
        sa.insert(operation).values(
            id=operation_id,
            kind=kind,
            request_hash=bytes(32),
            actor_id=signer,
            workstation_id=here.workstation.id,
            hall_id=hall,
            outcome="done",
            result={},
            at=at,
        )
    )
    body: dict[str, Plain] = {
        "form": 2,
        "workstation": str(here.workstation.id),
        "hall": str(hall),
        "seq": seq + 1,
        "previous": previous.hex(),
        "signer": "person",
        "actor": str(signer),
        "operation": str(operation_id),
        "procedure": kind,
        "effects": summary(wrote),
        "looked": [],
        "for": None,
        "rules": RULES,
        "server_time": at.isoformat(),
        "client_time": at.isoformat(),
        "reason": None,
        "details": {**(details or {}), "outcome": "done"},
    }
    message = canonical("counter/event/2", body)
    connection.execute(
        sa.insert(audit_event).values(
            workstation_id=here.workstation.id,
            seq=seq + 1,
            previous=previous,
            body=message.partition(b"\0")[2].decode(),
            hash=hashlib.sha256(message).digest(),
            signer="person",
            signer_id=signer,
            signature=sign(private, message),
            recorded_at=at,
        )
    )
