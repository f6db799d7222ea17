"""The lock screen. No screen of the work is behind it; they are built again after unlocking."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import UserError
from ui.entrance.first_sign_in import PIN_DIGITS
from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets import icons
from ui.widgets.line import Line
from ui.widgets.panel import centred, label, rule
from ui.widgets.tag import Notice
from ui.words.messages import error_text, tr
from ui.words.role_names import role_name

WIDTH = 400
TICK_MS = 5_000
SLEPT_S = 30
_INPUT = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    )
)


class IdleWatch(QObject):
    """`idle` comes after `minutes` without any input to a window of ours. It also comes after the
    computer slept, which a jump of the wall clock shows. `stop` it when nobody works any more."""

    idle = Signal()

    def __init__(self, minutes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(minutes * 60_000)
        self.timer.timeout.connect(self.idle)
        self.timer.start()
        self._last_tick = time.time()
        self._ticks = QTimer(self)
        self._ticks.timeout.connect(self._notice_sleep)
        self._ticks.start(TICK_MS)
        self._watched: QWindow | None = None
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        self._connection = app.focusWindowChanged.connect(self._follow)
        self._follow(app.focusWindow())

    def stop(self) -> None:
        """Watch nothing any more; it destroys itself."""
        QObject.disconnect(self._connection)
        self._follow(None)
        self.timer.stop()
        self._ticks.stop()
        self.deleteLater()

    def _follow(self, window: QWindow | None) -> None:
        """Watch the window in front (a dialog of ours too); without one, nobody is typing here."""
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)

    def _notice_sleep(self) -> None:
        now = time.time()
        if now - self._last_tick > SLEPT_S:
            self.idle.emit()
        self._last_tick = now

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: input starts the time anew."""
        if event.type() in _INPUT:
            self.timer.start()
        return False


class LockScreen(QWidget):
    """PIN while it is valid today, else the password. Emits what was typed."""

    pin_given = Signal(str)
    password_given = Signal(str)
    sign_out_wanted = Signal()

    def __init__(self, name: str, role: str, reminders: tuple[str, ...]) -> None:
        super().__init__()
        self._takes_pin = False
        self._name = displayable(name)
        panel = QFrame()
        panel.setProperty("look", "panel")
        panel.setMinimumWidth(WIDTH)
        column = QVBoxLayout(panel)
        column.setContentsMargins(28, 28, 28, 20)
        column.setSpacing(theme.GAP_S)
        mark = label("")
        mark.setPixmap(icons.pixmap("lock", theme.tokens().brand_ink, 32))
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(label(tr("Locked"), "title"), 0, Qt.AlignmentFlag.AlignHCenter)
        who = displayable(f"{name} · {role_name(role)}")
        column.addWidget(label(who, "soft"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.offer = Notice("", "brand")
        self.offer.hide()
        self.what = label("", "soft")
        self.secret = Line()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.message = label("", wrap=True)
        self.message.setProperty("status", "bad")
        self.message.setMinimumHeight(theme.CONTROL)
        self.unlock = QPushButton(tr("Unlock"))
        self.unlock.setProperty("look", "primary")
        self.other = QPushButton()
        self.other.setProperty("look", "flat")
        self.sign_out = QPushButton(tr("Sign in as somebody else"))
        self.sign_out.setProperty("look", "flat")
        column.addWidget(self.offer)
        for part in (self.what, self.secret, self.unlock, self.message, self.other, self.sign_out):
            column.addWidget(part)
        column.addWidget(rule())
        for sentence in reminders:
            line = label(sentence, "soft", wrap=True)
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(line)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(centred(panel))
        outer.addStretch(1)
        self.unlock.clicked.connect(self._give)
        self.secret.returnPressed.connect(self._give)
        self.secret.textChanged.connect(self._whole_pin)
        self.other.clicked.connect(lambda: self._ask(pin=not self._by_pin))
        self.sign_out.clicked.connect(self.sign_out_wanted)
        self.setFocusProxy(self.secret)
        self._ask(pin=False)
        self._allow(False)

    def open_for(self, *, takes_pin: bool) -> None:
        """The keys are gone now: a PIN (when one is valid) or the password may be given."""
        self._takes_pin = takes_pin
        self._allow(True)
        self._ask(pin=takes_pin)

    def offer_change(self) -> None:
        """The program was started again: say that it is open, and how somebody else goes on."""
        text = tr(
            "The program is open here already, locked by {name}. To go on as somebody else, use the "
            "button below; an open form is kept as {name}'s draft.",
            name=self._name,
        )
        self.offer.set(text, "brand")
        theme.set_look(self.sign_out, "look", "")
        self.offer.show()

    def _allow(self, on: bool) -> None:
        self.secret.setEnabled(on)
        self.unlock.setEnabled(on)

    def _ask(self, *, pin: bool) -> None:
        self._by_pin = pin
        self.secret.clear()
        text = tr("PIN (6 digits)") if pin else tr("Password")
        self.what.setText(text)
        self.secret.setAccessibleName(text)
        self.secret.setMaxLength(PIN_DIGITS if pin else 256)
        self.other.setText(tr("Use the password") if pin else tr("Use the PIN"))
        self.other.setVisible(self._takes_pin)
        self.secret.setFocus()

    def _whole_pin(self, text: str) -> None:
        if self._by_pin and len(text) == PIN_DIGITS:
            self._give()

    def _give(self) -> None:
        text = self.secret.text()
        if not text or not self.secret.isEnabled():
            return
        self.what.setFocus()  # not to the sign-out button, which a Space would press
        self._allow(False)
        (self.pin_given if self._by_pin else self.password_given).emit(text)

    def show_refused(self, error: UserError, *, takes_pin: bool) -> None:
        """Say why not; when the PIN is spent the password is asked."""
        self._allow(True)
        self._takes_pin = takes_pin
        self._ask(pin=self._by_pin and takes_pin)
        self.message.setText(error_text(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: no key goes through to the window below."""
        event.accept()
