"""The window of the counter: `python -m ui.main [--data DIR]`.

The sign-in page stands before anything slow is imported: this module and what it imports know only
PySide6, the theme, paths and settings. A worker thread brings the rest.
"""

from __future__ import annotations

import signal

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing is begun: an interrupt needs no words

import argparse
import contextlib
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app import paths
from app.errors import UserError
from app.lanes import lane
from app.paths import Folders
from app.settings import Settings
from ui import theme
from ui.background import Background, Call
from ui.keys import ComposingGuard
from ui.look_menu import apply_look
from ui.messages import Messages, error_text, text_of, tr
from ui.sign_in import SignInPage
from ui.widgets.card import centred, label
from ui.widgets.discard import discard

SIZE = (1440, 900)
SMALLEST = (1024, 640)
REFUSAL = (760, 420)
FIRST_KEY_MS = 50
"""The page paints and takes a key before libraries are loaded, because loading one stops all threads."""
LATER = ("app.log", "qtawesome", "app.services.installation", "ui.flow")
"""Imported by a worker once the window is up; ui.flow brings the screens and the services."""


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
        self.flow: Any = None
        self._guard = ComposingGuard(self)
        self._build: Callable[[], QWidget] = QWidget
        self.setWindowTitle(tr("Service hall"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)
        self.show_page(self.sign_in_page if folders.profile.exists() else self._starting)

    def come_forward(self) -> None:
        """The program was started again for this folder: this is the window that was meant."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        front = QApplication.activeModalWidget() or self
        for window in (self, front):
            window.show()
            window.raise_()
        front.activateWindow()
        QApplication.alert(front)  # where the desktop lets nobody take the focus, its button blinks
        if self.flow is not None:
            self.flow.called()

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
        # The menu that asked is part of the page: it must be closed before the page is replaced.
        page.look_changed.connect(lambda: QTimer.singleShot(0, self, self.rebuild))
        old = self.currentWidget()
        if isinstance(old, SignInPage):
            page.staff_no.setText(old.typed()[0])
            page.password.setText(old.typed()[1])
        if self.flow is not None:
            self.flow.prepare_sign_in(page)
        return page

    def load(self) -> None:
        """Bring the rest of the program in the background, then let `ui.flow` decide what to show."""
        self.background.run(Call(_load, self.folders), done=self._loaded, failed=self._failed)

    def _loaded(self, installation: Any) -> None:
        flow = importlib.import_module("ui.flow")
        self.flow = flow.Flow(self, installation)
        self.flow.begin()

    def _failed(self, error: BaseException) -> None:
        sentence = text_of(error)
        self.show_page(lambda: StopPage(sentence))

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
        # what somebody types who has not read it yet, a password with a blank, must not press the button
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


@lane("long")
def _load(folders: Folders) -> Any:
    """In a worker: import what is slow, open the installation; None when there is none yet."""
    for name in LATER:
        importlib.import_module(name)
    services = importlib.import_module("app.services.installation")
    return services.open(folders) if services.state(folders) == "ready" else None


def open_window(folders: Folders) -> Window:
    """Show the window for a data folder and start loading the rest; needs a QApplication."""
    settings = Settings(folders.settings)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_look(app, settings)
    window = Window(folders, settings)
    window.show()
    QTimer.singleShot(FIRST_KEY_MS, window, window.load)
    return window


def main(arguments: list[str] | None = None) -> int:
    """Run the program until its window is closed."""
    parser = argparse.ArgumentParser(prog="counter")
    parser.add_argument("--data", type=Path, help="folder of the data (default: this user's)")
    chosen = parser.parse_args(arguments)
    folders = paths.folders(chosen.data)
    app = QApplication(sys.argv[:1])
    app.setApplicationName(paths.APP)
    from ui import one_window

    try:
        claim = one_window.claim(folders)
        if claim is None:
            return 0
        window = open_window(folders)
    except UserError as error:
        return _refuse(app, folders, error)
    QTimer.singleShot(FIRST_KEY_MS, window, lambda: claim.listen(window.come_forward))
    _report_bugs(window)
    if signal.getsignal(signal.SIGINT) == signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    code = app.exec()
    claim.release()
    return code


def _refuse(app: QApplication, folders: Folders, error: UserError) -> int:
    """Say why not in a window of its own: who clicks an icon sees no terminal."""
    if sys.stderr is not None:
        print(error.text.format(**error.values), file=sys.stderr, flush=True)
    apply_look(app, Settings(folders.settings))
    window = QStackedWidget()
    window.setWindowTitle(tr("Service hall"))
    window.addWidget(StopPage(error_text(error)))
    window.resize(*REFUSAL)
    window.show()
    window.activateWindow()
    app.exec()
    return 1


def _report_bugs(window: Window) -> None:
    """What nobody caught is logged under a number; the window says the number."""
    from app import log

    def say(reference: str) -> None:
        window.background.post(
            lambda: window.messages.say(
                tr(
                    "Something went wrong in the program. Tell your support: {number}",
                    number=reference,
                ),
                "bad",
            )
        )

    with contextlib.suppress(OSError):  # what is wrong with the folder is said when it is opened
        log.start(window.folders.logs)
    log.catch_uncaught(say)


if __name__ == "__main__":
    sys.exit(main())
