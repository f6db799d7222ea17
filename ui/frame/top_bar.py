"""The top bar: where we are, forms in work, the state of the database, who works here, the lock."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from ui.desk.desk import Desk
from ui.desk.open_forms import FormInWork
from ui.frame.due_tag import DueTag
from ui.frame.request_tags import RequestTags
from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets import icons
from ui.widgets.discard import discard
from ui.widgets.elided import ElidedButton, ElidedLabel
from ui.widgets.look_menu import look_menu
from ui.widgets.panel import label
from ui.widgets.tag import Tag, TagButton
from ui.words.business_names import business_name
from ui.words.messages import tr
from ui.words.role_names import role_name

MINUTE_MS = 20_000
TAG_ROOM = 16
"""heights of a line for each form that is shown"""


class TopBar(QFrame):
    """Forms are tags that can be pressed; F4 holds the open one."""

    lock_wanted = Signal()
    sign_out_wanted = Signal()
    look_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "top")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._desk = desk
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.GAP_L, theme.GAP_S, theme.GAP, theme.GAP_S)
        self._row.setSpacing(theme.GAP)
        self._place()
        self._forms = QHBoxLayout()
        self._forms.setSpacing(theme.GAP)
        self._row.addLayout(self._forms)
        self._row.addStretch(1)
        self._person()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._show_forms)
        self._timer.start(MINUTE_MS)
        desk.forms.changed.connect(self._show_forms)
        self._show_forms()

    def _place(self) -> None:
        mark = label("")
        mark.setPixmap(icons.pixmap("hall", theme.tokens().brand_ink, 22))
        self._row.addWidget(mark)
        self.title = label(tr("Service hall"), "title")
        self.title.setMinimumWidth(1)  # it is hidden before it makes the window wider
        self._row.addWidget(self.title)
        here = self._desk.session.installation
        place = tr("{hall} · counter {n}", hall=here.hall_name, n=here.workstation.counter)
        said = ElidedLabel()
        said.setProperty("look", "soft")
        said.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        said.set_words(displayable(place))
        self._row.addWidget(said)

    def _person(self) -> None:
        here, actor = self._desk.session.installation, self._desk.session.actor
        self.due = DueTag(self._desk)
        self.due.answered.connect(self._show_title)
        self._row.addWidget(self.due)
        self.requests = RequestTags(self._desk, self)
        self.requests.answered.connect(self._show_title)
        for counted in (self.requests.mine, self.requests.waiting):
            self._row.addWidget(counted)
        if here.local:
            tag = Tag(tr("This computer"), "ok", "local")
            tag.setToolTip(tr("The data is in a file on this computer."))
            self._row.addWidget(tag)
        self.person = QToolButton()
        self.person.setText(displayable(f"{actor.name} · {role_name(actor.role)}"))
        self.person.setProperty("look", "flat")
        self.person.setAccessibleName(tr("Menu of {name}", name=actor.name))
        self.person.setToolTip(tr("Language, appearance, text size, sign out (Ctrl+M)"))
        self.person.setShortcut("Ctrl+M")
        self.person.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.person.setMenu(self._menu())
        self._row.addWidget(self.person)
        self.lock = QPushButton(icons.icon("lock"), tr("Lock Ctrl+L"))
        self.lock.clicked.connect(self.lock_wanted)
        self._row.addWidget(self.lock)

    def _menu(self) -> QMenu:
        menu = look_menu(self._desk.settings, self.look_changed.emit, self, self._desk.messages)
        menu.addSeparator()
        sign_out = QAction(tr("Sign out"), menu)
        sign_out.triggered.connect(self.sign_out_wanted)
        menu.addAction(sign_out)
        return menu

    def _show_forms(self) -> None:
        if not isValid(self._desk):  # a lock drops the desk a moment before this bar
            return
        self._build_forms()
        self._show_title()

    def _build_forms(self) -> None:
        while (item := self._forms.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                discard(widget)
        forms = self._desk.forms.all
        if not forms:
            return
        self._forms.addSpacing(theme.GAP)
        self._forms.addWidget(label(tr("In work"), "soft"))
        now = self._desk.session.installation.clock()
        fits = self._fits(self.width())
        for form in forms[:fits]:
            tag = _FormTag(form_text(form, now), "plain" if form.held else "brand")
            tag.clicked.connect(lambda _=False, wanted=form: self._desk.forms.wanted.emit(wanted))
            self._forms.addWidget(tag)
        if forms[fits:]:
            self._forms.addWidget(self._more(forms[fits:], now))
        if all(form.held for form in forms):
            return
        hold = QPushButton(tr("Hold F4"))
        hold.setProperty("look", "flat")
        hold.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        hold.clicked.connect(self._desk.forms.hold_wanted)
        self._forms.addWidget(hold)

    def _fits(self, width: int) -> int:
        """How many forms have room in a bar of `width` pixels."""
        return max(1, width // (TAG_ROOM * self.fontMetrics().height()) - 2)

    def _more(self, forms: tuple[FormInWork, ...], now: datetime) -> QPushButton:
        """The forms that find no room, behind one tag."""
        tag = TagButton(tr("{n} more", n=len(forms)))
        menu = QMenu(tag)
        for form in forms:
            action = menu.addAction(form_text(form, now))
            action.triggered.connect(
                lambda _=False, wanted=form: self._desk.forms.wanted.emit(wanted)
            )
        tag.setMenu(menu)
        return tag

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for another number of forms."""
        super().resizeEvent(event)
        if self._fits(event.size().width()) != self._fits(event.oldSize().width()):
            self._show_forms()
        self._show_title()

    def _show_title(self) -> None:
        """The mark stands alone where the title has no room beside the rest; then place and forms give way."""
        self.title.hide()  # first, or it would make new forms give way
        for n in range(self._forms.count()):
            if (item := self._forms.itemAt(n)) is not None and (part := item.widget()) is not None:
                part.show()  # a new part has no size until then
        self._row.invalidate()
        rest = self._row.sizeHint().width() + self._row.spacing()
        self.title.setVisible(rest + self.title.sizeHint().width() <= self.width())


class _FormTag(ElidedButton):
    """As TagButton, and cut short where there is little room."""

    def __init__(self, text: str, tone: theme.Tone) -> None:
        super().__init__()
        self.setProperty("look", "tag")
        self.setProperty("tone", tone)
        self.setToolTip(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_words(text)
        self.resize(self.sizeHint())  # all of it, until the bar is laid out
        self._fit()


def form_text(form: FormInWork, now: datetime) -> str:
    """'Ou · registration 3/5 · 6 min' for the tag of a form."""
    minutes = max(0, int((now - form.started_at).total_seconds() // 60))
    state = tr("held") if form.held else form.step
    parts = [
        form.title,
        f"{business_name(form.business)} {state}".strip(),
        tr("{n} min", n=minutes),
    ]
    return displayable(" · ".join(part for part in parts if part))
