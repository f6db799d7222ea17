"""A document that was read meets a form that somebody typed into (R-035; screens.md rule 6).

Empty fields are filled, and typed fields stay until a person has seen both values. Another person's
document fills no field.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Generic, TypeVar

from app.domain.identity import tidy_number
from app.domain.names import tidy_name
from app.domain.people import EntryMode, OrganizationForm, PersonForm

Who = TypeVar("Who", PersonForm, OrganizationForm)

STAYS = ("document_type", "country", "phone", "relation", "entry", "confidence", "seals")
"""Of a form: what no document says, or what goes with the number."""
SLIPS = 2
"""Digits that a reading may have wrong and still be the same person's number beside the same name."""


@dataclass(frozen=True)
class Differs:
    """A field that stands in the form and is another on the document."""

    name: str
    kept: str
    read: str


@dataclass(frozen=True)
class Joined(Generic[Who]):
    """The form with what was empty filled in, and what both state differently."""

    who: Who
    filled: tuple[str, ...]
    differs: tuple[Differs, ...]


def is_other(form: PersonForm | OrganizationForm, read: PersonForm | OrganizationForm) -> bool:
    """Whether the document is somebody else's than the person or unit that the form has already."""
    mine, its = tidy_number(form.number), tidy_number(read.number)
    same_name = tidy_name(form.name) == tidy_name(read.name)
    if mine and its:
        if mine == its:
            return False
        return not (same_name and bool(mine) and _slips(mine, its) <= SLIPS)
    return bool(form.name.strip() and read.name.strip()) and not same_name


def _slips(one: str, other: str) -> int:
    if len(one) != len(other):
        return max(len(one), len(other))
    return sum(a != b for a, b in zip(one, other, strict=True))


def join(form: Who, read: Who) -> Joined[Who]:
    """Fill what is empty in `form` from `read`; the chip's word replaces a camera's, whichever came
    first."""
    taken, differs = [], []
    for each in fields(read):
        said = getattr(read, each.name)
        if each.name in STAYS or not said:
            continue
        here = getattr(form, each.name)
        if _is_surer(form, read, each.name, here, said):
            continue
        if not here.strip() or same(each.name, here, said) or _is_chip(form, read, each.name):
            taken.append(each.name)
        else:
            differs.append(Differs(each.name, here, said))
    filled = tuple(n for n in taken if not same(n, getattr(form, n), getattr(read, n)))
    return Joined(take(form, read, tuple(taken)), filled, tuple(differs))


def take(form: Who, read: Who, names: tuple[str, ...]) -> Who:
    """`form` with these fields as `read` has them; the kind of document comes with its number."""
    changes = {name: getattr(read, name) for name in names}
    if "number" in names:
        changes["document_type"] = read.document_type
    if isinstance(form, PersonForm) and isinstance(read, PersonForm):
        if "number" in names:
            changes["country"] = read.country
        changes["entry"] = {**form.entry, **{n: read.entry.get(n, "typed") for n in names}}
        changes["seals"] = _with(form.seals, read.seals, names)
        sure = {n: share for n, share in form.confidence.items() if n not in names}
        changes["confidence"] = {
            **sure,
            **{n: read.confidence[n] for n in names if n in read.confidence},
        }
    return replace(form, **changes)


def _with(mine: dict[str, str], its: dict[str, str], names: tuple[str, ...]) -> dict[str, str]:
    kept = {n: seal for n, seal in mine.items() if n not in names}
    return kept | {n: its[n] for n in names if n in its}


def same(name: str, one: str, other: str) -> bool:
    """Whether two texts of a field say the same, spaces aside."""
    if name == "number":
        return tidy_number(one) == tidy_number(other)
    if name == "name":
        return tidy_name(one) == tidy_name(other)
    return "".join(one.split()) == "".join(other.split())


def _is_chip(form: Who, read: Who, name: str) -> bool:
    """Whether `read` has from a chip what `form` has from a picture."""
    return _mode(form, name) == "recognised" and _mode(read, name) == "reader"


def _is_surer(form: Who, read: Who, name: str, here: str, said: str) -> bool:
    """Whether the form has this field from a chip and `read` has it from a picture only. The chip's
    value then stays without a question. A value that a person typed is asked about where it
    differs."""
    if _mode(form, name) != "reader" or _mode(read, name) == "reader":
        return False
    return _mode(read, name) == "recognised" or same(name, here, said)


def _mode(who: Who, name: str) -> EntryMode:
    return who.entry.get(name, "typed") if isinstance(who, PersonForm) else "typed"
