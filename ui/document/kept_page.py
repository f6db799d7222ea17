"""The pictures kept of the customer in service: listed without a picture, opened for a reason (R-058)."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.ids import new_id
from app.services import identity
from app.services.identity import ImageRow, ShownPicture
from ui.desk.background import Call
from ui.desk.desk import Desk
from ui.document.picture_view import PictureView
from ui.look import theme
from ui.widgets.reason import Countdown, ReasonLine
from ui.widgets.table import Column, Table
from ui.words.business_names import business_name
from ui.words.messages import tr
from ui.words.moment_text import moment_text
from ui.words.picture_names import kind_name, whose_name

SECONDS = 30


class KeptPage(QWidget):
    """A picture is shown for 30 seconds, and goes when the page is left."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._listed: UUID | None = None
        self.rows: Table[ImageRow] = Table(
            tr("Pictures kept of this customer"),
            [
                Column(tr("Picture"), _what, lambda row: row.kind),
                Column(tr("Of whom"), lambda row: whose_name(row.role), lambda row: row.role),
                Column(
                    tr("Taken"),
                    lambda row: moment_text(row.taken_at, desk.session),
                    lambda row: row.taken_at,
                ),
                Column(tr("For"), lambda row: business_name(row.purpose), lambda row: row.purpose),
                Column(tr("Hall"), lambda row: row.hall_name, lambda row: row.hall_name),
                Column(tr("Staff"), lambda row: row.staff_no, lambda row: row.staff_no),
            ],
            tr("No picture is kept of this customer. Capture the document first."),
            key=lambda row: row.image_id,
        )
        self.reason = ReasonLine(
            tr("Why do you need to see it? It is kept on record."),
            tr("Reason"),
            tr("Show for {n} seconds", n=SECONDS),
        )
        self.reason.given.connect(self._show)
        self.rows.current_changed.connect(lambda _: self._allow())
        self.view = PictureView(tr("Kept picture"))
        self.view.setMinimumHeight(160)
        self.left = Countdown()
        self.left.over.connect(self.hide_picture)
        self._lay_out()
        self.hide_picture()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_S)
        row.addWidget(self.reason, 1)
        row.addWidget(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.rows, 1)
        column.addLayout(row)
        column.addWidget(self.view, 2)

    def refresh(self) -> None:
        """List what is kept of the customer in service; a reason that is being typed stays."""
        customer_id = self._desk.customer_id
        if customer_id != self._listed:
            self.hide_picture()
            self._listed = customer_id
            self.rows.of(customer_id)
        if customer_id is None:
            self.rows.empty.setText(tr("Find a customer first, with F3: the pictures stand here."))
            self.rows.set_rows(())
            return
        self.rows.empty.setText(
            tr("No picture is kept of this customer. Capture the document first.")
        )
        self._desk.background.run(
            Call(identity.list_images, self._desk.session, customer_id=customer_id),
            done=lambda rows: self._list(customer_id, rows),
            failed=self._desk.messages.error,
            receiver=self,
        )

    def _list(self, customer_id: UUID, rows: tuple[ImageRow, ...]) -> None:
        if self.rows.fill(customer_id, rows):
            self._allow()

    def _is(self, customer_id: object) -> bool:
        return customer_id == self._desk.customer_id

    def _allow(self) -> None:
        self.reason.allow(self.rows.current() is not None)

    def _show(self, reason: str) -> None:
        row, customer_id = self.rows.current(), self._desk.customer_id
        if row is None or customer_id is None:
            return
        self._desk.background.run(
            Call(
                identity.show_image,
                self._desk.session,
                new_id(),
                customer_id=customer_id,
                image_id=row.image_id,
                reason=reason,
            ),
            done=lambda picture: self._shown(picture) if self._is(customer_id) else None,
            failed=self._desk.messages.error,
            receiver=self,
        )

    def _shown(self, picture: ShownPicture) -> None:
        if not self.isVisible():
            return
        self.view.set_picture(picture.jpeg)
        self.view.show()
        self.left.start(SECONDS)

    def hide_picture(self) -> None:
        """The picture goes from the screen and from memory."""
        self.left.stop()
        self.view.set_picture(b"")
        self.view.hide()
        self.reason.edit.clear()
        self._allow()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt override: out of sight, out of memory."""
        if not event.spontaneous():
            self.hide_picture()
        super().hideEvent(event)


def _what(row: ImageRow) -> str:
    return row.title or kind_name(row.kind)
