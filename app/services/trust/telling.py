"""Unvouched rows that sign-ins left out, on record and told once to an administrator. Each sign-in
writes the new ones into the chain of events. They stay findings of verification until the event
that an administrator was told; the table only saves a search of the events.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from app.domain.canonical import Plain
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import QT_TR_NOOP
from app.services.procedure import Query, Work, procedure, query
from app.services.session import Session, Unvouched
from db.schema.audit import audit_event
from db.schema.keys import unvouched as table

MOST = 20
"""Named in one event, and told at one sign-in; the rest follows at the next one."""
TEXT = QT_TR_NOOP(
    "Not made by an administrator of this hall, and therefore not used: {what}. Somebody changed the data "
    "outside this program. Run the verification and tell the auditor."
)
RECOVERED = QT_TR_NOOP(
    "Staff number {what} became administrator by the recovery codes, with an older version of this "
    "program; no signature proves it. If nobody knows of it, tell the auditor."
)
KINDS = {
    "staff": QT_TR_NOOP("staff number {name}"),
    "class_key": QT_TR_NOOP("key {name}"),
    "held_key": QT_TR_NOOP("a person's key {name}"),
    "root_step": QT_TR_NOOP("change of administrators {name}"),
    "profile": QT_TR_NOOP("connection profile"),
}


def unvouched_sentences(told: tuple[Unvouched, ...]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The sentences about `told`, each with the names that fill it, as (text of its kind, name)."""
    left_out = [
        (KINDS.get(each.kind, "{name}"), each.name) for each in told if each.kind != "recovered"
    ]
    recovered = [("{name}", each.name) for each in told if each.kind == "recovered"]
    return [(text, what) for text, what in ((TEXT, left_out), (RECOVERED, recovered)) if what]


def record_and_tell(session: Session, found: tuple[Unvouched, ...]) -> tuple[Unvouched, ...]:
    """Record what is new; an administrator gets back what no administrator was told yet."""
    new = _new(session, found=found) if found else ()
    if new:
        _record(session, new_id(), found=new)
    if session.actor.role is not Role.ADMINISTRATOR or not _untold(session):
        return ()
    return _tell(session, new_id())


@query(None)
def _new(query: Query, *, found: tuple[Unvouched, ...]) -> tuple[Unvouched, ...]:
    return _unknown(query, found)


@query(None)
def _untold(query: Query) -> bool:
    return bool(query.execute(sa.select(table.c.kind).where(table.c.told_at.is_(None))).first())


@procedure("roots.unvouched", None, writes={table: {}})
def _record(work: Work, *, found: tuple[Unvouched, ...]) -> tuple[Unvouched, ...]:
    new = _unknown(work, found)
    put_on_record(work, new)
    return new


def put_on_record(work: Work, new: Iterable[Unvouched]) -> None:
    """In the table and in this operation's event."""
    named: list[Plain] = []
    for each in new:
        named.append([each.kind, each.name, each.digest])
        values = {"kind": each.kind, "name": each.name, "found_at": work.now, "told_at": None}
        forged = table.c.digest == bytes.fromhex(each.digest)
        if not work.execute(sa.update(table).where(forged).values(values)).rowcount:
            work.technical(table, digest=bytes.fromhex(each.digest), **values)
    work.details["unvouched"] = named


def _in_an_event(query: Query, digest: bytes) -> bool:
    """Whether an event of a sign-in names it. The table alone is not enough, because a thief could
    fill it in so that nothing is told. Reads every event, so it is asked only of rows found again.
    """
    named = audit_event.c.body.contains(digest.hex())
    return query.execute(sa.select(audit_event.c.seq).where(named).limit(1)).first() is not None


def _unknown(query: Query, found: tuple[Unvouched, ...]) -> tuple[Unvouched, ...]:
    """Those that are not on record in the chain, each once."""
    by_digest = {bytes.fromhex(each.digest): each for each in found}
    known = query.execute(
        sa.select(table.c.digest).where(table.c.digest.in_(list(by_digest)))
    ).scalars()
    for digest in known.all():
        if _in_an_event(query, digest):
            del by_digest[digest]
    return tuple(by_digest.values())[:MOST]


@procedure("roots.told", None, roles={Role.ADMINISTRATOR}, writes={table: {}})
def _tell(work: Work) -> tuple[Unvouched, ...]:
    rows = work.execute(
        sa.select(table.c.digest, table.c.kind, table.c.name)
        .where(table.c.told_at.is_(None))
        .order_by(table.c.found_at)
        .limit(MOST)
    ).all()
    work.execute(
        sa.update(table)
        .where(table.c.digest.in_([row.digest for row in rows]))
        .values(told_at=work.now)
    )
    work.details["told"] = [row.digest.hex() for row in rows]
    return tuple(Unvouched(row.kind, row.name, row.digest.hex()) for row in rows)
