"""Codes of the service history in words; a code of a later version stays a code."""

from __future__ import annotations

from ui.look import theme
from ui.words.messages import tr


def channel(code: str) -> str:
    """Where the customer came."""
    names = {
        "hall": tr("Service hall"),
        "home": tr("Visit at home"),
        "door": tr("Visit at home"),
        "phone": tr("Phone"),
        "online": tr("Online"),
        "agency": tr("Agency"),
    }
    return names.get(code, code)


def result(code: str) -> tuple[str, theme.Tone]:
    """What came of it, and how serious that is."""
    names: dict[str, tuple[str, theme.Tone]] = {
        "done": (tr("Done"), "ok"),
        "refused": (tr("Turned down"), "bad"),
        "waiting": (tr("Waits"), "warn"),
    }
    return names.get(code, (code, "plain"))
