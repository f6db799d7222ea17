"""Roots of trust: who is an administrator of this deployment, as a list of signed steps.

Each step names the one before it by its hash and is signed by an administrator in force before it;
a recovery is signed by the recovery key. The list lies in the database and, as a copy, in the
connection profile. Neither place is believed: what a person knows, `Roots`, is sealed beside the
private keys under the password, and from there the person walks on along the steps that are new. A
list that was cut back, put in another order or forged does not lead on from the sealed roots. A
step that cannot be followed is left out and told; the sign-in goes on.

Of two steps that follow the same one, the one that ends the other's signer is followed; if neither does,
none is. An ended key signs nothing any more: what it had signed is signed anew by whoever ends it
(app.services.trust.roots), so nobody has to know what was first.

Bases from before this list begin at n = 0 with what their chain of events tells (app.services.trust.first_belief).
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from app.domain.canonical import canonical, from_plain, to_plain
from app.security.recovery_signature import signing_public
from app.security.seal import framed
from app.security.signing import check, sign

LABEL = "counter/root/1"
START = bytes(32)
"""What the first step names as its predecessor."""
RECOVERY = UUID(int=0)
"""The signer of a recovery, and the holder id of the recovery key."""


@dataclass(frozen=True)
class Root:
    """An administrator's key; `until` is the last day of a person enrolled for a time only."""

    staff_id: UUID
    sign_public: bytes
    until: date | None = None


@dataclass(frozen=True)
class Ended:
    """A key that is a root no more. `at` matters at n = 0 only: what it signed by then still counts."""

    staff_id: UUID
    sign_public: bytes
    at: datetime | None = None


@dataclass(frozen=True)
class ClassKey:
    """An epoch of a class of keys. `digest` is of the public half, of the key itself where there is
    none (records); empty at n = 0 for records, whose digest no event of that time told."""

    key_class: str
    epoch: int
    public: bytes | None
    digest: bytes


@dataclass(frozen=True)
class Roots:
    """The administrators and keys believed after step `n`, whose hash is `hash`."""

    n: int
    hash: bytes
    deployment: UUID
    zone: str
    operator_name: str
    recovery_public: bytes
    administrators: tuple[Root, ...]
    ended: tuple[Ended, ...]
    class_keys: tuple[ClassKey, ...]

    def key_of(self, staff_id: UUID) -> bytes | None:
        """The administrator's key in force; None for anybody else."""
        return next((r.sign_public for r in self.administrators if r.staff_id == staff_id), None)

    def signed_by(
        self, staff_id: UUID, message: bytes, signature: bytes, at: datetime | None = None
    ) -> bool:
        """Whether an administrator in force made `signature`; at n = 0 also one who was so at `at`."""
        keys = [self.key_of(staff_id)]
        if self.n == 0 and at is not None:
            keys += [
                key.sign_public
                for key in self.ended
                if key.staff_id == staff_id and key.at is not None and at <= key.at
            ]
        return any(key is not None and check(key, message, signature) for key in keys)

    def knows(self, staff_id: UUID, sign_public: bytes) -> bool:
        """Whether this is, or once was, an administrator's key."""
        return any(
            (key.staff_id, key.sign_public) == (staff_id, sign_public) for key in self.every()
        )

    def every(self) -> tuple[Root | Ended, ...]:
        """Keys of before and of now."""
        return (*self.ended, *self.administrators)

    def after(self, step: RootStep) -> Roots | None:
        """The roots after `step`; None when it does not follow from here."""
        if step.n != self.n + 1 or step.previous != self.hash or not self._signed(step):
            return None
        change = step.change
        if (self.n == 0) != (change.kind == "carried_over"):
            return None
        there = next((r for r in self.administrators if r.staff_id == change.staff_id), None)
        rest = tuple(r for r in self.administrators if r is not there)
        new = (
            ()
            if change.sign_public is None
            else (Root(change.staff_id, change.sign_public, change.until),)
        )
        match change.kind:
            case "carried_over":
                return self._carried_over(step)
            case "added" | "recovered" if new and there is None:
                pass
            case "replaced" if new and there is not None and step.signer != change.staff_id:
                pass
            case "ended" if not new and there is not None and step.signer != change.staff_id:
                pass
            case _:
                return None
        gone = () if there is None else (Ended(there.staff_id, there.sign_public),)
        return replace(
            self, n=step.n, hash=step.hash, administrators=rest + new, ended=self.ended + gone
        )

    def _signed(self, step: RootStep) -> bool:
        if step.change.kind == "recovered":
            public = signing_public(self.recovery_public)
            return step.signer == RECOVERY and check(public, step.signed_bytes(), step.signature)
        keys = [self.key_of(step.signer)]
        # the administrator the administrator who carried the base over may have left since
        if self.n == 0:
            keys += [key.sign_public for key in self.ended if key.staff_id == step.signer]
        return any(
            key is not None and check(key, step.signed_bytes(), step.signature) for key in keys
        )

    def _carried_over(self, step: RootStep) -> Roots | None:
        """The first step of a base from before: it may leave out, but add nothing."""
        begun = step.change.begun
        if begun is None:
            return None
        same = (begun.deployment, begun.zone, begun.operator_name, begun.recovery_public) == (
            self.deployment,
            self.zone,
            self.operator_name,
            self.recovery_public,
        )
        publics = {(key.key_class, key.epoch, key.public) for key in self.class_keys}
        if (
            not same
            or not all(self.knows(r.staff_id, r.sign_public) for r in begun.administrators)
            or {(key.key_class, key.epoch, key.public) for key in begun.class_keys} != publics
        ):
            return None
        return begun.roots(step)


@dataclass(frozen=True)
class Begun:
    """What a list begins with."""

    deployment: UUID
    zone: str
    operator_name: str
    recovery_public: bytes
    administrators: tuple[Root, ...]
    ended: tuple[Ended, ...]
    class_keys: tuple[ClassKey, ...]

    def roots(self, step: RootStep) -> Roots:
        """The roots after the first step."""
        return Roots(
            1,
            step.hash,
            self.deployment,
            self.zone,
            self.operator_name,
            self.recovery_public,
            self.administrators,
            self.ended,
            self.class_keys,
        )


@dataclass(frozen=True)
class Change:
    """What a step does, to whom. `begun` belongs to the two kinds that begin a list."""

    kind: Literal["set_up", "carried_over", "added", "ended", "replaced", "recovered"]
    staff_id: UUID
    sign_public: bytes | None = None
    until: date | None = None
    begun: Begun | None = None


@dataclass(frozen=True)
class RootStep:
    """One signed change of the roots."""

    n: int
    previous: bytes
    change: Change
    signer: UUID
    signature: bytes = b""

    def signed_bytes(self) -> bytes:
        """What the signature covers and the hash is of."""
        return canonical(LABEL, to_plain(replace(self, signature=b"")))

    @property
    def hash(self) -> bytes:
        """The step's name."""
        return hashlib.sha256(self.signed_bytes()).digest()


def read_step(content: bytes) -> RootStep | None:
    """A stored step; None when it is no step, or holds a value that cannot be signed (half a
    character, a number without end)."""
    try:
        step: RootStep = from_plain(RootStep, json.loads(content))
        step.signed_bytes()
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return step


def next_step(roots: Roots, change: Change, signer: UUID, private: bytes) -> RootStep:
    """The step that makes `change` after `roots`, signed."""
    step = RootStep(roots.n + 1, roots.hash, change, signer)
    return replace(step, signature=sign(private, step.signed_bytes()))


def first_step(begun: Begun, signer: UUID, private: bytes) -> RootStep:
    """The step that begins the list of a new deployment."""
    step = RootStep(1, START, Change("set_up", signer, begun=begun), signer)
    return replace(step, signature=sign(private, step.signed_bytes()))


def beginning(step: RootStep) -> Roots | None:
    """The roots of a list that begins with `step`, signed by an administrator whom it names itself:
    good for verification, which walks the whole list; a person walks on from what is sealed."""
    begun = step.change.begun
    if step.n != 1 or step.previous != START or begun is None:
        return None
    roots = begun.roots(step)
    keys = [key.sign_public for key in begun.administrators if key.staff_id == step.signer]
    signed = any(check(key, step.signed_bytes(), step.signature) for key in keys)
    return roots if signed else None


def walk(roots: Roots, steps: Iterable[RootStep]) -> tuple[Roots, list[RootStep]]:
    """The roots after all steps that follow from `roots`, and the steps that could not be followed."""
    following: defaultdict[bytes, dict[bytes, RootStep]] = defaultdict(dict)
    for step in steps:
        following[step.previous][step.hash] = step
    while reached := _next(roots, list(following[roots.hash].values())):
        step, roots = reached
        del following[step.previous][step.hash]
    return roots, [step for group in following.values() for step in group.values()]


def _next(roots: Roots, steps: list[RootStep]) -> tuple[RootStep, Roots] | None:
    possible = [(step, after) for step in steps if (after := roots.after(step)) is not None]
    left = [
        (step, after)
        for step, after in possible
        if not any(
            other.change.kind in ("ended", "replaced") and other.change.staff_id == step.signer
            for other, _ in possible
        )
    ]
    return left[0] if len(left) == 1 else None


def key_digest(key_class: str, epoch: int, key: bytes) -> bytes:
    """Tells one class key from another without telling it: `key` is 256 random bits, or public."""
    parts = framed(b"counter/class-key/1", key_class.encode(), epoch.to_bytes(8, "big"), key)
    return hashlib.sha256(parts).digest()


def packed(roots: Roots) -> bytes:
    """As bytes, to be sealed."""
    return json.dumps(to_plain(roots), ensure_ascii=False).encode()


def unpacked(content: bytes) -> Roots:
    """The inverse of `packed`."""
    roots: Roots = from_plain(Roots, json.loads(content))
    return roots
