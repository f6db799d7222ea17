"""Tags and notices: words on a soft ground, so the colour is never the only sign."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.look import theme
from ui.widgets import icons


class Tag(QFrame):
    """A short state such as 'registered today'."""

    def __init__(
        self, text: str, tone: theme.Tone = "plain", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "tag")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._icon_name = icon
        self._icon = QLabel()
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP_XS, 0, theme.GAP_XS, 0)
        row.setSpacing(theme.GAP_XS)
        row.addWidget(self._icon)
        row.addWidget(self._label)
        self.set(text, tone)

    def text(self) -> str:
        """The words of the tag."""
        return self._label.text()

    def set(self, text: str, tone: theme.Tone = "plain") -> None:
        """Change words and tone."""
        _dress(self, tone, self._icon, self._icon_name, self._label)
        self._label.setText(text)
        self.setAccessibleName(text)


class TagButton(QPushButton):
    """A tag that can be pressed, such as an open form in the top bar."""

    def __init__(
        self, text: str, tone: theme.Tone = "plain", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("look", "tag")
        self.setProperty("tone", tone)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class Notice(QFrame):
    """A whole sentence with an icon, as wide as its place: a warning about the customer, a hint."""

    ICONS: dict[theme.Tone, str] = {
        "plain": "hint",
        "brand": "hint",
        "ok": "ok",
        "warn": "warn",
        "bad": "bad",
    }

    def __init__(
        self, text: str, tone: theme.Tone = "plain", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "notice")
        self._icon_name = icon
        self._icon = QLabel()
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP, theme.GAP_XS + 2, theme.GAP, theme.GAP_XS + 2)
        row.setSpacing(theme.GAP_S)
        self._icon.setFixedHeight(self._label.fontMetrics().height())
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self.set(text, tone)

    def text(self) -> str:
        """The sentence shown."""
        return self._label.text()

    def set(self, text: str, tone: theme.Tone = "plain") -> None:
        """Change sentence and tone."""
        _dress(self, tone, self._icon, self._icon_name or self.ICONS[tone], self._label)
        self._label.setText(text)
        self.setAccessibleName(text)


def tag_rows(tags: Iterable[QWidget], width: int) -> QWidget:
    """The tags in rows of as many as fit into `width` pixels."""
    host = QWidget()
    rows = QVBoxLayout(host)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(theme.GAP_XS)
    room = 0
    for tag in tags:
        tag.ensurePolished()
        needed = tag.sizeHint().width() + theme.GAP_XS
        if needed > room:
            row = QHBoxLayout()
            row.setSpacing(theme.GAP_XS)
            row.addStretch(1)
            rows.addLayout(row)
            room = width
        row.insertWidget(row.count() - 1, tag)
        room -= needed
    return host


def _dress(frame: QFrame, tone: theme.Tone, icon: QLabel, name: str, label: QLabel) -> None:
    if frame.property("tone") == tone:
        return
    theme.set_look(frame, "tone", tone)
    theme.dress(label)
    icon.setVisible(bool(name))
    if name:
        icon.setPixmap(icons.pixmap(name, theme.tokens().text_on(tone), 16))
