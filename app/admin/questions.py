"""`find` and `places`: what the search boxes would list, a line of JSON for each row."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app import bounded
from app.domain.canonical import to_plain
from app.domain.ids import new_id
from app.errors import QT_TR_NOOP, Problem, UserError
from app.services import catalogue, customers
from app.services.session import Session

MOST_QUESTIONS = 100_000
LARGEST_BYTES = 20_000_000

Line = dict[str, Any]
Question = tuple[Line, str]
"""What names the question in the answer ({"line": 3}; nothing of a single one), and its text."""


def asked(given: argparse.Namespace) -> list[Question]:
    """The texts to look for: TEXT, of which - is the first line of the standard input, or every line of --file
    that is not blank.

    UserError 'questions_unreadable', 'questions_too_many' or 'input_silent'.
    """
    if given.file is None and given.text != "-":
        return [({}, given.text)]
    try:
        if given.file is None:
            return [
                ({}, _decoded(bounded.read(_stdin(), LARGEST_BYTES, until=b"\n")).strip("\r\n"))
            ]
        content = (
            bounded.read(_stdin(), LARGEST_BYTES)
            if given.file == "-"
            else bounded.read_file(Path(given.file), LARGEST_BYTES)
        )
    except bounded.TooLarge:
        raise _too_many() from None
    except (OSError, ValueError):
        raise _unreadable() from None
    if content.count(b"\n") > MOST_QUESTIONS:
        raise _too_many()
    lines = enumerate(_decoded(content).split("\n"), start=1)
    return [({"line": n}, line.rstrip("\r")) for n, line in lines if line.strip()]


def _stdin() -> int:
    if sys.stdin is None:
        raise OSError
    return sys.stdin.fileno()


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable() from None


def _too_many() -> UserError:
    return UserError(
        "questions_too_many",
        QT_TR_NOOP("The file is too large: at most {n} lines are looked up at once. Split it."),
        n=MOST_QUESTIONS,
    )


def _unreadable() -> UserError:
    return UserError(
        "questions_unreadable",
        QT_TR_NOOP(
            "The texts to look for must be lines of UTF-8 in an ordinary file or on the standard input."
        ),
    )


def find(session: Session, questions: list[Question], limit: int) -> Iterator[Line]:
    """The masked rows of each question, then {hint} and {more} as the box says them.

    The event of a search stands before its rows are given out.
    """
    for name, text in questions:
        found = customers.find(session, text=text, limit=limit)
        if found.rows:
            customers.record_search(
                session,
                new_id(),
                kind=customers.kind_of_search(text),
                shown=tuple(row.customer_id for row in found.rows),
            )
        yield from ({**name, **_plain(row)} for row in found.rows)
        yield from _said(name, found.hint or found.note, more=found.more)


def places(session: Session, questions: list[Question], limit: int) -> Iterator[Line]:
    """The standard addresses that each question finds, {more} when there are further ones."""
    for name, text in questions:
        rows = catalogue.places(session, text=text, limit=limit + 1)
        yield from ({**name, **_plain(row)} for row in rows[:limit])
        yield from _said(name, None, more=len(rows) > limit)


def _said(name: Line, hint: Problem | None, *, more: bool) -> Iterator[Line]:
    if hint is not None:
        yield {**name, "hint": {"code": hint.code, "message": hint.text.format(**hint.values)}}
    if more:
        yield {**name, "more": True}


def _plain(row: object) -> Line:
    plain = to_plain(row)
    assert isinstance(plain, dict)
    return plain
