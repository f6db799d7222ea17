"""The head of a chain of events, kept outside the data folder (security.md 4): one file a workstation.

A file has two places of `PLACE` bytes; a head goes into the one that holds the older, so that a program
killed while it writes leaves the other whole. The file is written where it lies and never exchanged,
because in a shared folder only a file's owner may exchange it. It holds the newest event as the database
holds it: no personal data, and its signature tells a forged head.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from app.domain.canonical import canonical
from app.file_lock import lock_within

PLACE = 32_768
LARGEST_SEQ = 2**63 - 1
MOST_FILES = 20_000
"""Read of one folder; the largest operators have a tenth of these counters."""
WAIT_SECONDS = 1.0
"""For another program that writes the same file."""
SUFFIX = ".head"
_LABEL = "counter/head/1"

Unusable = Literal["missing", "damaged", "closed"]
"""No file; a file without a head; a file or folder that this account may not read."""


@dataclass(frozen=True)
class ChainHead:
    """The newest event of a chain. `releases` counts the roll-backs that were released: after one the
    numbers begin anew below the lost ones. `body` is empty where it is not known."""

    deployment: UUID
    workstation: UUID
    seq: int
    hash: bytes
    signature: bytes = b""
    body: str = ""
    releases: int = 0

    @property
    def order(self) -> tuple[int, int]:
        """What never goes backwards in a file."""
        return self.releases, self.seq

    def plain(self) -> dict[str, Any]:
        """The head as it is stored."""
        return {
            "deployment": str(self.deployment),
            "workstation": str(self.workstation),
            "seq": self.seq,
            "hash": self.hash.hex(),
            "signature": self.signature.hex(),
            "releases": self.releases,
        }


def file_of(place: Path, workstation: UUID) -> Path:
    """Where the head of `workstation` lies."""
    return place / f"{workstation}{SUFFIX}"


def read_head(place: Path, workstation: UUID) -> ChainHead | Unusable:
    """The newest head in the file of `workstation`, or why there is none."""
    try:
        with _opened(file_of(place, workstation), os.O_RDONLY) as descriptor:
            found = _newest(descriptor, workstation)
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    except OSError as error:
        return "damaged" if error.errno in (errno.ELOOP, errno.EINVAL, errno.EISDIR) else "closed"
    return found[0] if found is not None else "damaged"


def read_heads(place: Path, deployment: UUID) -> list[ChainHead]:
    """Every head of this operator in the folder; what cannot be read is left out."""
    found = []
    try:
        with os.scandir(place) as entries:
            for entry, _ in zip(entries, range(MOST_FILES), strict=False):
                with contextlib.suppress(ValueError):
                    name = entry.name.removesuffix(SUFFIX)
                    if name != entry.name and str(UUID(name)) == name:
                        head = read_head(place, UUID(name))
                        if isinstance(head, ChainHead) and head.deployment == deployment:
                            found.append(head)
    except OSError:
        return found
    return found


def move_head(place: Path, head: ChainHead) -> ChainHead:
    """Store `head` unless the file has a later one; returns what the file holds then.

    OSError when the folder or the file cannot be written, or another program holds it too long.
    """
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _opened_or_made(file_of(place, head.workstation)) as descriptor:
        _lock(descriptor)
        newest = _newest(descriptor, head.workstation)
        at, n = 0, 0
        if newest is not None:
            stands, n, at = newest
            if stands.order >= head.order:
                return stands
            at = 1 - at
        _write(descriptor, at * PLACE, _line(head, n + 1))
    return head


def can_write(place: Path) -> bool:
    """Whether a file can be made in the folder, which is made when it is not there."""
    probe = place / f"probe-{os.urandom(4).hex()}"
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        probe.unlink()
    except (OSError, ValueError):  # ValueError: a zero byte in the name
        return False
    return True


def to_text(head: ChainHead) -> str:
    """A head without its event's body, for the key store."""
    return json.dumps(head.plain())


def from_text(text: str) -> ChainHead | None:
    """What `to_text` made; None when it is no head."""
    try:
        return _head(json.loads(text), "")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


# --- the file


@contextlib.contextmanager
def _opened(file: Path, flags: int) -> Iterator[int]:
    """No link, pipe or device that somebody put there is followed or waited for."""
    flags |= (
        getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    descriptor = os.open(file, flags, 0o600)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no ordinary file")
        yield descriptor
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _opened_or_made(file: Path) -> Iterator[int]:
    """Opened first without O_CREAT: in a sticky folder Linux refuses that for a file of another account."""
    try:
        opened = _opened(file, os.O_RDWR)
        descriptor = opened.__enter__()
    except FileNotFoundError:
        opened = _opened(file, os.O_RDWR | os.O_CREAT)
        descriptor = opened.__enter__()
        with contextlib.suppress(OSError, AttributeError):  # Windows has no such call
            os.fchmod(descriptor, _mode(file.parent))
    try:
        yield descriptor
    finally:
        opened.__exit__(None, None, None)


def _mode(folder: Path) -> int:
    """Who may write in the folder may write the file: the accounts of one counter."""
    shared = folder.stat().st_mode
    mode = 0o600
    if shared & stat.S_IWGRP:
        mode |= 0o060
    if shared & stat.S_IWOTH:
        mode |= 0o066
    return mode


def _lock(descriptor: int) -> None:
    if not lock_within(descriptor, WAIT_SECONDS):
        raise OSError(errno.EAGAIN, "another program holds the file")


def _newest(descriptor: int, workstation: UUID) -> tuple[ChainHead, int, int] | None:
    """The newest whole head, the count of its writing, and in which place it stands."""
    found = []
    for at in (0, 1):
        os.lseek(descriptor, at * PLACE, os.SEEK_SET)
        line, ended, _ = os.read(descriptor, PLACE).partition(b"\n")
        read = _read(line) if ended else None
        if read is not None and read[0].workstation == workstation:
            found.append((*read, at))
    return max(found, key=lambda each: (each[1], each[0].order), default=None)


def _write(descriptor: int, offset: int, line: bytes) -> None:
    os.lseek(descriptor, offset, os.SEEK_SET)
    while line:
        line = line[os.write(descriptor, line) :]
    os.fsync(descriptor)


def _line(head: ChainHead, n: int) -> bytes:
    said = {**head.plain(), "body": head.body, "n": n}
    line = json.dumps({**said, "check": _check(said)}).encode() + b"\n"
    return line if len(line) <= PLACE else _line(replace(head, body=""), n)


def _read(line: bytes) -> tuple[ChainHead, int] | None:
    try:
        said = json.loads(line)
        check, n = said.pop("check"), said["n"]
        if check != _check(said) or type(n) is not int or n < 0:
            return None
        return _head(said, str(said["body"])), n
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _check(said: dict[str, Any]) -> str:
    """Tells a line that was half written; who forges a head can make it as well."""
    return hashlib.sha256(canonical(_LABEL, said)).hexdigest()


def _head(said: dict[str, Any], body: str) -> ChainHead:
    seq, releases = said["seq"], said["releases"]
    digest = bytes.fromhex(said["hash"])
    for number in (seq, releases):
        if type(number) is not int or not 0 <= number <= LARGEST_SEQ:
            raise ValueError("no number of an event")
    if len(digest) != hashlib.sha256().digest_size:
        raise ValueError("no hash of an event")
    return ChainHead(
        UUID(said["deployment"]),
        UUID(said["workstation"]),
        seq,
        digest,
        bytes.fromhex(said["signature"]),
        body,
        releases,
    )
