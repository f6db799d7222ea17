"""Texts that are longer than ours, and what finds too little room for them on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTableView,
    QWidget,
)

from app.paths import RESOURCES
from ui.widgets.elided import ElidedButton, ElidedLabel
from ui.words.messages import install_language

GIVES_WAY = (ElidedLabel, ElidedButton)
"""Made to be cut with … where there is little room; their tool tips have all of it."""
SCROLLS_SIDEWAYS = QTableView.ScrollMode.ScrollPerPixel
"""Of a table that is made to be wider than the screen, such as that of all roles."""


class Longer(QTranslator):
    """The texts of a language, each half as long again."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._known = QTranslator()
        self._known.load(language, str(RESOURCES / "i18n"))

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        text = self._known.translate(context, source) or source
        plain = re.sub(r"\{.*?\}", "", text)
        return text + (" " if " " in text else "") + plain[: len(text) // 2]


@contextmanager
def longer_texts(language: str) -> Iterator[None]:
    """The program speaks `language` at half the length more."""
    longer = Longer(language)
    install_language(language)
    QCoreApplication.installTranslator(longer)
    yield
    QCoreApplication.removeTranslator(longer)


def settle() -> None:
    """Let layouts come to rest: a part that got its width may ask for another height."""
    for _ in range(5):
        QApplication.processEvents()


def faults(page: QWidget) -> list[str]:
    """Everything on a page that a person could not read or reach, in words."""
    return [*cut_off(page), *cut_choices(page), *sideways(page), *outside(page), *overlaps(page)]


def _shown(page: QWidget) -> list[QWidget]:
    """What a person reads or presses."""
    kinds = QLabel | QAbstractButton | QLineEdit | QComboBox
    return [
        each
        for each in page.findChildren(QWidget)
        if each.isVisible()
        and isinstance(each, kinds)
        and not (isinstance(each, QLabel) and not each.text() and each.pixmap().isNull())
        and not isinstance(each.parent(), QComboBox)
    ]


def _named(widget: QWidget) -> str:
    said = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
    return f"{type(widget).__name__} '{(said or widget.accessibleName())[:40]}'"


def cut_off(page: QWidget) -> list[str]:
    """The texts that have less room than they need."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton):
            continue
        wanted = widget.sizeHint()
        if isinstance(widget, GIVES_WAY):
            short = "…" in widget.text() and not widget.toolTip()
        elif isinstance(widget, QLabel) and widget.wordWrap():
            needed = widget.heightForWidth(widget.width())
            short = widget.height() < needed or widget.width() < _longest_word(widget)
        else:
            height = widget.fontMetrics().height()
            short = widget.width() < wanted.width() or widget.height() < height
        if short and widget.text():
            found.append(f"cut off: {_named(widget)}: {widget.size()} of {wanted}")
    return found


def _longest_word(label: QLabel) -> int:
    """Pixels of the longest part of a text that is never broken."""
    if label.textFormat() == Qt.TextFormat.RichText:
        return 0
    words = [word for word in label.text().split() if word.isascii()]
    return max((label.fontMetrics().horizontalAdvance(word) for word in words), default=0)


def cut_choices(page: QWidget) -> list[str]:
    """The closed lists whose chosen entry is not seen whole."""
    found = []
    for box in page.findChildren(QComboBox):
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        room = box.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
        )
        if (
            box.isVisible()
            and box.fontMetrics().horizontalAdvance(box.currentText()) > room.width()
        ):
            found.append(f"cut off: {box.accessibleName()}: '{box.currentText()}'")
    return found


def sideways(page: QWidget) -> list[str]:
    """The areas that are wider inside than what is seen of them."""
    found = []
    for area in page.findChildren(QAbstractScrollArea):
        inside = area.widget() if isinstance(area, QScrollArea) else None
        wider = inside is not None and inside.width() > area.viewport().width()
        if isinstance(area, QTableView) and area.horizontalScrollMode() == SCROLLS_SIDEWAYS:
            continue
        if area.isVisible() and (wider or area.horizontalScrollBar().isVisible()):
            found.append(f"wider than seen: {_named(area)} in {type(area.parent()).__name__}")
    return found


def outside(page: QWidget) -> list[str]:
    """The parts that reach out of the widget that holds them (down an area one can scroll)."""
    found = []
    for widget in _shown(page):
        part: QWidget = widget
        while part is not page and not isinstance(part.parentWidget(), QAbstractScrollArea):
            holder = part.parentWidget()
            if holder is None or isinstance(holder.parentWidget(), QScrollArea):
                break
            if not holder.rect().contains(QRect(widget.mapTo(holder, QPoint()), widget.size())):
                found.append(f"outside of {type(holder).__name__}: {_named(widget)}")
                break
            part = holder
    return found


def overlaps(page: QWidget) -> list[str]:
    """The pairs of parts that lie over each other."""
    placed = [(each, QRect(each.mapTo(page, QPoint()), each.size())) for each in _shown(page)]
    return [
        f"over each other: {_named(one)} and {_named(other)}"
        for (one, here), (other, there) in combinations(placed, 2)
        if here.intersects(there)
        and not (one.isAncestorOf(other) or other.isAncestorOf(one))
        and _same_area(one) is _same_area(other)
    ]


def _same_area(widget: QWidget) -> QWidget | None:
    """The scrolling area that a part belongs to: what scrolled out of it lies over nothing."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent
