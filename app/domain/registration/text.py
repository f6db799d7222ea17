"""Every text of a registration form within its limit, and nothing invisible in it."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from app.domain.people import PersonForm
from app.domain.text import check_text, unseen
from app.errors import QT_TR_NOOP, Problem

Form = TypeVar("Form")

_LIMITS = {
    "name": 100,
    "second_contact": 100,
    "legal_representative": 100,
    "id_address": 200,
    "address": 200,
    "mailing_address": 200,
    "email": 100,
    "authority": 100,
    "proof": 100,
    "remark": 500,
    "waiver_reason": 200,
}
_DEFAULT_LIMIT = 50
MOST = {"subscriptions": 20, "members": 200, "discounts": 10}
"""Lines of a list in one form; the numbers that a counter leases at once are enough for them."""
_ENTRY_KEYS = frozenset(field.name for field in dataclasses.fields(PersonForm))


def cut_texts(form: Form) -> tuple[Form, list[Problem]]:
    """`form` with every refused text emptied and too long list cut, and one problem for each.

    After this no later check meets a text of 10,000 characters, a control character, or a key of
    `entry` or `confidence` (which are stored as they are) that names no field.
    """
    problems: list[Problem] = []
    clean = _cut(form, "", problems)
    return clean, problems


def _cut(value: Any, path: str, problems: list[Problem]) -> Any:
    """`value` itself, unless something in it was cut."""
    if not value:
        return value
    if isinstance(value, str):
        name = path.rpartition(".")[2]
        limit = _LIMITS.get(name, _DEFAULT_LIMIT)
        found = check_text(value, field=path, limit=limit, lines=name == "remark")
        problems += found
        return "" if found else value
    if isinstance(value, dict):
        name = path.rpartition(".")[2]
        if name in ("entry", "confidence") and not _ENTRY_KEYS.issuperset(value):
            unknown = QT_TR_NOOP("This names a field that the form does not have. Take it out.")
            problems.append(Problem(path, "entry_unknown", unknown))
            return {}
        if all(type(item) is str and _fits(key, item) for key, item in value.items()):
            return value
        items = {key: _cut(item, f"{path}.{key}"[:200], problems) for key, item in value.items()}
        return value if items == value else items
    if isinstance(value, tuple):
        most = MOST.get(path, len(value))
        if len(value) > most:
            many = QT_TR_NOOP("At most {limit} lines fit into one form. Take some out.")
            problems.append(Problem(path, "too_many", many, {"limit": most}))
        lines = tuple(_cut(item, f"{path}.{n}", problems) for n, item in enumerate(value[:most]))
        return value if lines == value else lines
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        cut = {}
        for name, part in vars(value).items():
            if not part or (type(part) is str and _fits(name, part)):
                continue  # the usual case
            kept = _cut(part, f"{path}.{name}" if path else name, problems)
            if kept is not part:
                cut[name] = kept
        return dataclasses.replace(value, **cut) if cut else value
    return value


def _fits(name: str, text: str) -> bool:
    return len(text) <= _LIMITS.get(name, _DEFAULT_LIMIT) and not unseen(text)
