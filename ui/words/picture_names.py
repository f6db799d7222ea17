"""What people of a form and their pictures are called, wherever they are shown."""

from __future__ import annotations

from ui.words.messages import tr


def whose_name(whose: str) -> str:
    """A person's part in the form, in words."""
    if whose.startswith("user"):
        return tr("User")
    return {
        "holder": tr("Holder"),
        "organization": tr("Unit"),
        "agent": tr("Agent"),
        "guardian": tr("Guardian"),
        "handler": tr("Handler"),
    }.get(whose, whose)


def kind_name(kind: str) -> str:
    """What a picture shows, in words."""
    return {
        "front": tr("portrait side"),
        "back": tr("emblem side"),
        "page": tr("page"),
        "portrait": tr("portrait"),
        "live_photo": tr("photo taken now"),
        "attachment": tr("attachment"),
    }.get(kind, kind)
