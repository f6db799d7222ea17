"""The confidentiality agreement (R-006) and the lock screen's reminders, data of resources/."""

from __future__ import annotations

from app.paths import RESOURCES

FOLDER = RESOURCES / "confidentiality"


def agreement(version: str, language: str) -> str:
    """The whole text of a version, such as 'confidentiality-1', as it is shown and signed."""
    return (FOLDER / f"{version}.{language}.txt").read_text(encoding="utf-8")


def reminders(language: str) -> tuple[str, ...]:
    """Short sentences for the lock screen."""
    text = (FOLDER / f"reminders.{language}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line)
