"""规则与参数: what holds today with its source, changed by an administrator (R-163, R-170)."""

from __future__ import annotations

from typing import Any

from app.domain.parameters import PARAMETERS
from app.domain.permissions import Permission
from app.services import catalogue
from app.services.catalogue import RuleRow
from ui.admin.page import AdminPage
from ui.admin.rule_side import RuleSide
from ui.desk.base_screen import BaseScreen
from ui.look import theme
from ui.widgets.list_and_side import ListAndSide
from ui.widgets.table import Column, Table
from ui.widgets.tag import Tag
from ui.words.messages import tr

SHORT = 12
"""Characters of a text value that the list shows; the side shows it whole."""


class RulesPage(AdminPage):
    """The list on the left; the chosen rule with its history on the right."""

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__(
            screen,
            tr("Rules and parameters"),
            tr(
                "Checked whenever a customer is saved, and printed on agreements, each with its source."
            ),
        )
        if not screen.session.may(Permission.RULES_EDIT):
            self.head.addWidget(Tag(tr("Read only for your role"), "plain", "lock"))
        columns: list[Column[RuleRow]] = [
            Column(tr("Rule"), rule_text, rule_text),
            Column(
                tr("State"),
                lambda row: state(row)[0],
                lambda row: state(row)[0],
                tone=lambda row: state(row)[1],
            ),
            Column(tr("Value"), value_text, lambda row: _native(row.value)),
            Column(tr("Source"), lambda row: row.source, lambda row: row.source),
        ]
        self.table: Table[RuleRow] = Table(
            tr("Rules and parameters"),
            columns,
            tr("There are no rules here."),
            key=lambda row: row.id,
        )
        self.side = RuleSide(screen)
        self._kept: dict[str, Any] = {}
        self.body.addWidget(ListAndSide(self.table, self.side), 1)
        self.table.current_changed.connect(self._choose)
        self.side.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Read the rules anew; what is typed beside them stays."""
        self.host.query(catalogue.rules, done=self._fill)

    def _fill(self, rows: tuple[RuleRow, ...]) -> None:
        self.side.values = {row.code: row.value for row in rows}
        self.table.set_rows(rows)

    def _choose(self, row: RuleRow | None) -> None:
        if row is None:
            return
        self.side.show_row(row, rule_text(row), state(row))
        if (row.id, row.version) == (self._kept.get("row"), self._kept.get("version")):
            self.side.type_again(self._kept["value"], on=self._kept["on"])
        self._kept = {}

    def save_state(self) -> dict[str, Any]:
        """The chosen rule, its version, and what was typed instead."""
        row, side = self.side.row, self.side
        if row is None:
            return self._kept  # locked again before the rules were read
        typed = {"value": side.value.text(), "on": side.switch.isChecked()}
        return {**self.table.save_state(), "version": row.version, **typed}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Choose that rule again; what was typed comes back unless somebody changed the rule."""
        self._kept = state
        self.table.restore_state(state)


def rule_text(row: RuleRow) -> str:
    """What a rule or parameter says."""
    parameter = PARAMETERS.get(row.code)
    if row.text:
        return tr(row.text)
    return tr(parameter.text) if parameter else row.code


def value_text(row: RuleRow) -> str:
    """The value with its unit."""
    parameter = PARAMETERS.get(row.code)
    if not row.value:
        return "—"
    if parameter and parameter.unit:
        return f"{row.value} {tr(parameter.unit)}"
    return row.value if len(row.value) <= SHORT else row.value[:SHORT] + "…"


def state(row: RuleRow) -> tuple[str, theme.Tone]:
    """Whether it holds, in a word."""
    if row.fixed:
        return tr("On · law"), "brand"
    return (tr("On"), "ok") if row.enabled else (tr("Off"), "warn")


def _native(value: str) -> tuple[int, str]:
    return (int(value), "") if value.isascii() and value.isdigit() else (-1, value)
