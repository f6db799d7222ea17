"""The pictures that are attached to a request: one at a time, for a reason, for 30 seconds (R-058)."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.ids import new_id
from app.services import identity
from app.services.identity import ShownPicture
from ui.desk.background import Call
from ui.desk.desk import Desk
from ui.document.picture_view import PictureView
from ui.form.controls import choice
from ui.look import theme
from ui.widgets.reason import Countdown, ReasonLine
from ui.words.messages import tr
from ui.words.request_words import proof_name

SECONDS = 30


class PicturesBox(QWidget):
    """A picture goes when another request is shown, and when the box is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._customer_id: UUID | None = None
        self._asked: UUID | None = None
        """the picture that was asked for: an answer about another one is dropped"""
        self.which = choice({})
        self.which.setAccessibleName(tr("Attached picture"))
        self.which.currentIndexChanged.connect(lambda _: self.hide_picture())
        self.reason = ReasonLine(
            tr("Why do you need to see it? It is kept on record."),
            tr("Reason"),
            tr("Show for {n} seconds", n=SECONDS),
        )
        self.reason.given.connect(self._show)
        self.left = Countdown()
        self.left.over.connect(self.hide_picture)
        self.view = PictureView(tr("Attached picture"))
        self.view.setMinimumHeight(200)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_S)
        row.addWidget(self.reason, 1)
        row.addWidget(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addWidget(self.which)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self.view.hide()
        self.hide()

    def show_images(self, customer_id: UUID, images: tuple[tuple[UUID, str], ...]) -> None:
        """The pictures of this request, none of them open."""
        self._customer_id = customer_id
        held = self.which.blockSignals(True)
        self.which.clear()
        for image_id, proof in images:
            self.which.addItem(proof_name(proof), str(image_id))
        self.which.blockSignals(held)
        self.hide_picture()

    def begin(self) -> None:
        """Show the box; the cursor stands where the reason is typed."""
        self.show()
        self.reason.begin()

    def _show(self, reason: str) -> None:
        chosen = self.which.currentData()
        if chosen is None or self._customer_id is None:
            return
        asked = self._asked = UUID(chosen)
        self._desk.background.run(
            Call(
                identity.show_image,
                self._desk.session,
                new_id(),
                customer_id=self._customer_id,
                image_id=asked,
                reason=reason,
            ),
            done=lambda picture: self._shown(asked, picture),
            failed=self._desk.messages.error,
            receiver=self,
        )

    def _shown(self, asked: UUID, picture: ShownPicture) -> None:
        if asked == self._asked and self.isVisible():
            self.view.set_picture(picture.jpeg)
            self.view.show()
            self.left.start(SECONDS)

    def hide_picture(self) -> None:
        """Remove the picture from the screen and from memory."""
        self._asked = None
        self.left.stop()
        self.view.set_picture(b"")
        self.view.hide()
        self.reason.edit.clear()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt override: out of sight, out of memory."""
        if not event.spontaneous():
            self.hide_picture()
        super().hideEvent(event)
