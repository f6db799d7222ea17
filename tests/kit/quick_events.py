"""Genuine events in one statement, for what must be fast with many of them."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa

from app.domain.canonical import Plain, canonical
from app.domain.ids import new_id
from app.security.signing import sign
from app.services.procedure import RULES
from db.engine import write
from db.schema.audit import audit_event
from db.schema.audit import look as look_table
from db.schema.operations import operation
from tests.kit.desk import TestHall
from tests.kit.heads import chain_heads

_NOTHING = hashlib.sha256(b"counter/result/1\0{}").hexdigest()


def append_quickly(desk: TestHall, count: int) -> None:
    """Genuine events of the clerk in one statement."""
    here, clerk = desk.installation.workstation, desk.clerk
    heads = chain_heads(desk.installation)
    newest, previous = heads[str(here.id)]
    at, rows, looks, operations = desk.clock(), [], [], []
    for seq in range(newest + 1, newest + 1 + count):
        looked, operation_id = new_id(), new_id()
        looks.append({"kind": "customer", "row_id": looked, "workstation_id": here.id, "seq": seq})
        body: dict[str, Plain] = {
            "form": 2,
            "workstation": str(here.id),
            "hall": str(here.hall_id),
            "seq": seq,
            "previous": previous,
            "signer": "person",
            "actor": str(clerk.actor.id),
            "operation": str(operation_id),
            "procedure": "customers.look",
            "effects": None,
            "looked": [["customer", str(looked)]],
            "for": None,
            "rules": RULES,
            "server_time": at.isoformat(),
            "client_time": at.isoformat(),
            "reason": None,
            "details": {
                "outcome": "done",
                "request_hash": bytes(32).hex(),
                "result_digest": _NOTHING,
            },
        }
        message = canonical("counter/event/2", body)
        digest = hashlib.sha256(message).digest()
        rows.append(
            {
                "workstation_id": here.id,
                "seq": seq,
                "previous": bytes.fromhex(previous),
                "body": message.partition(b"\0")[2].decode(),
                "hash": digest,
                "signer": "person",
                "signer_id": clerk.actor.id,
                "signature": sign(clerk.keys.sign_private, message),
                "recorded_at": at,
            }
        )
        operations.append(
            {
                "id": operation_id,
                "kind": "customers.look",
                "request_hash": bytes(32),
                "actor_id": clerk.actor.id,
                "workstation_id": here.id,
                "hall_id": here.hall_id,
                "outcome": "done",
                "result": {},
                "at": at,
            }
        )
        previous = digest.hex()
    with write(desk.installation.engine) as connection:
        connection.execute(sa.insert(operation), operations)
        connection.execute(sa.insert(audit_event), rows)
        connection.execute(sa.insert(look_table), looks)
