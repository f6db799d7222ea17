"""Words that give way where there is little room: cut with …, whole in the tool tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

SHORTEST = 60
"""Pixels that are always kept."""


class ElidedLabel(QLabel):
    """A line of text that never widens the window; `set_words` instead of `setText`."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def set_words(self, words: str) -> None:
        """Say this; the tool tip and the accessible name have all of it."""
        self._words = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._fit()
        self.updateGeometry()

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), max(self.width(), SHORTEST)
        self.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room))

    def sizeHint(self) -> QSize:
        """Qt override: room for all of it, if there is any."""
        width = self.fontMetrics().horizontalAdvance(self._words) + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Qt override: gives way down to a word."""
        return QSize(SHORTEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt override: cut anew."""
        super().resizeEvent(event)
        self._fit()


class ElidedButton(QPushButton):
    """A button with the same habit."""

    PADDING = 20

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def words(self) -> str:
        """All that it says."""
        return self._words

    def set_words(self, words: str) -> None:
        """Say this; the accessible name has all of it."""
        self._words = words
        self.setAccessibleName(words)
        self._fit()
        self.updateGeometry()

    def _fit(self) -> None:
        room = max(self.width(), SHORTEST) - self.PADDING
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))

    def sizeHint(self) -> QSize:
        """Qt override: room for all of it, if there is any."""
        width = self.fontMetrics().horizontalAdvance(self._words) + self.PADDING + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Qt override: gives way down to a word."""
        return QSize(SHORTEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt override: cut anew."""
        super().resizeEvent(event)
        self._fit()
