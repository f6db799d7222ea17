"""The staff confidentiality agreement (R-006) as it is read and signed, and its reminders."""

from __future__ import annotations

import json
from dataclasses import dataclass

from app.paths import RESOURCES


@dataclass(frozen=True)
class Agreement:
    """`text` is what is shown and signed; `reminders` stand on the lock screen."""

    title: str
    text: str
    statement: str
    reminders: tuple[str, ...]


def agreement(version: str, language: str) -> Agreement:
    """A version such as 'confidentiality-1' from the templates that the paper is printed from."""
    path = RESOURCES / "agreements" / f"{version}.{language}.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    items = [f"{number}. {item['text']}" for number, item in enumerate(data["items"], start=1)]
    statement = data["labels"]["statement"]
    return Agreement(
        title=data["title"],
        text="\n\n".join([data["title"], data["preamble"], *items, statement]),
        statement=statement,
        reminders=tuple(data["reminders"]),
    )
