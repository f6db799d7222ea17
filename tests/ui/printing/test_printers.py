"""A paper goes to the chosen printer or to none (R-182), on a real printing system with the test's
own queues."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QMenu

from app.paths import Folders
from app.services.session import Shown
from app.settings import PRINTER_AGREEMENT, PRINTER_SLIP, THEME, Settings
from tests.kit import desk as desks
from tests.kit.cups import Cups
from tests.kit.paper_counter import CONTROL, Counter
from ui.agreements.screen import AgreementsScreen
from ui.desk.background import Background
from ui.entrance.recovery_sheets import RecoverySheets
from ui.printing.printers import Printers
from ui.widgets.look_menu import look_menu


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    monkeypatch.setenv("CUPS_SERVER", "")
    server = Cups()
    try:
        server.start()
        server.use()
        yield server
    finally:
        server.remove()


@pytest.fixture
def counter(
    qtbot, cups: Cups, sqlite_hall: Folders, background: Background, tmp_path: Path
) -> Iterator[Counter]:
    hall = desks.open_desk(desks.copy_folder(sqlite_hall))
    made = Counter(qtbot, hall, background, tmp_path)
    made.real = True
    yield made
    made.main.take_state()
    background.stop()
    hall.installation.close()


def show(counter: Counter, kind: str = "slip") -> AgreementsScreen:
    """The window with the order's paper of that kind."""
    screen = counter.open()
    kinds: list[str] = [row.kind for row in screen.papers.model.rows]
    screen.papers.select(kinds.index(kind))
    paper = screen.papers.model.rows[kinds.index(kind)].document_id
    counter.wait(lambda: screen.preview.shown == paper)
    counter.wait(lambda: screen.preview.view.document.pageCount() > 0)
    assert screen.box.row is not None
    assert screen.box.row.document_id == paper
    return screen


def remember(counter: Counter, name: str) -> None:
    counter.settings.set(PRINTER_SLIP, name)
    counter.settings.set(PRINTER_AGREEMENT, name)


def offered(screen: AgreementsScreen) -> list[str]:
    box = screen.box.printer.control
    assert isinstance(box, QComboBox)
    return [box.itemText(n) for n in range(box.count())]


def test_an_agreement_goes_in_two_copies_as_one_job_and_one_print(
    counter: Counter, cups: Cups
) -> None:
    cups.add("A4-1")
    screen = show(counter, "agreement")
    counter.print_and_wait()
    (job,) = cups.jobs()
    row = screen.box.row
    assert row is not None
    assert (job.queue, job.copies, job.title) == ("A4-1", 2, row.number)
    assert job.content.startswith(b"%PDF")
    counter.answer(Qt.Key.Key_1)
    assert counter.jobs() == [("good", "A4-1", 0)]
    assert counter.copies() == [2]
    counter.wait(lambda: screen.box.row is not None and screen.box.row.kind == "slip")
    counter.wait(screen.box.print.isEnabled)
    counter.wait(screen.box.print.hasFocus)
    counter.print_and_wait()
    assert [each.copies for each in cups.jobs()] == [2, 1]


def test_a_reprint_is_of_one_copy_unless_somebody_asks_for_more(
    counter: Counter, cups: Cups
) -> None:
    cups.add("A4-1")
    screen = show(counter, "agreement")
    counter.print_and_wait()
    counter.answer(Qt.Key.Key_1)
    counter.wait(lambda: screen.papers.model.rows[0].outcome == "good")
    screen.papers.select(0)
    counter.wait(lambda: screen.box.print.text() == "Print again Ctrl+P")
    counter.print_and_wait()
    assert [each.copies for each in cups.jobs()] == [2, 1]
    assert counter.copies() == [2, 1]


def gone(cups: Cups) -> None:
    cups.take_away("Slip_A5")


def renamed(cups: Cups) -> None:
    cups.take_away("Slip_A5")
    cups.add("Slip_A5_new")


def stopped(cups: Cups) -> None:
    cups.stop()


@pytest.mark.parametrize("how", [gone, renamed, stopped])
def test_a_printer_that_went_after_the_list_was_read_prints_nowhere(
    counter: Counter, cups: Cups, how: Callable[[Cups], None]
) -> None:
    cups.add("Other", default=True)
    cups.add("Slip_A5")
    screen = show(counter)
    counter.pick("Slip_A5")
    assert screen.box.print.isEnabled()
    how(cups)
    counter.press(Qt.Key.Key_P, CONTROL)
    counter.wait(lambda: "Slip_A5 is gone, nothing was printed" in screen.box.notice.text())
    assert counter.jobs() == []
    if how is stopped:
        counter.wait(lambda: screen.box._names == [])
        assert not screen.box.print.isEnabled()
        assert "nothing was printed" in screen.box.notice.text()
        cups.start()
        screen.activate()
    counter.wait(lambda: "Other" in offered(screen))
    if how is not stopped:
        counter.wait(lambda: "Slip_A5" not in offered(screen))
        assert screen.box.printer.text() == ""
        assert not screen.box.print.isEnabled()
        counter.press(Qt.Key.Key_P, CONTROL)
    assert cups.jobs() == []
    assert counter.jobs() == []


def test_what_was_remembered_and_is_gone_is_replaced_by_nobody(
    counter: Counter, cups: Cups
) -> None:
    remember(counter, "Slip_A5")
    cups.add("Other", default=True)
    screen = show(counter)
    counter.wait(lambda: "Slip_A5 is gone" in screen.box.printer.status()[1])
    assert screen.box.printer.text() == ""
    assert not screen.box.print.isEnabled()
    counter.press(Qt.Key.Key_P, CONTROL)
    counter.wait(lambda: "Choose a printer" in screen.box.notice.text())
    counter.press(Qt.Key.Key_P, CONTROL)
    assert screen.box.asked is None
    assert cups.jobs() == []
    assert Settings(counter.hall.folders.settings).get(PRINTER_SLIP) == "Slip_A5"
    counter.pick("Other")
    counter.print_and_wait()
    assert [each.queue for each in cups.jobs()] == ["Other"]
    assert Settings(counter.hall.folders.settings).get(PRINTER_SLIP) == "Other"


def test_another_default_changes_nothing(counter: Counter, cups: Cups) -> None:
    cups.add("Slip_A5", default=True)
    cups.add("Other")
    show(counter)
    counter.pick("Slip_A5")
    cups.add("Other", default=True)
    counter.print_and_wait()
    assert [each.queue for each in cups.jobs()] == ["Slip_A5"]


def test_a_printer_picked_stays_picked_when_the_lists_are_read_anew(
    counter: Counter, cups: Cups
) -> None:
    remember(counter, "Other")
    cups.add("Other", default=True)
    cups.add("Slip_A5")
    screen = show(counter)
    counter.pick("Slip_A5")
    counter.desk.read_again(Shown.PRINT_JOB)
    screen.activate()
    asked = screen.box._names
    counter.wait(lambda: screen.box._names is not asked)
    counter.print_and_wait()
    assert [each.queue for each in cups.jobs()] == ["Slip_A5"]


def test_a_printer_that_appears_can_be_used_at_once(counter: Counter, cups: Cups) -> None:
    screen = show(counter)
    assert "No printer is set up" in screen.box.notice.text()
    cups.add("Slip_A5")
    counter.press(Qt.Key.Key_P, CONTROL)  # asks for the list anew
    counter.wait(screen.box.print.isEnabled)
    assert not screen.box.notice.isVisibleTo(screen)
    counter.print_and_wait()
    assert [each.queue for each in cups.jobs()] == ["Slip_A5"]


def test_a_printer_that_cannot_be_remembered_is_told_and_the_question_asked(
    counter: Counter, cups: Cups
) -> None:
    cups.add("Slip_A5")
    screen = show(counter)
    said: list[object] = []
    counter.desk.messages.posted.connect(said.append)
    settings = counter.hall.folders.settings
    settings.unlink(missing_ok=True)
    settings.mkdir()  # no file can take this place
    counter.print_and_wait()
    counter.wait(lambda: any("could not be stored" in str(each) for each in said))
    assert list(settings.parent.glob("*.tmp")) == []
    settings.rmdir()
    counter.answer(Qt.Key.Key_1)
    assert counter.jobs() == [("good", "Slip_A5", 0)]
    assert screen.box.print.isEnabled() or screen.box.row is not None


def test_enter_is_no_answer_and_a_digit_typed_elsewhere_is_none(
    counter: Counter, cups: Cups
) -> None:
    cups.add("Slip_A5")
    screen = show(counter)
    counter.print_and_wait()
    counter.wait(screen.box.ask.hasFocus)
    for _ in range(4):
        counter.press(Qt.Key.Key_Return)
        counter.press(Qt.Key.Key_Enter)
    panel = counter.main.panel
    assert panel is not None
    panel.activate()
    QTest.keyClicks(panel.box, "1234")  # type: ignore[attr-defined]
    assert screen.box.asked is not None
    assert counter.jobs() == [("sent", "Slip_A5", 0)]
    screen.box.start()
    counter.answer(Qt.Key.Key_1)
    assert counter.jobs() == [("good", "Slip_A5", 0)]


def test_a_recovery_sheet_is_printed_on_no_other_printer(qtbot, cups: Cups, tmp_path: Path) -> None:
    cups.add("Other", default=True)
    cups.add("Slip_A5")
    chosen = QPrinter(QPrinterInfo.printerInfo("Slip_A5"))
    cups.take_away("Slip_A5")
    for printer in (chosen, QPrinter(QPrinterInfo.printerInfo("never there"))):
        sheets = RecoverySheets((b"%PDF", b"", b""))
        qtbot.addWidget(sheets)
        printer.setPrinterName("Slip_A5")  # as the dialog left it
        sheets.print_on(printer)
        if printer.printerName() == "Slip_A5":
            assert "is gone, nothing was printed" in sheets.refusal.text()
        assert sheets.out == set()
    assert cups.jobs() == []


def test_a_look_that_cannot_be_stored_holds_and_is_told(counter: Counter, cups: Cups) -> None:
    screen = show(counter)
    said: list[object] = []
    counter.desk.messages.posted.connect(said.append)
    settings = counter.hall.folders.settings
    settings.unlink(missing_ok=True)
    settings.mkdir()
    chosen: list[str] = []
    menu = look_menu(
        counter.desk.settings,
        lambda: chosen.append(counter.desk.settings.get(THEME)),
        screen,
        counter.desk.messages,
    )
    appearance = menu.actions()[1].menu()
    assert isinstance(appearance, QMenu)
    appearance.actions()[1].trigger()
    assert chosen == ["dark"]
    assert any("could not be stored" in str(each) for each in said)
    assert list(settings.parent.glob("*.tmp")) == []


def test_without_the_guard_the_sheet_goes_to_the_default_printer(
    counter: Counter, cups: Cups, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: Qt is asked for a printer that is gone, so the tests above would have failed."""
    cups.add("Other", default=True)
    cups.add("Slip_A5")
    show(counter)
    counter.pick("Slip_A5")
    cups.take_away("Slip_A5")
    monkeypatch.setattr(Printers, "open", lambda _, name: QPrinter(QPrinterInfo.printerInfo(name)))
    counter.print_and_wait()
    assert [each.queue for each in cups.jobs()] == ["Other"]
