"""Backups: how old the newest one is and the newest proved one; make one, prove one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFileDialog, QPushButton

from app.domain.dates import business_day
from app.domain.permissions import Permission
from app.services import backup
from app.services.backup import BackedUp, BackupState, Restored, backup_state
from app.services.session import LastCheck
from ui.admin.page import AdminPage, days_ago
from ui.admin.running import Running
from ui.desk.background import Call
from ui.look import theme
from ui.widgets import icons
from ui.widgets.panel import Panel
from ui.widgets.tag import Notice
from ui.words.messages import text_of, tr

SUFFIX = ".backup"
OLD_DAYS = 1
"""A backup older than this is a warning: a day's work would be lost."""
UNPROVED_DAYS = 30
"""So is a last proved backup older than this."""

R = TypeVar("R")


class BackupPanel(Panel):
    """A file is chosen first, then everything runs in the background."""

    def __init__(self, page: AdminPage) -> None:
        super().__init__(tr("Backup"))
        self._page = page
        session = page.host.session
        self.make = QPushButton(icons.icon("save"), tr("Make a backup …"))
        self.prove = QPushButton(icons.icon("history"), tr("Prove a backup …"))
        self.prove.setToolTip(
            tr("Restores a backup into a scratch place, verifies it and throws that away.")
        )
        self.made = Notice("", "plain", "save")
        self.restored = Notice("", "plain", "history")
        self.running = Running(page.host)
        self.result = Notice("", "plain")
        self.file = Notice("", "plain", "ok")
        for part in (self.made, self.restored, self.file, self.running, self.result):
            self.add(part)
        self.result.hide()
        self._may = {
            self.make: session.may(Permission.BACKUP_MAKE),
            self.prove: session.may(Permission.BACKUP_RESTORE),
        }
        for button in self._may:
            self.add_action(button)
        self._offer(session.installation.local)
        self.make.clicked.connect(self.choose_target)
        self.prove.clicked.connect(self.choose_source)
        self.running.ended.connect(lambda: self._set_enabled(True))

    def _offer(self, here: bool) -> None:
        for button, allowed in self._may.items():
            button.setVisible(allowed and here)

    def _set_enabled(self, enabled: bool) -> None:
        for button in self._may:
            button.setEnabled(enabled)

    # --- how old

    def refresh(self) -> None:
        """Read the ages anew."""
        self._page.host.query(backup_state, done=self._show)

    def _show(self, state: BackupState) -> None:
        self._offer(state.here)
        if not state.here:
            text = tr("This hall works on a shared database. Its backups are made on the server.")
            self.made.set(text, "plain")
            self.restored.hide()
            self.file.hide()
            return
        self.file.set(*self._looked_at(state.last_check))
        self.made.set(*self._made(state.last_made))
        last = state.last_restored
        if last is None:
            text = tr("No backup was proved good yet. A backup counts once it was restored.")
            self.restored.set(text, "warn")
            return
        text = tr(
            "Last backup proved good by restoring: {age} ({at}); it was made on {made}.",
            age=days_ago(self._age(last.restored_at)),
            at=self._page.moment(last.restored_at),
            made=self._page.moment(last.made_at),
        )
        self.restored.set(text, "warn" if self._age(last.restored_at) > UNPROVED_DAYS else "ok")

    def _made(self, made: datetime | None) -> tuple[str, theme.Tone]:
        if made is None:
            return tr("No backup was made here yet. Make one now."), "bad"
        text = tr(
            "Last backup: {age} ({at}).", age=days_ago(self._age(made)), at=self._page.moment(made)
        )
        return text, "warn" if self._age(made) > OLD_DAYS else "ok"

    def _looked_at(self, last: LastCheck | None) -> tuple[str, theme.Tone]:
        if last is None:
            text = tr(
                "The database file was not checked yet: that follows the day's first sign-in."
            )
            return text, "plain"
        text = tr(
            "The whole database file was checked {age} ({at}): it is not damaged.",
            age=days_ago(self._age(last.at)),
            at=self._page.moment(last.at),
        )
        return text, "warn" if self._age(last.at) > OLD_DAYS else "ok"

    def _age(self, instant: datetime) -> int:
        session = self._page.host.session
        return (session.today - business_day(instant, session.installation.profile.zone)).days

    # --- making and proving

    def choose_target(self) -> None:
        """Ask for a place, then make a backup there."""
        now = self._page.moment(self._page.host.session.installation.clock())
        name = "hall-" + now.replace(":", "").replace(" ", "-") + SUFFIX
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            tr("Make a backup"),
            str(Path.home() / name),
            tr("Backups (*{suffix})", suffix=SUFFIX),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self._start(
                tr("Making a sealed copy …"),
                Call(backup.backup, self._page.host.session, Path(chosen)),
                self._is_made,
            )

    def choose_source(self) -> None:
        """Ask for a backup, then prove it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            tr("Prove a backup"),
            str(Path.home()),
            tr("Backups (*{suffix})", suffix=SUFFIX),
        )
        if chosen:
            self._start(
                tr("Restoring into a scratch place and verifying …"),
                Call(backup.drill, self._page.host.session, Path(chosen)),
                self._is_proved,
            )

    def _start(self, text: str, call: Call[R], done: Callable[[R], object]) -> None:
        self._set_enabled(False)
        self.result.hide()
        self.running.start(call, text=text, done=done, failed=self._failed)

    def _is_made(self, made: BackedUp) -> None:
        text = tr(
            "The backup is written ({size} MB). Keep it away from this computer, then prove it.",
            size=f"{made.size / 1_000_000:.1f}",
        )
        self._tell(text, "ok")

    def _is_proved(self, proved: Restored) -> None:
        text = tr(
            "The backup of {made} is good: it was restored, verified and thrown away again.",
            made=self._page.moment(proved.made_at),
        )
        self._tell(text, "ok")

    def _failed(self, error: BaseException) -> None:
        self._tell(text_of(error), "bad")

    def _tell(self, text: str, tone: theme.Tone) -> None:
        self.result.set(text, tone)
        self.result.show()
        self.refresh()
