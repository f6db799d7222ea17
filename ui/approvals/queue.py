"""The list of what waits for this person's decision: who waits at the desk first, then the longest waiting."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from app.services import approvals
from app.services.approvals import PAGE, RequestRow
from ui.desk.base_screen import BaseScreen
from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets.table import Column, Table
from ui.words import request_words as words
from ui.words.messages import tr
from ui.words.number_text import number_text

MOST_REFRESHED = 4 * PAGE
"""A list that was scrolled further is not read anew by itself."""


class Queue(QObject):
    """`filled` tells that the list was read anew; `failed` that it could not be read."""

    filled = Signal()

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._now = screen.session.installation.clock()
        """of the last reading: every row is judged by the same moment"""
        self.table: Table[RequestRow] = Table(
            tr("Waiting for my decision"),
            self._columns(),
            tr(
                "Nothing waits for your decision. What colleagues ask for comes here by itself, also when they "
                "ask at another counter."
            ),
            key=lambda row: row.id,
        )
        # what is cut short keeps the end of its number
        self.table.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.more_wanted.connect(self._more)

    @property
    def count(self) -> str:
        """'12', or '50+' while there are more than were read."""
        more = self.table.model.canFetchMore(QModelIndex())
        return f"{len(self.rows)}{'+' if more else ''}"

    @property
    def rows(self) -> list[RequestRow]:
        """What is listed."""
        return self.table.model.rows

    def is_long(self) -> bool:
        """Whether so much was read that it is not read anew by itself."""
        return len(self.rows) > MOST_REFRESHED

    def refresh(self) -> None:
        """Read what is listed anew."""
        limit = min(max(PAGE, len(self.rows)), MOST_REFRESHED)
        self._screen.query(
            approvals.to_decide, limit=limit, done=lambda rows: self._fill(rows, limit)
        )

    def _fill(self, rows: tuple[RequestRow, ...], limit: int) -> None:
        self._screen.set_busy(False)
        self._now = self._screen.session.installation.clock()
        self.table.set_rows(rows, more=len(rows) == limit)
        self.filled.emit()

    def _more(self) -> None:
        last = self.rows[-1]
        after: tuple[bool, datetime, UUID] = (last.present, last.waits_since, last.id)
        self._screen.query(approvals.to_decide, after=after, done=self._add)

    def _add(self, rows: tuple[RequestRow, ...]) -> None:
        listed = {row.id for row in self.rows}
        new = [row for row in rows if row.id not in listed]
        self.table.add_rows(new, more=len(rows) == PAGE)

    # --- words

    def _columns(self) -> list[Column[RequestRow]]:
        return [
            Column(tr("Request no."), lambda row: number_text(row.number), lambda row: row.number),
            Column(
                tr("Kind of change"), lambda row: words.kinds_text(row.kinds), lambda row: row.kinds
            ),
            Column(tr("Customer"), _customer),
            Column(tr("Asked by"), _maker, lambda row: row.maker_no),
            Column(
                tr("Waits"),
                lambda row: self._waits(row)[0],
                lambda row: row.waits_since,
                tone=lambda row: self._waits(row)[1],
            ),
        ]

    def _waits(self, row: RequestRow) -> tuple[str, theme.Tone]:
        said, tone = words.waiting_state(row.waits_since, row.due_at, self._now)
        if row.urged:
            return tr("{time} · urged", time=said), "bad"
        return said, tone


def _maker(row: RequestRow) -> str:
    return tr("{name} · counter {n}", name=displayable(row.maker), n=row.counter)


def _customer(row: RequestRow) -> str:
    name = displayable(row.name)
    return tr("{name} · here", name=name) if row.present else name
