"""The sign-in page. It takes typing before the rest of the program is loaded, and keeps it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError
from app.settings import Settings
from ui.look import theme
from ui.widgets.line import Line
from ui.widgets.look_menu import look_menu
from ui.widgets.panel import centred, keep_room, label
from ui.widgets.password import PasswordEdit
from ui.words.messages import tr

WIDTH = 380
SECOND_MS = 1000


class SignInPage(QWidget):
    """Emits `submitted(staff_no, password)`, at once or as soon as the program is ready."""

    submitted = Signal(str, str)
    look_changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._ready = False
        self._asked = False
        self._wait_left = 0
        self._refusal: UserError | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(SECOND_MS)
        # a coarse timer may be 50 ms early, and the next try would be refused
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self.place = label("", "soft")
        self.staff_no = Line()
        self.staff_no.setAccessibleName(tr("Staff number"))
        self.staff_no.setMaxLength(12)
        self.password = PasswordEdit()
        self.password.setAccessibleName(tr("Password"))
        self.caps = label(tr("Caps Lock is on"), "small")
        self.shown = QPushButton(tr("Show"))
        self.message = label("", wrap=True)
        self.message.setProperty("status", "bad")
        self.go = QPushButton(tr("Sign in"))
        self.note = label("", "small", wrap=True)
        self.note.hide()
        self._dress()
        self._lay_out()
        self._connect()

    def _dress(self) -> None:
        self.go.setProperty("look", "primary")
        self.shown.setCheckable(True)
        self.shown.setProperty("look", "flat")
        self.shown.setAccessibleName(tr("Show the password"))
        self.shown.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        keep_room(self.caps)
        self.caps.hide()
        self.message.setMinimumHeight(theme.CONTROL)
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _lay_out(self) -> None:
        panel = QFrame()
        panel.setProperty("look", "panel")
        panel.setFixedWidth(round(WIDTH * max(1.0, self._scale())))
        column = QVBoxLayout(panel)
        column.setContentsMargins(28, 28, 28, 20)
        column.setSpacing(theme.GAP_S)
        column.addWidget(label(tr("Service hall"), "title"))
        column.addWidget(self.place)
        column.addSpacing(theme.GAP_S)
        column.addWidget(self._named(tr("Staff number"), self.staff_no))
        column.addWidget(self.staff_no)
        column.addWidget(self._named(tr("Password"), self.password))
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_XS)
        row.addWidget(self.password, 1)
        row.addWidget(self.shown)
        column.addLayout(row)
        column.addWidget(self.caps)
        column.addWidget(self.go)
        column.addWidget(self.message)
        column.addWidget(self.note)
        self.look = QPushButton(tr("Language and appearance"))
        self.look.setProperty("look", "flat")
        self.look.setMenu(look_menu(self._settings, self.look_changed.emit, self.look))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(centred(panel))
        outer.addWidget(self.look, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def _scale(self) -> float:
        return self.font().pixelSize() / theme.TEXT if self.font().pixelSize() > 0 else 1.0

    def _named(self, text: str, field: QWidget) -> QLabel:
        result = label(text, "soft")
        result.setBuddy(field)
        return result

    def _connect(self) -> None:
        self.go.clicked.connect(self.submit)
        self.staff_no.returnPressed.connect(self._enter_in_staff_no)
        self.password.returnPressed.connect(self.submit)
        self.password.caps_lock.connect(self.caps.setVisible)
        self.shown.toggled.connect(self.password.set_shown)
        self.setFocusProxy(self.staff_no)

    # --- what the program tells

    def set_ready(self, place: str, note: str = "") -> None:
        """The program is loaded: say where we are, and sign in if Enter was pressed before."""
        self._ready = True
        self.place.setText(place)
        self.set_note(note)
        if self._asked:
            self.submit()

    def show_upgrading(self, done: int, steps: int) -> None:
        """The database is being brought up to this version; what is typed meanwhile is kept."""
        self.set_note(
            tr(
                "The database is being brought up to this version: step {done} of {steps}. Please wait.",
                done=min(done + 1, steps),
                steps=steps,
            )
        )

    def set_note(self, note: str) -> None:
        """A line below the fields; '' takes it away."""
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def show_refused(self, error: UserError) -> None:
        """Say why not; the seconds before the next try (value wait_s) are counted down live."""
        self.set_busy(False)
        self.password.clear()
        self._refusal = error
        self._wait_left = int(error.values.get("wait_s", 0))
        self.go.setEnabled(self._wait_left == 0)
        if self._wait_left:
            self._timer.start()
        self._show_refusal()
        self.password.setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the password is being tried (about half a second)."""
        self.go.setEnabled(not busy)
        self.go.setText(tr("Signing in …") if busy else tr("Sign in"))

    def typed(self) -> tuple[str, str]:
        """What stands in the two fields; carried over when the page is rebuilt."""
        return self.staff_no.text(), self.password.text()

    # --- what the person does

    def submit(self) -> None:
        """Ask to sign in, now or when ready; with an empty field the cursor goes there."""
        if self._wait_left or not self.go.isEnabled():
            return
        for field in (self.staff_no, self.password):
            if not field.text():
                field.setFocus()
                return
        self.message.setText("")
        self._asked = not self._ready
        self.set_busy(True)
        if self._ready:
            self.submitted.emit(*self.typed())
        else:
            self.go.setText(tr("Loading …"))
            self.go.setEnabled(True)

    def _enter_in_staff_no(self) -> None:
        self.password.setFocus()

    def _tick(self) -> None:
        self._wait_left -= 1
        if self._wait_left <= 0:
            self._wait_left = 0
            self._timer.stop()
            self.go.setEnabled(True)
        self._show_refusal()

    def _show_refusal(self) -> None:
        if self._refusal is None:
            return
        if "wait_s" in self._refusal.values and not self._wait_left:
            self.message.setText(tr("You can try again now."))
        else:
            left = {"wait_s": self._wait_left} if self._wait_left else {}
            self.message.setText(tr(self._refusal.text, **{**self._refusal.values, **left}))
        self.message.setAccessibleName(self.message.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a button presses it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.go.hasFocus():
            self.submit()
        else:
            super().keyPressEvent(event)
