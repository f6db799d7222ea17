"""The one top-level window, and the page that says why the program cannot work.

It stands before anything slow is imported, so it knows only PySide6, the theme, paths and settings.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.paths import Folders
from app.settings import Settings
from ui.desk.background import Background
from ui.entrance.sign_in import SignInPage
from ui.look import theme
from ui.widgets.discard import discard
from ui.widgets.keys import ComposingGuard
from ui.widgets.look_menu import apply_look
from ui.widgets.panel import centred, label
from ui.words.messages import Messages, tr

SIZE = (1440, 900)
SMALLEST = (1024, 640)


class Window(QStackedWidget):
    """The one top-level window: it shows one page at a time and can build that page anew."""

    def __init__(self, folders: Folders, settings: Settings) -> None:
        super().__init__()
        self.folders = folders
        self.settings = settings
        self.background = Background(self)
        self.messages = Messages(self)
        self.background.unhandled.connect(self.messages.error)
        self.before_close: Callable[[], object] = lambda: None
        self.after_close: Callable[[], object] = lambda: None
        self.session_pages: Any = None
        """the ui.session_pages.SessionPages, which is imported once the window is up"""
        self._guard = ComposingGuard(self)
        self._build: Callable[[], QWidget] = QWidget
        self.setWindowTitle(tr("Service hall"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)
        self.show_page(self.sign_in_page if folders.profile.exists() else self._starting)

    def come_forward(self) -> None:
        """Come to the front, because the program was started again for this folder."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        front = QApplication.activeModalWidget() or self
        for window in (self, front):
            window.show()
            window.raise_()
        front.activateWindow()
        QApplication.alert(front)  # where the desktop lets nobody take the focus, its button blinks
        if self.session_pages is not None:
            self.session_pages.called()

    def show_page(self, build: Callable[[], QWidget]) -> QWidget:
        """Replace the page by a new one; `build` is called again when the look changes."""
        self._build = build
        page = build()
        old = self.currentWidget()
        self.addWidget(page)
        self.setCurrentWidget(page)
        if old is not None:
            self.removeWidget(old)
            discard(old)
        page.setFocus()
        return page

    def rebuild(self) -> None:
        """Another language, appearance or text size was chosen."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_look(app, self.settings)
        self.setWindowTitle(tr("Service hall"))
        self.show_page(self._build)

    def sign_in_page(self) -> SignInPage:
        """A sign-in page; what was typed in the one before is kept."""
        page = SignInPage(self.settings)
        # The menu that asked is part of the page, so it must be closed before the page is replaced.
        page.look_changed.connect(lambda: QTimer.singleShot(0, self, self.rebuild))
        old = self.currentWidget()
        if isinstance(old, SignInPage):
            page.staff_no.setText(old.typed()[0])
            page.password.setText(old.typed()[1])
        if self.session_pages is not None:
            self.session_pages.prepare_sign_in(page)
        return page

    def _starting(self) -> QWidget:
        page = label(tr("Starting …"), "soft")
        page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return page

    def closeEvent(self, event: QCloseEvent) -> None:
        """Drafts are sealed before the window goes; threads are joined, then the database closes."""
        self.before_close()
        self.background.stop()
        self.after_close()
        self._guard.stop()
        super().closeEvent(event)


class StopPage(QWidget):
    """Why the program cannot work with this data folder, in a sentence that says what to do."""

    def __init__(self, sentence: str, title: str = "") -> None:
        super().__init__()
        self.sentence = label(sentence, "subtitle", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setFixedWidth(640)
        text = tr("Close the program")
        close = QPushButton(f"{text}  Esc")
        # a person who has not read the page yet may type a password with a blank, which must not
        # press the button
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(lambda: self.window().close())
        column = QVBoxLayout(self)
        column.setSpacing(theme.GAP_L)
        column.addStretch(1)
        column.addWidget(
            label(title or tr("The counter cannot open"), "title"),
            0,
            Qt.AlignmentFlag.AlignHCenter,
        )
        column.addLayout(centred(self.sentence))
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: Esc closes the program."""
        if event.key() == Qt.Key.Key_Escape:
            self.window().close()
        else:
            super().keyPressEvent(event)
