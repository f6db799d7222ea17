"""Telling screens which rows an operation wrote, once, after the commit."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

log = logging.getLogger(__name__)


class Shown(Enum):
    """The kinds of rows that screens show and read anew after a change; the value is the table's name."""

    CUSTOMER = "customer"
    ORDER = "product_order"
    AGREEMENT = "agreement"
    INTERACTION = "interaction"
    PRINT_JOB = "print_job"
    REQUEST = "change_request"


SHOWN = {kind.value: kind for kind in Shown}


@dataclass(frozen=True)
class Written:
    """`ids` are those of the rows and of what the rows name, such as the customer of an order."""

    kinds: frozenset[Shown] = frozenset()
    ids: frozenset[UUID] = frozenset()


class Listeners:
    """The listeners to the operations of one session. May be used in any thread."""

    def __init__(self) -> None:
        self._hear: list[Callable[[Written], object]] = []
        self._unconfirmed: dict[UUID, Written] = {}

    def __bool__(self) -> bool:
        """Whether anybody listens; else nothing is gathered."""
        return bool(self._hear)

    def add(self, hear: Callable[[Written], object]) -> None:
        """Have `hear` called after each commit that changed what is shown, in the procedure's thread."""
        self._hear.append(hear)

    def committing(self, operation_id: UUID, written: Written) -> None:
        """The operation is about to be committed. When its outcome stays unknown, what it wrote is kept
        until a repeated call finds that it was done."""
        if self and written.kinds:
            self._unconfirmed[operation_id] = written

    def committed(self, operation_id: UUID) -> None:
        """The operation is done: tell what it wrote, unless that was told before."""
        written = self._unconfirmed.pop(operation_id, None)
        if written is None:
            return
        for hear in tuple(self._hear):
            try:
                hear(written)
            except Exception:  # a listener that fails does not undo what is committed
                log.exception("a change was not told")

    def not_committed(self, operation_id: UUID) -> None:
        """The operation was rolled back."""
        self._unconfirmed.pop(operation_id, None)
