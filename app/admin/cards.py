"""`read-card`: what the pictures of documents say, a line each; nothing of them is kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.capture.picture_header import BYTES
from app.capture.reading import Reading
from app.capture.worker import Worker
from app.errors import QT_TR_NOOP, UserError


def read_cards(files: list[Path]) -> Iterator[dict[str, Any]]:
    """{file, type, face, fields, corners, quality} of each file in order, or {file, error}."""
    worker = Worker()
    try:
        for file in files:
            try:
                yield {"file": str(file), **_plain(worker.read(_content(file)))}
            except UserError as error:
                yield {"file": str(file), "error": error.plain()}
    finally:
        worker.close()


def _content(file: Path) -> bytes:
    """The bytes of an ordinary file; a device or a pipe would never end."""
    try:
        if not file.is_file():
            raise OSError
        with file.open("rb") as opened:
            return opened.read(BYTES + 1)
    except OSError:
        raise UserError("file_unreadable", QT_TR_NOOP("This file cannot be read.")) from None


def _plain(reading: Reading) -> dict[str, Any]:
    return {
        "type": reading.type,
        "face": reading.face,
        "fields": {
            name: {
                "value": field.value,
                "confidence": field.confidence,
                "checks": list(field.checks),
                **({"proposed": field.proposed} if field.proposed else {}),
            }
            for name, field in reading.fields.items()
        },
        "corners": [[round(x, 1), round(y, 1)] for x, y in reading.corners],
        "quality": {**dataclasses.asdict(reading.quality), "ok": reading.quality.ok},
    }
