"""Verification: chains, signatures, versions and papers in the background; then what was found."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from app.domain.findings import NOTES, Finding, Verified
from app.errors import QT_TR_NOOP
from app.services import verification
from ui.admin.page import AdminPage
from ui.admin.running import Running
from ui.desk.background import Call
from ui.widgets import icons
from ui.widgets.panel import Panel
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


class VerifyPanel(Panel):
    """The button, then progress in place, then 'nothing found' or the table of findings and notes."""

    def __init__(self, page: AdminPage) -> None:
        super().__init__(tr("Verify the data"))
        self._page = page
        self.go = QPushButton(icons.icon("ok"), tr("Verify now"))
        self.add_action(self.go)
        self.running = Running(page.host)
        self.result = Notice("", "plain")
        self.table: Table[Finding] = Table(
            tr("Findings"),
            [
                Column(
                    tr("What is wrong"),
                    lambda row: tr(row.text),
                    lambda row: tr(row.text),
                    tone=lambda row: "warn" if row.code in NOTES else "bad",
                ),
                Column(tr("Where"), lambda row: row.place, lambda row: row.place),
                Column(tr("Code"), lambda row: row.code, lambda row: row.code),
            ],
            tr("What is wrong would be listed here. Press 'Verify now' to look."),
        )
        self.add(self.running)
        self.add(self.result)
        self.add(self.table, 1)
        self._show_untried()
        self.go.clicked.connect(self.start)
        self.running.ended.connect(lambda: self.go.setEnabled(True))

    def _show_untried(self) -> None:
        self.table.set_rows(())
        self.result.set(
            tr(
                "Compares the chain of events, its signatures, every version of every record and "
                "the stored papers. It changes nothing and may take minutes."
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
                n=len(found.findings),
                at=at,
                counts=counts,
            )
            self.result.set(text, "bad")
        self.table.set_rows((*found.findings, *found.notes))
