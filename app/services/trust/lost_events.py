"""What this computer has seen of the chains of events and the database does not have: it was put back to an
older state, or cut (security.md 4)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Role
from app.security.kept_heads import ChainHead
from app.security.roots import Roots
from app.security.signing import check as signature_holds
from app.services.procedure import RELEASES, Query, Work, event_label
from app.services.session import Lost
from app.services.trust.vouching import event_of, let_in
from db.engine import is_sqlite
from db.schema.audit import audit_event
from db.schema.operations import operation
from db.schema.organisation import workstation
from db.schema.staff import staff

_MAY_RELEASE = (Role.AUDITOR, Role.ADMINISTRATOR)
_AT_ONCE = 400


@dataclass(frozen=True)
class HeadsCompared:
    """`lost` is not released. `gone` says why this chain's own head could not be read although somebody
    signed in here before: 'missing', 'damaged' or 'closed'; empty otherwise. `others` are the newest heads
    of the other chains, `released` those of which a kept head is lost and was released."""

    lost: tuple[Lost, ...]
    gone: str
    others: tuple[ChainHead, ...]
    released: frozenset[UUID]


def compare_heads(query: Query, roots: Roots) -> HeadsCompared:
    """Compare the database with what this computer keeps, before this transaction writes an event."""
    here = query.session.installation
    lost, released = _judged(query, roots)
    own = here.heads.own()
    gone = ""
    if isinstance(own, str) and not here.heads.has_before and _signed_in_before(query):
        gone = own
    others = () if lost else tuple(_others(query))
    return HeadsCompared(lost, gone, others, released)


def find_lost(query: Query, roots: Roots) -> tuple[Lost, ...]:
    """The events that were seen and are lost, a line for each chain, without those that were released."""
    return _judged(query, roots)[0]


def _judged(query: Query, roots: Roots) -> tuple[tuple[Lost, ...], frozenset[UUID]]:
    """What is lost, and the chains of which it was released."""
    here = query.session.installation
    lost = {each.workstation: each for each in _gaps(query.connection)}
    for head in _not_there(query.connection, here.heads.all()):
        known = lost.get(head.workstation)
        if known is None or head.seq > known.last:
            lost[head.workstation] = _lost(query, head)
    if not lost:
        return (), frozenset()
    named = list(_released(query, roots))
    open_ = [each for each in lost.values() if not any(_covers(one, each) for one in named)]
    return tuple(open_), frozenset(lost) - {each.workstation for each in open_}


def unproved(query: Query, lost: Iterable[Lost]) -> set[str]:
    """The hashes of those heads that no key known here signed: somebody may have forged them. A person who
    was let in after the older state is not known in it either."""
    here = query.session.installation.heads
    heads = {(each.workstation, each.hash.hex()): each for each in here.all() if each.body}
    found = {each.hash: heads.get((each.workstation, each.hash)) for each in lost}
    return {digest for digest, head in found.items() if head is None or not _signed(query, head)}


def _signed(query: Query, head: ChainHead) -> bool:
    try:
        body = json.loads(head.body)
        message = event_label(body).encode() + b"\0" + head.body.encode()
        signer = UUID(body["actor"])
        told = (body["workstation"], body["seq"]) == (str(head.workstation), head.seq)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False
    owner = staff if body.get("signer") == "person" else workstation
    public = query.execute(sa.select(owner.c.sign_public).where(owner.c.id == signer)).scalar()
    whole = told and hashlib.sha256(message).digest() == head.hash
    return whole and public is not None and signature_holds(public, message, head.signature)


def name_lost(work: Work) -> tuple[Lost, ...]:
    """Let this operation's event name what was lost: after its commit the chain goes on from here. For a
    release, and for a restore through the program."""
    lost = find_lost(work, work.session.keys.roots)
    work.details["lost"] = [each.plain() for each in lost]
    if forged := unproved(work, lost):
        work.details["unproved"] = [*sorted(forged)]
    return lost


def _not_there(connection: sa.Connection, heads: list[ChainHead]) -> Iterator[ChainHead]:
    """The heads whose event the database does not have as it was."""
    there: dict[tuple[UUID, int], bytes] = {}
    asked = sorted({(each.workstation, each.seq) for each in heads})
    for start in range(0, len(asked), _AT_ONCE):
        wanted = sa.tuple_(audit_event.c.workstation_id, audit_event.c.seq).in_(
            asked[start : start + _AT_ONCE]
        )
        rows = connection.execute(
            sa.select(audit_event.c.workstation_id, audit_event.c.seq, audit_event.c.hash).where(
                wanted
            )
        )
        there.update({(row.workstation_id, row.seq): row.hash for row in rows})
    for head in heads:
        if there.get((head.workstation, head.seq)) != head.hash:
            yield head


def _lost(query: Query, head: ChainHead) -> Lost:
    """From which event on: as it was first met here, or the first sign-in told, else behind what is there."""
    for each in query.session.installation.heads.lost:
        if (each.workstation, each.hash) == (head.workstation, head.hash.hex()):
            return each
    own = query.session.installation.workstation.id
    told = query.execute(
        sa.select(audit_event.c.body)
        .where(
            audit_event.c.workstation_id == own,
            audit_event.c.signer == "person",
            audit_event.c.body.contains(head.hash.hex()),
        )
        .order_by(audit_event.c.seq)
    ).scalars()
    for body in told:
        for each in lost_in(json.loads(body)):
            if (each.workstation, each.last) == (head.workstation, head.seq):
                return each
    newest = query.execute(
        sa.select(sa.func.max(audit_event.c.seq)).where(
            audit_event.c.workstation_id == head.workstation
        )
    ).scalar()
    first = min((newest or 0) + 1, head.seq)
    return Lost(head.workstation, first, head.seq, head.hash.hex())


def lost_in(body: Any) -> list[Lost]:
    """What an event says was lost; nothing where it says anything else."""
    try:
        named = body["details"].get("lost", [])
        return [
            Lost(UUID(of), int(first), int(last), str(digest)) for of, first, last, digest in named
        ]
    except (ValueError, TypeError, KeyError, AttributeError):
        return []


def _gaps(connection: sa.Connection) -> Iterator[Lost]:
    """Events that miss before others of their chain: an older file under the newest -wal. A server's
    database has no such file."""
    if not is_sqlite(connection):
        return
    event = audit_event.c
    broken = connection.execute(
        sa.select(event.workstation_id)
        .group_by(event.workstation_id)
        .having(sa.func.count() != sa.func.max(event.seq))
    ).scalars()
    for of in broken.all():
        before = sa.func.lag(event.seq, 1, 0).over(order_by=event.seq).label("before")
        each = sa.select(event.seq, event.previous, before).where(event.workstation_id == of)
        rows = each.subquery()
        gap = connection.execute(
            sa.select(rows).where(rows.c.seq != rows.c.before + 1).order_by(rows.c.seq.desc())
        ).first()
        if gap is not None:
            yield Lost(of, gap.before + 1, gap.seq - 1, gap.previous.hex())


def _released(query: Query, roots: Roots) -> Iterator[Lost]:
    """What releases name as lost whose signature is by somebody who may release and is vouched for."""
    done = query.execute(
        sa.select(operation.c.id, operation.c.actor_id).where(
            operation.c.kind.in_(sorted(RELEASES)), operation.c.outcome == "done"
        )
    ).all()
    for row in done:
        event = event_of(query.connection, row.id)
        person = query.execute(sa.select(staff).where(staff.c.id == row.actor_id)).first()
        if event is None or person is None or person.role not in _MAY_RELEASE:
            continue
        genuine = event.signer == row.actor_id and event.body.get("procedure") in RELEASES
        signed = signature_holds(person.sign_public, event.message, event.signature)
        if genuine and signed and let_in(query, roots, person):
            yield from lost_in(event.body)


def _covers(released: Lost, lost: Lost) -> bool:
    return released.workstation == lost.workstation and released.first <= lost.last <= released.last


def _signed_in_before(query: Query) -> bool:
    own = query.session.installation.workstation.id
    found = (
        sa.select(audit_event.c.seq)
        .where(
            audit_event.c.workstation_id == own,
            audit_event.c.signer == "person",
            audit_event.c.body.contains('"procedure":"staff.sign_in"'),
        )
        .order_by(audit_event.c.seq)
        .limit(1)
    )
    return query.execute(found).first() is not None


def _others(query: Query) -> Iterator[ChainHead]:
    here = query.session.installation
    newest = (
        sa.select(audit_event.c.workstation_id, sa.func.max(audit_event.c.seq).label("seq"))
        .where(audit_event.c.workstation_id != here.workstation.id)
        .group_by(audit_event.c.workstation_id)
        .subquery()
    )
    joined = (audit_event.c.workstation_id == newest.c.workstation_id) & (
        audit_event.c.seq == newest.c.seq
    )
    for row in query.execute(sa.select(audit_event).join(newest, joined)):
        yield ChainHead(
            query.deployment, row.workstation_id, row.seq, row.hash, row.signature, row.body
        )
