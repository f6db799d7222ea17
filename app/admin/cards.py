"""`read-card`: the fields read from pictures of documents, a line each; the pictures are not
kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from app.capture.picture_header import BYTES
from app.capture.reading import Reading
from app.capture.worker import Worker
from app.errors import QT_TR_NOOP, UserError
from app.services import identity


def read_cards(files: list[Path]) -> Iterator[dict[str, Any]]:
    """{file, type, face, fields, corners, quality} of each file in order, or {file, error}.

    Of a picture with the two faces of a card, `face` is 'both', `fields` are of both, and `faces` says where
    each lies; of one with several documents, `beside` has the others.
    """
    worker = Worker()
    try:
        for file in files:
            try:
                yield {"file": str(file), **_told(identity.read_all(worker, _content(file)))}
            except UserError as error:
                yield {"file": str(file), "error": error.plain()}
    finally:
        worker.close()


def _told(found: tuple[Reading, ...]) -> dict[str, Any]:
    card = identity.both_faces(found, datetime.now().astimezone().date())
    if card is None:
        first, *others = map(_plain, found)
        return {**first, "beside": others} if others else first
    faces = sorted(found, key=lambda each: each.face != "front")
    return {**_plain(card), "faces": [{"face": each.face, **_where(each)} for each in faces]}


def _content(file: Path) -> bytes:
    """The bytes of an ordinary file; a device or a pipe would never end."""
    try:
        if not file.is_file():
            raise OSError
        with file.open("rb") as opened:
            return opened.read(BYTES + 1)
    except OSError:
        raise UserError("file_unreadable", QT_TR_NOOP("This file cannot be read.")) from None


def _plain(read: Reading) -> dict[str, Any]:
    return {
        "type": read.type,
        "face": read.face,
        "fields": {
            name: {
                "value": field.value,
                "confidence": field.confidence,
                "checks": list(field.checks),
                **({"proposed": field.proposed} if field.proposed else {}),
            }
            for name, field in read.fields.items()
        },
        **_where(read),
    }


def _where(read: Reading) -> dict[str, Any]:
    return {
        "corners": [[round(x, 1), round(y, 1)] for x, y in read.corners],
        "quality": {**dataclasses.asdict(read.quality), "ok": read.quality.ok},
    }
