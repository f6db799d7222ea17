"""Texts of the papers as data in resources/agreements and /slips: a file per version and language.

A shipped file is never edited after use: a new wording is a new version, and a document's content
carries the SHA-256 of the text it was made from, so that an edited file is noticed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any, Literal

from app.errors import QT_TR_NOOP, UserError
from app.paths import RESOURCES

Language = Literal["zh_CN", "en"]

_NEWEST = {"service": 1, "confidentiality": 1, "recovery": 1, "slip": 2, "notice": 1}
_FOLDER = {"service": "agreements", "confidentiality": "agreements"}


@dataclass(frozen=True)
class TemplateRef:
    """Which text a document was made from; `sha256` is over the template file's bytes."""

    id: str
    version: int
    language: Language
    sha256: str


@dataclass(frozen=True)
class Template:
    ref: TemplateRef
    data: dict[str, Any]

    def label(self, key: str) -> str:
        text: str = self.data["labels"][key]
        return text


def newest(name: str, language: Language) -> TemplateRef:
    """The text in force for a new document."""
    return _load(name, _NEWEST[name], language).ref


def load(ref: TemplateRef) -> Template:
    """The text that `ref` names; UserError 'template_changed' if the installed one differs."""
    try:
        template = _load(ref.id, ref.version, ref.language)
    except OSError:
        raise _changed(ref) from None
    if template.ref != ref:
        raise _changed(ref)
    return template


def _changed(ref: TemplateRef) -> UserError:
    return UserError(
        "template_changed",
        QT_TR_NOOP(
            "The text {name} that this document was made from is missing or was changed on this"
            " computer. Install the program again, then print again."
        ),
        name=f"{ref.id}-{ref.version}",
    )


@cache
def _load(name: str, version: int, language: Language) -> Template:
    folder = RESOURCES / _FOLDER.get(name, "slips")
    content = (folder / f"{name}-{version}.{language}.json").read_bytes()
    ref = TemplateRef(name, version, language, sha256(content).hexdigest())
    return Template(ref, json.loads(content))


WORDS = 2
"""The newest names of codes. A template says by which it was made ("words"), the first of them by none."""


@cache
def words(language: Language, version: int = WORDS) -> dict[str, Any]:
    """Names of codes as papers print them, such as kinds of documents and fees."""
    path = RESOURCES / "slips" / f"words-{version}.{language}.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def applicable(
    clauses: Iterable[dict[str, Any]], product_types: tuple[str, ...]
) -> list[dict[str, Any]]:
    """The clauses and items for these products (an item's `when` names product types)."""
    kept = []
    for clause in clauses:
        items = [
            item
            for item in clause["items"]
            if "when" not in item or set(item["when"]) & set(product_types)
        ]
        kept.append({**clause, "items": items})
    return [clause for clause in kept if clause["items"]]
