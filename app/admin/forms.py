"""A form from JSON, in a file or on the standard input."""

from __future__ import annotations

import io
import itertools
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from app import bounded
from app.domain.canonical import from_plain, read_json
from app.domain.people import PersonForm
from app.domain.registration.form import RegistrationForm
from app.errors import QT_TR_NOOP, UserError

T = TypeVar("T")

LARGEST_CHARACTERS = 10_000_000


def read_form(kind: type[T], name: str, **more: Any) -> T:
    """The form of type `kind` in the file `name` (- = standard input); `more` are fields beside it.

    UserError 'form_unreadable', 'input_silent', or 'form_field' that names the field and not what is in it.
    """
    plain = _read(name)
    plain.update(more)
    try:
        form: T = from_plain(kind, plain)
    except (TypeError, ValueError) as error:
        *path, problem = str(error).split(": ")
        unknown = "unknown field" in path
        path = list(itertools.takewhile(str.isidentifier, path))  # then come words or a value
        raise UserError(
            "form_field",
            QT_TR_NOOP("The form cannot be read at the field {field}."),
            field=problem if unknown and problem.isidentifier() else ".".join(path) or "form",
        ) from None
    return form


def _read(name: str) -> dict[str, Any]:
    try:
        text = _content(name).decode("utf-8-sig")
        plain = read_json(text) if len(text) <= LARGEST_CHARACTERS else None
        json.dumps(plain, ensure_ascii=False).encode()  # refuses half characters
    except (OSError, ValueError, RecursionError):
        plain = None
    if not isinstance(plain, dict):
        raise UserError(
            "form_unreadable",
            QT_TR_NOOP(
                "The form must be one JSON object in UTF-8, with each field once. Nothing was done."
            ),
        )
    return plain


def _content(name: str) -> bytes:
    most = 4 * LARGEST_CHARACTERS
    if name != "-":
        return bounded.read_file(Path(name), most)
    if sys.stdin is None:
        raise OSError
    try:
        return bounded.read(sys.stdin.fileno(), most)
    except io.UnsupportedOperation:  # no file behind it
        return sys.stdin.buffer.read(most + 1)


def without_readings(form: RegistrationForm) -> RegistrationForm:
    """The same form with every field marked as typed, because a JSON file cannot prove a reader or
    a picture (D8)."""

    def typed(who: PersonForm | None) -> PersonForm | None:
        return who and replace(who, entry={}, confidence={}, seals={})

    return replace(
        form,
        holder=typed(form.holder) or form.holder,
        agent=typed(form.agent),
        guardian=typed(form.guardian),
        handler=typed(form.handler),
        subscriptions=tuple(replace(each, user=typed(each.user)) for each in form.subscriptions),
    )
