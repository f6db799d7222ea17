"""The auditor's list: roll-backs that were released, and counters that found no head of their own chain."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import QT_TR_NOOP
from app.services import trust
from app.services.trust import Rollback
from ui.admin.page import AdminPage
from ui.desk.background import Call
from ui.widgets import icons
from ui.widgets.panel import Panel
from ui.widgets.table import Column, Table
from ui.widgets.tag import Notice
from ui.words.lost_words import lost_line
from ui.words.messages import text_of, tr

WHY = {
    "missing": QT_TR_NOOP("The file with the counter's newest number was not there."),
    "damaged": QT_TR_NOOP("The file with the counter's newest number was damaged."),
    "closed": QT_TR_NOOP("The file with the counter's newest number could not be read."),
}


class RollbacksPanel(Panel):
    """Hidden while the list is empty; an auditor says that the entries were seen."""

    def __init__(self, page: AdminPage) -> None:
        super().__init__(tr("Roll-backs of the database"))
        self._page = page
        self._unseen: tuple[Rollback, ...] = ()
        self.seen = QPushButton(icons.icon("ok"), tr("I have seen these"))
        self.add_action(self.seen)
        self.notice = Notice("", "warn")
        self.table: Table[Rollback] = Table(
            tr("Roll-backs of the database"),
            [
                Column(tr("When"), lambda row: page.moment(row.at), lambda row: row.at),
                Column(tr("What"), _what, tone=lambda row: "plain" if row.seen else "warn"),
                Column(tr("Released by"), _by),
                Column(tr("Reason"), lambda row: row.reason),
            ],
            tr("Nothing was put back."),
        )
        self.add(self.notice)
        self.add(self.table, 1)
        self.seen.clicked.connect(self._see)
        self.hide()

    def refresh(self) -> None:
        """Read the list anew, for who may read it."""
        if self._page.host.session.actor.role in (Role.AUDITOR, Role.ADMINISTRATOR):
            self._page.host.query(trust.rollbacks, done=self._show)

    def _show(self, rows: tuple[Rollback, ...]) -> None:
        self._unseen = tuple(row for row in rows if not row.seen)
        self.setVisible(bool(rows))
        self.table.set_rows(rows)
        auditor = self._page.host.session.actor.role is Role.AUDITOR
        self.seen.setVisible(auditor and bool(self._unseen))
        self.seen.setEnabled(True)
        self.notice.setVisible(bool(self._unseen))
        self.notice.set(tr("{n} of these no auditor has seen yet.", n=len(self._unseen)), "warn")

    def _see(self) -> None:
        self.seen.setEnabled(False)
        ids = tuple(row.id for row in self._unseen)
        self._page.host.desk.background.run(
            Call(trust.see_rollbacks, self._page.host.session, new_id(), ids=ids),
            done=lambda _: self.refresh(),
            failed=self._failed,
            receiver=self,
        )

    def _failed(self, error: BaseException) -> None:
        self.seen.setEnabled(True)
        self.notice.set(text_of(error), "bad")


def _what(row: Rollback) -> str:
    if row.why:
        return tr(WHY.get(row.why, WHY["missing"]))
    return tr(", ").join(lost_line(each) for each in row.lost)


def _by(row: Rollback) -> str:
    if row.why:
        return ""
    if row.agreed_by:
        return tr("{a} with {b}", a=row.staff_no, b=row.agreed_by)
    return row.staff_no
