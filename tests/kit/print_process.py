"""A counter's real window in a process of its own, to be killed while a paper is on its way.

python -m tests.kit.print_process DATA STAFF_NO PASSWORD DOCUMENT WHEN

It signs in, opens the paper and prints it, says `ready` on its output and waits to be killed: with WHEN
`asked` at the question how it came out, with `sent` before the printer has got anything.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from app.paths import Folders
from ui.desk.requests import ShowPapers
from ui.main import open_window
from ui.printing import print_pdf
from ui.tour import tour_keys


def main(data: str, staff_no: str, password: str, document: str, when: str) -> None:
    app = QApplication([])
    window = open_window(Folders(Path(data)))
    window.activateWindow()
    tour_keys.wait_for("the program", lambda: window.session_pages is not None)
    page: Any = window.currentWidget()
    page.staff_no.setText(staff_no)
    page.password.setText(password)
    page.submit()
    tour_keys.wait_for("the PIN", lambda: hasattr(window.currentWidget(), "skip"))
    pin: Any = window.currentWidget()
    pin.skip.click()
    flow: Any = window.session_pages
    tour_keys.wait_for(
        "work", lambda: flow.main is not None and window.currentWidget() is flow.main
    )
    flow.desk.open_screen(ShowPapers(document_id=UUID(document)))
    screen: Any = flow.main.open_one("agreements")
    tour_keys.wait_for("the paper", lambda: screen.preview.view.document.pageCount() > 0)
    tour_keys.wait_for("the printer", screen.box.print.isEnabled)
    if when == "sent":
        setattr(print_pdf, "send", _wait_to_be_killed)  # noqa: B010
    tour_keys.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    tour_keys.wait_for("the question", lambda: screen.box.asked is not None)
    print("ready", flush=True)
    app.exec()


def _wait_to_be_killed(*_: object) -> bool:
    print("ready", flush=True)
    while True:
        QObject().thread().msleep(1000)


if __name__ == "__main__":
    main(*sys.argv[1:])
