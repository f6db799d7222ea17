"""The ID-card reader of this counter (R-050).

The administrator chooses the reader, and the choice is in the chain of events, because a reader's
values count as read from the card and nobody can override them (D8). This computer's settings have a copy
of it; what they say beside it is not started (attack M5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.capture.card_reader import CardReader
from app.capture.reader_command import command_for, command_of
from app.capture.reader_words import refusal
from app.domain.canonical import from_plain
from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP, Problem, Refused, UserError
from app.services import trust
from app.services.identity import reading
from app.services.procedure import Query, Work, procedure, query
from app.services.session import Session
from app.settings import READER, READER_PORT, READER_PROGRAM, Settings
from db.schema.operations import operation
from db.select import Select

_NEWEST = Select(
    sa.select(operation.c.id)
    .where(
        operation.c.kind == sa.literal_column("'reader.choose'"),
        operation.c.workstation_id == sa.bindparam("workstation_id"),
        operation.c.outcome == "done",
    )
    .order_by(operation.c.at.desc())
    .limit(1)
)


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


@query(None)
def recorded_reader(query: Query) -> ReaderChoice | None:
    """The newest choice for this counter, signed by somebody who was an administrator; None without one."""
    here = query.session.installation.workstation.id
    newest = _NEWEST.first(query.connection, workstation_id=here)
    event = None if newest is None else trust.event_of(query.connection, newest.id)
    if event is None or not trust.was_by_administrator(query, event):
        return None
    try:
        if event.body["workstation"] != str(here) or event.body["procedure"] != "reader.choose":
            return None
        choice: ReaderChoice = from_plain(ReaderChoice, event.body["details"]["reader"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return choice


def reader_of(session: Session, settings: Settings) -> CardReader | None:
    """The reader that the settings of this computer name, None without one; it starts nothing that the
    newest choice on record does not name. CaptureRefused when a setting is not complete."""
    command = command_of(settings)
    if command is None:
        return None
    return CardReader(command, before_start=lambda: require_chosen(session, command))


def require_chosen(session: Session, command: Sequence[str]) -> None:
    """CaptureRefused 'reader_not_chosen' unless the newest choice for this counter names `command`. The
    practice reader is this program's own and needs none; its cards are refused in a real hall."""
    if list(command) == command_for("simulator", "", ""):
        return
    choice = recorded_reader(session)
    named = None if choice is None else command_for(choice.kind, choice.port, choice.program)
    if named is None or list(command) != named:
        raise refusal("not_chosen")


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
