"""The highest printed numbers, typed from the last papers by who restores a hall on a computer that has
no record of what was printed (data.md 10)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from app.domain.numbers import PRINTED, Kind, parse
from app.errors import QT_TR_NOOP, Problem, Refused, UserError
from app.paths import Folders
from app.services.procedure import next_numbers

NONE = "none"
"""The answer that no number of a kind was ever printed."""

Typed = Mapping[Kind, str]
"""A number as printed, or NONE, by kind; '' is no answer."""


def has_record(folders: Folders, deployment: UUID) -> bool:
    """Whether this computer knows how far numbers of the deployment were given out."""
    return next_numbers(folders, deployment) is not None


def highest(typed: Typed, area: str, *, required: bool) -> int:
    """The highest serial number among the answers, 0 when none was printed.

    Refused with a problem for each kind whose answer is no such number of `area`, or where it is `required`
    and missing.
    """
    problems: list[Problem] = []
    serials = [0]
    for kind in PRINTED:
        text = typed.get(kind, "").strip()
        if text == NONE or (not text and not required):
            continue
        try:
            serials.append(_serial(text, kind, area))
        except UserError as error:
            problems.append(Problem(kind, error.code, error.text, error.values))
    if problems:
        raise Refused(problems)
    return max(serials)


def _serial(text: str, kind: Kind, area: str) -> int:
    if not text:
        raise UserError(
            "number_needed",
            QT_TR_NOOP(
                "This computer does not know which numbers were printed since the backup. Type the highest "
                "one from the last papers, or say that none was printed."
            ),
        )
    number = parse(text)
    if number.kind != kind:
        raise UserError(
            "number_kind", QT_TR_NOOP("This is a number of another kind. Look at the paper again.")
        )
    if number.area != area:
        raise UserError(
            "number_area",
            QT_TR_NOOP(
                "This number is of the area {other}; the numbers of this hall begin with {own}."
            ),
            other=number.area,
            own=area,
        )
    return number.serial
