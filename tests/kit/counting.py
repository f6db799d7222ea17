"""Coverage counts lines while tests run, which costs as much as the program: what is measured runs without it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import coverage


@contextmanager
def not_counted() -> Iterator[None]:
    """As people run it; lines that run meanwhile count as not run."""
    counting = coverage.Coverage.current()
    if counting is not None:
        counting.stop()
    try:
        yield
    finally:
        if counting is not None:
            counting.start()
