"""About this hall: the operator, the hall and counter, where this computer's key and data lie."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from app.services.session import Installation
from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets.panel import Panel, label
from ui.widgets.tag import Tag
from ui.words.messages import tr


class Hall(Panel):
    """One line that says where one is, with tags for the key and the database."""

    def __init__(self, here: Installation) -> None:
        super().__init__()
        self.setAccessibleName(tr("About this hall"))
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_S)
        place = tr("{hall} · counter {n}", hall=here.hall_name, n=here.workstation.counter)
        row.addWidget(label(displayable(here.operator_name), "bold", wrap=True), 2)
        row.addWidget(label(displayable(place), "soft", wrap=True), 3)
        row.addWidget(self._key(here))
        row.addWidget(self._data(here))
        self.add(row)

    def _key(self, here: Installation) -> Tag:
        if here.key_storage == "keyring":
            tag = Tag(tr("Key: in this computer's key store"), "ok", "lock")
        else:
            tag = Tag(tr("Key: in a private file"), "warn", "lock")
        tag.setToolTip(tr("The key with which this counter signs what happens here."))
        return tag

    def _data(self, here: Installation) -> Tag:
        if not here.local:
            return Tag(tr("Data: on the server"), "ok", "local")
        tag = Tag(tr("Data: a file on this computer"), "ok", "local")
        tag.setToolTip(str(here.folders.database))
        return tag
