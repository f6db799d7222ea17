"""What an administrator may change of a policy, checked while it is typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.domain.default_policies import DEFAULT_POLICIES, check_form
from app.domain.policies import (
    ASKED_BY,
    AUTHENTICATIONS,
    CIRCUMSTANCES,
    MODES,
    MOST_STEPS,
    PRINTS,
    Approval,
    Policy,
    PolicyForm,
    form_of,
)
from app.errors import Problem
from ui.form.controls import Tick
from ui.look import theme
from ui.widgets.dates import DateField
from ui.widgets.discard import discard
from ui.widgets.field import Field
from ui.widgets.line import Line
from ui.widgets.panel import label
from ui.words.messages import tr

LONGEST_TEXT = 200


class PolicyFields(QWidget):
    """The fields of one policy by the names of their problems; `changed` after every keystroke."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.policy: Policy | None = None
        self.fields: dict[str, Field] = {}
        self.asked_by: dict[str, Tick] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GAP_XS)
        self._inside = QWidget()

    def show_policy(self, policy: Policy, today: date) -> None:
        """Fields of this kind, filled with what holds; whatever was typed goes."""
        self.policy, said = policy, form_of(policy)
        discard(self._inside)
        self._inside = QWidget()
        inner = QVBoxLayout(self._inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.GAP_XS)
        default = DEFAULT_POLICIES[policy.kind]
        self.fields = {
            "approval": _choice(tr("Approval"), _approvals(), _code(policy.approval)),
            **{
                f"stricter.{each}": _choice(
                    tr(CIRCUMSTANCES[each]),
                    _approvals(),
                    _code(policy.stricter.get(each, policy.approval)),
                )
                for each in default.stricter
            },
            "hours": _text(tr("Time limit in hours"), str(said.hours)),
            "authentication": _choice(
                tr("Authentication, at least"), _words(AUTHENTICATIONS), said.authentication
            ),
            "prints": _choice(tr("Printed"), _words(PRINTS), said.prints),
            "brings": _text(
                tr("To bring besides the papers"), tr(said.brings) if said.brings else ""
            ),
            "source": _text(tr("Source of the rule"), tr(said.source)),
            "valid_from": DateField(tr("Holds from"), hint=tr("Today or a later day")),
        }
        self.fields["valid_from"].set_text(today.isoformat())
        self.asked_by = {who: Tick(tr(ASKED_BY[who])) for who in ASKED_BY if who in default.proofs}
        for name, field in self.fields.items():
            inner.addWidget(field)
            field.changed.connect(lambda _: self.changed.emit())
            if name == "hours":
                inner.addWidget(label(tr("Who may ask"), "soft"))
                for who, tick in self.asked_by.items():
                    tick.box.setChecked(who in said.asked_by)
                    tick.changed.connect(lambda _: self.changed.emit())
                    inner.addWidget(tick)
        self._column.addWidget(self._inside)

    def form(self) -> PolicyForm:
        """What stands in the fields; hours that are no number are 0."""
        assert self.policy is not None
        typed = {name: field.text().strip() for name, field in self.fields.items()}
        approval = _approval(typed["approval"])
        return PolicyForm(
            mode=approval.mode,
            steps=approval.steps,
            hours=int(typed["hours"]) if typed["hours"].isdecimal() else 0,
            stricter={
                name.removeprefix("stricter."): _approval(text)
                for name, text in typed.items()
                if name.startswith("stricter.")
            },
            asked_by=tuple(who for who in ASKED_BY if self._may_ask(who)),
            authentication=typed["authentication"],  # type: ignore[arg-type]
            prints=typed["prints"],  # type: ignore[arg-type]
            brings=_source(typed["brings"], self.policy.brings),
            source=_source(typed["source"], self.policy.source),
        )

    def _may_ask(self, who: str) -> bool:
        return who in self.asked_by and bool(self.asked_by[who].text())

    def is_changed(self) -> bool:
        """Whether something else than what holds is typed."""
        if self.policy is None:
            return False
        said = form_of(self.policy)
        filled = {
            each: said.stricter.get(each, self.policy.approval) for each in self.form().stricter
        }
        return self.form() != PolicyForm(**{**vars(said), "stricter": filled})

    def check(self) -> bool:
        """Say under the fields what is wrong; True when nothing is."""
        assert self.policy is not None
        problems = check_form(self.policy.kind, self.form())
        self.show_problems(problems)
        return not problems

    def show_problems(self, problems: list[Problem]) -> None:
        """Each under its field; nothing under the others."""
        found = {each.field: each for each in problems}
        for name, field in self.fields.items():
            field.show_problem(found.get(name))
        for tick in list(self.asked_by.values())[-1:]:
            tick.show_problem(found.get("asked_by"))

    def typed(self) -> dict[str, str]:
        """What stands in the fields and ticks, for a lock."""
        ticks = {f"asked_by.{who}": tick.text() for who, tick in self.asked_by.items()}
        return {name: field.text() for name, field in self.fields.items()} | ticks

    def type_again(self, typed: dict[str, str]) -> None:
        """What `typed` gave before a lock."""
        for name, text in typed.items():
            if name in self.fields:
                self.fields[name].set_text(text)
            elif (tick := self.asked_by.get(name.removeprefix("asked_by."))) is not None:
                tick.box.setChecked(bool(text))


def approval_text(approval: Approval) -> str:
    """'Approved first · 2 persons' and the like."""
    mode = tr(MODES[approval.mode])
    return mode if approval.steps < 2 else tr("{mode} · {n} steps", mode=mode, n=approval.steps)


def _approvals() -> list[tuple[str, str]]:
    approved = [Approval("approved", steps) for steps in range(1, MOST_STEPS + 1)]
    every = [Approval("at_once", 0), *approved, Approval("reviewed_after", 1)]
    return [(_code(each), approval_text(each)) for each in every]


def _code(approval: Approval) -> str:
    return f"{approval.mode} {approval.steps}"


def _approval(code: str) -> Approval:
    mode, _, steps = code.partition(" ")
    return Approval(mode, int(steps))  # type: ignore[arg-type]


def _words(listed: Any) -> list[tuple[str, str]]:
    return [(code, tr(text)) for code, text in listed.items()]


def _choice(name: str, entries: list[tuple[str, str]], chosen: str) -> Field:
    box = QComboBox()
    # as wide as its place, whatever its entries say
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    for code, text in entries:
        box.addItem(text, code)
    if box.findData(chosen) < 0:  # such as two who review afterwards
        box.addItem(approval_text(_approval(chosen)), chosen)
    box.setCurrentIndex(box.findData(chosen))
    return Field(name, box)


def _text(name: str, text: str) -> Field:
    edit = Line()
    edit.setMaxLength(LONGEST_TEXT)
    field = Field(name, edit)
    field.set_text(text)
    return field


def _source(typed: str, before: str) -> str:
    """The English source of a text that nobody changed, else what was typed."""
    return before if before and typed == tr(before) else typed
