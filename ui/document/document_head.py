"""Above the fields of a document: whose it is, how it came, and the way to a camera or a reader."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.look import theme
from ui.widgets import icons
from ui.widgets.panel import label
from ui.widgets.tag import Tag
from ui.widgets.wrapped_row import WrappedRow
from ui.words.messages import tr


class DocumentHead(QWidget):
    """`capture_wanted` and `clear_wanted` name the person."""

    capture_wanted = Signal(str)
    clear_wanted = Signal(str)

    def __init__(self, whose: str, title: str) -> None:
        super().__init__()
        self.how = Tag("", "warn")
        self.how.hide()
        self.capture = QPushButton(icons.icon("camera"), tr("Read or photograph  F6"))
        self.capture.setAccessibleName(
            tr("{who}: read or photograph the document", who=title)
            if title
            else tr("Read or photograph")
        )
        self.capture.clicked.connect(lambda: self.capture_wanted.emit(whose))
        self.clear = QPushButton(tr("Take this document out"))
        self.clear.setProperty("look", "flat")
        self.clear.clicked.connect(lambda: self.clear_wanted.emit(whose))
        self.clear.hide()
        row = WrappedRow()
        row.setSpacing(theme.GAP_S)
        if title:
            row.addWidget(label(title, "bold"))
        for part in (self.how, self.capture, self.clear):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)

    def show_modes(self, modes: Collection[str], *, typed: bool) -> None:
        """How the fields came; `typed`: a number stands there that nobody read."""
        count = len(modes)
        self.clear.setVisible(bool(count))
        self.how.setVisible(bool(count) or typed)
        if "reader" in modes:
            self.how.set(tr("Read from the card · {n} fields", n=count), "ok")
        elif count:
            self.how.set(tr("Recognised · to be verified"), "warn")
        else:
            self.how.set(tr("Entered by hand · to be verified"), "warn")
