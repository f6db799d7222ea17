"""业务变更 F7 (R-070): what the customer in service wants changed, and what an installer reports."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.domain.requests import Verdict
from app.errors import Conflict, Problem
from app.services import approvals
from app.services.approvals import Decided, OwnRequest, RequestView, Submitted
from app.services.changes import Changed
from ui.changes.asked_part import NO, AskedPart
from ui.changes.here_box import HereBox
from ui.changes.part import ChangeForm, ChangePart
from ui.changes.step import ChangeStep
from ui.deciding.decided_text import decided_text
from ui.desk.desk import Desk
from ui.desk.requests import CompleteInstallation, CorrectRequest, Request
from ui.drafting.customer_screen import CustomerScreen
from ui.form.bottom_bar import BottomBar
from ui.form.steps_form import StepsForm
from ui.widgets.one_stop import PageSwitch
from ui.words.messages import tr
from ui.words.number_text import number_text


class ChangesScreen(CustomerScreen[Any]):
    """A form is of one kind. Another kind is chosen above it, with Alt and its digit too; what was typed until
    then is held."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, ChangeForm)
        self.kind = ChangeForm.kind
        """what is filled in now; a form in which nothing stands has no kind of its own"""
        self.nobody = tr("Search for a customer with F3. Then type here what is to be changed.")
        bottom = BottomBar(
            "",
            "",
            tr("Nothing of this form has been changed. Discarding loses: {lost}"),
        )
        form = StepsForm(((tr("Changes"), ChangeStep),), bottom, self.content)
        form.build_to(0)
        step = form.steps[0]
        assert isinstance(step, ChangeStep)
        self.step = step
        self.kinds = PageSwitch({key: each.title for key, each in step.parts.items()}, wraps=True)
        for part in (form.bar, form.summary):
            part.hide()  # a form of one step
        self.here = HereBox(desk)
        form.put_above(self.kinds, self.here)
        self.here.decided.connect(self._decided)
        self.here.closed.connect(lambda: self._let_work(True))
        self.kinds.chosen.connect(self.choose)
        self._hear_keys()
        self._wanted: tuple[str, UUID | None] | None = None
        """what was asked for before the drafts were read"""
        self.begin(form)
        self._show_kind()
        self.work.commit.done.connect(self._done)

    def _hear_keys(self) -> None:
        self._keys: list[QShortcut] = []
        for number, button in enumerate(self.kinds.buttons.values(), start=1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
            self._keys.append(shortcut)
            button.setToolTip(f"Alt+{number}")

    # --- the kind

    @property
    def part(self) -> ChangePart[Any]:
        """The part of the kind that is filled in."""
        return self.step.parts[self.kind]

    def choose(self, kind: str, subscription_id: UUID | None = None) -> None:
        """Fill in this kind from now on, for this subscription where a list named one."""
        if not self.forms.are_read:
            self._wanted = kind, subscription_id
            return
        typed_for = self.work.form.text("subscription")
        is_other = subscription_id is not None and typed_for not in ("", str(subscription_id))
        if (kind != self.kind or is_other) and not self.work.commit.busy:
            self.forms.put_by()
            self.kind = kind
            self.work.note(focus="")
            self.show_form()
        self._show_kind()
        if self.record is not None and self.isVisible():
            self.moves.focus_open()

    def _show_kind(self) -> None:
        part = self.step.show_kind(self.kind)
        self.kinds.show_page(self.kind)
        self.form.bottom.set_finish(part.finish, part.finishing)

    def show_form(self) -> None:
        """A form with something in it brings its kind; an empty one takes the kind that is chosen."""
        form = self.work.form
        assert isinstance(form, ChangeForm)
        if form.is_empty:
            self.work.note(kind=self.kind)
        else:
            self.kind = form.kind
        self._show_kind()
        for each in self.step.parts.values():
            each.record = None
        if not self.here.isHidden():
            self.here.close_box()  # another customer, or another form
        super().show_form()

    def drafts_read(self) -> None:
        """What was asked for meanwhile comes before the form that was open, which is held."""
        if self._wanted:
            wanted, self._wanted = self._wanted, None
            self.choose(*wanted)

    def _typed(self, path: str, text: str) -> None:
        if self.work.form.is_empty and self.record is not None:
            self.forms.begin()
            self.work.note(texts=self.part.fixed())
        super()._typed(path, text)

    # --- a kind's own

    def read_record(self, customer_id: UUID) -> None:
        """What is on record for this kind; an answer for another kind is dropped."""
        done = partial(self._take, self.kind, customer_id)
        self.query(self.part.read, customer_id=customer_id, done=done)

    def _take(self, kind: str, customer_id: UUID, record: object) -> None:
        if kind == self.kind:
            self.take_record(customer_id, record)

    def show_record(self, record: object) -> None:
        """In the part of this kind."""
        self.part.show_record(record, self._form(), self.session)
        self.form.bottom.set_finish(self.part.finish, self.part.finishing)

    def problems(self) -> list[Problem]:
        """What is wrong with the form of this kind."""
        return self.part.problems(self._form(), self.session)

    def send(self) -> None:
        """Write it, with what is shown and was not typed."""
        customer_id = self.work.form.customer_id
        if customer_id is None or self.record is None or self.work.commit.busy:
            return
        shown, seen = self.part.asked()
        if shown and self.work.form.asked != self.work.form.operation_id:
            self.forms.begin()
            self.work.note(texts=shown)
        self.draft_before_sending(seen)
        self.part.send(self.work.commit, self._form(), customer_id)
        self.show_now()

    def _form(self) -> ChangeForm:
        form = self.work.form
        assert isinstance(form, ChangeForm)
        return form

    def _done(self, made: Changed | Submitted) -> None:
        said = self.part.done
        self.forms.discard()
        if made.order_id is not None and made.slip_document_id is not None:
            done = Changed(
                made.customer_id, made.order_id, made.order_number, made.slip_document_id
            )
            self.desk.done(done, said.format(n=number_text(made.order_number)))
        elif isinstance(made, Submitted):
            text = tr(
                "{n} waits for a supervisor. You find it under My requests.",
                n=number_text(made.number),
            )
            self.desk.messages.say(text, "ok")
            self.query(approvals.request, done=self._ask_here, request_id=made.request_id)

    def _ask_here(self, view: RequestView) -> None:
        """A supervisor may decide at once, at this counter, while this customer is served and nothing is typed."""
        same = view.row.customer_id == self.work.form.customer_id
        if same and self.work.form.is_empty and view.row.status == "waiting" and self.isVisible():
            self._let_work(False)
            self.here.ask(view)

    def _let_work(self, on: bool) -> None:
        """The form rests while a supervisor decides."""
        for part in (self.kinds, self.form.middle, self.form.bottom):
            part.setVisible(on)
        self.moves.hear_keys(on)
        for shortcut in self._keys:
            shortcut.setEnabled(on)
        if on and self.record is not None and self.isVisible():
            self.moves.focus_open()

    def _decided(self, made: Decided, verdict: Verdict) -> None:
        self._let_work(True)
        said, tone = decided_text(made, verdict)
        if made.order_id is not None and made.slip_document_id is not None:
            done = Changed(
                made.customer_id, made.order_id, made.order_number, made.slip_document_id
            )
            self.desk.done(done, said)
        else:
            self.desk.messages.say(said, tone)

    def take_problems(self, problems: tuple[Problem, ...]) -> None:
        """What a request was refused for, at its fields."""
        if isinstance(self.part, AskedPart):
            problems = tuple(
                replace(each, field=self.part.reason_path)
                if each.field == "reason"
                else replace(each, field=each.field.removeprefix("items.0."))
                for each in problems
            )
        super().take_problems(problems)

    def _correct(self, own: OwnRequest) -> None:
        """The texts of a request that is to be asked for anew."""
        (first, *others), form = own.items, self.work.form
        part = self.step.parts.get(first.kind)
        if own.customer_id != form.customer_id or form.asked == form.operation_id:
            return
        if others or not isinstance(part, AskedPart):
            text = tr("This request cannot be corrected here. Ask for each of its changes anew.")
            self.desk.messages.say(text, "warn")
            return
        self.choose(first.kind)
        self.forms.begin()
        texts = {path: text or NO for path, text in first.after.items()}
        texts |= {part.reason_path: own.reason, f"{part.key}.replaces": str(own.request_id)}
        self.work.change(texts=texts)
        self.form.fields.fill(texts)

    def failed(self, error: BaseException) -> None:
        """What another counter wrote meanwhile is read, to be compared."""
        super().failed(error)
        if isinstance(error, Conflict) and self.work.form.customer_id is not None:
            self.read_record(self.work.form.customer_id)

    # --- life

    def show_request(self, request: Request) -> None:
        """Complete the installation that a list named, or take a draft back."""
        if isinstance(request, CompleteInstallation):
            self.step.installation.wanted = request.subscription_id
            self.choose(self.step.installation.key, request.subscription_id)
            if self.record is not None:
                self.show_record(self.record)
                self.show_now()
        elif isinstance(request, CorrectRequest) and request.request_id is not None:
            self.query(approvals.asked_for, done=self._correct, request_id=request.request_id)
        else:
            super().show_request(request)

    def save_state(self) -> dict[str, Any]:
        """And the kind that is chosen."""
        return {**super().save_state(), "kind": self.kind}

    def restore_state(self, state: dict[str, Any]) -> None:
        """The kind first: a draft brings its own."""
        if state.get("kind") in self.step.parts:
            self.kind = state["kind"]
            self._show_kind()
        super().restore_state(state)
