"""Drafts of one business's forms: sealed within two seconds of a change, held, taken back, thrown away.

Everything runs in the lane of the procedures, in order, so that what is read after a save is that
save.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from app.domain.businesses import Business
from app.services import drafts
from app.services.drafts import Draft, Loaded
from ui.desk.background import Call
from ui.desk.desk import Desk
from ui.words.messages import tr

SAVE_AFTER_MS = 1000


class DraftSaver(QObject):
    """For the forms of `business`; `snapshot` is the open form as a draft, or None when nothing was typed."""

    def __init__(
        self,
        desk: Desk,
        business: Business,
        snapshot: Callable[[], Draft | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._business = business.code
        self._snapshot = snapshot
        self.known: dict[UUID, Draft] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)

    def changed(self) -> None:
        """Something was typed: save soon. More typing does not put the save off."""
        if not self._timer.isActive():
            self._timer.start()

    def save(self, *, held: bool = False) -> None:
        """Seal the open form now."""
        self._timer.stop()
        draft = self._snapshot()
        if draft is None:
            return
        draft = replace(draft, held=held)
        self.known[draft.id] = draft
        self._store(draft)
        self.tell()

    def _store(self, draft: Draft) -> None:
        self._desk.background.run(
            Call(drafts.save, self._desk.session, draft=draft),
            done=self._saved,
            failed=self._desk.messages.error,
            receiver=self._desk,  # a lock drops the desk before the answer comes
        )

    def hold_open(self, but: UUID | None = None) -> None:
        """Hold the forms that were open when the drafts were read, because another customer is in
        front by now; `but` is the one that is shown."""
        for draft in [each for each in self.known.values() if not each.held and each.id != but]:
            self.known[draft.id] = replace(draft, held=True)
            self._store(self.known[draft.id])
        self.tell()

    def _saved(self, _: object) -> None:
        self._desk.forms.saved.emit(self._desk.session.installation.clock())

    def take(self, found: Loaded) -> None:
        """These drafts of the person were read; those of this business are known from now on."""
        self.known = {draft.id: draft for draft in found.drafts if draft.kind == self._business}
        if found.unreadable:
            text = tr(
                "{n} drafts cannot be opened: their files are damaged, or nobody can prove that you "
                "wrote them.",
                n=found.unreadable,
            )
            self._desk.messages.say(text, "warn")
        self.tell()

    def discard(self, draft_id: UUID) -> None:
        """Throw a draft away; a save that waits for it is forgotten."""
        self._timer.stop()
        self.known.pop(draft_id, None)
        self._desk.background.run(
            Call(drafts.discard, self._desk.session, draft_id=draft_id),
            failed=self._desk.messages.error,
            receiver=self,
        )
        self.tell()

    def tell(self) -> None:
        """Show this business's open and held forms in the top bar."""
        self._desk.forms.tell(self._business, self.known.values())
