"""Taking a widget out of the window for good."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def discard(widget: QWidget) -> None:
    """Hide `widget`, take it from its parent, and destroy it when the running event is done.

    Left with its parent, it could be destroyed twice: by Qt with the parent, and by Python's
    collector, which then corrupts memory.
    """
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
