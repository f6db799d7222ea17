"""The frame around the work: top bar, customer panel, tabs, status line. It only hosts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.domain.businesses import BUSINESSES
from app.domain.permissions import Permission
from ui.desk import screens
from ui.desk.base_screen import NEXT_TURN_MS, BaseScreen
from ui.desk.desk import Desk
from ui.desk.open_forms import FormInWork
from ui.desk.requests import Capture, Request, ShowPapers, TakeBack, TakeDocument
from ui.entrance.time_box import TimeBox
from ui.frame.status_line import StatusLine
from ui.frame.top_bar import TopBar
from ui.look import theme
from ui.widgets.discard import discard
from ui.widgets.keys import key_text
from ui.widgets.panel import label
from ui.words.messages import MessageBar, MessageRoom, tr

PANEL_WIDTH = 320
State = dict[str, Any]


class MainWindow(QWidget):
    """One person's screens; `take_state` closes them before a lock or a rebuild."""

    lock_wanted = Signal()
    sign_out_wanted = Signal()
    look_changed = Signal()

    def __init__(
        self,
        desk: Desk,
        state: State | None = None,
        *,
        listed: list[screens.Screen] | None = None,
        panel: screens.Screen = screens.PANEL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._state: State = state or {}
        self._screens = screens.usable(desk.session, listed)
        self._all = listed is None
        self._open: dict[str, BaseScreen] = {}
        self._blank: list[QWidget] = []
        self.panel: BaseScreen | None = None
        self.top = TopBar(desk)
        self.bar = MessageBar(desk.messages, self)
        self.time = TimeBox(desk.background, desk.session)
        self.tabs = QTabBar()
        self.pages = QStackedWidget()
        self.status = StatusLine(desk)
        self._lay_out(panel)
        self._connect()
        self._show_first()
        desk.day.refresh()
        if desk.session.may(Permission.DRAFT_HOLD):
            desk.forms.load()

    # --- building

    def _lay_out(self, panel: screens.Screen) -> None:
        self.tabs.setExpanding(False)
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(tr("Tabs"))
        self.tabs.blockSignals(True)
        for screen in self._screens:
            self.tabs.addTab(f"{tr(screen.title)} {key_text(screen.shortcut)}")
            self._blank.append(QWidget())
            self.pages.addWidget(self._blank[-1])
        self.tabs.blockSignals(False)
        work = QVBoxLayout()
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(0)
        work.addWidget(self.tabs)
        message_row = QHBoxLayout()
        message_row.setContentsMargins(theme.GAP_L, 0, theme.GAP_L, 0)
        message_row.addWidget(MessageRoom(self.bar))
        work.addLayout(message_row)
        time_row = QHBoxLayout()
        time_row.setContentsMargins(theme.GAP_L, 0, theme.GAP_L, 0)
        time_row.addWidget(self.time)
        work.addLayout(time_row)
        work.addWidget(self.pages, 1)
        if not self._screens:
            work.addWidget(label(tr("Your role has no screens at the counter."), "soft"), 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._panel_host(panel))
        middle.addLayout(work, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(middle, 1)
        column.addWidget(self.status)

    def _panel_host(self, panel: screens.Screen) -> QFrame:
        host = QFrame()
        host.setProperty("look", "panel")
        host.setFixedWidth(PANEL_WIDTH)
        inside = QVBoxLayout(host)
        inside.setContentsMargins(0, 0, 0, 0)
        if screens.usable(self.desk.session, [panel]):
            self.panel = self._build(panel, host)
            inside.addWidget(self.panel)
            self.panel.restore_state(self._state.get(panel.key, {}))
        else:
            host.hide()
        return host

    def _connect(self) -> None:
        self.top.lock_wanted.connect(self.lock_wanted)
        self.top.sign_out_wanted.connect(self.sign_out_wanted)
        self.top.look_changed.connect(self.look_changed)
        self.top.requests.may_decide.connect(self._add_approvals)
        self.tabs.currentChanged.connect(self._show_tab)
        self.time.refusal_shown.connect(self._say_once)
        self.desk.changed.connect(self.time.written)
        self.desk.screen_wanted.connect(self.open_screen)
        self.desk.forms.wanted.connect(self._take_back)
        self.desk.forms.hold_wanted.connect(self._hold_unread)
        self.desk.forms.begun.connect(self._hold_unread)
        self.desk.customer_changed.connect(self._one_person)
        self.desk.forms.changed.connect(self._one_person)
        self._key("Ctrl+L", self.lock_wanted.emit)
        self._key("F4", self.desk.forms.hold_wanted.emit)
        self._key("Ctrl+P", self._print)
        self._key("F2", lambda: self.desk.open_screen(Capture(read=True)))
        for number, screen in enumerate(self._screens):
            self._key(screen.shortcut, lambda n=number: self._go(n))
        if self.panel is not None:
            self._key(screens.PANEL.shortcut, self.panel.activate)

    def _key(self, keys: str, action: Any) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(action)

    # --- showing

    def _show_first(self) -> None:
        keys = [screen.key for screen in self._screens]
        wanted = self._state.get("tab")
        number = keys.index(wanted) if wanted in keys else 0
        if keys:
            self.tabs.setCurrentIndex(number)
            self._show_tab(number)

    def _go(self, number: int) -> None:
        if self.tabs.currentIndex() == number:
            self._show_tab(number)
        else:
            self.tabs.setCurrentIndex(number)

    def _show_tab(self, number: int) -> None:
        screen = self._screen(number)
        self.pages.setCurrentIndex(number)
        screen.activate()

    def _screen(self, number: int) -> BaseScreen:
        """The screen of a tab, built when it is first wanted."""
        entry = self._screens[number]
        if entry.key not in self._open:
            screen = self._build(entry, self.pages)
            screen.setAccessibleName(tr(entry.title))
            blank = self._blank[number]
            self.pages.insertWidget(number, screen)
            self.pages.removeWidget(blank)
            discard(blank)
            self._open[entry.key] = screen
            screen.restore_state(self._state.pop(entry.key, {}))
        return self._open[entry.key]

    def _build(self, screen: screens.Screen, place: QWidget) -> BaseScreen:
        with self.desk.building_in(place):
            return screen.load()(self.desk)

    def open_screen(self, request: Request) -> None:
        """Bring a tab to the front and show what is asked for; a role without it stays where it is."""
        if request.screen == screens.PANEL.key and self.panel is not None:
            self.panel.activate()
        for number, entry in enumerate(self._screens):
            if entry.key == request.screen:
                self._screen(number).show_request(request)
                if isinstance(
                    request, TakeDocument
                ):  # in a turn of its own, because laying out a filled form takes long
                    QTimer.singleShot(NEXT_TURN_MS, self, lambda at=number: self._go(at))
                else:
                    self._go(number)

    def _add_approvals(self) -> None:
        """Somebody delegated decisions to this person, whose role has no tab for them."""
        if not self._all or any(each.key == screens.APPROVALS.key for each in self._screens):
            return
        screen, number = screens.APPROVALS, len(self._screens)
        self._screens.append(screen)
        self._blank.append(QWidget())
        self.pages.addWidget(self._blank[-1])
        self.tabs.addTab(f"{tr(screen.title)} {key_text(screen.shortcut)}")
        self._key(screen.shortcut, lambda: self._go(number))
        if self._state.get("tab") == screen.key:
            self._go(number)

    def open_one(self, key: str) -> BaseScreen | None:
        """An open screen by its key."""
        return self._open.get(key)

    def current_key(self) -> str:
        """The key of the tab in front."""
        number = self.tabs.currentIndex()
        return self._screens[number].key if number >= 0 else ""

    def _print(self) -> None:
        """Ctrl+P prints what the tab in front shows, else the last slip."""
        screen = self._open.get(self.current_key())
        slip = self.desk.day.last_slip
        if (screen is None or not screen.print_shown()) and slip is not None:
            self.desk.open_screen(ShowPapers(document_id=slip.document_id, print_it=True))

    def _say_once(self, refusal: str) -> None:
        self.desk.messages.withdraw(refusal)

    def _take_back(self, form: FormInWork) -> None:
        self.open_screen(TakeBack(form.business, form.draft_id))

    # --- panel and tabs are of one person

    def _one_person(self) -> None:
        """A customer is served, so an open form is held and its tab is left."""
        if self.desk.customer_id is None:
            return
        self._hold_unread()
        if self._is_form_in_front():
            QTimer.singleShot(0, self, self._show_records)  # a new customer's papers come first

    def _is_form_in_front(self) -> bool:
        business = BUSINESSES.get(self.current_key())
        return business is not None and business.steps > 0 and not business.of_customer

    def _hold_unread(self, but: str = "") -> None:
        """Hold the open forms of others than the customer in service, all but those of the business `but`,
        whose tab is not there yet; a tab that is there holds its own form."""
        served, forms = self.desk.customer_id, self.desk.forms
        for business in BUSINESSES:
            if (
                business != but
                and business not in self._open
                and forms.is_open_but(business, served)
            ):
                self._state.pop(business, None)
                forms.hold_unread(business, served)

    def _show_records(self) -> None:
        if self.desk.customer_id is None or not self._is_form_in_front():
            return
        keys = [screen.key for screen in self._screens]
        for key in ("history", "home"):
            if key in keys:
                self._go(keys.index(key))
                return

    # --- leaving

    def take_state(self) -> State:
        """Save drafts, collect what brings the screens back, and close them down."""
        kept: State = {**self._state, "tab": self.current_key()}
        parts = dict(self._open)
        if self.panel is not None:
            parts[screens.PANEL.key] = self.panel
        for key, screen in parts.items():
            screen.save_draft()
            kept[key] = screen.save_state()
            screen.close_down()
        return kept
