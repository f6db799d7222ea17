"""A tab whose forms are drafted: what it does as a tab, because its forms are held, taken back and kept."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QHideEvent

from ui.desk.base_screen import BaseScreen
from ui.desk.drafted_forms import DraftedForms
from ui.desk.requests import Request, TakeBack


class DraftingScreen(BaseScreen):
    """Subclass it and set `forms`; load them when the tab can show one."""

    forms: DraftedForms[Any]

    def activate(self) -> None:
        """No customer is served any more, because the form's person is in front."""
        self.forms.come()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt override: another tab is in front."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.forms.go()

    def close_down(self) -> None:
        """Disconnect now, because Qt may hide the screen later."""
        self.forms.close()
        super().close_down()

    def save_draft(self) -> None:
        """Before a lock, a rebuild and the end."""
        self.forms.saver.save()

    def save_state(self) -> dict[str, Any]:
        """The draft tells the rest."""
        return self.forms.save_state()

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take a draft back, now or once the drafts are read."""
        self.forms.restore_state(state)

    def show_request(self, request: Request) -> None:
        """Take a draft back."""
        if isinstance(request, TakeBack):
            self.forms.take_back(request.draft_id)
