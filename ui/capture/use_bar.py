"""Below the document: whose it is on record, what is left to do, and the one button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from ui.look import theme
from ui.widgets import icons
from ui.widgets.panel import label
from ui.widgets.tab_order import leaves
from ui.widgets.tag import Notice
from ui.widgets.wrapped_row import WrappedRow
from ui.words.messages import tr
from ui.words.picture_names import whose_name

PEOPLE = ("holder", "organization", "agent", "guardian", "handler")


class UseBar(QWidget):
    """Signals only; the screen decides."""

    used = Signal()
    put_aside = Signal()
    whose_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.aside = QPushButton(tr("Put aside"))
        self.aside.setToolTip(tr("Forget this document and its pictures"))
        self.aside.clicked.connect(self.put_aside)
        leaves(self.aside)
        self.said = Notice("", "plain")
        self.whose = QComboBox()
        self.whose.setAccessibleName(tr("Whose document"))
        self.whose.addItem(tr("whom the form needs"), "")
        for whose in PEOPLE:
            self.whose.addItem(whose_name(whose), whose)
        self.whose.currentIndexChanged.connect(lambda _: self.whose_changed.emit())
        self.use = QPushButton(icons.icon("next", theme.tokens().on_brand), "")
        self.use.setProperty("look", "primary")
        self.use.clicked.connect(self.used)
        self._for = label(tr("For"), "soft")
        what = WrappedRow()
        what.setSpacing(theme.GAP_S)
        for part in (self._for, self.whose, self.use):
            what.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_S)
        row.addWidget(self.aside)
        row.addWidget(self.said, 1)
        row.addLayout(what)

    def show_state(
        self, action: str, said: str, tone: theme.Tone, *, ready: bool, known: bool
    ) -> None:
        """What the button does now, and what is known; only a `known` document is anybody's."""
        for part in (self._for, self.whose):
            part.setVisible(known)
        self.use.setText(f"{action}  Ctrl+Enter")
        self._allow(ready)
        self.said.set(said, tone)
        self.said.setVisible(bool(said))

    def _allow(self, ready: bool) -> None:
        if not ready and self.use.hasFocus():
            self.setFocus()  # the cursor must not move to the button that puts the document aside
        self.use.setEnabled(ready)

    def show_question(self) -> None:
        """A document was given, and the form asks whose it is: nothing else is given before."""
        said = tr("The registration form asks whose document it was given. Answer that first.")
        self.show_state(tr("Answer the question"), said, "warn", ready=True, known=False)

    def show_not_in_use(self) -> None:
        """Another picture came by itself: which one is meant is for the clerk to say."""
        self._allow(False)
        self.said.set(tr("A scan came. Press the document at the top that is meant."), "warn")
        self.said.show()

    def choose(self, whose: str) -> None:
        """Say whose document comes next: holder … users.CODE, or '' when the form decides."""
        index = self.whose.findData(whose)
        if index < 0 and whose.startswith("users."):
            self.whose.addItem(f"{whose_name(whose)} {whose[6:]}", whose)
            index = self.whose.count() - 1
        self.whose.setCurrentIndex(max(index, 0))

    def chosen(self) -> str:
        """Whose document it is."""
        return str(self.whose.currentData() or "")
