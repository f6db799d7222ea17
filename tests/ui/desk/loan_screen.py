"""A small second business with a form in work, for what two drafting tabs must not do to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from app.domain.businesses import Business, SlipWords
from app.domain.ids import new_id
from app.domain.permissions import Permission
from app.services.drafts import Draft
from ui.desk.base_screen import BaseScreen
from ui.desk.desk import Desk
from ui.desk.requests import Request, TakeBack
from ui.desk.screens import Screen
from ui.drafting.drafted_forms import DraftedForms
from ui.drafting.form_work import FormWork

LOAN = Business(
    code="loan",
    words="Loan of a device",
    permission=Permission.CUSTOMER_REGISTER,
    steps=2,
    papers=("slip",),
    slip={"zh_CN": SlipWords("设备借用"), "en": SlipWords("Loan")},
)


@dataclass(frozen=True)
class Loan:
    """One line is the whole form."""

    started_at: datetime
    device: str = ""
    draft_id: UUID = field(default_factory=new_id)
    operation_id: UUID = field(default_factory=new_id)
    person: str = ""
    step: int = 0
    tried: int = -1
    focus: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.device

    def to_draft(self) -> Draft:
        plain = {"device": self.device}
        return Draft(self.draft_id, LOAN.code, self.device[:2], "0", plain, self.started_at)

    @classmethod
    def from_draft(cls, draft: Draft) -> Loan:
        return cls(draft.started_at, draft.form["device"], draft.id)


class LoanScreen(BaseScreen):
    """The form and nothing else: what a drafting tab needs of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.device = QLineEdit()
        self.device.setAccessibleName("Device")
        QVBoxLayout(self.content).addWidget(self.device)
        self.work = FormWork(desk, Loan, self)
        self.forms = DraftedForms(self, LOAN, self.work)
        self.forms.shown.connect(lambda: self.device.setText(self.work.form.device))
        self.work.changed.connect(self.forms.saver.changed)
        self.device.textEdited.connect(self._typed)
        self.forms.load(self.device.setFocus)

    def _typed(self, text: str) -> None:
        self.forms.begin()
        self.work.change(device=text)

    def activate(self) -> None:
        self.forms.come()
        self.device.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.forms.go()

    def close_down(self) -> None:
        self.forms.close()
        super().close_down()

    def save_draft(self) -> None:
        self.forms.saver.save()

    def save_state(self) -> dict[str, Any]:
        return self.forms.save_state()

    def restore_state(self, state: dict[str, Any]) -> None:
        self.forms.restore_state(state)

    def show_request(self, request: Request) -> None:
        if isinstance(request, TakeBack):
            self.forms.take_back(request.draft_id)


TAB = Screen(
    LOAN.code, LOAN.words, "Ctrl+7", (LOAN.permission,), f"{__name__}:LoanScreen", LOAN.icon
)
