"""Verification in the background; then what was found, by kind, with its places and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from app.domain.finding_groups import Group, grouped
from app.domain.findings import NOTES, Verified
from app.errors import QT_TR_NOOP
from app.services import verification
from ui.admin.page import AdminPage
from ui.admin.running import Running
from ui.desk.background import Call
from ui.look import theme
from ui.widgets import icons
from ui.widgets.panel import Panel, label
from ui.widgets.table import Column, Table
from ui.widgets.tag import Notice
from ui.words.messages import text_of, tr

COUNTED = {
    "chains": QT_TR_NOOP("{n} chains"),
    "events": QT_TR_NOOP("{n} events"),
    "versions": QT_TR_NOOP("{n} versions"),
    "rows": QT_TR_NOOP("{n} records"),
    "blobs": QT_TR_NOOP("{n} papers and images"),
}
PAGE = 200
"""Places that are put into the list at once."""


class VerifyPanel(Panel):
    """The button, then progress in place, then 'nothing found' or the kinds of findings and notes; beside
    them the places of the chosen kind."""

    def __init__(self, page: AdminPage) -> None:
        super().__init__(tr("Verify the data"))
        self._page = page
        self.go = QPushButton(icons.icon("ok"), tr("Verify now"))
        self.add_action(self.go)
        self.running = Running(page.host)
        self.result = Notice("", "plain")
        self.table: Table[Group] = Table(
            tr("Findings"),
            [
                Column(
                    tr("Places"),
                    lambda row: f"{len(row.places):,}",
                    lambda row: len(row.places),
                    tone=lambda row: "warn" if row.code in NOTES else "bad",
                ),
                Column(tr("What is wrong"), lambda row: tr(row.text), lambda row: tr(row.text)),
            ],
            tr("What is wrong would be listed here. Press 'Verify now' to look."),
            key=lambda row: row.code,
        )
        self.side = _Side()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.side)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.add(self.running)
        self.add(self.result)
        self.add(split, 1)
        self._show_untried()
        self.go.clicked.connect(self.start)
        self.running.ended.connect(lambda: self.go.setEnabled(True))
        self.table.current_changed.connect(self.side.show_group)

    def _show_untried(self) -> None:
        self.table.set_rows(())
        self.side.show_group(None)
        self.result.set(
            tr(
                "Compares every event, signature, record and paper. Changes nothing; may take minutes."
            ),
            "plain",
        )

    def start(self) -> None:
        """Verify everything with what this person's keys open."""
        self.go.setEnabled(False)
        self._show_untried()
        self.running.start(
            Call(verification.verify_for_person, self._page.host.session),
            text=tr("Verifying …"),
            done=self._show,
            failed=lambda error: self.result.set(text_of(error), "bad"),
            may_cancel=True,
            counts=True,
        )

    def _show(self, found: Verified) -> None:
        at = self._page.moment(self._page.host.session.installation.clock())
        counts = ", ".join(
            tr(text, n=f"{found.counts.get(name, 0):,}") for name, text in COUNTED.items()
        )
        if found.good:
            self.table.empty.setText(tr("Nothing found."))
            text = tr(
                "Nothing found. Everything is as it was written. {at}: {counts}.",
                at=at,
                counts=counts,
            )
            self.result.set(text, "ok")
            if found.notes:
                text = tr(
                    "Nothing is wrong. {n} notes stand below. {at}: {counts}.",
                    n=len(found.notes),
                    at=at,
                    counts=counts,
                )
                self.result.set(text, "warn")
        else:
            text = tr(
                "{n} things are wrong. Stop working with what is named below and tell the auditor; "
                "do not repair anything. {at}: {counts}.",
                n=f"{len(found.findings):,}",
                at=at,
                counts=counts,
            )
            self.result.set(text, "bad")
        groups = grouped((*found.findings, *found.notes))
        self.table.set_rows(groups)
        if groups:
            self.table.select(0)


class _Side(QWidget):
    """What a kind of finding means, what to do about it, and where it was found, a page at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._left: tuple[str, ...] = ()
        self.text = label("", wrap=True)
        self.advice = Notice("", "plain")
        self.places: Table[str] = Table(
            tr("Where"), [Column(tr("Where"), lambda row: row, lambda row: row)], ""
        )
        self.places.more_wanted.connect(self._add_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP_S, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addWidget(self.text)
        column.addWidget(self.advice)
        column.addWidget(self.places, 1)
        self.setVisible(False)

    def show_group(self, group: Group | None) -> None:
        """The places of one kind; nothing for None."""
        self.setVisible(group is not None)
        if group is not None:
            self.text.setText(f"{tr(group.text)} ({group.code})")
            self.advice.set(tr(group.what_to_do), "plain")
            self._left = group.places[PAGE:]
            self.places.set_rows(group.places[:PAGE], more=bool(self._left))

    def _add_page(self) -> None:
        page, self._left = self._left[:PAGE], self._left[PAGE:]
        self.places.add_rows(page, more=bool(self._left))
