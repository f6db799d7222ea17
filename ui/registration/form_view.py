"""The visible parts of the registration tab: steps, the panel beside them, the bar below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.services.drafts import DraftImage
from ui.look import theme
from ui.registration import lines
from ui.registration.bottom_bar import BottomBar
from ui.registration.commit import Commit
from ui.registration.drafting import OpenForm
from ui.registration.elided import ElidedLabel
from ui.registration.entry import read
from ui.registration.fields import Fields
from ui.registration.live_check import View
from ui.registration.notes import good_words, source_words
from ui.registration.place_picker import Ask
from ui.registration.side_panel import SidePanel
from ui.registration.step import CONFIRM, DOCUMENT, Step
from ui.registration.step_business import StepBusiness
from ui.registration.step_confirm import StepConfirm
from ui.registration.step_document import StepDocument
from ui.registration.step_fees import StepFees
from ui.registration.step_person import StepPerson
from ui.widgets.keys import next_stop
from ui.widgets.steps import StepBar
from ui.widgets.tab_order import reading_order, set_tab_order


class FormView(QWidget):
    """Shows a `View` of an `OpenForm`; what the clerk does comes out of its parts' signals."""

    capture_wanted = Signal(str)
    clear_wanted = Signal(str)

    def __init__(self, find_places: Ask) -> None:
        super().__init__()
        self.fields = Fields(self)
        self.business = StepBusiness(self.fields, find_places)
        self.document = StepDocument(self.fields)
        self.person = StepPerson(self.fields)
        self.steps: tuple[Step, ...] = (
            self.business,
            self.document,
            self.person,
            StepFees(self.fields),
            StepConfirm(self.fields),
        )
        self.bar = StepBar([step.title.text() for step in self.steps])
        self.bar.hear_keys(self)
        self.summary = ElidedLabel()
        self.summary.setProperty("look", "small")
        self.side = SidePanel()
        self.bottom = BottomBar()
        self.pages = QStackedWidget()
        self._view: View | None = None
        self._built: object = None
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.bar)
        head.addWidget(self.summary, 1)
        for step in self.steps:
            self.pages.addWidget(step)
            step.capture_wanted.connect(self.capture_wanted)
            step.clear_wanted.connect(self.clear_wanted)
        self.middle = QWidget()
        middle = QHBoxLayout(self.middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(theme.GAP)
        middle.addWidget(self.pages, 1)
        middle.addWidget(self.side)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP_L, theme.GAP, theme.GAP_L, theme.GAP)
        column.setSpacing(theme.GAP_S + 2)
        column.addLayout(head)
        column.addWidget(self.middle, 1)
        column.addWidget(self.bottom)

    def hasHeightForWidth(self) -> bool:
        """Qt override: steps scroll inside their cards, so the page fits any height it is given."""
        return False

    def put_above(self, *parts: QWidget) -> None:
        """Questions that stand between the steps and the form while they are open."""
        for n, part in enumerate(parts, start=1):
            self._column.insertWidget(n, part)
        self._column.setStretchFactor(self.middle, 100)
        self._column.insertStretch(self._column.count() - 1, 1)  # the room of a hidden form

    # --- showing

    def show_pictures(self, images: tuple[DraftImage, ...]) -> None:
        """The pictures that are kept with this form."""
        self.side.show_pictures(images)

    def show_view(self, view: View) -> None:
        """Bring every part up to what stands in the form."""
        self._view = view
        for step in self.steps:
            step.show_view(view)
        self.fields.fill({path: read(view.entry, path) for path in self.fields.paths()})
        self.fields.mark(source_words(view.entry))
        self.summary.set_words(lines.summary(view))
        # Only when parts came or went, because walking every layout takes too long for a keystroke.
        alike = view.known.look_alikes if view.known is not None else ()
        built = (self.fields.paths(), tuple(self.business.products.boxes), alike)
        if built != self._built:
            self._built = built
            set_tab_order(reading_order(self))

    def show_state(self, form: OpenForm, commit: Commit) -> None:
        """Say what is wrong where, what is left, and what the buttons do."""
        if self._view is None:
            return
        self.side.show_view(self._view, masked=form.step == CONFIRM)
        self.fields.show(self._view.problems, good_words(self._view), range(form.tried + 1))
        wrong = {self.fields.step_of(path) for path in self.wrong()}
        for step in self.steps:
            reached = step.number < max(form.step, form.tried + 1)
            self.bar.set_done(step.number, reached and step.number not in wrong)
        self.bottom.show_left(self.fields.names(self.left(form.step)))
        self.bottom.show_state(
            last=form.step == CONFIRM,
            busy=commit.busy,
            frozen=commit.frozen,
            empty=form.is_empty,
        )
        self.pages.setEnabled(not commit.frozen)
        self.bar.setEnabled(not commit.frozen)

    def show_step(self, step: int) -> None:
        """Bring a step to the front."""
        self.pages.setCurrentIndex(step)
        self.bar.set_current(step)

    def wrong(self) -> list[str]:
        """The paths that hold an error, in reading order."""
        if self._view is None:
            return []
        errors = [found.field for found in self._view.problems if found.severity == "error"]
        return self.fields.in_order(errors)

    def left(self, step: int) -> list[str]:
        """What is open up to a step; on the last one, everything."""
        return [path for path in self.wrong() if self.fields.step_of(path) <= step]

    # --- the cursor

    def focus_open_field(self, form: OpenForm) -> None:
        """The first wrong or empty field of the step, else the button that goes on."""
        said = self.left(form.step) if form.step <= form.tried else []
        path = self.fields.first_open(form.step, said, self.steps[form.step])
        if path:
            self.fields.focus(path)
        else:
            self.bottom.go.setFocus()

    def focus_person(self, whose: str) -> str:
        """The first empty field of a person whose document was just filled in, else the button that goes
        on; the field's path or ''."""
        page = self.steps[DOCUMENT]
        for path in self.fields.paths():
            control = self.fields.control(path)
            mine = path.startswith(f"{whose}.") and self.fields.step_of(path) == DOCUMENT
            if mine and control.isVisibleTo(page) and not control.text():
                self.fields.focus(path)
                return path
        self.bottom.go.setFocus()
        return ""

    def focus_moved(self, step: int, now: QWidget) -> str:
        """Scroll to what got the focus; its path, or '' when it is no field."""
        self.steps[step].bring_into_sight(now)
        return self.fields.path_of(now)

    def enter(self, event: QKeyEvent, step: int, focused: QWidget | None) -> bool:
        """Enter inside a step moves on, also over a button (Space presses it); from the last field
        it goes to the button that goes on. Whether the key was used."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or focused is None:
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        page = self.steps[step]
        if not page.isAncestorOf(focused):
            return False
        following = next_stop(page, focused, self.bottom.go)
        if following is not None:
            following.setFocus(Qt.FocusReason.TabFocusReason)
        return True
