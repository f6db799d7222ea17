"""`find` and `places`: what the search boxes would list, a line of JSON for each row."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from app.domain.canonical import to_plain
from app.domain.ids import new_id
from app.errors import QT_TR_NOOP, Problem, UserError
from app.services import catalogue, search, search_index
from app.services.session import Session

MOST_QUESTIONS = 100_000
LARGEST_BYTES = 20_000_000

Line = dict[str, Any]
Question = tuple[Line, str]
"""What names the question in the answer ({"line": 3}; nothing of a single one), and its text."""


def asked(given: argparse.Namespace) -> list[Question]:
    """The texts to look for: TEXT, of which - is the first line of the standard input, or every line of --file
    that is not blank.

    UserError 'questions_unreadable' or 'questions_too_many'.
    """
    if given.file is None and given.text != "-":
        return [({}, given.text)]
    if given.file is None:
        return [({}, _decoded(sys.stdin.buffer.readline(LARGEST_BYTES)).strip("\r\n"))]
    lines = _lines(given.file)
    return [({"line": n}, line) for n, line in enumerate(lines, start=1) if line.strip()]


def _lines(name: str) -> list[str]:
    try:
        if name == "-":
            content = _bounded(sys.stdin.buffer)
        else:
            if not Path(name).is_file():  # a device or a pipe would never end
                raise _unreadable()
            with Path(name).open("rb") as file:
                content = _bounded(file)
    except OSError:
        raise _unreadable() from None
    if len(content) > LARGEST_BYTES or content.count(b"\n") > MOST_QUESTIONS:
        raise UserError(
            "questions_too_many",
            QT_TR_NOOP("The file is too large: at most {n} lines are looked up at once. Split it."),
            n=MOST_QUESTIONS,
        )
    return [line.rstrip("\r") for line in _decoded(content).split("\n")]


def _bounded(file: BinaryIO) -> bytes:
    return file.read(LARGEST_BYTES + 1)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable() from None


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
    search_index.complete(session)
    for name, text in questions:
        found = search.find(session, text=text, limit=limit)
        if found.rows:
            search.record_search(
                session,
                operation_id=new_id(),
                kind=search.kind_of(text),
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
