"""A person who walks over a page with nothing but Enter."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

LEAVING = {
    "Back",
    "Back to sign-in",
    "Without a PIN",
    "Cancel",
    "Put aside",
    "Abandon this form…",
    "Hold F4",
    "2  Discard this form",
    "2  Throw away what was typed",
    "2  Cancel",
    "Sign out; somebody else works here",
    "Lock Ctrl+L",
    "Close the program",
    "Close this customer",
}
"""What leaves a page or throws something away, by what stands on it."""
PRESSES = 40
PASSWORD = "a phrase of my very own"


class Walk:
    """A page in a window of its own, and the leaving buttons that were pressed on it."""

    def __init__(self, page: QWidget) -> None:
        self.page = page
        self.left: list[str] = []
        self.seen: list[QWidget] = []
        self.window: QWidget = page
        for button in page.findChildren(QAbstractButton):
            name = button.text() or button.accessibleName()
            if name in LEAVING:
                button.clicked.connect(lambda _=False, said=name: self.left.append(said))

    def enter(self, times: int = PRESSES) -> None:
        """Enter, to whatever has the focus."""
        for _ in range(times):
            focused_now = QApplication.focusWidget() or self.page
            self.seen.append(focused_now)
            QTest.keyClick(focused_now, Qt.Key.Key_Return)

    @property
    def focused_names(self) -> set[str]:
        return {each.text() for each in self.seen if isinstance(each, QPushButton)}


def stand(qtbot: Any, page: QWidget) -> Walk:
    """Show a page with another button after it, which Enter must not come to."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(page)
    column.addWidget(QPushButton("Outside"))
    qtbot.addWidget(window)
    window.resize(900, 700)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    page.setFocus()  # as the window shows a page
    page.focusNextChild()
    walk = Walk(page)
    walk.window = window
    return walk


def fill(page: QWidget) -> None:
    """Something in every field."""
    for edit in page.findChildren(QLineEdit):
        if not isinstance(edit.parent(), QComboBox):
            edit.setText("135791" if edit.maxLength() == 6 else PASSWORD)
    for box in page.findChildren(QComboBox):
        box.setCurrentIndex(box.count() - 1)
