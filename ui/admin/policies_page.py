"""审批政策: what each kind of change asks for, by group; an administrator changes it from a day on (R-077)."""

from __future__ import annotations

from typing import Any

from app.domain.default_policies import GROUPS, KINDS
from app.domain.permissions import Permission
from app.services import policies
from app.services.policies import ListedPolicy
from ui.admin.page import AdminPage
from ui.admin.policy_form import approval_text
from ui.admin.policy_side import PolicySide, state
from ui.desk.base_screen import BaseScreen
from ui.look import theme
from ui.widgets.list_and_side import ListAndSide
from ui.widgets.table import Column, Table
from ui.widgets.tag import Tag
from ui.words.messages import tr

_ORDER = [kind for _, kinds in GROUPS.values() for kind in kinds]
_GROUP = {kind: text for text, kinds in GROUPS.values() for kind in kinds}


class PoliciesPage(AdminPage):
    """The list on the left; the chosen policy on the right."""

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__(
            screen,
            tr("Approval policies"),
            tr(
                "What each business asks for: papers, approval, time limit. What to bring is made of it."
            ),
        )
        if not screen.session.may(Permission.POLICY_EDIT):
            self.head.addWidget(Tag(tr("Read only for your role"), "plain", "lock"))
        columns: list[Column[ListedPolicy]] = [
            Column(
                tr("Group of changes"),
                lambda row: tr(_GROUP[row.kind]),
                lambda row: _ORDER.index(row.kind),
            ),
            Column(
                tr("Kind of change"),
                lambda row: tr(KINDS[row.kind]),
                lambda row: tr(KINDS[row.kind]),
            ),
            Column(
                tr("Approval"),
                lambda row: _approval(row)[0],
                lambda row: _approval(row)[0],
                tone=lambda row: _approval(row)[1],
            ),
            Column(
                tr("Time limit"),
                lambda row: tr("{n} hours", n=row.policy.hours) if row.policy else "—",
                lambda row: row.policy.hours if row.policy else 0,
            ),
            Column(tr("State"), lambda row: state(row)[0], lambda row: state(row)[0]),
        ]
        self.table: Table[ListedPolicy] = Table(
            tr("Approval policies"),
            columns,
            tr("There are no policies here."),
            key=lambda row: row.kind,
        )
        self.side = PolicySide(screen)
        self._kept: dict[str, Any] = {}
        self.body.addWidget(ListAndSide(self.table, self.side), 1)
        self.table.current_changed.connect(self._choose)
        self.side.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Read the policies anew; what is typed beside them stays."""
        self.host.query(policies.policies, done=self._fill)

    def _fill(self, rows: tuple[ListedPolicy, ...]) -> None:
        self.table.set_rows(sorted(rows, key=lambda row: _ORDER.index(row.kind)))

    def _choose(self, row: ListedPolicy | None) -> None:
        if row is None:
            return
        self.side.show_row(row, self.host.session.today)
        self.side.type_again(self._kept)
        self._kept = {}

    def save_state(self) -> dict[str, Any]:
        """The chosen policy, and what was typed instead."""
        if self.side.row is None:
            return self._kept  # locked again before the policies were read
        return {**self.table.save_state(), **self.side.save_state()}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Choose that policy again; what was typed comes back unless somebody changed it."""
        self._kept = state
        self.table.restore_state(state)


def _approval(row: ListedPolicy) -> tuple[str, theme.Tone]:
    if row.policy is None:
        return "—", "bad"
    tones: dict[str, theme.Tone] = {
        "at_once": "plain",
        "reviewed_after": "warn",
        "approved": "brand",
    }
    return approval_text(row.policy.approval), tones[row.policy.mode]
