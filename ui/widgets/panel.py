"""A panel: a frame with a title row and a body, the ground that every screen is laid out on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.look import theme


def label(text: str, look: str = "", *, wrap: bool = False) -> QLabel:
    """A plain-text label in one of the looks of the stylesheet (title, subtitle, soft, small …)."""
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setWordWrap(wrap)
    if look:
        result.setProperty("look", look)
    return result


def keep_room(widget: QWidget) -> None:
    """The place of `widget` stays when it is hidden: what stands below never jumps."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)


def rule() -> QFrame:
    """A thin line between two parts."""
    result = QFrame()
    result.setProperty("look", "rule")
    return result


def centred(widget: QWidget) -> QHBoxLayout:
    """A row with `widget` in its middle, as high as its wrapped texts need."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row


def scrolled(inside: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """`inside` in an area that scrolls only when it is larger than its place."""
    inside.setProperty("look", "clear")
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def come_into_view(*parts: QWidget) -> None:
    """Scroll to these parts of one page, where it scrolls; the last one is seen for certain."""
    around = parts[0].parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        for part in parts:
            around.ensureWidgetVisible(part, 0, theme.GAP)


class LowIfNeedBe(QScrollArea):
    """As high as what is inside; where there is less room it is lower and scrolls, so that what must be
    seen beside it keeps its own height."""

    LOWEST = 60

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        inside.setProperty("look", "clear")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(inside)

    def sizeHint(self) -> QSize:
        """Qt override: as high as it is beside its bar, for Qt keeps a bar that was needed once."""
        wanted = self._inside.sizeHint()
        height = self._inside.heightForWidth(self.width() - self._bar_width())
        return QSize(wanted.width(), height if height >= 0 else wanted.height())

    def minimumSizeHint(self) -> QSize:
        """Qt override: wide enough for its widest part, for nothing scrolls sideways."""
        width = self._inside.minimumSizeHint().width() + self._bar_width()
        return QSize(width, min(self.sizeHint().height(), self.LOWEST))

    def _bar_width(self) -> int:
        return self.verticalScrollBar().sizeHint().width()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: another text inside asks for another height."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._inside:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt override: at another width the texts inside need another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class Panel(QFrame):
    """`body` takes the content; `head` is the title row: title, then tags, then a stretch."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self.setAccessibleName(title)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(16, theme.GAP, 16, theme.GAP)
        self._outer.setSpacing(theme.GAP_S + 2)
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.GAP_S)
        self.title = label(title, "subtitle")
        if title:
            self.head.addWidget(self.title)
            self.head.addStretch(1)
            self._outer.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.GAP_S + 2)
        self._outer.addLayout(self.body, 1)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a layout below what is there."""
        if isinstance(item, QWidget):
            self.body.addWidget(item, stretch)
        else:
            self.body.addLayout(item, stretch)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a tag right of the title."""
        self.head.insertWidget(self.head.count() - 1, widget)

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right end of the title row."""
        self.head.addWidget(widget)
