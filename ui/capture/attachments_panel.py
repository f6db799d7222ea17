"""Powers of attorney and proofs: kept with the person's document, not read."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.capture.document import Document
from ui.document.canvas import decode_jpeg
from ui.look import theme
from ui.widgets import icons
from ui.widgets.discard import discard
from ui.widgets.line import choice_line
from ui.widgets.panel import Panel, label
from ui.words.messages import tr

HEIGHT = 56
LIMIT = 60


class AttachmentsPanel(Panel):
    """`changed` tells the document with other attachments; `add_wanted` that a picture is chosen."""

    changed = Signal(object)
    add_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Powers and proofs"), parent)
        self._document: Document | None = None
        self.titles: list[QComboBox] = []
        self.add_one = QPushButton(icons.icon("folder"), tr("Add a picture…"))
        self.add_one.clicked.connect(self.add_wanted)
        self.add_action(self.add_one)
        self.empty = label(
            tr("A power of attorney, a proof of guardianship, a seal on a copy."),
            "small",
            wrap=True,
        )
        self._lines = QWidget()
        self.add(self.empty)
        self.add(self._lines)

    def clear(self) -> None:
        """No document is shown, and none of its pictures."""
        self._document = None
        self.titles = []
        self._show_lines(QWidget())

    def show_document(self, document: Document) -> None:
        """The attachments of this document."""
        same = self._document is not None and [each.id for each in self._document.attachments] == [
            each.id for each in document.attachments
        ]
        self._document = document
        self.empty.setVisible(not document.attachments)
        if same:
            return
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        self.titles = []
        for each in document.attachments:
            picture = QLabel()
            picture.setPixmap(QPixmap.fromImage(decode_jpeg(each.jpeg, HEIGHT)))
            title = choice_line(
                tr("Power of attorney"),
                tr("Proof of guardianship"),
                tr("Proof of discount"),
                tr("Letter of the unit"),
            )
            title.setAccessibleName(tr("What this picture is"))
            edit = title.lineEdit()
            assert edit is not None
            edit.setMaxLength(LIMIT)
            edit.setPlaceholderText(tr("What is it?"))
            title.setCurrentText(each.title)
            title.currentTextChanged.connect(lambda text, which=each.id: self._named(which, text))
            out = QPushButton(icons.icon("close"), "")
            out.setProperty("look", "icon")
            out.setAccessibleName(tr("Take out"))
            out.clicked.connect(lambda _=False, which=each.id: self._remove(which))
            title.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]
            row = QHBoxLayout()
            row.setSpacing(theme.GAP_S)
            row.addWidget(picture)
            row.addWidget(title, 1)
            row.addWidget(out)
            column.addLayout(row)
            self.titles.append(title)
        self._show_lines(lines)

    def _show_lines(self, lines: QWidget) -> None:
        self.body.replaceWidget(self._lines, lines)
        discard(self._lines)
        self._lines = lines

    def _named(self, which: object, text: str) -> None:
        assert self._document is not None
        self.changed.emit(
            replace(
                self._document,
                attachments=tuple(
                    replace(each, title=text) if each.id == which else each
                    for each in self._document.attachments
                ),
            )
        )

    def _remove(self, which: object) -> None:
        assert self._document is not None
        kept = tuple(each for each in self._document.attachments if each.id != which)
        self.changed.emit(replace(self._document, attachments=kept))
