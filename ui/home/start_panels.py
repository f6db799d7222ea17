"""The panels of the start screen beside the day's orders: begin, forms in work, last order, printing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLayout, QPushButton, QWidget

from app.domain.permissions import Permission
from app.services.day import OrderRow
from ui.desk import screens
from ui.desk.desk import Desk
from ui.desk.open_forms import FormInWork
from ui.desk.requests import Capture, Request, ShowUnprinted
from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets import icons
from ui.widgets.discard import discard
from ui.widgets.panel import Panel, label
from ui.widgets.tag import Notice, Tag
from ui.words.business_names import business_name
from ui.words.messages import tr
from ui.words.number_text import number_text

COLUMNS = 4
FORMS_SHOWN = 4


class StartPanel(Panel):
    """The search in front, then a button for each screen that this person has."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Begin"), parent)
        self.search: QPushButton | None = None
        self.read = QPushButton(icons.icon("reader"), tr("Read the card  F2"))
        self.read.clicked.connect(lambda: desk.open_screen(Capture(read=True)))
        self.buttons: dict[str, QPushButton] = {}
        if screens.usable(desk.session, [screens.PANEL]):
            icon = icons.icon("search", theme.tokens().on_brand)
            self.search = QPushButton(icon, tr("Find a customer  F3"))
            self.search.setProperty("look", "primary")
            self.search.clicked.connect(lambda: desk.open_screen(Request(screens.PANEL.key)))
            row = QHBoxLayout()
            row.setSpacing(theme.GAP_S + 2)
            row.addWidget(self.search, 1)
            row.addWidget(self.read, 1)
            self.add(row)
            self.read.setVisible(desk.session.may(Permission.CUSTOMER_REGISTER))
        grid = QGridLayout()
        grid.setSpacing(theme.GAP_S + 2)
        listed = [each for each in screens.usable(desk.session) if each.key != "home"]
        for number, screen in enumerate(listed):
            text = f"{tr(screen.title)}  {screen.shortcut}"
            button = QPushButton(icons.icon(screen.icon), text)
            button.setToolTip(tr(screen.note) if screen.note else "")
            button.clicked.connect(lambda _=False, key=screen.key: desk.open_screen(Request(key)))
            grid.addWidget(button, number // COLUMNS, number % COLUMNS)
            self.buttons[screen.key] = button
        for column in range(min(COLUMNS, max(len(listed), 1))):
            grid.setColumnStretch(column, 1)
        self.add(grid)
        self.body.addStretch(1)


class FormsPanel(Panel):
    """在办与挂起: each form with the way back to it."""

    taken_back = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("In work and held"), parent)
        self.count = Tag("0", "brand")
        self.add_to_head(self.count)
        self.take_back: list[QPushButton] = []
        self._lines = QWidget()
        self.add(self._lines)
        self.body.addStretch(1)

    def show_forms(
        self, forms: tuple[FormInWork, ...], minutes: Callable[[FormInWork], int]
    ) -> None:
        """The forms in work; more than there is room for are in the top bar."""
        self.count.set(str(len(forms)), "brand" if forms else "plain")
        self.take_back = []
        lines = QGridLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setVerticalSpacing(theme.GAP_S)
        for number, form in enumerate(forms[:FORMS_SHOWN]):
            self._line(lines, number, form, minutes(form))
        lines.setColumnStretch(0, 1)
        if not forms:
            empty = tr("No form is open. What you type is kept here, also after a power cut.")
            lines.addWidget(label(empty, "soft", wrap=True), 0, 0)
        if len(forms) > FORMS_SHOWN:
            more = tr("{n} more in the bar above", n=len(forms) - FORMS_SHOWN)
            lines.addWidget(label(more, "small"), FORMS_SHOWN, 0)
        self._lines = _replaced(self, self._lines, lines)

    def _line(self, lines: QGridLayout, number: int, form: FormInWork, minutes: int) -> None:
        name = " · ".join(
            part for part in (displayable(form.title), business_name(form.business)) if part
        )
        lines.addWidget(label(name), number, 0)
        state = tr("held") if form.held else tr("step {step}", step=form.step)
        passed = tr("{n} min", n=minutes)
        since = f"{state} · {passed}"
        lines.addWidget(label(since, "soft"), number, 1)
        button = QPushButton(tr("Take back"))
        button.setAccessibleName(tr("Take back: {form}", form=name))
        button.clicked.connect(lambda: self.taken_back.emit(form))
        lines.addWidget(button, number, 2)
        self.take_back.append(button)


class LastPanel(Panel):
    """The last committed number, whether it was printed, and the printers."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Last order"), parent)
        self._desk = desk
        self.number = label("", "bold")
        self.what = label("", "soft", wrap=True)
        self.printed = Tag("")
        self.add_to_head(self.printed)
        self.open = QPushButton(icons.icon("document"), tr("Show its papers"))
        for part in (self.number, self.what, self.open):
            self.add(part)
        self.body.addSpacing(theme.GAP_S)
        self.print_title = label(tr("Printing"), "subtitle")
        self.add(self.print_title)
        self.waiting = QPushButton(icons.icon("print"), "")
        self.printers = Notice("", "plain", "print")
        self.add(self.waiting)
        self.add(self.printers)
        self.body.addStretch(1)
        self.waiting.clicked.connect(lambda: desk.open_screen(ShowUnprinted()))

    def show_last(self, last: OrderRow | None, when: str) -> None:
        """What was committed last; `when` is its time in words."""
        known = last is not None
        self.open.setVisible(known)
        self.printed.setVisible(known)
        self.number.setVisible(known)
        if last is None:
            self.what.setText(tr("No order yet. The last committed number stands here."))
            return
        self.number.setText(number_text(last.number))
        self.what.setText(f"{business_name(last.business)} · {displayable(last.name)} · {when}")
        self.printed.set(*papers_state(last))

    def show_waiting(self, count: int | None) -> None:
        """How many papers of the hall have not come out; None: this person does not print."""
        for part in (self.print_title, self.waiting, self.printers):
            part.setVisible(count is not None)
        self.waiting.setText(self._desk.day.unprinted_text)

    def show_printers(self, names: list[str]) -> None:
        """Whether the printer of each kind of paper is there."""
        if not names:
            self.printers.set(tr("No printer is set up on this computer."), "warn")
            return
        printers, nobody = self._desk.printers, tr("not chosen yet")
        said = [
            tr("Agreements: {printer}", printer=printers.proposed("agreement", names) or nobody),
            tr("Slips: {printer}", printer=printers.proposed("slip", names) or nobody),
        ]
        kept = (printers.chosen("agreement"), printers.chosen("slip"))
        gone = [name for name in kept if name and name not in names]
        if gone:
            said.append(tr("{printer} is gone; choose another one.", printer=gone[0]))
        self.printers.set("\n".join(said), "warn" if gone else "plain")


class AskedRow(QFrame):
    """Asks about this counter's print jobs until somebody answers how they came out."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("look", "notice")
        theme.set_look(self, "tone", "warn")
        self.text = label("", "bold", wrap=True)
        self.answer = QPushButton(icons.icon("print"), tr("Answer"))
        self.answer.clicked.connect(lambda: desk.open_screen(ShowUnprinted(answer=True)))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP, theme.GAP_XS, theme.GAP_XS, theme.GAP_XS)
        row.addWidget(self.text, 1)
        row.addWidget(self.answer)
        self.show_asked()

    def show_asked(self) -> None:
        """The oldest question, and how many there are."""
        asked = self._desk.day.asked
        self.setVisible(bool(asked))
        if not asked:
            return
        first = asked[0]
        text = tr("{paper}: how did it come out?", paper=number_text(first.number))
        if len(asked) > 1:
            text = f"{text} · " + tr("{n} more", n=len(asked) - 1)
        self.text.setText(text)
        self.answer.setAccessibleName(f"{self.answer.text()}: {text}")


def papers_state(order: OrderRow) -> tuple[str, theme.Tone]:
    """'printed' or how many papers are left."""
    if order.papers_left:
        return tr("{n} not printed", n=order.papers_left), "warn"
    return tr("printed"), "ok"


def _replaced(panel: Panel, old: QWidget, inside: QLayout) -> QWidget:
    fresh = QWidget()
    fresh.setLayout(inside)
    panel.body.replaceWidget(old, fresh)
    discard(old)
    return fresh
