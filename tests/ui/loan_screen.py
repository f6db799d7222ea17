"""A small second business with a form in work, for what two drafting tabs must not do to each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from app.domain.businesses import Business, SlipWords
from app.domain.ids import new_id
from app.domain.permissions import Permission
from app.services.drafts import Draft
from ui.desk.base_screen import BaseScreen
from ui.desk.desk import Desk
from ui.desk.draft_saver import DraftSaver
from ui.desk.requests import Request, TakeBack
from ui.desk.screens import Screen

LOAN = Business(
    code="loan",
    words="Loan of a device",
    permission=Permission.CUSTOMER_REGISTER,
    steps=2,
    papers=("slip",),
    slip={"zh_CN": SlipWords("设备借用"), "en": SlipWords("Loan")},
)


class LoanScreen(BaseScreen):
    """One line is its whole form."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.ready = False
        self._wanted: UUID | None = None
        self.device = QLineEdit()
        self.device.setAccessibleName("Device")
        QVBoxLayout(self.content).addWidget(self.device)
        self.draft = self._blank()
        self.drafts = DraftSaver(desk, LOAN, self._snapshot, self)
        self.device.textEdited.connect(self._typed)
        self.listen(desk.forms.hold_wanted, self.hold)
        self.listen(desk.forms.begun, self._begun)
        self.listen(desk.customer_changed, self._served)
        self.drafts.load(self._drafts_are_there)

    def _begun(self, business: str) -> None:
        if business != LOAN.code:
            self.hold()

    def _served(self, customer_id: UUID | None) -> None:
        if customer_id is not None:
            self.hold()

    def _blank(self) -> Draft:
        return Draft(new_id(), LOAN.code, "", "0", {}, self.session.installation.clock())

    def _snapshot(self) -> Draft | None:
        text = self.device.text()
        return replace(self.draft, form={"device": text}, title=text[:2]) if text else None

    def _drafts_are_there(self) -> None:
        self.ready = True
        known = self.drafts.known
        open_now = [draft for draft in known.values() if not draft.held]
        wanted = known.get(self._wanted) if self._wanted is not None else None
        for draft in ([wanted] if wanted is not None else open_now)[:1]:
            self._take(draft)

    def _typed(self) -> None:
        if not self.desk.forms.is_open(LOAN.code):
            self.desk.begin_form(LOAN.code)
        self.drafts.changed()

    def _take(self, draft: Draft) -> None:
        self.hold()
        self.desk.begin_form(LOAN.code)
        self._show(draft, draft.form["device"])
        self.drafts.save()

    def _show(self, draft: Draft, text: str) -> None:
        self.draft = draft
        self.device.setText(text)
        self.desk.forms.show(LOAN.code, draft.id)

    def hold(self) -> None:
        """Keep the form for later."""
        if self.device.text():
            self.drafts.save(held=True)
            self._show(self._blank(), "")

    def activate(self) -> None:
        self.desk.come_to_form(LOAN.code)
        self.device.setFocus()

    def save_draft(self) -> None:
        self.drafts.save()

    def save_state(self) -> dict[str, Any]:
        return {"draft_id": str(self.draft.id)} if self.device.text() else {}

    def restore_state(self, state: dict[str, Any]) -> None:
        if "draft_id" in state:
            self._take_back(UUID(state["draft_id"]))

    def show_request(self, request: Request) -> None:
        if isinstance(request, TakeBack):
            self._take_back(request.draft_id)

    def _take_back(self, draft_id: UUID) -> None:
        if not self.ready:
            self._wanted = draft_id
        elif draft_id != self.draft.id or not self.device.text():
            self._take(self.drafts.known[draft_id])


TAB = Screen(
    LOAN.code, LOAN.words, "Ctrl+7", (LOAN.permission,), f"{__name__}:LoanScreen", LOAN.icon
)
