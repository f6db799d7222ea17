"""The first run on a computer: try it with sample data, set up this hall, or restore a backup of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import Refused
from app.paths import Folders
from app.services import sample, setup
from app.settings import Settings
from ui.desk.background import Background, Call, Failed, Job
from ui.entrance.recovery_sheets import RecoverySheets
from ui.entrance.restore_page import RestorePage
from ui.entrance.set_up_form import SetUpPage
from ui.look import theme
from ui.widgets import icons
from ui.widgets.discard import discard
from ui.widgets.keys import answer_by_key, numbered
from ui.widgets.look_menu import look_menu
from ui.widgets.panel import Panel, label
from ui.widgets.table import Column, Table
from ui.widgets.tag import Notice
from ui.words.messages import text_of, tr
from ui.words.role_names import role_name

if TYPE_CHECKING:
    from app.services.sample import SampleLogin
    from app.services.setup import SetUpDone, SetUpForm


class FirstRun(QStackedWidget):
    """Emits `finished(staff_no)` when the data folder can be opened; the number is filled in."""

    finished = Signal(str)
    look_changed = Signal()

    def __init__(self, folders: Folders, settings: Settings, background: Background) -> None:
        super().__init__()
        self._folders = folders
        self._settings = settings
        self._background = background
        self._job: Job | None = None
        self._made: tuple[SetUpForm, SetUpDone] | None = None
        self.choice = _Choice(settings)
        self.choice.sample.clicked.connect(self.make_sample)
        self.choice.set_up.clicked.connect(self.show_form)
        self.choice.restore.clicked.connect(self.show_restore)
        self.choice.look_changed.connect(lambda: QTimer.singleShot(0, self, self.look_changed.emit))
        self.addWidget(self.choice)
        self.setFocusProxy(self.choice.sample)

    # --- sample data

    def make_sample(self) -> None:
        """A hall with people, customers and history, in this data folder."""
        page = _Progress(tr("Making the sample hall"))
        page.cancel.clicked.connect(self._back)
        self._show(page)
        self._job = self._background.run(
            Call(sample.create, self._folders),
            progress=page.show_progress,
            done=self._show_logins,
            failed=lambda error: self._fail(page, error),
            receiver=page,
        )

    def _show_logins(self, logins: tuple[SampleLogin, ...]) -> None:
        page = _Logins(logins)
        page.go.clicked.connect(lambda: self.finished.emit(logins[0].staff_no))
        self._show(page)

    def _back(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._show(self.choice)

    # --- a backup

    def show_restore(self) -> None:
        """The backup, who may restore it, and the last printed numbers."""
        page = RestorePage(self._folders, self._background)
        page.leaving.connect(self._back)
        page.finished.connect(self.finished)
        self._show(page)

    # --- own hall

    def show_form(self) -> None:
        """The form of the hall and its first administrator."""
        page = SetUpPage()
        page.leaving.connect(self._back)
        page.submitted.connect(lambda form: self._set_up(page, form))
        self._show(page)

    def _set_up(self, page: SetUpPage, form: SetUpForm) -> None:
        """Make the hall, then its sheets. A step that failed after the hall was made is tried again
        alone."""

        def failed(error: BaseException) -> None:
            page.set_busy(False)
            if isinstance(error, Refused):
                page.show_problems(error.problems, everywhere=True)
            else:
                page.refusal.setText(text_of(error))

        def made(done: SetUpDone) -> None:
            self._made = (form, done)
            self._draw_sheets(page, failed)

        page.set_busy(True)
        if self._made is not None:
            self._draw_sheets(page, failed)
            return
        self._background.run(
            Call(setup.set_up, self._folders, form), done=made, failed=failed, receiver=page
        )

    def _draw_sheets(self, page: SetUpPage, failed: Failed) -> None:
        assert self._made is not None
        form, made = self._made
        self._background.run(
            Call(setup.sheets, self._folders, form, made.codes),
            done=self._show_sheets,
            failed=failed,
            receiver=page,
        )

    def _show_sheets(self, sheets: tuple[bytes, ...]) -> None:
        assert self._made is not None
        staff_no = self._made[0].admin_no
        self._made = None
        page = RecoverySheets(sheets)
        page.finished.connect(lambda: self.finished.emit(staff_no))
        self._show(page)

    def _fail(self, page: _Progress, error: BaseException) -> None:
        page.show_failed(text_of(error))

    def _show(self, page: QWidget) -> None:
        old = self.currentWidget()
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus()
        if old is not None and old is not self.choice and old is not page:
            self.removeWidget(old)
            discard(old)


class _Choice(QWidget):
    """Three big buttons and the menu of language and appearance."""

    look_changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.sample = _Big(
            "sample",
            1,
            tr("Try it with sample data"),
            tr("A hall, one person of each post, 200 invented customers, six weeks of history."),
        )
        self.set_up = _Big(
            "hall",
            2,
            tr("Set up this hall"),
            tr("Your company, this hall and counter, the first administrator."),
        )
        self.restore = _Big(
            "history",
            3,
            tr("Restore a backup"),
            tr(
                "This hall worked before, here or on another computer, and its data is to come back."
            ),
        )
        self.look = QPushButton(tr("Language and appearance"))
        self.look.setProperty("look", "flat")
        self.look.setMenu(look_menu(settings, self.look_changed.emit, self.look))
        column = QVBoxLayout(self)
        column.setSpacing(theme.GAP)
        column.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(label(tr("Service hall"), "title"), 0, centre)
        column.addWidget(label(tr("This computer is not set up yet."), "soft"), 0, centre)
        column.addSpacing(theme.GAP_S)
        column.addWidget(self.sample, 0, centre)
        column.addWidget(self.set_up, 0, centre)
        column.addWidget(self.restore, 0, centre)
        column.addWidget(self.look, 0, centre)
        column.addStretch(3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: 1, 2 and 3 answer."""
        if not answer_by_key(event, (self.sample, self.set_up, self.restore)):
            super().keyPressEvent(event)


class _Big(QPushButton):
    """A choice with an icon, its digit, a title and a sentence, as high as they need."""

    def __init__(self, icon: str, number: int, title: str, sentence: str) -> None:
        super().__init__()
        self.setProperty("look", "choice")
        self.setFixedWidth(560)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        mark = QLabel()
        mark.setPixmap(icons.pixmap(icon, theme.tokens().brand_ink, 32))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(numbered(number, title), "subtitle", wrap=True))
        words.addWidget(label(sentence, "soft", wrap=True))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.GAP_L, theme.GAP, theme.GAP_L, theme.GAP)
        self._row.setSpacing(theme.GAP)
        self._row.addWidget(mark)
        self._row.addLayout(words, 1)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def showEvent(self, event: QShowEvent) -> None:
        """The height of the wrapped words, which QPushButton does not ask for."""
        super().showEvent(event)
        self.setFixedHeight(self._row.totalHeightForWidth(self.maximumWidth()))


class _Progress(QWidget):
    """How far the sample hall is, with a way out."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(420)
        self.bar.setAccessibleName(title)
        self.text = label("", "soft")
        self.refusal = label("", wrap=True)
        self.refusal.setProperty("status", "bad")
        self.refusal.setMaximumWidth(520)
        self.cancel = QPushButton(tr("Cancel"))
        column = QVBoxLayout(self)
        column.setSpacing(theme.GAP)
        column.addStretch(2)
        for part in (label(title, "title"), self.bar, self.text, self.refusal, self.cancel):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_progress(self, done: int, total: int) -> None:
        """`done` of `total` steps."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.text.setText(tr("{done} of {total}", done=done, total=total))

    def show_failed(self, sentence: str) -> None:
        """Say why it did not work; the button leads back."""
        self.bar.hide()
        self.refusal.setText(sentence)
        self.cancel.setText(tr("Back"))


class _Logins(QWidget):
    """The invented people of the sample hall and how they sign in."""

    def __init__(self, logins: tuple[Any, ...]) -> None:
        super().__init__()
        panel = Panel(tr("The sample hall is ready"))
        panel.setFixedWidth(640)
        panel.add(Notice(tr("Everybody here is invented. Sign in as any of them."), "brand"))
        table: Table[SampleLogin] = Table(
            tr("Sample people"),
            (
                Column(tr("Staff number"), lambda row: row.staff_no, lambda row: row.staff_no),
                Column(tr("Name"), lambda row: row.name, lambda row: row.name),
                Column(tr("Post"), lambda row: role_name(row.role), lambda row: row.role),
                Column(tr("Password"), lambda row: row.password),
            ),
            tr("The sample hall has no people."),
        )
        table.set_rows(logins)
        table.setMinimumHeight(table.fontMetrics().height() * 2 * (len(logins) + 2))
        panel.add(table, 1)
        self.go = QPushButton(tr("Go to sign-in"))
        self.go.setProperty("look", "primary")
        panel.add(self.go)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(panel, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setFocusProxy(self.go)
