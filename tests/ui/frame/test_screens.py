"""What every tab of the window keeps to, by itself: the order of Tab, names, room for longer texts, its
language, letters that stand out in light and dark, and that a lock or another language changes nothing.

A new tab is tested by its entry in ui.desk.screens.SCREENS; tests.kit.tabs says how it is filled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.ids import new_id
from app.paths import Folders
from app.services import registration
from app.services.identity import KeptImage
from tests.kit import desk as desks
from tests.kit import forms, room, standards
from tests.kit.capturing import StandIn, clear_drafts
from tests.kit.photos import jpeg
from tests.kit.printers import FilePrinters
from tests.kit.requests import ask
from tests.kit.tabs import EXAMPLES, AtTab, AtWindow
from tests.ui.capture.capture_fixtures import table
from ui.desk import screens
from ui.desk.background import Background
from ui.look import theme
from ui.widgets.tab_order import leaves

__all__ = ["table"]
KEYS = [each.key for each in [*screens.SCREENS, screens.PANEL]]
SCHEMES = {"en": "light", "zh_CN": "dark"}
"""Each look once: a language is read in either, and colours do not depend on words."""


@pytest.fixture(scope="module")
def known(sqlite_hall: Folders) -> Iterator[tuple[desks.TestHall, UUID]]:
    """A hall in which a customer was registered today, whose name is to be changed."""
    hall = desks.open_desk(desks.copy_folder(sqlite_hall))
    hall.clock.now = datetime.now(UTC)
    pictures = (KeptImage("front", jpeg(600, 400), jpeg(150, 100), "scan", desks.MORNING),)
    form = forms.individual(hall.place(), holder=forms.person("单雄", serial=201))
    made = registration.register(hall.clerk, new_id(), form=form, images=pictures)
    ask(hall, made.customer_id, "name", name="单于雄")
    yield hall, made.customer_id
    hall.installation.close()


@pytest.fixture(autouse=True)
def two_printers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Two printers are set up, so that one is asked for."""
    monkeypatch.setattr(
        "ui.desk.desk.Printers",
        lambda settings: FilePrinters(settings, tmp_path, ("A4-1", "A5-1")),
    )


@pytest.fixture(params=SCHEMES)
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Every text half as long again, in this language and its scheme."""
    theme.apply(qapp, SCHEMES[request.param])  # type: ignore[arg-type]
    with room.longer_texts(request.param):
        yield request.param


def test_every_tab_has_an_example() -> None:
    assert set(EXAMPLES) == set(KEYS), "the tests below need an example in tests/kit/tabs.py"


@pytest.mark.parametrize("key", KEYS)
def test_order_names_room_language_and_colours(
    qtbot: QtBot,
    known: tuple[desks.TestHall, UUID],
    background: Background,
    table: StandIn,
    language: str,
    key: str,
) -> None:
    hall, customer = known
    clear_drafts(hall)
    at = AtTab(qtbot, hall, background, key, table, customer)
    found = []
    for state in EXAMPLES[key].fill(at):
        room.settle()
        found += [f"{state}: {each}" for each in standards.faults(at.main, at.tab, language)]
    at.end()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("key", KEYS)
def test_a_lock_and_another_language_leave_it_as_it_was(
    qtbot: QtBot, known: tuple[desks.TestHall, UUID], table: StandIn, key: str
) -> None:
    hall, customer = known
    clear_drafts(hall)
    at = AtWindow(qtbot, desks.copy_folder(hall.folders), key, table, customer)
    for _ in EXAMPLES[key].fill(at):
        pass
    before = standards.standing(at.tab)

    def stands() -> None:
        assert standards.standing(at.tab) == before

    at.lock_and_unlock()
    qtbot.waitUntil(stands, timeout=5000)
    at.speak("zh_CN")
    qtbot.waitUntil(stands, timeout=5000)
    at.close()


# --- each of these faults is found: without that, the tests above could not fail


def no_name() -> QWidget:
    return QPushButton()


def cut_off() -> QWidget:
    made = QLabel("营业厅的台席")
    made.setFixedWidth(30)
    return made


def english() -> QWidget:
    return QPushButton("Customer")


def english_beside_the_pointer() -> QWidget:
    made = QLabel("客户")
    made.setToolTip("Search for a customer")
    return made


def english_in_a_field() -> QWidget:
    made = QLineEdit()
    made.setAccessibleName("姓名")
    made.setPlaceholderText("Name or number")
    return made


def english_cell() -> QWidget:
    made = QTableWidget(1, 1)
    made.setTabKeyNavigation(False)
    made.setAccessibleName("规则")
    made.setHorizontalHeaderLabels(["依据"])
    made.setItem(0, 0, QTableWidgetItem("practice, unsourced"))
    return made


def faint() -> QWidget:
    made = QLabel("客户")
    made.setStyleSheet(f"color: {theme.DARK.line}")
    return made


def light() -> QWidget:
    """Text in the colours of the other scheme."""
    made = QLabel("客户")
    made.setStyleSheet(f"color: {theme.LIGHT.ink}")
    return made


def backwards() -> QWidget:
    """The fields are chained as they were made, not as they stand."""
    page = QWidget()
    below, above = QLineEdit(page), QLineEdit(page)
    column = QVBoxLayout(page)
    for field, name in ((above, "姓名"), (below, "电话")):
        field.setAccessibleName(name)
        column.addWidget(field)
    return page


def trap() -> QWidget:
    """Tab stays in it, so nothing below is ever reached."""
    page = QWidget()
    column = QVBoxLayout(page)
    note = QPlainTextEdit()
    note.setAccessibleName("备注")
    for part in (note, QPushButton("保存")):
        column.addWidget(part)
    return page


def leaving_first() -> QWidget:
    page = QWidget()
    row = QVBoxLayout(page)
    cancel = QPushButton("取消")
    leaves(cancel)
    for part in (cancel, QPushButton("保存")):
        row.addWidget(part)
    return page


FAULTS: dict[Callable[[], QWidget], str] = {
    no_name: "no name: QPushButton",
    cut_off: "cut off: QLabel",
    english: "English ['Customer']",
    english_beside_the_pointer: "English ['Search', 'for', 'customer']",
    english_in_a_field: "English ['Name', 'or', 'number']",
    english_cell: "English ['practice', 'unsourced']",
    faint: "faint: QLabel",
    light: "faint: QLabel",
    backwards: "Tab goes back from QLineEdit '电话' to QLineEdit '姓名'",
    trap: "Tab never comes to QPushButton '保存'",
    leaving_first: "Tab comes to QPushButton '取消' before QPushButton '保存'",
}


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication) -> Callable[[QWidget], QWidget]:
    """A page with a title and a field, dark and Chinese, on which the part stands."""
    theme.apply(qapp, "dark")

    def show(part: QWidget) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        field = QLineEdit()
        field.setAccessibleName("客户编号")
        for each in (QLabel("登记"), field, part):
            column.addWidget(each)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        field.setFocus()
        room.settle()
        return window

    return show


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(
    shown: Callable[[QWidget], QWidget], fault: Callable[[], QWidget]
) -> None:
    window = shown(fault())
    found = standards.faults(window, window, "zh_CN")
    assert len(found) == 1
    assert found[0].startswith(FAULTS[fault])


def test_a_page_without_faults_has_none(shown: Callable[[QWidget], QWidget]) -> None:
    window = shown(QLabel("客户"))
    assert standards.faults(window, window, "zh_CN") == []
    assert standards.wrong_language(window, "en") != []  # Chinese texts of ours


def test_what_is_lost_is_seen(shown: Callable[[QWidget], QWidget]) -> None:
    field = QLineEdit("欧阳")
    window = shown(field)
    before = standards.standing(window)
    field.clear()
    assert standards.standing(window) != before
