"""Where pictures come from: the row above the capture tab."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from app.services import identity
from ui.look import theme
from ui.widgets import icons
from ui.widgets.tag import Tag, TagButton
from ui.widgets.wrapped_row import WrappedRow
from ui.words.messages import tr


class SourceBar(QWidget):
    """Signals only; the screen decides."""

    reader_wanted = Signal()
    camera_wanted = Signal(bool)
    files_wanted = Signal()
    paste_wanted = Signal()
    devices_wanted = Signal(bool)
    waiting_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.reader = self._button("reader", tr("Read the card  F2"), self.reader_wanted)
        self.reader.setProperty("look", "primary")
        self.reader.setIcon(icons.icon("reader", theme.tokens().on_brand))
        self.camera = QPushButton(icons.icon("camera"), tr("Camera"))
        self.camera.setCheckable(True)
        self.camera.toggled.connect(self.camera_wanted)
        self.files = self._button("folder", tr("Open…  Ctrl+O"), self.files_wanted)
        self.paste = self._button("paste", tr("Paste"), self.paste_wanted)
        self.paste.setToolTip("Ctrl+V")
        self.cards = QComboBox()
        self.cards.setAccessibleName(tr("Practice card"))
        for name, text in identity.PRACTICE_CARDS.items():
            self.cards.addItem(tr(text), name)
        self.cards.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.cards.setMinimumContentsLength(9)
        self.cards.hide()
        self.folder = Tag("", "ok", "folder")
        self.folder.hide()
        self.waiting = TagButton("", "brand")
        self.waiting.clicked.connect(self.waiting_wanted)
        self.waiting.hide()
        self.devices = QPushButton(icons.icon("settings"), tr("Devices"))
        self.devices.setProperty("look", "flat")
        self.devices.setCheckable(True)
        self.devices.toggled.connect(self.devices_wanted)
        row = WrappedRow()
        row.setSpacing(theme.GAP_S)
        parts = (
            self.reader,
            self.cards,
            self.camera,
            self.files,
            self.paste,
        )
        for part in (*parts, self.folder, self.waiting, self.devices):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)

    def _button(self, icon: str, text: str, wanted: SignalInstance) -> QPushButton:
        button = QPushButton(icons.icon(icon), text)
        button.clicked.connect(wanted)
        return button

    def show_reader(self, *, there: bool, practice: bool, busy: bool) -> None:
        """Whether a reader is there, waits for a card, or plays invented ones."""
        self.reader.setText(tr("Stop waiting  F2") if busy else tr("Read the card  F2"))
        self.cards.setVisible(practice)
        self.cards.setEnabled(not busy)
        self.reader.setToolTip("" if there else tr("No reader is set up on this computer."))

    def practice_card(self) -> str:
        """The invented card that a practice reader is to read; '' for a real reader."""
        return "" if self.cards.isHidden() else str(self.cards.currentData())

    def show_folder(self, watching: bool, waiting: int) -> None:
        """Whether a scanner's folder is watched, and how many older files lie there."""
        self.folder.setVisible(watching)
        self.folder.set(tr("Scans are taken"), "ok")
        self.waiting.setVisible(bool(waiting))
        self.waiting.setText(tr("{n} older files in the folder: take them", n=waiting))
