"""A window in a process of its own, for bench_start: it prints an instant of the monotonic clock.

python -m tests.bench.window_process bare | ours FOLDER | work FOLDER STAFF_NO   (password on stdin)
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

TYPING_MS = 2000
"""A person types staff number and password no faster."""


def tell_when_typed(window: QWidget) -> None:
    """Print the instant at which a typed character stands in the field that has the cursor."""

    def look() -> None:
        field, handle = QApplication.focusWidget(), window.windowHandle()
        if isinstance(field, QLineEdit) and handle is not None and handle.isExposed():
            QTest.keyClicks(field, "1")
            if field.text() == "1":
                tell(time.monotonic())
                QApplication.quit()
                return
        QTimer.singleShot(1, look)

    QTimer.singleShot(0, look)


def tell(value: float) -> None:
    """To the measuring process."""
    print(value, flush=True)


def bare() -> QWidget:
    """Two fields that PySide6 alone shows."""
    window = QWidget()
    column = QVBoxLayout(window)
    first = QLineEdit()
    column.addWidget(first)
    column.addWidget(QLineEdit())
    window.resize(1440, 900)
    window.show()
    first.setFocus()
    return window


def ours(folder: Path) -> QWidget:
    """The program's sign-in window."""
    from app.paths import Folders
    from ui.main import open_window

    return open_window(Folders(folder))


def tell_sign_in(window: QWidget, staff_no: str, password: str) -> None:
    """Sign in as a person does; print the seconds from Enter to a main window that answers.

    The step between, which asks for a PIN, is left as soon as it stands.
    """
    from ui.entrance.first_sign_in import PinForToday
    from ui.entrance.sign_in import SignInPage
    from ui.frame.main_window import MainWindow

    stack = window
    begun = 0.0

    def when(holds: Callable[[], bool], then: Callable[[], None]) -> None:
        if holds():
            then()
        else:
            QTimer.singleShot(1, window, lambda: when(holds, then))

    def shown(kind: type[QWidget]) -> QWidget | None:
        page = stack.currentWidget()  # type: ignore[attr-defined]
        return page if isinstance(page, kind) and page.isVisible() else None

    def enter() -> None:
        nonlocal begun
        page = shown(SignInPage)
        assert isinstance(page, SignInPage)
        page.staff_no.setText(staff_no)
        page.password.setText(password)
        begun = time.monotonic()
        QTest.keyClick(page.password, Qt.Key.Key_Return)
        when(lambda: shown(PinForToday) is not None, skip)

    def skip() -> None:
        page = shown(PinForToday)
        assert isinstance(page, PinForToday)
        page.skip.click()
        when(lambda: shown(MainWindow) is not None, painted)

    def painted() -> None:
        window.repaint()
        QTimer.singleShot(0, window, done)  # the event loop answers

    def done() -> None:
        tell(time.monotonic() - begun)
        window.close()
        QApplication.quit()

    ready = lambda: window.session_pages is not None  # type: ignore[attr-defined]  # noqa: E731
    when(ready, lambda: QTimer.singleShot(TYPING_MS, window, enter))


def main(arguments: list[str]) -> None:
    app = QApplication([])
    if arguments[0] == "bare":
        window = bare()
        tell_when_typed(window)
    else:
        window = ours(Path(arguments[1]))
        if arguments[0] == "ours":
            tell_when_typed(window)
        else:
            tell_sign_in(window, arguments[2], sys.stdin.readline().strip())
    app.exec()
    window.close()


if __name__ == "__main__":
    main(sys.argv[1:])
