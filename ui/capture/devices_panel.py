"""What this computer takes documents with: its ID-card reader, which the administrator chooses, and a
scanner's folder (R-050)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton

from app.services import identity
from app.settings import WATCHED_FOLDER, WATCHED_FOLDER_REMOVE, Setting, Settings
from ui.desk.desk import Desk
from ui.widgets.field import Field
from ui.widgets.panel import Panel, label
from ui.words.messages import not_stored, tr
from ui.words.reader_names import reader_text


class DevicesPanel(Panel):
    """Stored when a field is left; `changed` tells that something is other than before."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Devices of this computer"))
        self._settings: Settings = desk.settings
        self._messages = desk.messages
        self.reader = label("", wrap=True)
        self.folder = Field(tr("Folder of the scanner"), hint=tr("New pictures in it are taken"))
        self.choose = QPushButton(tr("Choose…"))
        self.choose.clicked.connect(self._choose_folder)
        self.folder.beside.addWidget(self.choose)
        self.remove = QCheckBox(tr("Remove a scan from the folder once its page is sealed"))
        self._lay_out()
        self.show_settings()
        self.folder.control.editingFinished.connect(self._store)  # type: ignore[union-attr]
        self.remove.toggled.connect(lambda _: self._store())
        self.hide()

    def _lay_out(self) -> None:
        self.add(self.reader)
        by_whom = tr(
            "The administrator chooses the reader, at this counter: Administration, This counter."
        )
        self.add(label(by_whom, "small", wrap=True))
        self.add(self.folder)
        self.add(self.remove)
        note = tr(
            "Scans lie in that folder unsealed: leave the box ticked, and use it for scans only."
        )
        self.note = label(note, "small", wrap=True)
        self.add(self.note)

    def show_settings(self) -> None:
        """Show what is stored."""
        get = self._settings.get
        reader = reader_text(identity.chosen_reader(self._settings))
        self.reader.setText(tr("ID-card reader: {reader}", reader=reader))
        self.folder.set_text(get(WATCHED_FOLDER))
        self.remove.setChecked(bool(get(WATCHED_FOLDER_REMOVE)))
        self._show_needed()

    def _show_needed(self) -> None:
        for part in (self.remove, self.note):
            part.setVisible(bool(self.folder.text()))

    def _store(self) -> None:
        self._show_needed()
        wanted: tuple[tuple[Setting[Any], Any], ...] = (
            (WATCHED_FOLDER, self.folder.text().strip()),
            (WATCHED_FOLDER_REMOVE, int(self.remove.isChecked())),
        )
        try:
            for setting, value in wanted:
                if self._settings.get(setting) != value:
                    self._settings.set(setting, value)
                    self.changed.emit()
        except OSError:
            self._messages.say(not_stored(), "bad")

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, tr("Folder of the scanner"))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._folder_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _folder_chosen(self, path: str) -> None:
        self.folder.set_text(path)
        self._store()
