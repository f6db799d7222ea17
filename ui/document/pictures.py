"""The pictures of the open form: sealed beside its draft, shown small, sent with its business."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.consent import ConsentForm, decisions
from app.domain.ids import new_id
from app.services import drafts
from app.services.drafts import DraftImage, LoadedImages
from app.services.identity import KeptImage
from ui.desk.background import Call
from ui.desk.desk import Desk
from ui.words.messages import tr

if TYPE_CHECKING:
    from app.services.session import Session

R = TypeVar("R")


class Pictures(QObject):
    """In the form's own words: `whose` is holder, organization, agent, guardian, handler, users.CODE."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._draft_id = new_id()  # of no form, until one is opened
        self._opening = False
        self.is_open = True
        """whether all that the form has are shown; before that it must not be sent"""
        self.shown: tuple[DraftImage, ...] = ()

    def of(self, whose: str) -> tuple[KeptImage, ...]:
        """Those of one person."""
        return tuple(each.image for each in self.shown if each.image.whose == whose)

    def open(self, draft_id: UUID, *, fresh: bool) -> None:
        """Another form is shown; a `fresh` one has none."""
        self._draft_id = draft_id
        self._set(())
        self.is_open = fresh
        self._opening = False
        self.open_rest()

    def open_rest(self) -> None:
        """Open what is not open yet; again, when it failed before."""
        if self.is_open or self._opening:
            return
        self._opening = True
        draft_id = self._draft_id

        def loaded(found: LoadedImages) -> None:
            if draft_id != self._draft_id:
                return
            self._opening, self.is_open = False, True
            new = self.shown  # given before these were opened
            kept = []
            for old in found.images:
                if not any(_same_place(old.image, each.image) for each in new):
                    kept.append(old)
                elif old.id not in {each.id for each in new}:
                    self._discard(draft_id, old.id)
            ids = {each.id for each in kept}
            self._set((*kept, *(each for each in new if each.id not in ids)))
            if found.unreadable:
                text = tr(
                    "{n} pictures of this form cannot be opened; take them again.",
                    n=found.unreadable,
                )
                self._desk.messages.say(text, "warn")

        def failed(error: BaseException) -> None:
            if draft_id == self._draft_id:
                self._opening = False
            self._desk.messages.error(error)

        self._run(Call(drafts.load_images, self._desk.session, draft_id=draft_id), loaded, failed)

    def add(self, images: Sequence[KeptImage], saved: Callable[[bool], object]) -> None:
        """Keep pictures with the form; one of the same face of the same person takes its place.
        `saved` tells whether all are on the disk."""
        shown = self.shown
        new = []
        for image in images:
            old = next((each for each in shown if _same_place(each.image, image)), None)
            new.append(DraftImage(old.id if old else new_id(), image))
            shown = (*(each for each in shown if each.id != new[-1].id), new[-1])
        self._set(shown)  # once: drawing them anew for each would keep the window waiting

        def failed(error: BaseException) -> None:
            self._desk.messages.error(error)
            saved(False)

        call = Call(_save, self._desk.session, draft_id=self._draft_id, images=tuple(new))
        self._run(call, lambda _: saved(True), failed)

    def remove(self, image_id: UUID) -> None:
        """Take one out."""
        self._set(tuple(each for each in self.shown if each.id != image_id))
        self._discard(self._draft_id, image_id)

    def remove_of(self, whose: str) -> None:
        """Take those of one person out."""
        mine = [each.id for each in self.shown if each.image.whose == whose]
        self._set(tuple(each for each in self.shown if each.id not in mine))
        for image_id in mine:
            self._discard(self._draft_id, image_id)

    def agreed(self, consent: ConsentForm, people: Collection[str]) -> tuple[KeptImage, ...]:
        """Those of `people` that may be kept, as the customer agreed."""
        answers = decisions(consent)
        images = (each.image for each in self.shown if each.image.whose in people)
        return tuple(image for image in images if _is_agreed(image, answers))

    def _set(self, images: tuple[DraftImage, ...]) -> None:
        self.shown = tuple(sorted(images, key=lambda each: each.id.bytes))  # as a replay has them
        self.changed.emit()

    def _discard(self, draft_id: UUID, image_id: UUID) -> None:
        session = self._desk.session
        self._run(Call(drafts.discard_image, session, draft_id=draft_id, image_id=image_id))

    def _run(
        self,
        call: Call[R],
        done: Callable[[R], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        self._desk.background.run(
            call, done=done, failed=failed or self._desk.messages.error, receiver=self
        )


def _save(session: Session, *, draft_id: UUID, images: tuple[DraftImage, ...]) -> None:
    for each in images:
        drafts.save_image(session, draft_id=draft_id, image=each.image, image_id=each.id)


def _same_place(one: KeptImage, other: KeptImage) -> bool:
    return one.kind != "attachment" and (one.whose, one.kind) == (other.whose, other.kind)


def _is_agreed(image: KeptImage, agreed: Mapping[str, str]) -> bool:
    asked = "live_photo" if image.kind == "live_photo" else "id_image"
    return image.kind == "attachment" or agreed.get(asked) == "agree"
