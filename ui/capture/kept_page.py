"""The pictures kept of the customer in service: listed without a picture, opened for a reason (R-058)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.ids import new_id
from app.services import identity_image_looks
from app.services.identity_image_looks import ImageRow, Picture
from ui import theme
from ui.background import Call
from ui.capture.picture_view import PictureView
from ui.desk import Desk
from ui.messages import tr
from ui.open_forms import business_name
from ui.picture_names import kind_name, whose_name
from ui.widgets.card import label
from ui.widgets.table import Column, Table

SECONDS = 30


class KeptPage(QWidget):
    """A picture is shown for 30 seconds, and goes when the page is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._zone = ZoneInfo(desk.session.installation.profile.zone)
        self._left = 0
        self._listed: UUID | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        self.rows: Table[ImageRow] = Table(
            tr("Pictures kept of this customer"),
            [
                Column(tr("Picture"), _what, lambda row: row.kind),
                Column(tr("Of whom"), lambda row: whose_name(row.role), lambda row: row.role),
                Column(tr("Taken"), lambda row: self._time(row.taken_at), lambda row: row.taken_at),
                Column(tr("For"), lambda row: business_name(row.purpose), lambda row: row.purpose),
                Column(tr("Hall"), lambda row: row.hall_name, lambda row: row.hall_name),
                Column(tr("Staff"), lambda row: row.staff_no, lambda row: row.staff_no),
            ],
            tr("No picture is kept of this customer. Capture the document first."),
        )
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("Why do you need to see it? It is kept on record."))
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.setMaxLength(200)
        self.show_it = QPushButton(tr("Show for {n} seconds", n=SECONDS))
        self.show_it.clicked.connect(self._show)
        self.reason.returnPressed.connect(self._show)
        self.reason.textChanged.connect(lambda _: self._allow())
        self.rows.current_changed.connect(lambda _: self._allow())
        self.view = PictureView(tr("Kept picture"))
        self.view.setMinimumHeight(160)
        self.left = label("", "small")
        self._lay_out()
        self.hide_picture()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_S)
        row.addWidget(self.reason, 1)
        row.addWidget(self.show_it)
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
            self.rows.set_rows(())  # another's rows never stand under this customer
        if customer_id is None:
            self.rows.empty.setText(tr("Find a customer first, with F3: the pictures stand here."))
            return
        self.rows.empty.setText(
            tr("No picture is kept of this customer. Capture the document first.")
        )
        self._desk.background.run(
            Call(identity_image_looks.list_of, self._desk.session, customer_id=customer_id),
            done=lambda rows: self._list(rows) if self._is(customer_id) else None,
            failed=self._desk.messages.error,
            receiver=self,
        )

    def _list(self, rows: tuple[ImageRow, ...]) -> None:
        if list(rows) != self.rows.model.rows:  # else the chosen row would be chosen no more
            self.rows.set_rows(rows)
            self._allow()

    def _is(self, customer_id: object) -> bool:
        return customer_id == self._desk.customer_id

    def _allow(self) -> None:
        chosen = self.rows.current() is not None
        self.show_it.setEnabled(chosen and bool(self.reason.text().strip()))

    def _show(self) -> None:
        row, customer_id = self.rows.current(), self._desk.customer_id
        if row is None or customer_id is None or not self.reason.text().strip():
            return
        self._desk.background.run(
            Call(
                identity_image_looks.show,
                self._desk.session,
                new_id(),
                customer_id=customer_id,
                image_id=row.image_id,
                reason=self.reason.text().strip(),
            ),
            done=lambda picture: self._shown(picture) if self._is(customer_id) else None,
            failed=self._desk.messages.error,
            receiver=self,
        )

    def _shown(self, picture: Picture) -> None:
        if not self.isVisible():
            return
        self.view.set_picture(picture.jpeg)
        self.view.show()
        self._left = SECONDS
        self.left.setText(tr("{n} s left", n=self._left))
        self._timer.start()

    def _tick(self) -> None:
        self._left -= 1
        self.left.setText(tr("{n} s left", n=self._left))
        if self._left <= 0:
            self.hide_picture()

    def hide_picture(self) -> None:
        """The picture goes from the screen and from memory."""
        self._timer.stop()
        self.view.set_picture(b"")
        self.view.hide()
        self.left.clear()
        self.reason.clear()
        self._allow()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt override: out of sight, out of memory."""
        if not event.spontaneous():
            self.hide_picture()
        super().hideEvent(event)

    def _time(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%Y-%m-%d %H:%M}"


def _what(row: ImageRow) -> str:
    return row.title or kind_name(row.kind)
