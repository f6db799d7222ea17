"""A kind of change that is asked for as a request: what is on record, what it is from now on, and why, where somebody
decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from app.domain.contacts import check_address, check_email, check_phone
from app.domain.dates import parse_date
from app.domain.names import check_name
from app.errors import Problem, UserError
from app.lanes import lane
from app.services import approvals
from app.services.approvals import OnRecord, Wish
from app.services.session import Session
from ui.changes.part import ChangeForm, ChangePart
from ui.desk.commit import Commit
from ui.form.controls import AnswerChoice
from ui.form.form_grid import FormGrid
from ui.form.step import Step
from ui.look.glyphs import displayable
from ui.widgets.dates import DateField
from ui.widgets.field import Field
from ui.widgets.panel import label
from ui.widgets.tag import Notice
from ui.words.change_kinds import CHANGE_KINDS, ChangeField
from ui.words.messages import tr
from ui.words.request_words import kind_name, value_text

YES, NO = "1", "0"


def _birth_problems(text: str) -> list[Problem]:
    try:
        parse_date(text)
    except UserError as error:
        return [Problem("birth_date", error.code, error.text, error.values)]
    return []


CHECKS: Mapping[str, Callable[[str], list[Problem]]] = {
    "phone": check_phone,
    "email": check_email,
    "mailing_address": lambda text: check_address(text, field="mailing_address"),
    "name": lambda text: check_name(text, latin=True),
    "birth_date": _birth_problems,
}
"""What is wrong with a field while it is typed; the base judges once more."""


def _reading(kind: str) -> Callable[..., OnRecord]:
    @lane("reads")
    def read(session: Session, *, customer_id: UUID) -> OnRecord:
        return approvals.standing(session, customer_id=customer_id, kind=kind)

    return read


class AskedPart(ChangePart[OnRecord]):
    """Built when it is first shown. Only what is typed or chosen is asked for; an empty field changes nothing."""

    def __init__(self, step: Step, kind: str) -> None:
        super().__init__(step)
        self.key = kind
        self.title = kind_name(kind)
        self.done = tr("Changed: order {n}")
        self._read = _reading(kind)
        self._fields: dict[str, ChangeField] = CHANGE_KINDS[kind]
        self._is_built = False
        self.replaces = ""
        """the id of the request that this one takes the place of"""
        self._show_end(asks_somebody=False)

    @property
    def reason_path(self) -> str:
        """Where the reason stands in the form."""
        return f"{self.key}.reason"

    @property
    def read(self) -> Callable[..., OnRecord]:
        return self._read

    def build(self) -> None:
        """The widgets."""
        if self._is_built:
            return
        self._is_built = True
        self.on_record = label("", "soft", wrap=True)
        self.note = Notice("", "brand")
        self.grid = FormGrid(self)
        for each in (self.on_record, self.note, self.grid):
            self.column.addWidget(each)
        for path, told in self._fields.items():
            self._add(path, told)
        self.reason = Field(tr("Reason"), required=True, parent=self.grid)
        self.grid.add(self.reason, wide=True)
        self.step.bind(self.reason_path, self.reason, tr("Reason"))
        self.note.hide()

    def _add(self, path: str, told: ChangeField) -> None:
        name = tr(told.label)
        if told.control == "tick":
            choice = AnswerChoice(name, {YES: tr("yes"), NO: tr("no")}, parent=self)
            self.column.insertWidget(self.column.indexOf(self.grid), choice)
            self.step.bind(path, choice, name)
            return
        field: Field
        if told.control == "date":
            field = DateField(name, required=True, parent=self.grid)
        else:
            hint = tr(told.hint) if told.hint else ""
            field = Field(name, required=True, hint=hint, parent=self.grid)
        self.grid.add(field, wide=path == "mailing_address")
        self.step.bind(path, field, name)

    def _show_end(self, *, asks_somebody: bool) -> None:
        if asks_somebody:
            self.finish, self.finishing = tr("Ask for approval Ctrl+Enter"), tr("Asking …")
        else:
            self.finish, self.finishing = tr("Change Ctrl+Enter"), tr("Changing …")

    # --- what stands there

    def show_record(self, record: OnRecord, form: ChangeForm, session: Session) -> None:
        """Masked, above the fields; and whether somebody has to decide."""
        self.build()
        self.record = record
        stands = (
            f"{tr(told.label)}: {displayable(value_text(path, record.shown.get(path, '')))}"
            for path, told in self._fields.items()
        )
        self.on_record.setText(tr("On record: {text}", text=tr("; ").join(stands)))
        steps = record.ask.steps
        self._show_end(asks_somebody=steps > 0 and record.ask.mode == "approved")
        self.reason.setVisible(steps > 0)
        self.note.setVisible(steps > 0)
        if steps:
            text = tr("A supervisor decides this. The record changes when it is approved.")
            if record.ask.mode == "reviewed_after":
                text = tr("This is done at once, and a supervisor looks at it afterwards.")
            self.note.set(text, "brand")

    # --- what is wrong

    def problems(self, form: ChangeForm, session: Session) -> list[Problem]:
        """What is missing or wrong; what was sent already may be asked again."""
        self.replaces = form.text(f"{self.key}.replaces")
        if self.record is None or form.asked == form.operation_id:
            return []
        typed = {path: form.text(path) for path in self._fields if form.text(path).strip()}
        if not typed:
            first = next(iter(self._fields))
            return [Problem(first, "nothing_typed", tr("Type what it is from now on."))]
        found = [each for path, text in typed.items() for each in _problems(path, text)]
        if self.record.ask.steps and not form.text(self.reason_path).strip():
            text = tr("Say why: a supervisor has to decide this.")
            found.append(Problem(self.reason_path, "reason_missing", text))
        return found

    # --- writing

    def asked(self) -> tuple[dict[str, str], tuple[UUID, ...]]:
        """Everything that is sent, with the digest of what was shown: asked again it is the same question."""
        fields, replaces = self.step.fields, f"{self.key}.replaces"
        shown = {path: fields.control(path).text() for path in (*self._fields, self.reason_path)}
        return {
            **({replaces: self.replaces} if self.replaces else {}),
            **shown,
            f"{self.key}.seen": self.record.seen if self.record is not None else "",
        }, ()

    def send(self, commit: Commit, form: ChangeForm, customer_id: UUID) -> None:
        """Ask for it."""
        after = {path: form.text(path).strip() for path in self._fields}
        replaces = form.text(f"{self.key}.replaces")
        commit.run(
            approvals.submit,
            form.operation_id,
            customer_id=customer_id,
            items=(
                Wish(
                    self.key,
                    form.text(f"{self.key}.seen"),
                    {path: "" if text == NO else text for path, text in after.items() if text},
                ),
            ),
            reason=form.text(self.reason_path),
            language="zh_CN",
            replaces=UUID(replaces) if replaces else None,
        )


def _problems(path: str, text: str) -> list[Problem]:
    return CHECKS[path](text) if path in CHECKS else []
