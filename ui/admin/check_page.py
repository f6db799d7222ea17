"""校验与备份: verify the data, make a backup, prove one good, and how old they are (R-155)."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from app.domain.permissions import Permission
from ui.admin.backup_panel import BackupPanel
from ui.admin.page import AdminPage
from ui.admin.rollbacks_panel import RollbacksPanel
from ui.admin.sheets_panel import SheetsPanel
from ui.admin.slip_panel import SlipPanel
from ui.admin.verify_panel import VerifyPanel
from ui.desk.base_screen import BaseScreen
from ui.look import theme
from ui.words.messages import tr


class CheckPage(AdminPage):
    """Three panels; each asks for the permission of what its buttons do."""

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__(
            screen,
            tr("Verify and backup"),
            tr(
                "Whether the data is as it was written, and whether it would survive this computer."
            ),
        )
        self.body.setSpacing(theme.GAP)
        self.backup = BackupPanel(self)
        self.verify = VerifyPanel(self)
        self.sheets = SheetsPanel(self)
        self.rollbacks = RollbacksPanel(self)
        self.body.addWidget(self.rollbacks)
        self.body.addWidget(self.backup)
        self.body.addWidget(self.sheets)
        self.slip = SlipPanel(self)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.verify, 1)
        row.addWidget(self.slip)
        self.body.addLayout(row, 1)
        for panel in (self.verify, self.slip):
            panel.setVisible(screen.session.may(Permission.VERIFY_RUN))

    def refresh(self) -> None:
        """Read the age of the backups and the roll-backs anew; a running verification goes on."""
        self.backup.refresh()
        self.sheets.refresh()
        self.rollbacks.refresh()
