"""SMS through a replaceable gateway: here a file in a folder that the administrator chose for this counter.

The choice is in the chain of events, because whoever reads the folder reads the codes.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import from_plain
from app.domain.permissions import Permission
from app.domain.text import require_text
from app.errors import QT_TR_NOOP, Problem, Refused, UserError
from app.file_lock import lock_within
from app.services import trust
from app.services.procedure import Query, Work, procedure, query
from db.schema.operations import operation
from db.select import Select

FILE = "sms.jsonl"
KIND = "authentication.choose_sms_folder"
_LONGEST_PATH = 500
_WAIT = 5.0

_NEWEST = Select(
    sa.select(operation.c.id)
    .where(
        operation.c.kind == sa.literal_column(f"'{KIND}'"),
        operation.c.workstation_id == sa.bindparam("workstation_id"),
        operation.c.outcome == "done",
    )
    .order_by(operation.c.at.desc())
    .limit(1)
)


class SmsGateway(Protocol):
    """Sends text messages. A message that is asked for again under its id is sent once."""

    def send(self, message_id: UUID, phone: str, text: str, at: datetime) -> None:
        """Give the message away; OSError when it could not be."""
        ...


@dataclass(frozen=True)
class SmsFolder:
    """The folder of this counter; '' for none."""

    folder: str


class SmsFile:
    """Appends each message as a line of JSON: {"id", "at", "phone", "text"}. Only the OS account of this
    counter may read the file, because the lines hold phones and codes."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    def send(self, message_id: UUID, phone: str, text: str, at: datetime) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(self._file, flags, 0o600), "r+b") as file:
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), 0o600)
            if not lock_within(file.fileno(), _WAIT):
                raise OSError("another program holds the file of messages")
            if self._holds(file.read(), message_id):
                return
            line = {"id": str(message_id), "at": at.isoformat(), "phone": phone, "text": text}
            file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    @staticmethod
    def _holds(content: bytes, message_id: UUID) -> bool:
        for line in content.splitlines():
            with suppress(ValueError, TypeError, KeyError):
                if json.loads(line)["id"] == str(message_id):
                    return True
        return False


@query(None)
def recorded_sms_folder(query: Query) -> SmsFolder:
    """The newest choice for this counter, signed by somebody who was an administrator."""
    return folder_of(query)


@procedure(KIND, Permission.READER_CHOOSE)
def choose_sms_folder(work: Work, *, folder: str) -> SmsFolder:
    """Put the choice of the folder for SMS on record, '' for none. Refused with the problem of 'folder'."""
    chosen = SmsFolder(folder.strip())
    if problems := _check(chosen.folder):
        raise Refused(problems)
    work.details["folder"] = chosen.folder
    return chosen


def folder_of(query: Query) -> SmsFolder:
    """What `recorded_sms_folder` gives, within a transaction."""
    here = query.session.installation.workstation.id
    newest = _NEWEST.first(query.connection, workstation_id=here)
    event = None if newest is None else trust.event_of(query.connection, newest.id)
    if event is None or not trust.was_by_administrator(query, event):
        return SmsFolder("")
    try:
        if event.body["workstation"] != str(here) or event.body["procedure"] != KIND:
            return SmsFolder("")
        chosen: SmsFolder = from_plain(SmsFolder, {"folder": event.body["details"]["folder"]})
    except (ValueError, TypeError, KeyError):
        return SmsFolder("")
    return chosen


def gateway_of(query: Query) -> SmsGateway:
    """The gateway of this counter; UserError 'no_sms_gateway'."""
    chosen = folder_of(query).folder
    if not chosen:
        text = QT_TR_NOOP("This counter sends no SMS. The administrator chooses the folder for it.")
        raise UserError("no_sms_gateway", text)
    return SmsFile(Path(chosen))


def _check(folder: str) -> list[Problem]:
    if not folder:
        return []
    require_text(folder, field="folder", limit=_LONGEST_PATH)
    path = Path(folder)
    if not path.is_absolute() or not path.is_dir():
        text = QT_TR_NOOP("There is no such folder. Give the whole path of one that is there.")
        return [Problem("folder", "folder_missing", text)]
    if not os.access(path, os.W_OK):
        text = QT_TR_NOOP("Nothing can be written into this folder. Choose another one.")
        return [Problem("folder", "folder_closed", text)]
    return []
