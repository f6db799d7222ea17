"""How did it come out? (R-182): asked in place after each print, answered with the keys 1 to 4.

No answer is preset. Enter does not answer, and the keys answer only when the question has the
focus.
"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import Conflict
from app.services import papers
from app.services.papers import OpenPrint, Outcome
from app.services.session import Shown
from ui.agreements.words import title_of
from ui.desk.desk import Desk
from ui.desk.submission import Submission
from ui.look import theme
from ui.widgets import icons
from ui.widgets.field import Field
from ui.widgets.keys import answer_by_key, numbered
from ui.widgets.line import choice_line
from ui.widgets.panel import label
from ui.widgets.tag import Notice
from ui.words.messages import text_of, tr
from ui.words.moment_text import short_moment


class Ask(QStackedWidget):
    """`recorded(asked, outcome)` once the answer is on record; a jam asks for its reason first."""

    recorded = Signal(object, str)

    def __init__(self, desk: Desk, *, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._columns = columns
        self.asked: OpenPrint | None = None
        self._answer: Submission | None = None
        self._outcomes: dict[UUID, str] = {}
        """what was answered, by print job, until it is on record"""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("look", "ask")
        self.buttons: dict[str, QPushButton] = {}
        self.question = label("", "bold", wrap=True)
        self.sent = label("", "soft", wrap=True)
        self.notice = Notice("", "bad")
        self.notice.hide()
        self.reason = Field(tr("Why is the sheet void?"), _reasons(), required=True)
        self.void = QPushButton(
            icons.icon("print", theme.tokens().on_brand), tr("Void, print again")
        )
        self.back = QPushButton(tr("Back"))
        self.addWidget(self._choices())
        self.addWidget(self._jam())

    def _choices(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.GAP_XS, theme.GAP_XS, theme.GAP_XS, theme.GAP_XS)
        column.setSpacing(theme.GAP_S)
        column.addWidget(self.question)
        column.addWidget(self.sent)
        answers = QGridLayout()
        answers.setSpacing(theme.GAP_S)
        column.addLayout(answers)
        choices: tuple[tuple[Outcome, str, str], ...] = (
            ("good", "ok", tr("Came out well")),
            ("jammed", "warn", tr("Jammed or spoiled: print again")),
            ("other_printer", "print", tr("No sheet: another printer")),
            ("later", "clock", tr("No sheet: print later")),
        )
        for key, (outcome, icon, text) in enumerate(choices, start=1):
            button = QPushButton(icons.icon(icon), numbered(key, text))
            button.setAccessibleName(tr("{text}, key {key}", text=text, key=key))
            button.clicked.connect(lambda _=False, chosen=outcome: self._choose(chosen))
            answers.addWidget(button, *divmod(key - 1, self._columns))
            self.buttons[outcome] = button
        keys = tr("The keys 1 to 4 answer while this question is framed.")
        column.addWidget(label(keys, "small", wrap=True))
        column.addWidget(self.notice)  # below the buttons, so that it does not move them
        column.addStretch(1)
        return page

    def _jam(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.GAP_XS, theme.GAP_XS, theme.GAP_XS, theme.GAP_XS)
        column.setSpacing(theme.GAP_S)
        note = tr("The spoiled sheet is void; the new one is no reprint. Tear the spoiled one up.")
        column.addWidget(label(note, "soft", wrap=True))
        column.addWidget(self.reason)
        row = QHBoxLayout()
        self.void.setProperty("look", "primary")
        self.void.clicked.connect(self._say_jammed)
        self.back.clicked.connect(self.take_focus)
        row.addWidget(self.void, 1)
        row.addWidget(self.back)
        column.addLayout(row)
        column.addStretch(1)
        return page

    def ask(self, asked: OpenPrint, printer: str = "") -> None:
        """Ask about this job; `printer` is its name, where it is known. Asking for the same one again
        changes nothing that was begun."""
        same = self.asked is not None and self.asked.job_id == asked.job_id
        self.asked = asked
        if same:
            return
        self._answer = self._new_answer(asked)
        self.question.setText(
            tr("{paper}: how did it come out?", paper=title_of(asked.kind, asked.number))
        )
        when = short_moment(asked.at, self._desk.session)
        sent = tr("Sent {time} by {staff_no}", time=when, staff_no=asked.staff_no)
        self.sent.setText(f"{sent} · {printer}" if printer else sent)
        self.setAccessibleName(self.question.text())
        self.reason.set_status("hint", "")
        self.notice.hide()
        self.setCurrentIndex(0)

    def take_focus(self) -> None:
        """The four answers again; the keys answer from here."""
        self.setCurrentIndex(0)
        self.setFocus()

    def has_focus(self) -> bool:
        """Whether the keys answer, or a reason is being given."""
        return self.hasFocus() or self.isAncestorOf(QApplication.focusWidget() or self)

    def _choose(self, outcome: Outcome) -> None:
        if outcome == "jammed":
            self.setCurrentIndex(1)
            self.reason.setFocus()
        else:
            self._record(outcome, "")

    def _say_jammed(self) -> None:
        control = self.reason.control
        text = control.currentText().strip() if isinstance(control, QComboBox) else ""
        if not text:
            self.reason.set_status("bad", tr("Say why the sheet is void, such as paper jam."))
            return
        self._record("jammed", text)

    def _record(self, outcome: Outcome, reason: str) -> None:
        asked = self.asked
        if asked is None or self._answer is None or self._answer.is_busy:
            return
        # no button is disabled, because the focus would be lost
        self._outcomes[asked.job_id] = outcome
        self._answer.ask(papers.answer_print, job_id=asked.job_id, outcome=outcome, reason=reason)

    def _new_answer(self, asked: OpenPrint) -> Submission:
        """A new submission for each job, because another job may be asked about before this answer
        is on record."""
        answer = Submission(self._desk, self)
        answer.done.connect(lambda _: self._is_recorded(asked))
        answer.refused.connect(lambda error: self._not_recorded(asked, error))
        answer.unknown.connect(lambda error: self._not_recorded(asked, error))
        return answer

    def _is_asked(self, asked: OpenPrint) -> bool:
        return self.asked is not None and self.asked.job_id == asked.job_id

    def _not_recorded(self, asked: OpenPrint, error: BaseException) -> None:
        if not self._is_asked(asked):  # another one is asked here meanwhile
            self._desk.messages.error(error)
            return
        self.notice.set(text_of(error), "bad")
        self.notice.show()
        self.take_focus()
        # answered in another window; the lists then show which jobs are open
        if isinstance(error, Conflict):
            self._desk.read_again(Shown.PRINT_JOB)

    def _is_recorded(self, asked: OpenPrint) -> None:
        outcome = self._outcomes.pop(asked.job_id)
        if self._is_asked(asked):
            self.asked = None
        self.recorded.emit(asked, outcome)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: 1 to 4 answer, Enter does not, Esc leaves the reason."""
        choosing = self.currentIndex() == 0
        if choosing and answer_by_key(event, list(self.buttons.values())):
            return
        if choosing and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        elif not choosing and event.key() == Qt.Key.Key_Escape:
            self.take_focus()
        else:
            super().keyPressEvent(event)


def _reasons() -> QComboBox:
    return choice_line(
        tr("Paper jam"), tr("Faint or smeared"), tr("Wrong paper"), tr("Printed askew")
    )
