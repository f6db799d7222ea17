"""The ID-card reader of this counter (R-050).

The administrator chooses the reader, and the choice is in the chain of events, because a reader's
values count as read from the card and nobody can override them (D8). It stands in this computer's
settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.capture.reader_command import command_for
from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP, Problem, Refused, UserError
from app.services.identity import reading
from app.services.procedure import Work, procedure
from app.services.session import Session
from app.settings import READER, READER_PORT, READER_PROGRAM, Settings


@dataclass(frozen=True)
class ReaderChoice:
    """`kind` is one of READER's values; `port` belongs to 'serial', `program` to 'program'."""

    kind: str
    port: str = ""
    program: str = ""


def chosen_reader(settings: Settings) -> ReaderChoice:
    """The choice in the settings."""
    get = settings.get
    return ReaderChoice(get(READER), get(READER_PORT), get(READER_PROGRAM))


def check(session: Session, choice: ReaderChoice) -> list[Problem]:
    """The problems of the choice, by field."""
    if choice.kind == "simulator" and not session.installation.is_practice:
        error = reading.practice_only()
        return [Problem("kind", error.code, error.text, error.values)]
    try:
        command_for(choice.kind, choice.port, choice.program)
    except UserError:
        if choice.kind == "serial":
            text = QT_TR_NOOP("Name the port, such as COM3 or /dev/ttyUSB0.")
            return [Problem("port", "reader_port", text)]
        text = QT_TR_NOOP("Name the whole path of the program; a batch file cannot be one.")
        return [Problem("program", "reader_program", text)]
    return []


def choose_reader(
    session: Session, operation_id: UUID, *, settings: Settings, choice: ReaderChoice
) -> ReaderChoice:
    """Put the choice on record, then into the settings. Refused with the problems of its fields;
    OSError when the settings cannot be written; the reader is then as before, and the choice can be
    repeated."""
    choice = ReaderChoice(
        choice.kind,
        choice.port.strip() if choice.kind == "serial" else "",
        choice.program.strip() if choice.kind == "program" else "",
    )
    _record(session, operation_id, choice=choice)
    settings.set(READER_PORT, choice.port)
    settings.set(READER_PROGRAM, choice.program)
    settings.set(READER, choice.kind)
    return choice


@procedure("reader.choose", Permission.READER_CHOOSE)
def _record(work: Work, *, choice: ReaderChoice) -> ReaderChoice:
    if problems := check(work.session, choice):
        raise Refused(problems)
    work.details["reader"] = {
        "kind": choice.kind,
        "port": choice.port,
        "program": choice.program,
    }
    return choice
