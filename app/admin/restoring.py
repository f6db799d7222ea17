"""`restore`: the highest printed numbers as the command line gives them."""

from __future__ import annotations

import argparse

from app.domain.numbers import PRINTED, Kind, parse
from app.errors import QT_TR_NOOP, UserError
from app.services import backup


def printed(given: argparse.Namespace) -> dict[Kind, str]:
    """The answers by kind: a number as printed, or that none was.

    UserError 'number_form', 'number_check', 'number_twice'.
    """
    answers: dict[Kind, str] = {}
    for text in given.last_printed:
        number = parse(text)
        if number.kind not in PRINTED:
            raise UserError(
                "number_kind",
                QT_TR_NOOP("This is a number of another kind. Look at the paper again."),
            )
        _put(answers, number.kind, number.text)
    for kind in given.none_printed:
        _put(answers, kind, backup.NONE)
    return answers


def _put(answers: dict[Kind, str], kind: Kind, answer: str) -> None:
    if kind in answers:
        raise UserError(
            "number_twice",
            QT_TR_NOOP("There are two answers for the numbers of {kind}. Give one."),
            kind=kind,
        )
    answers[kind] = answer
