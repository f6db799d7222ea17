"""Where a picture of a document comes from: a small interface each (R-050)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from PySide6.QtCore import QObject, Signal

from app.errors import UserError
from ui.capture.folder_poll import SeenFile
from ui.desk.background import Background

Kind = Literal["camera", "file", "scan", "watched_folder", "paste"]


@dataclass(frozen=True)
class Picture:
    """One picture as it came, not decoded: a JPEG, PNG or WebP. `taken_at` is UTC."""

    content: bytes = field(repr=False)
    source: Kind
    taken_at: datetime
    scan: SeenFile | None = None
    """the file in which it lies until it is sealed: one of the watched folder"""


class Source(QObject):
    """Gives pictures, or says in a sentence why it does not."""

    taken = Signal(object)
    """a Picture"""
    refused = Signal(object)
    """a UserError"""

    def give(self, content: bytes, kind: Kind, scan: SeenFile | None = None) -> None:
        """Tell that this picture was taken now."""
        self.taken.emit(Picture(content, kind, datetime.now(UTC), scan))

    def refuse(self, error: BaseException, background: Background) -> None:
        """Tell what is expected in words; a bug goes the way of every bug in the background."""
        if isinstance(error, UserError):
            self.refused.emit(error)
        else:
            background.unhandled.emit(error)
