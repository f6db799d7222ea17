"""Where a function runs when the window calls it in the background (ui.desk.background has the lanes).

`@query` and `@procedure` say it for what they make. Any other function that must not wait in the line of
the procedures says it itself, where it is written:

    @lane("pictures")
    def read_card(...): ...
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeVar

Lane = Literal["reads", "procedures", "printing", "pictures", "devices", "long", "checks"]

F = TypeVar("F", bound=Callable[..., Any])


def lane(name: Lane) -> Callable[[F], F]:
    """Mark a function with the lane that it runs in."""

    def mark(fn: F) -> F:
        fn.lane = name  # type: ignore[attr-defined]
        return fn

    return mark


def lane_of(fn: Callable[..., object]) -> Lane:
    """The lane of a function; `procedures`, one at a time in the order asked, where it says nothing."""
    name: Lane = getattr(fn, "lane", "procedures")
    return name
