"""The real program in a process of its own, driven by lines on its standard input.

`python -m tests.kit.window_process --data DIR` is `python -m ui.main`; each line is a command with its
words, and each is answered by a JSON line that says what the window shows. 'called' comes by itself when a
second start rang.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from app.paths import Folders
from ui import main as program
from ui.frame.window import Window

TOP = Path(__file__).resolve().parents[2]
SLOW_SECONDS = 90


class Driven(QObject):
    """Reads commands once the window is there."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self._stdin = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._stdin.activated.connect(self._read)

    def _read(self) -> None:
        line = sys.stdin.readline()
        if not line:
            self._stdin.setEnabled(False)
            return
        command, *words = json.loads(line)
        getattr(self, command)(*words)

    def _tell(self, **more: Any) -> None:
        page: Any = self.window.currentWidget()
        front = QApplication.activeWindow()
        print(
            json.dumps(
                {
                    "page": type(page).__name__,
                    "minimised": self.window.isMinimized(),
                    "active": front is self.window,
                    "offer": page.offer.text() if getattr(page, "offer", None) else "",
                    "pid": os.getpid(),
                    **more,
                }
            ),
            flush=True,
        )

    def _when(self, holds: Any, **more: Any) -> None:
        if holds():
            self._tell(**more)
        else:
            QTimer.singleShot(10, self, lambda: self._when(holds, **more))

    def _shows(self, name: str) -> Any:
        return lambda: type(self.window.currentWidget()).__name__ == name

    # --- commands

    def look(self) -> None:
        self._tell()

    def ready(self) -> None:
        """Once the program is loaded."""
        self._when(lambda: self.window.session_pages is not None)

    def sign_in(self, staff_no: str, password: str) -> None:
        page: Any = self.window.currentWidget()
        page.staff_no.setText(staff_no)
        page.password.setText(password)
        page.submit()
        self._when(lambda: self._shows("PinForToday")() or bool(page.message.text()))

    def skip_pin(self) -> None:
        page: Any = self.window.currentWidget()
        page.skip.click()
        self._when(self._shows("MainWindow"))

    def lock(self) -> None:
        self.window.session_pages.lock()
        self._when(lambda: self.window.session_pages.locked is not None)

    def change_person(self) -> None:
        page: Any = self.window.currentWidget()
        page.sign_out.click()
        self._when(self._shows("SignInPage"))

    def minimise(self) -> None:
        self.window.showMinimized()
        self._when(self.window.isMinimized)

    def called(self) -> None:
        """Once somebody has rung."""
        self._when(lambda: self.rung)

    rung = False

    def forget_call(self) -> None:
        self.rung = False
        self._tell()

    def stop(self) -> None:
        """What a page that goes bad does to whoever meets it."""
        from db import failures

        def meet() -> None:
            raise failures.damaged("counter.db")

        self.window.background.run(meet)
        self._when(self._shows("StopPage"))

    def grab(self, file: str) -> None:
        self.window.grab().save(file)
        self._tell()

    def close_window(self) -> None:
        self.window.close()
        QApplication.quit()
        self._tell()


def main() -> int:
    """The program as it is, but for what reads the commands."""
    open_window = program.open_window

    def opened(folders: Folders) -> Window:
        window = open_window(folders)
        driven = Driven(window)
        forward = window.come_forward

        def come_forward() -> None:
            forward()
            driven.rung = True

        window.come_forward = come_forward  # type: ignore[method-assign]
        driven._tell()
        return window

    program.open_window = opened
    return program.main()


class WindowProcess:
    """The parent's side: ask, and wait for the answer."""

    def __init__(
        self, data: Path, *, prefix: Sequence[str] = (), env: dict[str, str] | None = None
    ) -> None:
        self.process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "tests.kit.window_process", "--data", str(data)],
            cwd=TOP,
            env={**os.environ, **(env or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.begun = self._answer()

    def ask(self, command: str, *words: object) -> dict[str, Any]:
        """What the window shows once the command is done."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([command, *words]) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        late = threading.Timer(SLOW_SECONDS, self.process.kill)
        late.start()
        line = self.process.stdout.readline()
        late.cancel()
        late.join()
        assert line, "the window ended or hangs"
        found: dict[str, Any] = json.loads(line)
        return found

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        self.end()

    def close(self) -> int:
        """As a person closes the window; its exit code."""
        self.ask("close_window")
        return self.end()

    def end(self) -> int:
        """Wait for it."""
        code = self.process.wait(SLOW_SECONDS)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        return code


if __name__ == "__main__":
    sys.exit(main())
