"""Who was let in by whom, and who was given which key: the steps of roots compared with the events.
The list is walked from its own beginning, so no password is needed. A step takes effect at its
event. A staff row counts when the administrator who signed its event had a key in force there.
Within a chain the order says which event was first; between counters their clocks do.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import canonical
from app.domain.findings import Findings
from app.errors import UserError
from app.security.profile import Profile
from app.security.roots import RECOVERY, Roots, RootStep, beginning, read_step, walk
from app.security.signing import check as signed
from app.services.trust import first_trust
from app.services.verification.effects import people_named
from app.services.verification.plain_versions import PlainVersion, plain_versions
from db.schema.keys import class_key, held_key, recovery_share, root_step
from db.schema.staff import staff

_CLOCKS = timedelta(minutes=5)


class EventPlace(NamedTuple):
    """The place of an event; `name` is shown to people."""

    chain: UUID
    seq: int
    at: datetime
    name: str

    def after(self, other: EventPlace) -> bool:
        """Whether it was certainly written later."""
        if self.chain == other.chain:
            return self.seq > other.seq
        return self.at > other.at + _CLOCKS


class ToldShares(NamedTuple):
    """The parts of the recovery key as the newest event names them: digests by pair, the pairs that its
    signer signed, and the signer's key."""

    digests: dict[str, str]
    signed: frozenset[str]
    public: bytes
    at: datetime


@dataclass
class Told:
    """The roots and keys that events tell of, gathered while the chains are walked."""

    steps: dict[str, EventPlace] = field(default_factory=dict)
    staff: list[tuple[str, int, UUID, bytes, EventPlace]] = field(default_factory=list)
    by_administrator: list[tuple[UUID, bytes, EventPlace]] = field(default_factory=list)
    boxes: set[tuple[str, int, str, str]] = field(default_factory=set)
    shares: ToldShares | None = None
    left_out: dict[str, str] = field(default_factory=dict)
    administrator_told: set[str] = field(default_factory=set)
    readers: dict[UUID, dict[str, str]] = field(default_factory=dict)

    def add(
        self, body: dict[str, Any], public: bytes | None, place: EventPlace, roots: WalkedRoots
    ) -> bool:
        """One event; `public` is the key that signed it, None when none did. False when what it says of
        keys cannot be read."""
        try:
            if public is not None:
                self._add(body, public, place, roots)
        except (ValueError, TypeError, KeyError, AttributeError):
            return False
        return True

    def _add(
        self, body: dict[str, Any], public: bytes, place: EventPlace, roots: WalkedRoots
    ) -> None:
        signer, details = UUID(body["actor"]), body["details"]
        entitled = bool(roots.spans(signer))
        if entitled:
            self.by_administrator.append((signer, public, place))
        self.staff += [(each[1], each[2], signer, public, place) for each in people_named(body)]
        if entitled:
            self.steps |= dict.fromkeys(details.get("roots", ()), place)
            if "shares" in details and (self.shares is None or place.at >= self.shares.at):
                rules = body.get("rules", 1)  # events from before name no signatures
                signed = frozenset(details.get("signed_shares", ()) if rules >= 2 else ())
                self.shares = ToldShares(dict(details["shares"]), signed, public, place.at)
        for key_class, epoch, holder, _public, _digest, box in details.get("given", ()):
            self.boxes.add((key_class, epoch, holder, box))
        for kind, name, digest in details.get("unvouched", ()):
            self.left_out[digest] = f"{kind} {name}"
        if entitled:
            self.administrator_told.update(details.get("told", ()))
            if body["procedure"] == "reader.choose" and details["outcome"] == "done":
                self.readers[place.chain] = dict(details["reader"])


class Span(NamedTuple):
    """An administrator's key, and the steps that began and ended it (hashes in hex)."""

    staff_id: UUID
    public: bytes
    begun: str | None
    ended: str | None


@dataclass
class WalkedRoots:
    """The list as it could be walked; `roots` is None where there is nothing to begin with."""

    roots: Roots | None = None
    keys: list[Span] = field(default_factory=list)
    hashes: set[str] = field(default_factory=set)

    def spans(self, staff_id: UUID) -> list[Span]:
        """The keys that a person had as an administrator."""
        return [span for span in self.keys if span.staff_id == staff_id]


def load(connection: sa.Connection, profile: Profile, findings: Findings) -> WalkedRoots:
    """Walk the list of steps; a base that has none yet is taken as its events tell."""
    known, steps = WalkedRoots(), []
    for row in connection.execute(sa.select(root_step).order_by(root_step.c.n)):
        step = read_step(row.body)
        if step is None or (step.n, step.hash) != (row.n, row.hash):
            findings.add("root_step_forged", f"step {row.n}")
        else:
            steps.append(step)
    if not steps:
        _from_events(connection, profile, known, findings)
        return known
    left, begun = steps, _beginnings(connection, profile, steps)
    if len(begun) == 1:
        first, start = begun[0]
        known.roots, left = walk(start, [step for step in steps if step is not first])
        _follow(known, start, [step for step in steps if step not in left])
    for step in left:
        findings.add("root_step_forged", f"step {step.n}")
    return known


def _beginnings(
    connection: sa.Connection, profile: Profile, steps: list[RootStep]
) -> list[tuple[RootStep, Roots]]:
    """The steps that may begin the list: of a new deployment by its own word, which the event of set-up
    names; of a base from before by what its events tell."""
    begun = []
    for step in steps:
        start = beginning(step)
        if start is not None and step.change.kind == "carried_over":
            try:
                start = first_trust(connection, profile).after(step)
            except UserError:
                start = None
        if start is not None:
            begun.append((step, start))
    return begun


def _from_events(
    connection: sa.Connection, profile: Profile, known: WalkedRoots, findings: Findings
) -> None:
    try:
        known.roots = first_trust(connection, profile)
    except UserError:
        findings.add("root_step_missing", "step 1")
        return
    known.keys = [Span(r.staff_id, r.sign_public, None, None) for r in known.roots.administrators]
    known.keys += [Span(e.staff_id, e.sign_public, None, None) for e in known.roots.ended]


def _follow(known: WalkedRoots, start: Roots, steps: list[RootStep]) -> None:
    """The span of every key, along the steps that were followed."""
    known.hashes = {step.hash.hex() for step in steps}
    first = start.hash.hex()
    carried = first if steps[0].change.kind == "carried_over" else None
    known.keys = [Span(e.staff_id, e.sign_public, None, carried) for e in start.ended]
    begins = None if carried else first
    known.keys += [Span(r.staff_id, r.sign_public, begins, None) for r in start.administrators]
    for step in steps[1:]:
        change, name = step.change, step.hash.hex()
        known.keys = [
            span._replace(ended=name)
            if span.staff_id == change.staff_id and span.ended is None
            else span
            for span in known.keys
        ]
        if change.sign_public is not None:
            known.keys.append(Span(change.staff_id, change.sign_public, name, None))


def check(
    connection: sa.Connection,
    profile: Profile,
    known: WalkedRoots,
    told: Told,
    findings: Findings,
    sealed: Roots | None,
) -> None:
    """Compare what the events told with the list and with the keys in the database."""
    for name in told.steps.keys() - known.hashes:
        findings.add("root_step_missing", told.steps[name].name)
    for name in known.hashes - told.steps.keys():
        findings.add("root_step_unnamed", name[:16])
    if sealed is not None and sealed.n and sealed.hash.hex() not in known.hashes:
        findings.add("root_step_missing", f"step {sealed.n}")
    if known.roots is None or profile.differs(known.roots):
        findings.add("profile_differs", "profile.json")
    ends = _check_staff(connection, known, told, findings)
    for signer, public, place in told.by_administrator:
        if not _counts(known, told, ends, signer, public, place):
            findings.add("after_leaving", place.name)
    if known.roots is not None:
        _check_class_keys(connection, known.roots, findings)
    if known.hashes:
        _check_boxes(connection, told, findings)
        if known.roots is not None:
            _check_shares(connection, known.roots, told, findings)
    for digest, what in told.left_out.items():
        if digest not in told.administrator_told:
            findings.add("unvouched", what)


_Ends = dict[tuple[UUID, bytes], EventPlace]
"""Where the version of a person's row stands that ended a key: by another one, or by a leave."""


def _counts(
    known: WalkedRoots, told: Told, ends: _Ends, signer: UUID, public: bytes, place: EventPlace
) -> bool:
    """Whether an administrator's key was in force where an event stands."""
    for span in known.spans(signer):
        begun, ended = told.steps.get(span.begun or ""), told.steps.get(span.ended or "")
        left = ends.get((signer, public))
        if (
            span.public == public
            and not (begun is not None and begun.after(place))
            and not (ended is not None and place.after(ended))
            and not (left is not None and place.after(left))
        ):
            return True
    return False


def _check_staff(
    connection: sa.Connection, known: WalkedRoots, told: Told, findings: Findings
) -> _Ends:
    """Check that an event of an administrator in force names every version of a staff row."""
    places = {(row_id, version): place for row_id, version, _, _, place in told.staff}
    rows = plain_versions(connection, staff)
    ends: _Ends = {}
    for before, row in pairwise(rows):
        same = [_said(before, name) == _said(row, name) for name in ("sign_public", "valid_to")]
        place = places.get((str(row.row_id), row.version))
        if row.row_id == before.row_id and not all(same) and place is not None:
            ends.setdefault((row.row_id, _key(before)), place)
    good = {
        (row_id, version)
        for row_id, version, signer, public, place in told.staff
        if _counts(known, told, ends, signer, public, place)
    }
    for row in rows:
        if (str(row.row_id), row.version) not in good:
            findings.add("forged_staff", f"staff {row.row_id} v{row.version}")
    return ends


def _said(version: PlainVersion, name: str) -> Any:
    return version.plain.get(name)


def _key(version: PlainVersion) -> bytes:
    """A version's signing key; of one that says none the check of records tells."""
    try:
        return bytes.fromhex(_said(version, "sign_public"))
    except (TypeError, ValueError):
        return b""


def _check_class_keys(connection: sa.Connection, roots: Roots, findings: Findings) -> None:
    """Compare the class keys that rows are sealed to with those that the roots name."""
    named = {(key.key_class, key.epoch): key.public for key in roots.class_keys}
    columns = (class_key.c.key_class, class_key.c.epoch, class_key.c.public)
    for row in connection.execute(sa.select(*columns)):
        which = (row.key_class, row.epoch)
        if which not in named:
            findings.add("class_key_unvouched", f"{row.key_class} {row.epoch}")
        elif named.pop(which) != row.public:
            findings.add("class_key_differs", row.key_class)
    for key, epoch in named:
        findings.add("class_key_missing", f"{key} {epoch}")


def _check_boxes(connection: sa.Connection, told: Told, findings: Findings) -> None:
    """Check that an event names every boxed key."""
    people = {RECOVERY, *connection.execute(sa.select(staff.c.id)).scalars()}
    for row in connection.execute(sa.select(held_key)):
        given = (row.key_class, row.epoch, str(row.holder_id), _sha256(row.sealed))
        if row.holder_id not in people or given not in told.boxes:
            place = f"{row.key_class} {row.epoch} of {row.holder_id}"
            findings.add("held_key_unvouched", place)


def _check_shares(connection: sa.Connection, roots: Roots, told: Told, findings: Findings) -> None:
    """Check that each part of the recovery key lies there as it was named, signed by who named it."""
    named = {} if told.shares is None else dict(told.shares.digests)
    for row in connection.execute(sa.select(recovery_share).order_by(recovery_share.c.pair)):
        place = f"recovery_share {row.pair}"
        if named.pop(row.pair, "") != _sha256(row.sealed):
            findings.add("recovery_share_differs", place)
        elif told.shares is not None and row.pair in told.shares.signed:
            said = {
                "deployment": str(roots.deployment),
                "pair": row.pair,
                "recovery": roots.recovery_public.hex(),
                "digest": _sha256(row.sealed),
            }
            message = canonical("counter/recovery-share/1", said)
            if row.signature is None or not signed(told.shares.public, message, row.signature):
                findings.add("recovery_share_unsigned", place)
    for pair in named:
        findings.add("recovery_share_missing", f"recovery_share {pair}")


def _sha256(sealed: bytes) -> str:
    return hashlib.sha256(sealed).hexdigest()
