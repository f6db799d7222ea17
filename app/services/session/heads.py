"""The heads that this computer keeps outside the data folder, and the refusal to go on from an older base.

Every commit that appended an event hands its head here; a thread writes the newest one within a second, so
that no answer waits for the disk (security.md 4). Before each event the database is compared with the newest
head known, in memory and in the file: a database that was put back is noticed while a window stands open.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.bounded import TooLarge, read_own
from app.errors import QT_TR_NOOP, UserError
from app.security import kept_heads, secret_store
from app.security.kept_heads import ChainHead, Unusable
from app.services.session.clock import ALWAYS

if TYPE_CHECKING:
    from app.paths import Folders

BATCH_SECONDS = 0.2
"""Between the first commit that waits and the writing of the newest."""
STORE_SECONDS = 3600.0
"""Between copies in the key store, beside those at sign-in and lock."""
BEFORE = "heads.json"
"""In the data folder: the heads of earlier versions of the program. Read once, then it goes."""
LARGEST_BEFORE = 10_000_000
ON_ANY_BASE = ALWAYS | {
    "staff.sign_in_failed",
    "staff.password_changed",
    "staff.accept_confidentiality",
    "trust.agree_release",
    "trust.release_base",
    "trust.see_rollbacks",
    "backup.make",
}
"""What is written although the database lacks events that were seen: a person signs in, looks, keeps a copy
and releases the base."""


@dataclass(frozen=True)
class Lost:
    """Events `first` to `last` of a workstation's chain that were seen and are not in the database as they
    were. `hash` (hex) is the last one's; empty where it is not known."""

    workstation: UUID
    first: int
    last: int
    hash: str

    def plain(self) -> list[Any]:
        """As an event names it."""
        return [str(self.workstation), self.first, self.last, self.hash]


class RolledBack(UserError):
    """Nothing is written but ON_ANY_BASE until the base is released."""


def rolled_back() -> RolledBack:
    """The refusal to go on from a database that lacks what was seen before."""
    return RolledBack(
        "rolled_back",
        QT_TR_NOOP(
            "Nothing was saved; your entries are kept. The database lacks records that this counter has "
            "already written: an older copy was put in its place, or it was cut. Lock the screen and sign "
            "in again: an auditor, or an administrator together with a supervisor, can then release it."
        ),
    )


class Heads:
    """What this process knows of the heads of one computer. Every method may be called from any thread."""

    def __init__(self, folders: Folders, deployment: UUID, workstation: UUID) -> None:
        self.place = folders.second_place
        self.lost: tuple[Lost, ...] = ()
        """What was found lost and is not released; nothing is kept meanwhile."""
        self.trouble = False
        """Whether the newest head could not be written."""
        self._deployment = deployment
        self._workstation = workstation
        self._before = folders.data / BEFORE
        self._file = str(kept_heads.file_of(self.place, workstation))
        self._lock = threading.RLock()
        self._writing = threading.Lock()
        self._known: ChainHead | None = None
        self._stamp: object = None
        self._waiting: dict[UUID, ChainHead] = {}
        self._thread: threading.Thread | None = None
        self._store_at = 0.0
        self._closing = threading.Event()

    # --- what is known

    def own(self) -> ChainHead | Unusable:
        """The head of this workstation's chain by the file."""
        return kept_heads.read_head(self.place, self._workstation)

    def known(self) -> ChainHead | None:
        """The newest head of this workstation's chain, in memory or in the file; the file is read again
        when it was written since."""
        stamp = self._stamp_now()
        with self._lock:
            if stamp != self._stamp:
                self._stamp = stamp
                self._learn(self.own())
            return self._known

    def all(self) -> list[ChainHead]:
        """Every head that this computer keeps: in memory, in files, in the key store, of earlier versions."""
        own = self.known()
        found = [] if own is None else [own]
        found += kept_heads.read_heads(self.place, self._deployment)
        stored = self._stored()
        return [*found, *([] if stored is None else [stored]), *self._of_before()]

    def found(self, *lost: Lost) -> None:
        """Stop the keeping, and what is written but ON_ANY_BASE, until a release or a better base."""
        with self._lock:
            known = {(each.workstation, each.last): each for each in (*lost, *self.lost)}
            self.lost = tuple(known.values())

    def _learn(self, head: ChainHead | Unusable) -> None:
        if not isinstance(head, ChainHead) or head.deployment != self._deployment:
            return
        if self._known is None or head.order > self._known.order:
            self._known = head

    def _stamp_now(self) -> object:
        try:
            found = os.stat(self._file)
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _stored(self) -> ChainHead | None:
        text = secret_store.kept_head(str(self._workstation))
        head = None if text is None else kept_heads.from_text(text)
        return head if head is not None and head.deployment == self._deployment else None

    def _of_before(self) -> list[ChainHead]:
        """The heads of earlier versions. A file that holds anything else counts as none."""
        try:
            stored = json.loads(read_own(self._before, LARGEST_BEFORE))
            return [
                ChainHead(self._deployment, UUID(name), _number(seq), bytes.fromhex(digest))
                for name, (seq, digest) in stored.items()
            ]
        except (OSError, ValueError, TypeError, AttributeError, RecursionError, TooLarge):
            return []

    @property
    def has_before(self) -> bool:
        """Whether an earlier version of the program left heads here."""
        return bool(self._of_before())

    # --- what is kept

    def moved(self, head: ChainHead, *, released: bool = False) -> None:
        """A commit appended `head`. After a release it takes the place of what was lost."""
        with self._lock:
            if self.lost and not released:
                return
            releases = self._releases()
            if released:
                self.lost = ()
                releases += 1
            self._known = replace(head, releases=releases) if releases else head
            self._wait(self._known)

    def head(self, seq: int, digest: bytes, signature: bytes, body: str) -> ChainHead:
        """The head that an event of this workstation makes."""
        return ChainHead(self._deployment, self._workstation, seq, digest, signature, body)

    def _releases(self) -> int:
        return 0 if self._known is None else self._known.releases

    def keep_others(self, heads: Iterable[ChainHead], released: Iterable[UUID] = ()) -> None:
        """Keep the heads of other chains of this database; those of `released` lost what was kept."""
        with self._lock:
            again = set(released)
            for head in heads:
                kept = kept_heads.read_head(self.place, head.workstation)
                if isinstance(kept, ChainHead):
                    more = 1 if head.workstation in again else 0
                    head = replace(head, releases=kept.releases + more)
                self._wait(head)

    def nothing_lost(self) -> None:
        """The base was released by another program, or put right again."""
        with self._lock:
            self.lost = ()

    def take_over(self) -> None:
        """After a sign-in that found nothing lost: what earlier versions kept stands in the new files now."""
        if self._before.exists():
            self.flush()
            if not self.trouble:
                with contextlib.suppress(OSError):
                    self._before.unlink()

    def store_soon(self) -> None:
        """Let the thread put a copy into the key store."""
        with self._lock:
            self._store_at = 0.0
            if self._known is not None and not self.lost:
                self._wait(self._known)

    def flush(self) -> None:
        """Write now what waits."""
        with self._writing:
            with self._lock:
                waiting, self._waiting = self._waiting, {}
                known = self._known
            for head in waiting.values():
                self._write(head)
            if known is not None and waiting and time.monotonic() >= self._store_at:
                self._store(known)

    def close(self) -> None:
        """Write what waits, and let the thread end."""
        self.flush()
        thread = self._thread
        if thread is not None:
            self._closing.set()
            thread.join()
            self._closing.clear()

    def _wait(self, head: ChainHead) -> None:
        self._waiting[head.workstation] = head
        if self._thread is None:
            # no daemon, so that a program that ends writes what waits
            self._thread = threading.Thread(target=self._write_soon, name="heads")
            self._thread.start()

    def _write_soon(self) -> None:
        while True:
            self._closing.wait(BATCH_SECONDS)
            self.flush()
            with self._lock:
                if self.trouble or not self._waiting:
                    self._thread = None
                    return

    def _write(self, head: ChainHead) -> None:
        try:
            stands = kept_heads.move_head(self.place, head)
        except OSError:
            self.trouble = True
            with self._lock:
                self._waiting.setdefault(head.workstation, head)  # tried again with the next event
            return
        self.trouble = False
        if head.workstation == self._workstation:
            with self._lock:
                self._stamp = self._stamp_now()
                self._learn(stands)

    def _store(self, head: ChainHead) -> None:
        """Never backwards there either."""
        self._store_at = time.monotonic() + STORE_SECONDS
        stored = self._stored()
        if stored is None or stored.order < head.order:
            secret_store.keep_head(str(self._workstation), kept_heads.to_text(head))


def _number(seq: Any) -> int:
    if type(seq) is not int or not 0 <= seq <= kept_heads.LARGEST_SEQ:
        raise ValueError("no number of an event")
    return seq
