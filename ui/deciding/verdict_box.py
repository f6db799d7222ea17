"""通过, 退回补正, 驳回: the reason and the three answers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.requests import Verdict
from app.errors import QT_TR_NOOP, Problem
from ui.look import theme
from ui.widgets import icons
from ui.widgets.field import Field
from ui.widgets.keys import by_space_only
from ui.widgets.reason import reason_edit
from ui.words.messages import tr


class VerdictBox(QWidget):
    """`wanted` tells verdict and reason. Enter answers nothing: approving is Ctrl+Enter or its button, and what is
    sent back needs its reason first. The keys are heard in `page`."""

    wanted = Signal(str, str)
    typed = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.reason = Field(tr("Reason of the decision"), reason_edit(), hint=_hint())
        self.reason.changed.connect(self._typed)
        self.reject = QPushButton(tr("Reject…"))
        self.reject.setProperty("look", "danger")
        self.send_back = QPushButton(tr("Return…"))
        self.approve = QPushButton(
            icons.icon("check", theme.tokens().on_brand), tr("Approve Ctrl+Enter")
        )
        self.approve.setProperty("look", "primary")
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.GAP_S)
        self._row.addStretch(1)
        answers: tuple[tuple[QPushButton, Verdict, tuple[str, ...]], ...] = (
            (self.reject, "reject", ("Alt+3",)),
            (self.send_back, "return", ("Alt+2",)),
            (self.approve, "approve", ("Ctrl+Return", "Ctrl+Enter")),
        )
        for button, verdict, keys in answers:
            self._row.addWidget(button)
            button.clicked.connect(lambda _=False, each=verdict: self.answer(each))
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), page)
                shortcut.setAutoRepeat(False)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(lambda each=verdict: self.answer(each))
            if verdict != "approve":
                button.setToolTip(keys[0])
        by_space_only(self.reject, self.send_back, self.approve)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addWidget(self.reason)
        column.addLayout(self._row)

    def put_left(self, button: QPushButton) -> None:
        """Another button, left of the answers."""
        self._row.insertWidget(0, button)

    def allow(self, allowed: bool) -> None:
        """Whether an answer is taken now."""
        for each in (self.reject, self.send_back, self.approve):
            each.setEnabled(allowed)
        self.reason.set_read_only(not allowed)

    def answer(self, verdict: Verdict) -> None:
        """Give an answer; without the reason that it needs the cursor goes there."""
        if not (self.isVisible() and self.approve.isEnabled()):
            return
        reason = self.reason.text().strip()
        if verdict != "approve" and not reason:
            missing = QT_TR_NOOP("Say why: the colleague who asked must know what to do.")
            self.reason.show_problem(Problem("reason", "reason_missing", missing))
            self.reason.setFocus()
            return
        self.wanted.emit(verdict, reason)

    def show_problem(self, problem: Problem) -> None:
        """Say what was refused."""
        self.reason.show_problem(problem)
        self.reason.setFocus()

    def _typed(self, text: str) -> None:
        self.reason.show_problem(None)
        self.typed.emit(text)


def _hint() -> str:
    return tr("Needed to reject and to return")
