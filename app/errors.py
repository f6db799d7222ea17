"""What went wrong, in words for a person.

Two kinds only: a `UserError` is expected and its text is shown as it is (translated by the window);
anything else is a bug, logged under a reference number and shown as that number.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

Value = str | int
Severity = Literal["error", "warning"]


def QT_TR_NOOP(text: str) -> str:
    """Mark `text` for translation (pyside6-lupdate finds this name) and return it unchanged."""
    return text


class UserError(Exception):
    """Something a person can understand and act on; `text` is the English source sentence.

    `values` fill the text's {placeholders} after translation. They never hold personal data,
    because errors may reach the log.
    """

    def __init__(self, code: str, text: str, /, **values: Value) -> None:
        super().__init__(code)
        self.code = code
        self.text = text
        self.values = values

    def plain(self) -> dict[str, object]:
        """The form that the command line prints: {code, message, values}."""
        return {
            "code": self.code,
            "message": self.text.format(**self.values),
            "values": self.values,
        }


class NotAllowed(UserError):
    """The actor's role does not hold the procedure's permission (R-002)."""


class Conflict(UserError):
    """Somebody else changed the same thing first; the person reads it again and decides again."""


class OutcomeUnknown(UserError):
    """The connection went at commit: neither done nor refused is known.

    Asking again with the same operation id tells which.
    """


@dataclass(frozen=True)
class Problem:
    """One finding of a check about one field; `field` is a dotted path such as 'holder.number'."""

    field: str
    code: str
    text: str
    values: dict[str, Value] = dataclasses.field(default_factory=dict)
    severity: Severity = "error"

    def plain(self) -> dict[str, object]:
        """The form that the command line prints."""
        return {
            "field": self.field,
            "code": self.code,
            "message": self.text.format(**self.values),
            "severity": self.severity,
        }


class Refused(UserError):
    """A form was refused; `problems` name each field, what is wrong with it and what to do."""

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__(first.code, first.text, **first.values)
        self.problems = problems
