"""A field of a form: label with its star, the input, and the line below that says what is wrong."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import Problem
from ui.look import glyphs, theme
from ui.widgets import icons
from ui.widgets.line import Line
from ui.widgets.rare_text import RareText
from ui.words.messages import error_text, tr

TEXT_LINES = 4
Status = Literal["hint", "ok", "warn", "bad"]
Input = QLineEdit | QComboBox | QPlainTextEdit


class Field(QWidget):
    """`changed` tells the text after every keystroke. `beside` is the row of the input.

    A finding about what is being typed waits until the field is left or Enter is pressed in it; one that
    stands already goes, or changes, with every keystroke (screens.md rule 15).
    """

    changed = Signal(str)

    def __init__(
        self,
        label: str,
        control: Input | None = None,
        *,
        required: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.control: Input = control if control is not None else Line()
        self._label_text = label
        self._hint = hint
        self._source = ""
        self._is_locked = False
        self.is_being_filled = False
        """somebody types here now and has not left the field yet"""
        self._held: Problem | None = None
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setProperty("look", "soft")
        self._label.setWordWrap(True)
        self._label.setBuddy(self.control)
        self._icon = QLabel()
        self._status = QLabel()
        self._status.setWordWrap(True)
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.GAP_XS)
        below.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._status, 1)
        self.beside = QHBoxLayout()
        self.beside.addWidget(self.control, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._label)
        column.addLayout(self.beside)
        column.addLayout(below)
        column.addStretch(1)
        self.set_required(required)
        self._watch()
        self._listen()
        self.set_status("hint", hint)

    def _listen(self) -> None:
        if isinstance(self.control, QLineEdit):
            RareText(self.control)
            self.control.textChanged.connect(self.changed)
        elif isinstance(self.control, QPlainTextEdit):
            self.control.setTabChangesFocus(True)
            self.control.setFixedHeight(self.control.fontMetrics().height() * TEXT_LINES)
            self.control.textChanged.connect(lambda: self.changed.emit(self.text()))
        else:
            self.control.currentIndexChanged.connect(lambda _: self.changed.emit(self.text()))

    def _watch(self) -> None:
        control = self.control
        line = control.lineEdit() if isinstance(control, QComboBox) else control
        if isinstance(line, QLineEdit):
            line.textEdited.connect(self._begin_filling)
        control.installEventFilter(self)

    def _begin_filling(self) -> None:
        self.is_being_filled = True

    def _end_filling(self) -> None:
        self.is_being_filled = False
        held, self._held = self._held, None
        if held is not None:
            self._show_finding(held)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: leaving the input, or Enter in it (with Ctrl as well, before the key becomes a
        shortcut), ends the filling."""
        left = event.type() == QEvent.Type.FocusOut
        if isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            left = True
        if left and self.is_being_filled:
            self._end_filling()
        return False

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the cursor into the input. No focus proxy: Qt would let Tab stop at the field where it
        was built, jump from there to its input, and never get past the two.
        """
        self.control.setFocus(reason)

    def text(self) -> str:
        """What is typed; for a choice, the chosen value (its data, else its words)."""
        if isinstance(self.control, QComboBox):
            data = self.control.currentData()
            return self.control.currentText() if data is None else str(data)
        if isinstance(self.control, QPlainTextEdit):
            return self.control.toPlainText()
        return self.control.text()

    def set_text(self, text: str) -> None:
        """Fill in a value, as if it were typed; a choice takes the value's entry."""
        if isinstance(self.control, QComboBox):
            index = self.control.findData(text)
            self.control.setCurrentIndex(index if index >= 0 else self.control.findText(text))
        elif isinstance(self.control, QPlainTextEdit):
            self.control.setPlainText(text)
        else:
            self.control.setText(text)

    def set_required(self, required: bool) -> None:
        """Show or hide the star; the accessible name says it in words."""
        star = f' <span style="color:{theme.tokens().bad}">*</span>' if required else ""
        self._label.setText(_escaped(self._label_text) + star)
        name = self._label_text
        self.control.setAccessibleName(tr("{name} (required)", name=name) if required else name)

    def status(self) -> tuple[Status, str]:
        """What the line below says, and how serious it is."""
        kind: Status = self._status.property("status") or "hint"
        return kind, self._status.text()

    def set_status(self, status: Status, text: str) -> None:
        """Say `text` under the field; an empty hint falls back to the field's own."""
        shown = text or (self._source or self._hint if status == "hint" else "")
        if (self._status.property("status"), self._status.text()) == (status, shown):
            return
        theme.set_look(self._status, "status", status)
        self._status.ensurePolished()  # the height of its own font
        self._status.setText(shown)
        line = self._status.fontMetrics().height()
        # the height of a wrapped line, kept so that nothing moves
        self._status.setMinimumHeight(line + 1)
        self._icon.setFixedHeight(line)
        self._icon.setVisible(status != "hint" and bool(shown))
        if status != "hint" and shown:
            color = {"ok": theme.tokens().ok, "warn": theme.tokens().warn}.get(status)
            self._icon.setPixmap(icons.pixmap(status, color or theme.tokens().bad, 14))
        state = "" if status == "hint" else status
        theme.set_look(self.control, "state", state)
        self.control.setAccessibleDescription(shown)

    def show_problem(self, problem: Problem | None, good: str = "") -> None:
        """Show a finding of a check, or `good` (may be empty) when there is none."""
        self._held = None
        if problem is not None and self.is_being_filled and self.status()[0] in ("hint", "ok"):
            self._held = problem
            if self.status()[0] == "ok":
                self.set_status("hint", "")
        elif problem is not None:
            self._show_finding(problem)
        elif rare := glyphs.missing(self.text()):
            self.set_status(
                "warn",
                tr(
                    "No font here has {points}; the code is printed instead.",
                    points=", ".join(rare),
                ),
            )
        else:
            self.set_status("ok" if good else "hint", good)

    def _show_finding(self, problem: Problem) -> None:
        self.set_status("bad" if problem.severity == "error" else "warn", error_text(problem))

    def set_source(self, source: str, *, locked: bool) -> None:
        """Say where the value came from ('' typed here); `locked` keeps it from being typed over."""
        if (source, locked) == (self._source, self._is_locked):
            return
        before, self._source = self._source, source
        if locked != self._is_locked:
            self.set_read_only(locked)
        if self.status() in (("hint", before), ("hint", ""), ("hint", self._hint)):
            self.set_status("hint", source)

    def set_read_only(self, read_only: bool) -> None:
        """Keep the value from being typed over, or give it free again."""
        self._is_locked = read_only
        if isinstance(self.control, QComboBox):
            self.control.setEnabled(not read_only)
        else:
            self.control.setReadOnly(read_only)
            theme.dress(self.control)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
