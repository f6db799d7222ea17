"""The two pages of the capture tab: what is captured now, and what is kept."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class TwoPages(QStackedWidget):
    """As high as there is room, not as wrapped texts would like: fields scroll inside."""

    def hasHeightForWidth(self) -> bool:
        """Qt override."""
        return False

    def sizeHint(self) -> QSize:
        """Qt override: the rest is what the window has."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())
