"""A line of text never shows an empty box for a character without a glyph."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QLineEdit

from ui.look import glyphs, theme


class RareText(QLabel):
    """Lies over a line edit that is not being typed into, with ‹U+XXXX› for such characters."""

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self.setProperty("look", "over")
        self.setFocusPolicy(edit.focusPolicy().NoFocus)
        self.hide()
        edit.installEventFilter(self)
        edit.textChanged.connect(self._refresh)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: typing lifts the cover, leaving puts it back."""
        kinds = (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Resize)
        if watched is self._edit and event.type() in kinds:
            self._refresh()
        return False

    def _refresh(self) -> None:
        edit = self._edit
        text = edit.text()
        hidden = edit.hasFocus() or edit.echoMode() != QLineEdit.EchoMode.Normal
        covered = not hidden and bool(glyphs.missing(text))
        if covered:
            self.setText(glyphs.displayable(text))
            self.setGeometry(edit.rect().adjusted(theme.GAP_S, 2, -theme.GAP_S, -2))
        self.setVisible(covered)
