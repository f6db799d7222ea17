"""ID-card readers in words."""

from __future__ import annotations

from app.services.identity import ReaderChoice
from ui.words.messages import tr


def reader_names(*, practice: bool) -> dict[str, str]:
    """The kinds that can be chosen; the practice reader in the sample hall only."""
    names = {
        "none": tr("No reader"),
        "serial": tr("Reader at a serial or USB port"),
        "program": tr("Reader with its maker's program"),
    }
    return names | {"simulator": tr("Practice reader with invented cards")} if practice else names


def reader_text(choice: ReaderChoice) -> str:
    """The reader of this counter in one line."""
    name = reader_names(practice=True)[choice.kind]
    return " · ".join(part for part in (name, choice.port, choice.program) if part)
