"""A date typed as digits: 20161215, 2016.12.15 and 2016年12月15日 all become 2016-12-15."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.validity import LONG_TERM
from ui.look import theme
from ui.widgets.field import Field
from ui.widgets.line import Line
from ui.words.messages import tr

_PARTS = re.compile(r"^\s*(\d{4})\s*[-./年 ]?\s*(\d{1,2})\s*[-./月 ]?\s*(\d{1,2})\s*日?\s*$")


def normalised(text: str) -> str:
    """`text` as yyyy-mm-dd when it reads as three numbers; otherwise unchanged, for a check."""
    found = _PARTS.match(text)
    if not found:
        return text
    year, month, day = found.groups()
    return f"{year}-{int(month):02d}-{int(day):02d}"


class DateField(Field):
    """A `Field` whose text becomes yyyy-mm-dd when it is left; `long_term` offers 长期 (no end)."""

    def __init__(
        self,
        label: str,
        *,
        required: bool = False,
        hint: str = "",
        long_term: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        edit = Line()
        edit.setPlaceholderText(tr("yyyy-mm-dd"))
        super().__init__(label, edit, required=required, hint=hint, parent=parent)
        self._edit = edit
        edit.editingFinished.connect(self._normalise)
        self.no_end: QCheckBox | None = None
        if long_term:
            self._offer_long_term(label)

    def _offer_long_term(self, label: str) -> None:
        self.no_end = QCheckBox(tr("Long-term"))
        self.no_end.setAccessibleName(f"{label}: {self.no_end.text()}")
        self.no_end.toggled.connect(self._toggle_long_term)
        self.beside.setSpacing(theme.GAP_S)
        self.beside.addWidget(self.no_end)
        self.changed.connect(self._mirror)

    def _normalise(self) -> None:
        if not self._edit.isReadOnly():
            text = normalised(self._edit.text())
            if text != self._edit.text():
                self._edit.setText(text)

    def _toggle_long_term(self, on: bool) -> None:
        if on:
            self._edit.setText(LONG_TERM)
        elif self._edit.text() == LONG_TERM:
            self._edit.clear()

    def _mirror(self, text: str) -> None:
        if self.no_end is not None:
            self.no_end.setChecked(text == LONG_TERM)
