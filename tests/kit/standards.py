"""What holds on every screen of the window, found by looking at it: the order of Tab, names, the
language, and letters that can be told from their ground. tests.kit.room finds too little room.

Each of these gives what is wrong in words; nothing when all is well.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from app.paths import RESOURCES
from tests.kit import room
from ui.widgets.tab_order import LEAVES
from ui.words.messages import LANGUAGES

INSIDE = 8
"""So often Tab may move on inside one widget, such as from corner to corner of a picture."""
LEAST_CONTRAST = 4.5
"""WCAG 2, for text that must be read."""
COLUMNS = re.compile(r"[a-z_]+(?:[,:;] [a-z_]+)+")
"""As in "address: role, district_code"."""
FINE = 2
"""Pixels of the picture for one of the screen, so that thin strokes have their full colour."""


def faults(window: QWidget, screen: QWidget, language: str) -> list[str]:
    """All that is wrong with a screen that is in front in its window."""
    return [
        *wrong_order(window, screen),
        *nameless(window),
        *room.faults(window),
        *wrong_language(window, language),
        *faint(window),
    ]


# --- the order of Tab


def stops(screen: QWidget) -> list[QWidget]:
    """What Tab must come to."""
    return [
        each
        for each in screen.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and not isinstance(each.parentWidget(), QComboBox)
    ]


def walked(window: QWidget) -> list[QWidget]:
    """What Tab comes to, once round; the focus is where it was afterwards."""
    began = QApplication.focusWidget()
    met: list[QWidget] = []
    now: QWidget | None = began or window
    presses = 0
    while now is not None and now not in met[:-1]:
        presses = presses + 1 if met[-1:] == [now] else 0
        if not presses:
            met.append(now)
        elif presses == INSIDE:
            break
        QTest.keyClick(now, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
    if began is not None and isValid(began):
        began.setFocus()
    room.settle()
    return met


def wrong_order(window: QWidget, screen: QWidget) -> list[str]:
    """Stops that Tab never comes to, steps that go back, and leaving buttons before their neighbours."""
    before = stops(screen)
    met = [each for each in walked(window) if isValid(each)]
    outside = [n for n, each in enumerate(met) if not screen.isAncestorOf(each)]
    met = met[outside[-1] :] + met[: outside[-1]] if outside else met
    left = stops(screen)  # leaving a field may take others off the screen
    before, met = ([each for each in some if each in left] for some in (before, met))
    found = [f"Tab never comes to {_named(each)}" for each in before if each not in met]
    for one, other in pairwise(met):
        if goes_back(one, other):
            found.append(f"Tab goes back from {_named(one)} to {_named(other)}")
    for button in (each for each in met if each.property(LEAVES)):
        after = met[met.index(button) + 1 :]
        later = [
            each
            for each in after
            if each.parentWidget() is button.parentWidget() and not each.property(LEAVES)
        ]
        found += [f"Tab comes to {_named(button)} before {_named(each)}" for each in later]
    return found


def goes_back(one: QWidget, other: QWidget) -> bool:
    """Whether `other` stands neither below nor right of `one`, seen where the two part."""
    if one.property(LEAVES) or other.property(LEAVES):
        return False
    if one.isAncestorOf(other) or other.isAncestorOf(one):
        return False
    here, there = _parted(one, other)
    return there.top() < here.bottom() and there.left() < here.right()


def _parted(one: QWidget, other: QWidget) -> tuple[QRect, QRect]:
    """Where the two children stand, of the nearest widget around both, that hold one and the other."""
    here, there = _line(one), _line(other)
    while len(here) > 1 and len(there) > 1 and here[-2] is there[-2]:
        here, there = here[:-1], there[:-1]
    return here[-2].geometry(), there[-2].geometry()


def _line(widget: QWidget) -> list[QWidget]:
    """A widget, the one around it, and so on up to the window."""
    found = [widget]
    while (around := found[-1].parentWidget()) is not None:
        found.append(around)
    return found


# --- names and language


def nameless(page: QWidget) -> list[str]:
    """Stops that a screen reader could only call by their kind."""
    return [
        f"no name: {type(each).__name__} in {type(each.parent()).__name__}"
        for each in stops(page)
        if not (each.accessibleName() or (isinstance(each, QAbstractButton) and each.text()))
    ]


def _named(widget: QWidget) -> str:
    said = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    return f"{type(widget).__name__} '{said[:40]}'"


@cache
def chinese() -> frozenset[str]:
    """Every text of the Chinese file."""
    file = ElementTree.parse(RESOURCES / "i18n" / "zh_CN.ts")
    return frozenset(each.text or "" for each in file.iter("translation"))


@cache
def words_in_chinese() -> frozenset[str]:
    """The Latin words that Chinese texts have: names of keys, formats and things."""
    names = " ".join(LANGUAGES.values())
    return frozenset(word for text in [*chinese(), names, "Alt"] for word in _words(text))


def _words(text: str) -> list[str]:
    """The words in Latin letters; no codes in capitals, no paths, no names of columns."""
    plain = re.sub(r"<[^>]*>|\{[^}]*\}|/\S+", " ", text)
    plain = COLUMNS.sub(lambda found: "" if re.search("[_:]", found[0]) else found[0], plain)
    return [w for w in re.findall(r"[A-Za-z]+", plain) if len(w) > 1 and not w.isupper()]


def texts(page: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Every text that is seen, read out or shown beside the pointer; not what was typed."""
    for each in page.findChildren(QWidget):
        if not each.isVisible():
            continue
        said = [each.accessibleName(), each.toolTip()]
        if isinstance(each, QLabel | QAbstractButton):
            said.append(each.text())
        elif isinstance(each, QLineEdit | QPlainTextEdit):
            said.append(each.placeholderText())
        elif isinstance(each, QComboBox):
            said += [each.itemText(n) for n in range(each.count())]
        elif isinstance(each, QTabBar):
            said += [each.tabText(n) for n in range(each.count())]
        elif isinstance(each, QAbstractItemView) and not isinstance(each, QHeaderView):
            said += _cells(each)
        yield from ((each, text) for text in said if text)


def _cells(view: QAbstractItemView) -> list[str]:
    model = view.model()
    if model is None:
        return []
    table = isinstance(view, QTableView)
    across = range(model.columnCount() if table else 1)
    found = [model.index(row, n).data() for row in range(model.rowCount()) for n in across]
    if table:
        found += [model.headerData(n, Qt.Orientation.Horizontal) for n in across]
    return [str(each) for each in found if each]


def wrong_language(page: QWidget, language: str) -> list[str]:
    """English words on a Chinese screen, Chinese texts of ours on an English one."""
    strange = _english if language == "zh_CN" else _is_chinese
    found = [(_named(each), text, strange(text)) for each, text in texts(page)]
    return [f"{what} in {where}: '{text[:60]}'" for where, text, what in found if what]


def _english(text: str) -> str:
    known = words_in_chinese()
    strange = [w for w in _words(text) if not any(k.startswith(w) for k in known)]  # texts were cut
    return f"English {strange}" if strange else ""


def _is_chinese(text: str) -> str:
    ours = {text, text[: round(len(text) * 2 / 3)]} & chinese()
    return "Chinese" if any(re.search(r"[\u4e00-\u9fff]", each) for each in ours) else ""


# --- light and dark


def faint(page: QWidget) -> list[str]:
    """Texts that stand out from their ground too little, as the screen paints them."""
    image = QImage(page.size() * FINE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(FINE)
    page.render(image)
    points = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    pixels = points & np.uint32(0xFFFFFF)
    found = []
    for each in page.findChildren(QWidget):
        if not isinstance(each, QLabel | QAbstractButton | QLineEdit) or not each.isEnabled():
            continue
        if each.visibleRegion().boundingRect() != each.rect() or not each.text().strip():
            continue  # scrolled away, in part or whole
        at, end = (
            each.mapTo(page, point) for point in (each.rect().topLeft(), each.rect().bottomRight())
        )
        part = pixels[at.y() * FINE : end.y() * FINE, at.x() * FINE : end.x() * FINE]
        if (contrast := _contrast(part)) < LEAST_CONTRAST:
            found.append(f"faint: {_named(each)} {each.text()[:40]!r}: {contrast:.1f}")
    return found


_judged: dict[bytes, float] = {}
"""What was found of a part by the digest of its picture: most of a window is the same in every state."""


def _contrast(part: np.ndarray) -> float:
    """Between the colour that most of this part has and the one that stands out most from it."""
    known = hashlib.sha256(part.tobytes()).digest()
    if known not in _judged:
        colors, counts = np.unique(part, return_counts=True)
        ground = int(colors[counts.argmax()])
        _judged[known] = max(ratio(ground, int(color)) for color in colors)
    return _judged[known]


@cache
def luminance(color: int) -> float:
    """WCAG 2 relative luminance of 0xRRGGBB."""
    parts = [(color >> shift & 255) / 255 for shift in (16, 8, 0)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: int, other: int) -> float:
    """WCAG 2 contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


# --- as it stood


def standing(screen: QWidget) -> str:
    """What somebody typed, chose and sees in front: a line for each part, the same in any language."""
    return "\n".join(
        f"{type(each).__name__}: {content}"
        for each in screen.findChildren(QWidget)
        if each.isVisible()
        and not isinstance(each.parent(), QLineEdit | QComboBox)
        and (content := _content(each)) is not None
    )


def _content(widget: QWidget) -> str | None:
    if isinstance(widget, QComboBox):
        return str(widget.currentIndex())
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QAbstractButton) and widget.isChecked():
        return "chosen"
    if isinstance(widget, QTableView | QListView):
        chosen = {index.row() for index in widget.selectionModel().selectedIndexes()}
        return f"{widget.model().rowCount()} rows, chosen {sorted(chosen)}"
    return None
