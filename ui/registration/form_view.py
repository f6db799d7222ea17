"""The visible parts of the registration tab: steps, the panel beside them, the bar below."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desk.commit import Commit
from ui.form.bottom_bar import BottomBar
from ui.form.place_picker import Ask
from ui.form.step import Step
from ui.form.steps_form import StepsForm
from ui.registration import form_words
from ui.registration.drafting import OpenForm
from ui.registration.entry import read
from ui.registration.good_words import good_words, source_words
from ui.registration.live_check import FormState
from ui.registration.side_panel import RegistrationPanel
from ui.registration.step import BUSINESS, CONFIRM, DOCUMENT, PERSON, RegistrationStep
from ui.registration.step_business import StepBusiness
from ui.registration.step_confirm import StepConfirm
from ui.registration.step_document import StepDocument
from ui.registration.step_fees import StepFees
from ui.registration.step_person import StepPerson
from ui.words.messages import tr


class FormView(StepsForm):
    """Shows a `FormState` of an `OpenForm`; what the clerk does comes out of its signals."""

    place_picked = Signal(object)
    """the PlaceRow, or None"""
    capture_wanted = Signal(str)
    """the person whose document is to be read or photographed"""
    clear_wanted = Signal(str)
    """the person whose document is to be taken out again"""
    permit_wanted = Signal()
    open_wanted = Signal(object)
    """the customer whose records are to be opened; the form is held"""
    give_up_wanted = Signal(object)
    """the same, and the form is not wanted any more"""
    lines_changed = Signal(str, int)
    """a line more (-1) or out, of discounts or members"""

    def __init__(self, find_places: Ask, parent: QWidget) -> None:
        steps = (
            (tr("Business and address"), partial(StepBusiness, find_places=find_places)),
            (tr("Document"), StepDocument),
            (tr("Customer data"), StepPerson),
            (tr("Fees"), StepFees),
            (tr("Confirm and sign"), StepConfirm),
        )
        bottom = BottomBar(
            tr("Register Ctrl+Enter"),
            tr("Registering …"),
            tr("Nothing of this form has been registered. Discarding loses: {lost}"),
        )
        super().__init__(steps, bottom, parent)
        self.side = RegistrationPanel(self.middle)
        self.put_beside(self.side)
        self._view: FormState | None = None

    # --- steps

    def step_built(self, step: Step) -> None:
        """Hand on what is pressed there."""
        if isinstance(step, StepBusiness):
            step.place_picked.connect(self.place_picked)
        elif isinstance(step, StepDocument):
            step.capture_wanted.connect(self.capture_wanted)
            step.clear_wanted.connect(self.clear_wanted)
            step.permit_wanted.connect(self.permit_wanted)
            step.open_wanted.connect(self.open_wanted)
            step.give_up_wanted.connect(self.give_up_wanted)
        elif isinstance(step, StepPerson):
            step.open_wanted.connect(self.open_wanted)
            for added in (step.members, step.discounts):
                added.changed_lines.connect(self.lines_changed)

    def build_to(self, number: int) -> bool:
        """A step that is built shows at once what stands in the form."""
        before = len(self.steps)
        built = super().build_to(number)
        if built and self._view is not None:
            self._show_steps(self._view, self.steps[before:])
        return built

    @property
    def business(self) -> StepBusiness:
        """Step 1."""
        self.build_to(BUSINESS)
        step = self.steps[BUSINESS]
        assert isinstance(step, StepBusiness)
        return step

    @property
    def document(self) -> StepDocument:
        """Step 2."""
        self.build_to(DOCUMENT)
        step = self.steps[DOCUMENT]
        assert isinstance(step, StepDocument)
        return step

    @property
    def person(self) -> StepPerson:
        """Step 3."""
        self.build_to(PERSON)
        step = self.steps[PERSON]
        assert isinstance(step, StepPerson)
        return step

    # --- showing

    def show_view(self, view: FormState) -> None:
        """Bring every part up to what stands in the form."""
        self._view = view
        self._show_steps(view, self.steps)
        self.summary.set_words(form_words.summary(view))

    def _show_steps(self, view: FormState, steps: list[Step]) -> None:
        for step in steps:
            if isinstance(step, RegistrationStep):
                step.show_view(view)
        self.fields.fill({path: read(view.entry, path) for path in self.fields.paths()})
        self.fields.mark(source_words(view.entry))

    def parts(self) -> object:
        """Fields, products, and the rows of somebody alike."""
        known = self._view.known if self._view is not None else None
        alike = known.look_alikes if known is not None else ()
        return self.fields.paths(), tuple(self.business.products.boxes), alike

    def show_state(self, form: OpenForm, commit: Commit) -> None:
        """Say what is wrong where, what is left, and what the buttons do."""
        if self._view is None:
            return
        self.side.show_view(self._view, masked=form.step == CONFIRM)
        good = good_words(self._view)
        self.show_problems(self._view.problems, good, step=form.step, tried=form.tried)
        self.bottom.show_state(
            last=form.step == CONFIRM,
            busy=commit.busy,
            frozen=commit.frozen,
            empty=form.is_empty,
        )
        self.pages.setEnabled(not commit.frozen)
        self.bar.setEnabled(not commit.frozen)

    # --- the cursor

    def focus_person(self, whose: str) -> str:
        """The first empty field of a person whose document was just filled in, else the button that goes
        on; the field's path or ''."""
        paths = [path for path in self.fields.paths() if path.startswith(f"{whose}.")]
        return self.focus_empty(DOCUMENT, paths)
