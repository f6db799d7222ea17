"""Every text of a registration form within its limit, and nothing invisible in it."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from app.domain.text import check_text
from app.errors import Problem

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


def cut_texts(form: Form) -> tuple[Form, list[Problem]]:
    """`form` with every refused text emptied, and one problem for each of them.

    After this no later check meets a text of 10,000 characters or a control character.
    """
    problems: list[Problem] = []
    clean = _cut(form, "", problems)
    return clean, problems


def _cut(value: Any, path: str, problems: list[Problem]) -> Any:
    if isinstance(value, str):
        name = path.rpartition(".")[2]
        found = check_text(
            value, field=path, limit=_LIMITS.get(name, _DEFAULT_LIMIT), lines=name == "remark"
        )
        problems += found
        return "" if found else value
    if isinstance(value, dict):
        return {key: _cut(item, f"{path}.{key}"[:200], problems) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_cut(item, f"{path}.{n}", problems) for n, item in enumerate(value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {
            field.name: _cut(
                getattr(value, field.name), f"{path}.{field.name}".strip("."), problems
            )
            for field in dataclasses.fields(value)
        }
        return dataclasses.replace(value, **parts)
    return value
