"""How far this computer has given out numbers, kept outside the data folder (security.md 4).

A restore takes the database back to older counters, but what was printed since then stays printed. So the
second place has a file for each deployment, with the next number of every kind and area that this
computer has seen. It is written under a lock and never backwards, before the first number of a new block
is given out, and all data folders of the deployment on this computer share it.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.bounded import read_own
from app.errors import QT_TR_NOOP, UserError
from app.file_lock import lock_within
from app.paths import Folders, make_private, write_durably

log = logging.getLogger(__name__)

LARGEST_BYTES = 1_000_000
WAIT_SECONDS = 30.0
"""Longer than a transaction waits for the database while another window leases."""
_LARGEST_NEXT = 100_000_000


@dataclass
class Leased:
    """The record while its lock is held; `next` is by prefix (kind and area), None where there is no
    record."""

    file: Path
    next: dict[str, int] | None

    def reached(self, prefix: str) -> int:
        """The next number of `prefix` as far as this computer knows, else 0."""
        return (self.next or {}).get(prefix, 0)

    @property
    def highest(self) -> int:
        """The largest next number of all kinds and areas, else 0."""
        return max((self.next or {}).values(), default=0)

    def raise_to(self, reached: Mapping[str, int]) -> None:
        """Write down that numbers below `reached` are gone; no entry ever goes back. UserError
        'numbers_not_kept'."""
        raised = {**(self.next or {})}
        for prefix, number in reached.items():
            raised[prefix] = max(number, raised.get(prefix, 0))
        if raised == self.next:
            return
        try:
            write_durably(self.file, json.dumps({"next": raised}, sort_keys=True).encode())
        except OSError as error:
            raise _not_kept(self.file.parent, error) from None
        self.next = raised


@contextlib.contextmanager
def leased_here(folders: Folders, deployment: UUID) -> Iterator[Leased]:
    """The record of this computer, locked for the block. UserError 'numbers_not_kept' when the second
    place cannot be used."""
    place = folders.second_place
    try:
        make_private(place)
        lock = os.open(place / f"numbers-{deployment}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _not_kept(place, error) from None
    try:
        if not lock_within(lock, WAIT_SECONDS):
            raise _not_kept(place, None)
        yield Leased(_file(folders, deployment), next_numbers(folders, deployment))
    finally:
        os.close(lock)


def next_numbers(folders: Folders, deployment: UUID) -> dict[str, int] | None:
    """By prefix, the next number as far as this computer knows; None where there is no record, or one that
    cannot be read."""
    file = _file(folders, deployment)
    try:
        stored = json.loads(read_own(file, LARGEST_BYTES))["next"]
        if all(map(_is_next, stored.values())):
            return dict(stored)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    log.warning("the record of leased numbers cannot be read")
    return None


def _is_next(number: object) -> bool:
    return type(number) is int and 1 <= number <= _LARGEST_NEXT


def _file(folders: Folders, deployment: UUID) -> Path:
    return folders.second_place / f"numbers-{deployment}.json"


def _not_kept(place: Path, error: OSError | None) -> UserError:
    log.warning("leased numbers cannot be written down", exc_info=error)
    return UserError(
        "numbers_not_kept",
        QT_TR_NOOP(
            "This computer cannot write down how far its numbers were given out, so no new number was "
            "given. Check that {folder} can be written and the disk is not full, then try again."
        ),
        folder=str(place),
    )
