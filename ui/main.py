"""The window of the counter: `python -m ui.main [--data DIR]`.

The sign-in page stands before anything slow is imported: this module and what it imports know only
PySide6, the theme, paths and settings. A worker thread brings the rest.
"""

from __future__ import annotations

import signal

from app import log
from ui.entrance import one_window

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # nothing has begun, so an interrupt needs no message
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import argparse
import contextlib
import importlib
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget

from app import paths
from app.errors import UserError
from app.lanes import lane
from app.paths import Folders
from app.settings import Settings
from ui.desk.background import Call, Progress
from ui.entrance.sign_in import SignInPage
from ui.frame.window import StopPage, Window
from ui.widgets.look_menu import apply_look
from ui.words.messages import error_text, text_of, tr

REFUSAL = (760, 420)
FIRST_KEY_MS = 50
"""The page paints and takes a key before libraries are loaded, because loading one stops all threads."""
LATER = ("qtawesome", "app.services.session", "ui.session_pages")
"""Imported by a worker once the window is up; ui.session_pages brings the screens and the services."""


def load(window: Window) -> None:
    """Bring the rest of the program in the background, then let `ui.session_pages` decide what to show."""

    def loaded(installation: Any) -> None:
        window.session_pages = importlib.import_module("ui.session_pages").SessionPages(
            window, installation
        )
        window.session_pages.begin()

    def failed(error: BaseException) -> None:
        sentence = text_of(error)
        window.show_page(lambda: StopPage(sentence))

    def upgrading(done: int, steps: int) -> None:
        page = window.currentWidget()
        if isinstance(page, SignInPage):
            page.show_upgrading(done, steps)

    window.background.run(
        Call(_load, window.folders),
        done=loaded,
        failed=failed,
        progress=upgrading,
        receiver=window,
    )


@lane("long")
def _load(folders: Folders, *, progress: Progress = lambda _done, _of: None) -> Any:
    """In a worker: import what is slow, open the installation; None when there is none yet."""
    for name in LATER:
        importlib.import_module(name)
    importlib.import_module("app.services.backup").clear_leftovers(folders)
    services = importlib.import_module("app.services.session")
    if services.installation_state(folders) == "ready":
        return services.open_installation(folders, progress=progress)
    importlib.import_module(importlib.import_module("ui.session_pages").FIRST_RUN)
    return None


def open_window(folders: Folders) -> Window:
    """Show the window for a data folder and start loading the rest; needs a QApplication."""
    settings = Settings(folders.settings)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_look(app, settings)
    window = Window(folders, settings)
    window.show()
    QTimer.singleShot(FIRST_KEY_MS, window, lambda: load(window))
    return window


def main(arguments: list[str] | None = None) -> int:
    """Run the program until its window is closed."""
    parser = argparse.ArgumentParser(prog="counter")
    parser.add_argument("--data", type=Path, help="folder of the data (default: this user's)")
    chosen = parser.parse_args(arguments)
    folders = paths.folders(chosen.data)
    app = QApplication(sys.argv[:1])
    app.setApplicationName(paths.APP)
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
    """Say why not in a window of its own, because a person who clicks an icon sees no terminal."""
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
    """Log an uncaught error under a number, which the window shows."""

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
