"""Whether an event was signed by somebody who was an administrator then. Work that an administrator left
behind, such as the choice of a card reader, counts on; what the ended key signs later does not."""

from __future__ import annotations

import sqlalchemy as sa

from app.security.roots import Ended, RootStep
from app.security.signing import check
from app.services.procedure import Query
from app.services.trust import roots
from app.services.trust.vouching import Event
from db.schema.audit import audit_event


def was_by_administrator(query: Query, event: Event) -> bool:
    """Whether a key signed `event` that is in force, or that a later event ended."""
    here = query.session
    profile = here.installation.profile
    known, _ = roots.stand(query.connection, profile, here.keys.roots)
    if event.by_administrator(known):
        return True
    signed = [
        key
        for key in known.ended
        if key.staff_id == event.signer and check(key.sign_public, event.message, event.signature)
    ]
    if not signed:
        return False
    steps = roots.leading_to(known, roots.steps(query.connection, profile, 0))
    return any(_stands_before(query, event, _end_of(key, steps)) for key in signed)


def _end_of(key: Ended, steps: list[RootStep]) -> RootStep | None:
    """The step that ended a key; of a key that ended before there were steps, the first one."""
    now: bytes | None = None
    for step in steps:
        change = step.change
        if change.begun is not None:
            mine = [r for r in change.begun.administrators if r.staff_id == key.staff_id]
            now = mine[0].sign_public if mine else None
        elif change.staff_id == key.staff_id:
            if now == key.sign_public:
                return step
            now = change.sign_public
    return steps[0] if steps else None


def _stands_before(query: Query, event: Event, end: RootStep | None) -> bool:
    """Whether the event that names step `end` was written after `event`: by the order of their chain, or
    by the clocks of two counters."""
    if end is None:
        return False
    found = query.execute(
        sa.select(audit_event.c.workstation_id, audit_event.c.seq, audit_event.c.recorded_at)
        .where(audit_event.c.body.contains(end.hash.hex()))
        .order_by(audit_event.c.recorded_at)
        .limit(1)
    ).first()
    if found is None:
        return False
    if str(found.workstation_id) == event.body["workstation"]:
        return bool(event.body["seq"] < found.seq)
    return bool(event.at <= found.recorded_at)
