"""How a line says which records of a counter are lost."""

from __future__ import annotations

from app.services.trust import Named
from ui.look.glyphs import displayable
from ui.words.messages import tr


def lost_line(lost: Named) -> str:
    """One counter's lost records, and whether they may never have been there."""
    values = {"n": displayable(lost.counter), "first": lost.first, "last": lost.last}
    if lost.forged:
        return tr(
            "Counter {n}: records {first} to {last}; no key known here signed the newest, it may be forged",
            **values,
        )
    return tr("Counter {n}: records {first} to {last}", **values)
