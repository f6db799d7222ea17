"""The three parts of consent (section P, R-038): no answer is preset, and refusing part 3 blocks no
business."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.consent import PURPOSES
from ui.form.controls import AnswerChoice, Tick, agree_or_refuse
from ui.form.step import Step
from ui.look import theme
from ui.widgets.panel import label, rule
from ui.widgets.tag import Notice
from ui.words.messages import tr


class ConsentLines(QWidget):
    """Which lines of part 2 are asked depends on the business and on the holder's age."""

    def __init__(self, step: Step) -> None:
        super().__init__(step.inside)
        self.setAccessibleName(tr("Consent"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP_S, 0, 0)
        column.setSpacing(theme.GAP_XS)
        column.addWidget(rule())
        column.addWidget(label(tr("1 What the service needs"), "bold"))
        self.said = label("", "small", wrap=True)
        column.addWidget(self.said)
        said = tr("The customer has read it. It is a notice, not a consent.")
        self.notice = Tick(said, self)
        column.addWidget(self.notice)
        step.bind("consent.notice_acknowledged", self.notice, tr("Notice"))
        self.separate_title = label(tr("2 Separate consent, line by line"), "bold")
        column.addWidget(self.separate_title)
        self.by_guardian = Notice(
            tr("The holder is under {n}: the guardian answers these lines.", n=14), "brand"
        )
        column.addWidget(self.by_guardian)
        self.separate = self._lines(step, column, "separate")
        column.addWidget(label(tr("3 As you like; refusing blocks nothing"), "bold"))
        self.by_agent = Notice(
            tr("An agent cannot agree to these for the holder: choose refuse, or leave them open."),
            "brand",
        )
        column.addWidget(self.by_agent)
        self.optional = self._lines(step, column, "optional")
        lines = (*self.separate.values(), *self.optional.values())
        width = max(line.question.sizeHint().width() for line in lines)
        for line in lines:
            line.question.setMinimumWidth(width)

    def _lines(self, step: Step, column: QVBoxLayout, part: str) -> dict[str, AnswerChoice]:
        lines: dict[str, AnswerChoice] = {}
        for purpose in PURPOSES.values():
            if purpose.part != part:
                continue
            line = AnswerChoice(tr(purpose.label), agree_or_refuse(), parent=self)
            column.addWidget(line)
            step.bind(f"consent.{part}.{purpose.code}", line, tr(purpose.label))
            lines[purpose.code] = line
        return lines

    def ask(
        self, separate: Collection[str], *, years: str, guardian_below: int | None, by_agent: bool
    ) -> None:
        """Ask these lines of part 2. `years` is how long data is kept; `guardian_below` the age from which
        on a child answers itself, when a guardian answers for this one."""
        self.said.setText(notice_text(years))
        self.separate_title.setVisible(bool(separate))
        for code, line in self.separate.items():
            line.setVisible(code in separate)
        self.by_guardian.setVisible(guardian_below is not None)
        if guardian_below is not None:
            said = tr(
                "The holder is under {n}: the guardian answers these lines.", n=guardian_below
            )
            self.by_guardian.set(said, "brand")
        self.by_agent.setVisible(by_agent)


def notice_text(years: str) -> str:
    """Part 1 in short, as the agreement's clause on personal data has it in full."""
    return tr(
        "To conclude and fulfil the agreement and for real-name registration the operator handles"
        " name, document, address, phone, and the record of services and fees; without them it"
        " cannot provide the service. They are kept encrypted in the country, during the service"
        " and {n} years after its end. The customer may look at them, have them copied, corrected"
        " or deleted, and withdraw any consent of parts 2 and 3. In full: the agreement's clause"
        " Processing of personal information.",
        n=years,
    )
