"""权限表: which role may do what, cell by cell from the one table of app.domain.permissions (R-002)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem

from app.domain.permissions import NEEDS_REASON, WORDS, Permission, Role, may
from ui.admin.page import AdminPage
from ui.desk.base_screen import BaseScreen
from ui.look import theme
from ui.widgets import icons
from ui.widgets.tag import Notice
from ui.words.messages import tr
from ui.words.role_names import role_name


class PermissionsPage(AdminPage):
    """Rows are permissions, columns roles; both headers stay in view while the middle scrolls."""

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__(
            screen,
            tr("Permissions"),
            tr("Which role may do what. The program asks this table before everything it does."),
        )
        self.roles = list(Role)
        self.permissions = list(Permission)
        self.table = QTableWidget(len(self.permissions), len(self.roles) + 1)
        self.table.setAccessibleName(tr("Permissions"))
        self._dress()
        self._fill()
        self.table.resizeColumnsToContents()
        self.body.addWidget(self.table, 1)
        notes = QHBoxLayout()
        notes.setSpacing(theme.GAP_S)
        for role in sorted(NEEDS_REASON):
            text = tr(
                "{role}: writes a reason before each look at a customer.", role=role_name(role)
            )
            notes.addWidget(Notice(text, "brand"))
        text = tr("{role}: own customers only.", role=role_name(Role.ACCOUNT_MANAGER))
        notes.addWidget(Notice(text, "brand"))
        self.body.addLayout(notes)

    def _dress(self) -> None:
        table = self.table
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() * 2)
        table.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setStretchLastSection(False)

    def _fill(self) -> None:
        own = self.host.session.actor.role
        bold = QFont(self.table.font())
        bold.setBold(True)
        for column, role in enumerate(self.roles):
            name = role_name(role)
            head = QTableWidgetItem(tr("{role} (you)", role=name) if role is own else name)
            if role is own:
                head.setFont(bold)
            self.table.setHorizontalHeaderItem(column, head)
        last = QTableWidgetItem(tr("What it allows"))
        last.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setHorizontalHeaderItem(len(self.roles), last)
        for row, permission in enumerate(self.permissions):
            name, explanation = (tr(text) for text in WORDS[permission])
            head = QTableWidgetItem(name)
            head.setToolTip(explanation)
            self.table.setVerticalHeaderItem(row, head)
            for column, role in enumerate(self.roles):
                self.table.setItem(row, column, self._cell(role, permission, name))
            self.table.setItem(row, len(self.roles), QTableWidgetItem(explanation))

    def _cell(self, role: Role, permission: Permission, name: str) -> QTableWidgetItem:
        allowed = may(role, permission)
        cell = QTableWidgetItem(tr("Yes") if allowed else tr("No"))
        if allowed:
            cell.setIcon(icons.icon("check", theme.tokens().ok))
        else:
            cell.setIcon(icons.icon("minus", theme.tokens().soft))
            cell.setForeground(theme.color(theme.tokens().soft))
        spoken = f"{role_name(role)}, {name}: {cell.text()}"
        cell.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        return cell
