"""How did it come out? (R-182): asked in place after each print, answered with the keys 1 to 4."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.messages import tr
from ui.widgets import icons
from ui.widgets.card import label
from ui.widgets.field import Field


class Ask(QStackedWidget):
    """`answered(outcome, reason)`; a jam asks for its reason first."""

    answered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QPushButton] = {}
        self.question = label("", "bold", wrap=True)
        self.reason = Field(tr("Why is the sheet void?"), _reasons(), required=True)
        self.void = QPushButton(
            icons.icon("print", theme.tokens().on_brand), tr("Void, print again")
        )
        self.back = QPushButton(tr("Back"))
        self.addWidget(self._choices())
        self.addWidget(self._jam())

    def _choices(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addWidget(self.question)
        for key, (outcome, icon, text) in enumerate(
            (
                ("good", "ok", tr("Came out well")),
                ("jammed", "warn", tr("Jammed or spoiled: print again")),
                ("other_printer", "print", tr("Another printer")),
                ("later", "clock", tr("Print later")),
            ),
            start=1,
        ):
            color = theme.tokens().on_brand if outcome == "good" else ""
            button = QPushButton(icons.icon(icon, color), f"{key}  {text}")
            button.setAccessibleName(tr("{text}, key {key}", text=text, key=key))
            if outcome == "good":
                button.setProperty("look", "primary")
            button.clicked.connect(lambda _=False, chosen=outcome: self._choose(chosen))
            column.addWidget(button)
            self.buttons[outcome] = button
        column.addStretch(1)
        return page

    def _jam(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        note = tr("The spoiled sheet is void; the new one is no reprint. Tear the spoiled one up.")
        column.addWidget(label(note, "soft", wrap=True))
        column.addWidget(self.reason)
        row = QHBoxLayout()
        self.void.setProperty("look", "primary")
        self.void.clicked.connect(self._say_jammed)
        self.back.clicked.connect(self.ask_again)
        row.addWidget(self.void, 1)
        row.addWidget(self.back)
        column.addLayout(row)
        column.addStretch(1)
        return page

    def ask(self, question: str) -> None:
        """Ask about a paper."""
        self.question.setText(question)
        self.reason.set_status("hint", "")
        self.ask_again()

    def ask_again(self) -> None:
        """The four answers again."""
        self.setCurrentIndex(0)
        self.buttons["good"].setFocus()

    def _choose(self, outcome: str) -> None:
        if outcome == "jammed":
            self.setCurrentIndex(1)
            self.reason.setFocus()
        else:
            self.answered.emit(outcome, "")

    def _say_jammed(self) -> None:
        control = self.reason.control
        text = control.currentText().strip() if isinstance(control, QComboBox) else ""
        if not text:
            self.reason.set_status("bad", tr("Say why the sheet is void, such as paper jam."))
            return
        self.answered.emit("jammed", text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: 1 to 4 answer, Esc leaves the reason."""
        keys = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.currentIndex() == 0 and plain and event.key() in keys:
            list(self.buttons.values())[keys.index(Qt.Key(event.key()))].click()
        elif self.currentIndex() == 1 and event.key() == Qt.Key.Key_Escape:
            self.ask_again()
        else:
            super().keyPressEvent(event)


def _reasons() -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    box.addItems([tr("Paper jam"), tr("Faint or smeared"), tr("Wrong paper"), tr("Printed askew")])
    return box
