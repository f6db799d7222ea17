"""A one-time password, shown once: large, on no clipboard, gone after 'written down'."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton

from ui.look.glyphs import displayable
from ui.widgets.panel import Panel, label
from ui.words.messages import tr


class OneTimePanel(Panel):
    """`done` comes when the person confirmed that it is on paper; the text is forgotten then."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__(tr("One-time password"))
        self.whose = label("", wrap=True)
        self.password = label("", "figure", wrap=True)
        self.password.setAccessibleName(tr("One-time password"))
        self.password.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.password.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.written = QCheckBox(tr("I have written it down"))
        self.go = QPushButton(tr("Done"))
        self.go.setProperty("look", "primary")
        self.go.setEnabled(False)
        self.add(self.whose)
        self.add(self.password)
        self.add(
            label(
                tr(
                    "Write it on paper and hand it to this person only. It works for the first "
                    "sign-in, where an own password is chosen, and is not shown again. If it is "
                    "lost, reset the person."
                ),
                "soft",
                wrap=True,
            )
        )
        self.add(self.written)
        self.add(self.go)
        self.body.addStretch(1)
        self.written.toggled.connect(self.go.setEnabled)
        self.go.clicked.connect(self._finish)

    def show_for(self, staff_no: str, name: str, password: str) -> None:
        """Show the password of one person, in its groups of four."""
        self.whose.setText(displayable(tr("For {staff_no} {name}", staff_no=staff_no, name=name)))
        self.password.setText(password)
        self.written.setChecked(False)
        self.written.setFocus()

    def _finish(self) -> None:
        self.password.clear()
        self.whose.clear()
        self.done.emit()
