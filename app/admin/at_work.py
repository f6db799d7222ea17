"""The person of a command at work: opened, signed in, and told on the standard error what there is to tell."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator

from app.admin.asking import Asking
from app.errors import QT_TR_NOOP, UserError
from app.paths import Folders
from app.services import backup, staff
from app.services.session import (
    Installation,
    Session,
    clock_sentence,
    installation_state,
    open_installation,
)
from app.services.staff import sign_in
from app.services.trust import HEAD_GONE, STEPS, step_texts, unvouched_sentences

_ON_ANY_BASE = ("accept-confidentiality", "backup", "confirm-time", "release-rollback", "rollbacks")
"""What is done although the database lacks what was seen: the way to a release, a copy, a look."""
_LOOKS_UP = ("find", "places", "requests")
"""What is only looked up: a clock that is days later dates nothing wrong there."""


@contextlib.contextmanager
def opened(folders: Folders) -> Iterator[Installation]:
    if installation_state(folders) == "none":
        raise UserError(
            "not_set_up",
            QT_TR_NOOP(
                "There is no hall in this data folder. Set one up with init, or name another with "
                "--data."
            ),
        )
    backup.clear_leftovers(folders)
    here = open_installation(folders)
    try:
        yield here
    finally:
        here.close()


@contextlib.contextmanager
def at_work(given: argparse.Namespace, folders: Folders, asking: Asking) -> Iterator[Session]:
    """The session of the person named with --as; a clock that is days later is told on stderr."""
    with opened(folders) as here:
        session = sign_in(here, given.person, asking.secret(f"Password of {given.person}"))
        if session.clock_gap is not None and given.command != "confirm-time":
            told = clock_sentence(session.clock_gap, here.profile.zone)
            if session.clock_gap.behind:
                raise told
            if given.command not in _LOOKS_UP:
                tell(told.text.format(**told.values) + "\n")
        _tell_head_gone(session)
        settle(session)
        if session.rolled_back and given.command not in _ON_ANY_BASE:
            raise UserError(
                "rolled_back",
                QT_TR_NOOP(
                    "The database lacks what this computer has seen before: it was replaced by an "
                    "older one or cut. Nothing was done. Run verify, and tell the auditor; release-rollback "
                    "lets work go on."
                ),
            )
        yield session


def _tell_head_gone(session: Session) -> None:
    if session.head_gone:
        told = UserError("head_gone", HEAD_GONE).plain()
        tell(f"{json.dumps(told, ensure_ascii=True)}\n")


def settle(session: Session) -> None:
    """The work after a sign-in. Beside the command's result everybody reads what changed about the
    administrators, and an administrator, once, which rows were left out."""
    tell_steps(session)
    for text, names in unvouched_sentences(staff.after_sign_in(session)):
        what = ", ".join(kind.format(name=name) for kind, name in names)
        line = json.dumps(UserError("unvouched", text, what=what).plain(), ensure_ascii=True)
        tell(f"{line}\n")


def tell_steps(session: Session) -> None:
    what = "; ".join(text.format(**values) for text, values in step_texts(session.steps))
    if what:
        line = json.dumps(UserError("roots_changed", STEPS, what=what).plain(), ensure_ascii=True)
        tell(f"{line}\n")
    session.steps = ()


def on_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def say_nothing(_done: int, _of: int) -> None:
    """Nobody looks on."""


def show_progress(done: int, of: int) -> None:
    tell(f"\r{done}/{of}")


def end_progress() -> None:
    tell("\n")


def tell(text: str) -> None:
    """Print to the standard error; a failure there changes nothing."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            print(text, end="", file=sys.stderr, flush=True)
