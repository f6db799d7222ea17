"""办理须知 beside a form or a list: what the customer brings and may expect, to read and to print."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from app.domain.default_policies import KINDS
from app.domain.notice import NoticePart, notice
from app.domain.policies import Policy
from app.services import policies
from app.services.policies import NoticeSection
from app.settings import LANGUAGE
from ui.desk.background import Call
from ui.desk.desk import Desk
from ui.widgets import icons
from ui.widgets.discard import discard
from ui.widgets.panel import Panel, label
from ui.words.messages import tr


class BusinessNotice(Panel):
    """Shows the notice of one policy; 'Print' gives it on A5, without anything of a customer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("What to bring"))
        self._desk = desk
        self.policy: Policy | None = None
        self.print = QPushButton(icons.icon("print"), tr("Print"))
        self.print.setToolTip(tr("For the customer to take along; nothing personal stands on it."))
        self.print.clicked.connect(self.print_notice)
        self.add_action(self.print)

    def show_policy(self, policy: Policy) -> None:
        """What this policy says, in place of what was shown."""
        if policy == self.policy:
            return
        self.policy = policy
        while (item := self.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                discard(widget)
        for part in notice(policy):
            self.add(label(tr(part.title), "bold", wrap=True))
            self.add(label("\n".join(_lines(part)), wrap=True))
        self.body.addStretch(1)

    def print_notice(self) -> None:
        """Draw the page and send it to the printer of slips."""
        if self.policy is None:
            return
        name = tr(KINDS[self.policy.kind])
        sections = tuple(
            NoticeSection(
                tr(part.title),
                tuple(tr(line.text, **line.values) for line in part.lines),
                part.numbered,
            )
            for part in notice(self.policy)
        )
        drawn = Call(
            policies.notice_pdf,
            self._desk.session,
            business=name,
            sections=sections,
            language="en" if self._desk.settings.get(LANGUAGE) == "en" else "zh_CN",
        )
        self.print.setEnabled(False)
        self._desk.background.run(
            drawn, done=lambda pdf: self._send(pdf, name), failed=self._failed, receiver=self
        )

    def _send(self, pdf: bytes, name: str) -> None:
        self._desk.background.run(
            Call(self._desk.printers.send_unkept, pdf, "slip", name),
            done=self._sent,
            failed=self._failed,
            receiver=self,
        )

    def _sent(self, printer: str) -> None:
        self.print.setEnabled(True)
        self._desk.messages.say(tr("Sent to the printer {name}.", name=printer), "ok")

    def _failed(self, error: BaseException) -> None:
        self.print.setEnabled(True)
        self._desk.messages.error(error)


def _lines(part: NoticePart) -> list[str]:
    """One text for each line, with its number or a dot."""
    marks = (f"{n}. " if part.numbered else "· " for n in range(1, len(part.lines) + 1))
    return [
        mark + tr(line.text, **line.values) for mark, line in zip(marks, part.lines, strict=True)
    ]
