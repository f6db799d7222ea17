"""Below the form: abandon and hold left; what is left to do and the one button right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.form.fields import listed
from ui.look import theme
from ui.widgets import icons
from ui.widgets.elided import ElidedButton
from ui.widgets.question import Question
from ui.widgets.tab_order import leaves
from ui.words.messages import tr

NAMED = 3
"""Fields named in the list of what is left."""


class BottomBar(QWidget):
    """Signals only; the screen decides. `finish` is what the last step's button says, `finishing` what it
    says meanwhile, `discard` the question's sentence with `{lost}`."""

    abandoned = Signal()
    hold_wanted = Signal()
    go_wanted = Signal()
    left_wanted = Signal()
    ask_again = Signal()
    back_to_form = Signal()

    def __init__(self, finish: str, finishing: str, discard: str) -> None:
        super().__init__()
        self._finish, self._finishing, self._lost = finish, finishing, discard
        self.abandon = QPushButton(tr("Abandon this form…"))
        self.hold = QPushButton(tr("Hold F4"))
        self.left = ElidedButton()
        self.left.setProperty("look", "flat")
        self.go = QPushButton(icons.icon("next", theme.tokens().on_brand), "")
        self.go.setProperty("look", "primary")
        self.really = Question("warn", tr("Keep working"), tr("Discard this form"), "danger")
        self.unknown = Question("warn", "", tr("Ask again"), "primary")
        leaves(self.abandon, self.hold)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.abandon)
        row.addWidget(self.hold)
        row.addStretch(1)
        row.addWidget(self.left, 0)
        row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addWidget(self.really)
        column.addWidget(self.unknown)
        column.addLayout(row)
        self.hold.clicked.connect(self.hold_wanted)
        self.go.clicked.connect(self.go_wanted)
        self.left.clicked.connect(self.left_wanted)
        self.really.safe.clicked.connect(self._keep)
        self.really.act.clicked.connect(self._discard)
        self.unknown.act.clicked.connect(self.ask_again)

    def set_finish(self, finish: str, finishing: str) -> None:
        """Another thing is written at the end from now on; `show_state` says it."""
        self._finish, self._finishing = finish, finishing

    def ask_abandon(self, lost: str) -> None:
        """Name what would be lost, and ask."""
        self.really.ask(self._lost.format(lost=lost), "warn")

    def _keep(self) -> None:
        self.really.hide()
        self.back_to_form.emit()

    def _discard(self) -> None:
        self.really.hide()
        self.abandoned.emit()

    def show_unknown(self, text: str) -> None:
        """The answer of the database did not come: say so and offer to ask again."""
        self.unknown.ask(text, "warn")

    def show_left(self, names: list[str]) -> None:
        """'2 left: phone, notice'; nothing when all is there."""
        self.left.setVisible(bool(names))
        said = listed(names[:NAMED]) + (" …" if len(names) > NAMED else "")
        self.left.set_words(tr("{n} left: {names}", n=len(names), names=said))
        self.left.setToolTip("\n".join(names))

    def show_state(self, *, last: bool, busy: bool, frozen: bool, empty: bool) -> None:
        """What the buttons say and may do."""
        if busy:
            self.go.setText(self._finishing)
        else:
            self.go.setText(self._finish if last else tr("Next step Ctrl+Enter"))
        self.go.setEnabled(not busy and not frozen)
        self.abandon.setEnabled(not busy and not frozen and not empty)
        self.hold.setEnabled(not busy and not empty)
