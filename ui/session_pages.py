"""The way of a person through the window: first run, sign-in, work, lock, sign-out.

A worker imports this module once the sign-in page is up, because it imports everything slow.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.ids import new_id
from app.domain.reference import is_area
from app.errors import Problem, UserError
from app.lanes import lane
from app.services import staff, trust
from app.services.session import Installation, Session, found_damaged, open_installation
from app.services.staff import LockedSession
from app.settings import IDLE_LOCK_MINUTES, LANGUAGE
from ui.desk import screens
from ui.desk.background import Call
from ui.desk.desk import Desk
from ui.entrance import confidential
from ui.entrance.first_sign_in import Confidentiality, OwnPassword, PinForToday, SignInStep
from ui.entrance.lock_screen import IdleWatch, LockScreen
from ui.entrance.release_step import ReleaseStep
from ui.entrance.sign_in import SignInPage
from ui.entrance.time_box import TimeStep
from ui.frame.after_sign_in import AfterSignIn
from ui.frame.main_window import MainWindow, State
from ui.frame.window import StopPage, Window
from ui.look.glyphs import displayable
from ui.words.messages import text_of, tr

if TYPE_CHECKING:
    from app.services.session import Gap
    from ui.entrance.first_run import FirstRun

FIRST_RUN = "ui.entrance.first_run"
"""Imported for a computer without a hall only: it brings set-up, recovery and the sample hall."""


class SessionPages(QObject):
    """Owns the session; the window only shows the page that the flow chose."""

    def __init__(self, window: Window, installation: Installation | None) -> None:
        super().__init__(window)
        self._window = window
        self._run = window.background.run
        self.installation = installation
        self.session: Session | None = None
        self.locked: LockedSession | None = None
        self.desk: Desk | None = None
        self.main: MainWindow | None = None
        self._page: QWidget | None = None
        self._state: State = {}
        self._watch: IdleWatch | None = None
        window.background.refused.connect(self._stop_if_damaged)
        window.before_close = self.close
        window.after_close = self.close_database

    def begin(self) -> None:
        """Show the first run, or let the person sign in who may have typed already."""
        self._run(_preload)
        if self.installation is None:
            self._window.show_page(self._first_run)
        elif isinstance(page := self._window.currentWidget(), SignInPage):
            self.prepare_sign_in(page)
        else:
            self._show_sign_in()

    def _first_run(self) -> FirstRun:
        made: type[FirstRun] = importlib.import_module(FIRST_RUN).FirstRun
        page = made(self._window.folders, self._window.settings, self._window.background)
        page.look_changed.connect(self._window.rebuild)
        page.finished.connect(self._open_installation)
        return page

    def _open_installation(self, staff_no: str = "") -> None:
        self._window.settings.reread()

        def opened(installation: Installation) -> None:
            self.installation = installation
            self._show_sign_in(staff_no)

        self._run(Call(open_installation, self._window.folders), done=opened, failed=self._stop)

    def _stop(self, error: BaseException, title: str = "") -> None:
        sentence = text_of(error)
        self._window.show_page(lambda: StopPage(sentence, title))

    # --- sign-in

    def _show_sign_in(self, staff_no: str = "") -> None:
        page = self._window.show_page(self._window.sign_in_page)
        if staff_no and isinstance(page, SignInPage):
            page.staff_no.setText(staff_no)
            page.password.setFocus()

    def prepare_sign_in(self, page: SignInPage) -> None:
        """Tell the page the hall's name; it may submit at once what was typed meanwhile."""
        here = self.installation
        if here is None:
            return
        note = ""
        if here.key_storage == "file":
            note = tr(
                "This computer has no key store; the counter's own key lies in a private file."
            )
        page.submitted.connect(
            lambda staff_no, password: self._sign_in(page, here, staff_no, password)
        )
        place = tr("{hall} · counter {n}", hall=here.hall_name, n=here.workstation.counter)
        page.set_ready(displayable(place), note)

    def _sign_in(self, page: SignInPage, here: Installation, staff_no: str, password: str) -> None:
        def failed(error: BaseException) -> None:
            if isinstance(error, UserError) and error.code == "must_change":
                self._ask_own_password(here, staff_no, password)
            else:
                page.show_refused(_as_user_error(error))

        self._run(
            Call(staff.sign_in, here, staff_no, password),
            done=self._signed_in,
            failed=failed,
            receiver=page,
        )

    def _ask_own_password(self, here: Installation, staff_no: str, one_time: str) -> None:
        page = OwnPassword(staff_no, _strength)

        def chosen(password: str) -> None:
            self._run(
                Call(staff.first_password, here, staff_no, one_time, password),
                done=self._signed_in,
                failed=lambda error: page.show_refused(_as_user_error(error)),
                receiver=page,
            )

        page.chosen.connect(chosen)
        self._show_step(page)

    def _signed_in(self, session: Session) -> None:
        self.session = session
        if session.clock_gap is not None and session.clock_gap.behind:
            self._ask_time(session, session.clock_gap)
        else:
            self._ask_what_is_owed(session)

    def _ask_time(self, session: Session, gap: Gap) -> None:
        page = TimeStep(self._window.background, session, gap)
        page.question.settled.connect(lambda: self._ask_what_is_owed(session))
        self._show_step(page)

    def _ask_what_is_owed(self, session: Session) -> None:
        if session.needs_confidentiality:
            self._ask_confidentiality(session)
        else:
            self._ask_pin(session)

    def _ask_confidentiality(self, session: Session) -> None:
        language = self._window.settings.get(LANGUAGE)
        agreement = confidential.agreement(staff.CONFIDENTIALITY_VERSION, language)
        page = Confidentiality(agreement, displayable(session.actor.name))

        def accepted(shown: str) -> None:
            self._run(
                Call(
                    staff.accept_confidentiality,
                    session,
                    new_id(),
                    language=language,
                    text=shown,
                ),
                done=lambda _: self._ask_pin(session),
                failed=lambda error: page.show_refused(_as_user_error(error)),
                receiver=page,
            )

        page.accepted.connect(accepted)
        self._show_step(page)

    def _ask_pin(self, session: Session) -> None:
        page = PinForToday()
        page.skipped.connect(self._start_work)

        def chosen(pin: str) -> None:
            self._run(
                Call(staff.set_pin, session, pin),
                done=lambda _: self._start_work(),
                failed=lambda error: page.show_refused(_as_user_error(error)),
                receiver=page,
            )

        page.chosen.connect(chosen)
        self._show_step(page)

    def _show_step(self, page: SignInStep) -> None:
        page.leaving.connect(self._back_to_sign_in)
        self._window.show_page(lambda: page)
        page.focusNextChild()

    def _back_to_sign_in(self) -> None:
        if self.session is not None:
            self._run(Call(staff.lock, self.session))  # the keys go
        self.session = None
        self._show_sign_in()

    # --- work

    def _start_work(self) -> None:
        """Go to work; when the database is an older one, after the question who releases it."""
        session = self.session
        if session is None:
            return
        if session.rolled_back:
            page = ReleaseStep(self._window.background, session)
            page.released.connect(self._show_work)
            page.looking.connect(self._show_work)
            self._show_step(page)
        else:
            self._show_work()

    def _show_work(self) -> None:
        session = self.session
        if session is None:
            return
        self.desk = Desk(
            session, self._window.background, self._window.messages, self._window.settings, self
        )
        self._beside = AfterSignIn(self.desk)
        self._window.show_page(self._build_main)
        minutes = self._window.settings.get(IDLE_LOCK_MINUTES)
        self._watch = IdleWatch(minutes, self)
        self._watch.idle.connect(lambda: self.lock(idle=True))
        head_gone = session.head_gone  # on record, and forgotten, by what begins here
        self._beside.begin()
        if session.rolled_back:
            self._window.messages.say(
                tr("An older database is in place. You can look, and nothing can be saved."), "bad"
            )
        elif head_gone:
            self._window.messages.say(tr(trust.HEAD_GONE), "bad")
        elif self._window.settings.warning:
            self._window.messages.say(tr(self._window.settings.warning), "warn")

    def _stop_if_damaged(self, error: UserError) -> None:
        """Seal the drafts and stop the work, because the database file is damaged."""
        here, session = self.installation, self.session
        if error.code != "database_damaged" or here is None:
            return
        self._leave_screens()
        if session is not None:
            self._run(Call(staff.lock, session))  # the keys go
        self.session = self.locked = self.installation = None
        self._run(Call(found_damaged, here))
        self._window.after_close = here.close
        self._stop(error, tr("Work has stopped"))

    def _build_main(self) -> MainWindow:
        assert self.desk is not None
        if self.main is not None:
            self._state = self.main.take_state()
        self.main = MainWindow(self.desk, self._state)
        self.main.lock_wanted.connect(self.lock)
        self.main.sign_out_wanted.connect(self.sign_out)
        self.main.look_changed.connect(self._window.rebuild)
        self.main.time.show_gap(self.desk.session.clock_gap)
        self.main.time.question.settled.connect(self._beside.hand_on)
        return self.main

    def lock(self, *, idle: bool = False) -> None:
        """Seal the drafts, drop every screen, then the keys."""
        session = self.session
        if session is None or self.main is None:
            return
        self._leave_screens()
        page = self._window.show_page(self._lock_page)
        self._page = page
        self.session = None
        self._run(Call(_lock, session, idle), done=self._is_locked, receiver=self)

    def _lock_page(self) -> LockScreen:
        actor = (self.session or self.locked).actor  # type: ignore[union-attr]
        language = self._window.settings.get(LANGUAGE)
        agreement = confidential.agreement(staff.CONFIDENTIALITY_VERSION, language)
        page = LockScreen(actor.name, actor.role, agreement.reminders)
        page.pin_given.connect(lambda pin: self._unlock(page, "unlock_pin", pin))
        page.password_given.connect(lambda text: self._unlock(page, "unlock_password", text))
        page.sign_out_wanted.connect(self.sign_out)
        return page

    def _is_locked(self, locked: LockedSession) -> None:
        self.locked = locked
        if isinstance(self._page, LockScreen):
            self._page.open_for(takes_pin=locked.takes_pin)

    def called(self) -> None:
        """The program was started again, perhaps by another person than the one who locked."""
        page = self._window.currentWidget()
        if isinstance(page, LockScreen):
            page.offer_change()

    def _unlock(self, page: LockScreen, way: str, secret: str) -> None:
        locked = self.locked
        if locked is None:
            return

        def unlocked(session: Session) -> None:
            self.session, self.locked = session, None
            self._start_work()

        self._run(
            Call(getattr(locked, way), secret),
            done=unlocked,
            failed=lambda error: page.show_refused(
                _as_user_error(error), takes_pin=locked.takes_pin
            ),
            receiver=page,
        )

    def sign_out(self) -> None:
        """Seal the drafts and end the session; the next person signs in."""
        session = self.session
        if self.main is not None:
            self._leave_screens()
        self._state = {}
        self.session = self.locked = None
        if session is not None:
            self._run(Call(_lock, session, False))
        self._show_sign_in()

    def _leave_screens(self) -> None:
        if self.main is not None:
            self._state = self.main.take_state()
            self.main = None
        if self._watch is not None:
            self._watch.stop()
            self._watch = None
        if self.desk is not None:
            self.desk.leave()
            self.desk = None

    def close(self) -> None:
        """The window closes: seal what was typed."""
        self._leave_screens()
        self.session = self.locked = None

    def close_database(self) -> None:
        """Close the database after all threads ended, so that none is left with a connection of a
        closed pool."""
        if self.installation is not None:
            self.installation.close()
            self.installation = None


def _lock(session: Session, idle: bool) -> LockedSession:
    """Record the lock, then drop the keys; the keys go even when the record cannot be written."""
    try:
        staff.record_lock(session, idle=idle)
    finally:
        locked = staff.lock(session)
    return locked


@lane("long")
def _preload() -> None:
    """Import the screens' modules before their tabs are first opened, and read the areas' table before
    the first number is judged."""
    for screen in [screens.PANEL, *screens.SCREENS]:
        if screen.exists():
            screen.load()
    is_area("110101")


def _strength(password: str, staff_no: str) -> list[Problem]:
    return list(staff.password_problems(password, staff_no))


def _as_user_error(error: BaseException) -> UserError:
    """An expected error as it is; a bug as the sentence with its reference number."""
    if isinstance(error, UserError):
        return error
    shown: Any = text_of(error).replace("{", "{{").replace("}", "}}")
    return UserError("bug", shown)
