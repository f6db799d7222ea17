"""The fields of a document, each with how it was read, what was checked, and the patch it came from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.capture.document import Document, Said
from ui.capture.words import field_names, field_status
from ui.document.picture_view import PatchView
from ui.form.form_grid import FormGrid
from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets.dates import DateField
from ui.widgets.field import Field
from ui.widgets.keys import by_space_only
from ui.widgets.panel import Panel, label
from ui.words.messages import tr

DATES = ("birth", "valid_from", "valid_to")
WIDE = ("address", "name_en")


class FieldsPanel(Panel):
    """`typed` tells (field, text); `looked_at` the Said whose field has the focus, or None."""

    typed = Signal(str, str)
    looked_at = Signal(object)

    def __init__(self, image_of: Callable[[bytes], QImage], parent: QWidget) -> None:
        """`image_of` decodes an upright face, once and not with every keystroke."""
        super().__init__(tr("Read from the document"), parent)
        self._image_of = image_of
        self.patch = PatchView()
        self.fields: dict[str, Field] = {}
        self._proposals: dict[str, QPushButton] = {}
        self._said: dict[str, Said] = {}
        self._type = ""
        self._filling = False
        self._id: UUID | None = None
        self._left: tuple[UUID, str, int] | None = None
        """where the cursor was when this document went out of use: another face of it may come"""
        self.grid = FormGrid()
        inside = QWidget()
        inside.setProperty("look", "clear")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(2, 2, theme.GAP_S, theme.GAP_S)
        self.column.setSpacing(theme.GAP_S)
        self.column.addWidget(self.grid)
        self.column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        self.hint = label("", "small", wrap=True)
        self.add(self.hint)
        self.add(self.patch)
        self.add(self.area, 1)

    def show_document(self, document: Document, today: date) -> None:
        """Fill in what was read and say what was checked."""
        self._said = document.fields(today)
        self._id = document.id
        held: tuple[str, int] | None = None
        if document.type != self._type or set(self.fields) != set(self._said):
            held = self._held()
            self._build(document.type)
        self._filling = True
        for name, said in self._said.items():
            field = self.fields[name]
            if field.text() != said.value:
                field.set_text(said.value)
            field.set_source("", locked=said.mode == "reader")
            field.set_status(*field_status(name, said))
            self._propose(name, said)
        self._filling = False
        self.hint.setText(
            tr("Compare every character with the picture; the name above all.")
            if document.is_known
            else tr("No field was read.")
        )
        if held is not None:
            self._hold(*held)
        self._look_at_focus()

    def _held(self) -> tuple[str, int] | None:
        """The field with the cursor and where the cursor is in it; None when it is elsewhere."""
        for name, field in self.fields.items():
            if field.control.hasFocus():
                edit = field.control
                return name, edit.cursorPosition() if isinstance(edit, QLineEdit) else 0
        return None

    def _hold(self, name: str, position: int) -> None:
        """Keep the cursor in the clerk's field when another face brings other fields."""
        if name not in self.fields:
            self.focus_first()
            return
        edit = self.fields[name].control
        edit.setFocus()
        if isinstance(edit, QLineEdit):
            edit.setCursorPosition(position)

    def hold_again(self) -> bool:
        """Put the cursor where it was before this document went out of use; False when it was nowhere."""
        left, self._left = self._left, None
        if left is None or left[0] != self._id or left[1] not in self.fields:
            return False
        self._hold(left[1], left[2])
        return True

    def clear(self) -> None:
        """No document is shown."""
        held = self._held()
        if held is not None and self._id is not None:
            self._left = (self._id, *held)
        self._id = None
        self._said, self._type = {}, ""
        self.grid.clear()
        self.fields, self._proposals = {}, {}
        self.patch.set_patch(QImage(), None)
        self.patch.hide()
        self.hint.setText("")

    def _build(self, document_type: str) -> None:
        self._type = document_type
        self.grid.clear()
        self.fields, self._proposals = {}, {}
        names = field_names(document_type)
        for name in self._said:
            title = names.get(name, name)
            field = self._field(name, title)
            field.control.installEventFilter(self)
            field.changed.connect(lambda text, which=name: self._heard(which, text))
            propose = QPushButton()
            propose.setProperty("look", "flat")
            propose.hide()
            by_space_only(propose)
            propose.clicked.connect(lambda _=False, which=name: self._take_proposal(which))
            layout = field.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(layout.count() - 1, propose)
            self.fields[name] = field
            self._proposals[name] = propose
            self.grid.add(field, wide=name in WIDE)

    def _field(self, name: str, title: str) -> Field:
        if name in DATES:
            return DateField(title, long_term=name == "valid_to")
        if name == "sex":
            box = QComboBox()
            for value, text in (("", ""), ("男", tr("Male")), ("女", tr("Female"))):
                box.addItem(text, value)
            box.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]
            return Field(title, box)
        return Field(title)

    # --- proposals

    def _propose(self, name: str, said: Said) -> None:
        button = self._proposals[name]
        proposed = said.field.proposed
        button.setVisible(bool(proposed) and proposed != said.value)
        if proposed:
            button.setText(tr("Would fit: {text}. Take it?", text=displayable(proposed)))
            button.setAccessibleName(button.text())

    def _take_proposal(self, name: str) -> None:
        self.typed.emit(name, self._said[name].field.proposed)
        self.fields[name].setFocus()

    # --- typing and looking

    def _heard(self, name: str, text: str) -> None:
        if not self._filling:
            self.typed.emit(name, text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: the field with the focus shows where it stands on the document."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._look_at_focus()
        return False

    def _look_at_focus(self) -> None:
        for name, field in self.fields.items():
            if field.control.hasFocus() and name in self._said:
                said = self._said[name]
                self.patch.set_patch(self._image_of(said.page.reading.upright), said.field.box)
                self.patch.setVisible(said.page.mode != "reader")
                self.area.ensureWidgetVisible(field, 0, theme.CONTROL)
                self.looked_at.emit(said)
                return

    def focus_first(self) -> None:
        """Put the cursor into the first field that is wrong, else into the name."""
        wrong = [name for name, said in self._said.items() if said.failed or not said.value]
        for name in (*wrong, "name"):
            if name in self.fields:
                self.fields[name].setFocus()
                return
