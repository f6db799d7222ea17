"""One rule: its switch and value for who may change it, why a fixed one is fixed, what it was before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from app.domain import parameters
from app.domain.parameters import PARAMETERS, can_switch
from app.domain.permissions import Permission
from app.errors import Refused
from app.services import catalogue
from app.services.catalogue import RuleEdited, RuleRow, RuleVersion
from app.services.session import Session
from ui.desk.base_screen import BaseScreen
from ui.desk.submission import Submission
from ui.look import theme
from ui.widgets.field import Field
from ui.widgets.keys import enter_moves_on
from ui.widgets.panel import Panel, label, rule
from ui.widgets.tag import Notice, Tag
from ui.words.messages import text_of, tr
from ui.words.moment_text import moment_text


class RuleSide(QWidget):
    """`changed` says that a new version was written."""

    changed = Signal()

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__()
        self._screen = screen
        self._may = screen.session.may(Permission.RULES_EDIT)
        self.row: RuleRow | None = None
        self.values: dict[str, str] = {}
        self._submission = Submission(screen.desk, self)
        self.about = label(tr("Choose a rule in the list."), "subtitle", wrap=True)
        self.state = Tag("")
        self.source = label("", "soft", wrap=True)
        self.reason = Notice("", "brand", "lock")
        self.switch = QCheckBox(tr("This rule is on"))
        self.value = Field(tr("Value"))
        self.problem = Notice("", "warn")
        self.save = QPushButton(tr("Save Ctrl+Enter"))
        self.save.setProperty("look", "primary")
        self.history = QVBoxLayout()
        self.history.setSpacing(theme.GAP_XS)
        self.panel = Panel(tr("Rule"))
        parts: tuple[QWidget, ...] = (
            self.about,
            self.state,
            self.source,
            self.reason,
            self.switch,
            self.value,
            self.save,
            self.problem,
        )
        for part in parts:
            self.panel.add(part)
        self.past = label(tr("Until now"), "bold")
        self.panel.add(rule())
        self.panel.add(self.past)
        self.panel.add(self.history)
        self.panel.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self._hide_parts()
        self.value.changed.connect(lambda _: self._check())
        self.switch.toggled.connect(lambda _: self._check())
        self.save.clicked.connect(self.submit)
        self._submission.done.connect(self._done)
        self._submission.refused.connect(self._refused)
        self._submission.unknown.connect(self._unknown)

    def _hide_parts(self) -> None:
        for part in (self.state, self.source, self.reason, self.switch, self.value, self.past):
            part.hide()
        self.problem.hide()
        self.save.hide()

    def show_row(self, row: RuleRow, text: str, state: tuple[str, theme.Tone]) -> None:
        """Show a rule as it stands; what was typed for the same version stays."""
        same = self.row is not None and (self.row.id, self.row.version) == (row.id, row.version)
        if same:
            return
        self.row = row
        self._hide_parts()
        self.about.setText(text)
        self.state.set(*state)
        self.state.show()
        self.source.setText(tr("Source: {source}", source=row.source))
        self.source.show()
        if row.fixed:
            self.reason.set(
                tr(
                    "This rule is law ({source}): nobody can change it or switch it off.",
                    source=row.source,
                ),
                "brand",
            )
            self.reason.show()
        elif self._may:
            self._offer(row)
        self._screen.query(catalogue.rule_history, rule_id=row.id, done=self._fill_history)

    def _offer(self, row: RuleRow) -> None:
        self.switch.setVisible(can_switch(row.code))
        self.switch.setChecked(row.enabled)
        parameter = PARAMETERS.get(row.code)
        self.value.setVisible(parameter is not None)
        self.value.set_text(row.value)
        self.save.show()
        self._check()

    def type_again(self, value: str, *, on: bool) -> None:
        """What was typed for this version of the rule before a lock, where the rule can be changed."""
        if self.save.isVisibleTo(self):
            self.switch.setChecked(on)
            self.value.set_text(value)

    def _hint(self) -> str:
        parameter = PARAMETERS.get(self.row.code) if self.row else None
        if parameter is None or not parameter.is_number:
            return tr("One line, {n} characters at most", n=parameters.LONGEST_TEXT)
        return tr(
            "{least} to {most} {unit}",
            least=parameter.least,
            most=parameter.most,
            unit=tr(parameter.unit),
        )

    def _check(self) -> None:
        """Say under the field what is wrong. Saving needs a right and changed value."""
        row = self.row
        if row is None:
            return
        value = self.value.text().strip() if row.code in PARAMETERS else row.value
        found = parameters.check(row.code, value, self.values)
        self.value.show_problem(found)
        if found is None:
            self.value.set_status("hint", self._hint())
        same = (self.switch.isChecked(), value) == (row.enabled, row.value)
        self.save.setEnabled(found is None and not same)

    def submit(self) -> None:
        """Write the new version; the same question again after an unknown outcome."""
        row = self.row
        if row is None or not self.save.isVisible() or not self.save.isEnabled():
            return
        self.save.setEnabled(False)
        self.problem.hide()
        self._submission.ask(
            catalogue.edit_rule,
            rule_id=row.id,
            version=row.version,
            enabled=self.switch.isChecked(),
            value=self.value.text().strip() if row.code in PARAMETERS else row.value,
        )

    def _done(self, _: RuleEdited) -> None:
        self._screen.desk.messages.say(
            tr("Saved. It holds from now on; what it was before is kept."), "ok"
        )
        self.changed.emit()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Refused):
            self.value.show_problem(error.problems[0])
        else:
            self._say(error)
        self.changed.emit()

    def _unknown(self, error: BaseException) -> None:
        self._say(error)
        self.save.setEnabled(True)

    def _say(self, error: BaseException) -> None:
        self.problem.set(text_of(error), "warn")
        self.problem.show()

    def _fill_history(self, versions: tuple[RuleVersion, ...]) -> None:
        while (item := self.history.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.past.show()
        for each in versions:
            said = version_text(each, self._screen.session)
            self.history.addWidget(label(said, "small", wrap=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on, Ctrl+Enter saves."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        elif not enter_moves_on(event, self, self.save):
            super().keyPressEvent(event)


def version_text(each: RuleVersion, session: Session) -> str:
    """'2026-11-22 08:30 1007: on, 5' for one version."""
    at = moment_text(each.at, session)
    parts = [tr("on") if each.enabled else tr("off"), each.value]
    return f"{at}  {each.staff_no}  " + " · ".join(part for part in parts if part)
