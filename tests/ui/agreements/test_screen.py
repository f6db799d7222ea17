"""服务协议 through the real window: papers, preview, printing and what came of it (R-182)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.paths import Folders
from app.services import papers
from app.settings import PRINTER_AGREEMENT, PRINTER_SLIP, Settings
from db.schema.agreements import blob
from tests.kit import desk as desks
from tests.kit.paper_counter import CONTROL, Counter
from tests.kit.papers import registered
from tests.kit.printers import darkness, describe, ink_box, picture
from ui.agreements.screen import UNPRINTED
from ui.customer.customer_panel import CustomerPanel
from ui.desk.background import Background
from ui.desk.requests import Request, ShowPapers, ShowUnprinted
from ui.frame.main_window import MainWindow
from ui.look import theme
from ui.printing import print_pdf

A4, A5 = (595, 842), (420, 595)


@pytest.fixture
def counter(
    qtbot, sqlite_hall: Folders, background: Background, tmp_path: Path
) -> Iterator[Counter]:
    hall = desks.open_desk(desks.copy_folder(sqlite_hall))
    made = Counter(qtbot, hall, background, tmp_path)
    yield made
    made.main.take_state()
    background.stop()
    hall.installation.close()


@pytest.mark.parametrize("way", ["order", "paper", "print", "list"])
def test_papers_of_another_halls_customer_come_after_the_reason(counter: Counter, way: str) -> None:
    counter.move_customer_away()
    counter.show("A4-1")
    said: list[object] = []
    counter.desk.messages.posted.connect(said.append)
    paper = str(counter.made.agreement_document_id)
    if way == "order":
        counter.desk.open_screen(ShowPapers(order_id=counter.made.order_id))
    elif way == "paper":
        counter.desk.open_screen(ShowPapers(document_id=UUID(paper)))
    elif way == "print":
        counter.desk.open_screen(ShowPapers(document_id=UUID(paper), print_it=True))
    else:
        counter.desk.open_screen(ShowUnprinted())
        counter.wait(lambda: len(counter.screen.others.table.model.rows) == 2)
        counter.wait(counter.screen.others.table.view.hasFocus)
        counter.press(Qt.Key.Key_Return)

    def nothing_is_read() -> None:
        assert not counter.screen.papers.model.rows
        assert counter.screen.preview.shown is None
        assert counter.reads() == []

    counter.give_reason(before=nothing_is_read)
    counter.wait(lambda: counter.screen.preview.view.document.pageCount() > 0)
    assert counter.desk.customer_id == counter.made.customer_id
    assert counter.reads()[0] == "customers.look"
    assert set(counter.reads()[1:]) == {"documents.look"}
    if way == "print":
        counter.wait(lambda: counter.screen.box.asked is not None)
    assert said == []


def test_without_the_reason_nothing_is_printed_not_even_another_paper(counter: Counter) -> None:
    counter.move_customer_away()
    other = registered(counter.hall, 1)
    counter.show("A4-1")
    paper = str(counter.made.agreement_document_id)
    counter.desk.open_screen(ShowPapers(document_id=UUID(paper), print_it=True))
    panel = counter.main.panel
    assert isinstance(panel, CustomerPanel)
    counter.wait(panel.reason.line.edit.hasFocus)
    counter.desk.open_customer(other.customer_id)
    counter.wait(lambda: counter.screen.preview.view.document.pageCount() > 0)
    assert counter.desk.customer_id == other.customer_id
    assert counter.screen.box.asked is None
    assert counter.jobs() == []


def test_a_wish_to_print_ends_with_the_question_for_the_reason(counter: Counter) -> None:
    counter.move_customer_away()
    counter.show("A4-1")
    slip = counter.made.slip_document_id
    counter.desk.open_screen(ShowPapers(document_id=slip, print_it=True))
    panel = counter.main.panel
    assert isinstance(panel, CustomerPanel)
    counter.wait(panel.reason.line.edit.hasFocus)
    panel.box.setText(
        "138"
    )  # the clerk turns to a search, and the customer comes for something else
    assert not panel.reason.isVisible()
    counter.desk.open_customer(counter.made.customer_id)
    counter.give_reason(before=lambda: None)
    counter.wait(lambda: counter.screen.preview.view.document.pageCount() > 0)
    counter.idle()
    assert counter.screen.preview.shown == counter.made.agreement_document_id
    assert counter.screen.box.asked is None
    assert counter.jobs() == []


def test_the_page_and_row_of_papers_not_printed_come_back(counter: Counter) -> None:
    screen = counter.open("A4-1")
    screen.pick.buttons[UNPRINTED].click()
    counter.wait(lambda: len(screen.others.table.model.rows) == 2)
    screen.others.table.select(1)
    chosen = screen.others.table.chosen_key()
    again = MainWindow(counter.desk, counter.main.take_state())
    counter.qtbot.addWidget(again)
    counter.main = again
    again.show()
    counter.wait(lambda: len(counter.screen.others.table.model.rows) == 2)
    counter.wait(lambda: not counter.screen._looking_up)
    counter.wait(lambda: counter.screen.preview.shown == counter.made.agreement_document_id)
    assert counter.screen.current_page() == UNPRINTED
    assert counter.screen.others.table.chosen_key() == chosen


def test_a_paper_that_is_gone_leaves_the_screen_at_work(counter: Counter) -> None:
    counter.open("A4-1")
    counter.desk.open_screen(ShowPapers(document_id=new_id()))
    counter.wait(lambda: not counter.screen._looking_up)
    counter.wait(lambda: len(counter.screen.papers.model.rows) == 2)


def test_a_registration_leaves_agreement_and_slip_ready_to_print(counter: Counter) -> None:
    screen = counter.open("A4-1")
    assert [row.kind for row in screen.papers.model.rows] == ["agreement", "slip"]
    assert counter.desk.customer_id == counter.made.customer_id
    assert screen.preview.view.pages.text().startswith("Page 1 of ")
    assert screen.preview.view.contents.isVisibleTo(screen)
    counter.wait(screen.box.print.hasFocus)
    counter.wait(lambda: counter.desk.day.unprinted == 2)
    assert counter.main.status.unprinted.text() == "Not printed 2"
    assert "not printed" in counter.main.status.slip.text()


def test_both_papers_are_printed_with_the_keyboard_alone(counter: Counter) -> None:
    screen = counter.open("A4-1", "A5-1")
    counter.wait(screen.box.printer.control.hasFocus)  # two printers: somebody chooses
    counter.pick("A4-1")
    counter.print_and_wait()
    pages, width, height = describe(counter.printers.sheet(1))
    assert (round(width), round(height)) == A4
    assert pages == screen.preview.view.document.pageCount()
    counter.answer(Qt.Key.Key_1)
    counter.wait(lambda: screen.box.row and screen.box.row.kind == "slip")
    counter.wait(lambda: screen.preview.shown == counter.made.slip_document_id)
    counter.wait(screen.box.printer.control.hasFocus)
    counter.pick("A5-1")
    counter.print_and_wait()
    _, width, height = describe(counter.printers.sheet(2))
    assert (round(width), round(height)) == A5
    counter.answer(Qt.Key.Key_1)
    counter.wait(lambda: counter.desk.day.unprinted == 0)
    assert counter.jobs() == [("good", "A4-1", 0), ("good", "A5-1", 0)]
    counter.wait(lambda: "printed (Ctrl+P again)" in counter.main.status.slip.text())
    kept = Settings(counter.hall.folders.settings)
    assert (kept.get(PRINTER_AGREEMENT), kept.get(PRINTER_SLIP)) == ("A4-1", "A5-1")


def test_the_printed_sheet_looks_like_the_stored_paper(counter: Counter) -> None:
    counter.open("A4-1")
    counter.printers.dpi = 300
    counter.print_and_wait()
    stored = papers.stored_pdf(
        counter.hall.clerk, document_id=counter.made.agreement_document_id
    ).pdf
    sheet = counter.printers.sheet(1).read_bytes()
    for page in (1, 2):
        wanted, printed = picture(stored, page), picture(sheet, page)
        assert ink_box(printed) == pytest.approx(ink_box(wanted), abs=4)  # neither scaled nor moved
        ink = darkness(wanted, 0.05, 0.9)
        assert ink > 0.01
        assert darkness(printed, 0.05, 0.9) == pytest.approx(ink, rel=0.35)


def test_a_jam_asks_why_and_prints_again_without_a_mark(counter: Counter) -> None:
    screen = counter.open("A4-1")
    counter.print_and_wait()
    counter.press(Qt.Key.Key_2)
    assert screen.box.ask.currentIndex() == 1
    reasons = screen.box.ask.reason.control
    assert isinstance(reasons, QComboBox)
    reasons.setEditText(" ")
    screen.box.ask.void.click()
    assert screen.box.ask.reason.status()[0] == "bad"
    assert counter.jobs() == [("sent", "A4-1", 0)]
    reasons.setEditText("Paper jam")
    screen.box.ask.void.click()
    counter.wait(lambda: len(counter.printers.used) == 2 and screen.box.asked is not None)
    counter.answer(Qt.Key.Key_1)
    assert counter.jobs() == [("jammed", "A4-1", 0), ("good", "A4-1", 0)]
    first, second = (picture(counter.printers.sheet(n).read_bytes(), 1) for n in (1, 2))
    assert first == second


def test_another_printer_and_later(counter: Counter) -> None:
    screen = counter.open("A4-1", "A4-2")
    counter.pick("A4-1")
    counter.print_and_wait()
    counter.answer(Qt.Key.Key_3)
    box = screen.box.printer.control
    assert isinstance(box, QComboBox)
    counter.wait(box.hasFocus)
    QTest.keyClick(box, Qt.Key.Key_Down)
    counter.print_and_wait()
    assert counter.printers.used == ["A4-1", "A4-2"]
    counter.answer(Qt.Key.Key_4)
    assert counter.jobs() == [("other_printer", "A4-1", 0), ("later", "A4-2", 0)]
    counter.wait(lambda: counter.desk.day.unprinted == 2)


def test_a_reprint_is_marked_in_the_margin_and_the_stored_paper_is_not(counter: Counter) -> None:
    paper = counter.made.agreement_document_id
    stored = papers.stored_pdf(counter.hall.clerk, document_id=paper).pdf
    screen = counter.open("A4-1")
    counter.printers.dpi = 300
    counter.print_and_wait()
    counter.answer(Qt.Key.Key_1)
    counter.wait(lambda: screen.papers.model.rows[0].outcome == "good")
    screen.papers.select(0)
    counter.wait(lambda: screen.preview.shown == paper)
    counter.wait(lambda: screen.box.print.text() == "Print again Ctrl+P")
    counter.print_and_wait()
    counter.answer(Qt.Key.Key_1)
    assert counter.jobs()[-1] == ("good", "A4-1", 1)
    clean, marked = (picture(counter.printers.sheet(n).read_bytes(), 1) for n in (1, 2))
    assert darkness(clean, 0.005, 0.022) == 0
    assert darkness(marked, 0.005, 0.022) > 0.005
    assert papers.stored_pdf(counter.hall.clerk, document_id=paper).pdf == stored


def test_without_a_printer_it_says_so_and_offers_later(counter: Counter) -> None:
    screen = counter.open()
    assert "No printer is set up" in screen.box.notice.text()
    assert not screen.box.print.isEnabled()
    screen.box.later.click()
    counter.wait(lambda: counter.jobs() == [("later", "", 0)])


def test_a_printer_that_takes_nothing_is_said_in_place(counter: Counter, monkeypatch) -> None:
    screen = counter.open("A4-1")
    monkeypatch.setattr(print_pdf, "send", lambda *_: False)
    counter.press(Qt.Key.Key_P, CONTROL)
    counter.wait(lambda: "took nothing" in screen.box.notice.text())
    assert screen.box.asked is None
    assert counter.jobs() == [("nothing", "A4-1", 0)]
    counter.wait(lambda: screen.papers.model.rows[0].prints == 0)
    assert screen.papers.model.rows[0].outcome == "waiting"


def test_printing_can_be_stopped_between_pages(counter: Counter, monkeypatch) -> None:
    screen = counter.open("A4-1")
    real = print_pdf.send

    def slow(data: bytes, printer: QPrinter, progress: Callable[[int, int], None]) -> bool:
        def report(page: int, pages: int) -> None:
            while page > 1:  # until the person stops it: then this raises
                progress(page, pages)
            progress(page, pages)

        return real(data, printer, report)

    monkeypatch.setattr(print_pdf, "send", slow)
    counter.press(Qt.Key.Key_P, CONTROL)
    counter.wait(lambda: screen.box.sending.text().startswith("Page 2"))
    screen.box.cancel.click()
    counter.wait(lambda: "stopped" in screen.box.notice.text())
    assert screen.box.asked is None
    assert counter.jobs() == [("nothing", "A4-1", 0)]


def test_the_unprinted_list_opens_the_customer_and_the_paper(counter: Counter) -> None:
    other = registered(counter.hall, 1)
    screen = counter.open("A4-1")
    counter.desk.open_screen(ShowUnprinted())
    counter.wait(lambda: len(screen.others.table.model.rows) == 4)
    assert {row.name for row in screen.others.table.model.rows} == {"欧阳*", "单*"}
    assert screen.preview.shown == counter.made.agreement_document_id
    counter.wait(screen.others.table.view.hasFocus)
    rows = [row.document_id for row in screen.others.table.model.rows]
    screen.others.table.select(rows.index(other.slip_document_id))
    counter.press(Qt.Key.Key_Return)
    counter.wait(lambda: screen.preview.shown == other.slip_document_id)
    assert counter.desk.customer_id == other.customer_id
    assert screen.current_page() == "papers"


def test_ctrl_p_elsewhere_prints_the_last_slip(counter: Counter) -> None:
    screen = counter.open("A5-1")
    counter.wait(lambda: counter.desk.day.last_slip is not None)
    counter.desk.open_screen(Request("home"))
    QTest.keyClick(counter.main, Qt.Key.Key_P, CONTROL)
    assert counter.main.current_key() == "agreements"
    counter.wait(lambda: screen.box.asked is not None)
    assert screen.box.asked is not None
    assert screen.box.asked.document_id == counter.made.slip_document_id


def test_a_question_left_open_is_asked_again_after_a_lock(counter: Counter) -> None:
    counter.open("A4-1")
    counter.print_and_wait()
    state = counter.main.take_state()
    again = MainWindow(counter.desk, state)
    counter.qtbot.addWidget(again)
    again.show()
    counter.main = again
    counter.wait(lambda: counter.screen.box.asked is not None)
    assert counter.screen.box.asked is not None
    assert counter.screen.box.asked.document_id == counter.made.agreement_document_id
    assert "欧阳" not in str(state)


def test_an_altered_paper_is_not_shown(counter: Counter) -> None:
    screen = counter.open("A4-1")
    with counter.hall.installation.engine.begin() as connection:
        connection.execute(sa.update(blob).values(sealed=b"\0" * 64))
    counter.desk.serve(None)
    counter.desk.open_screen(ShowPapers(order_id=counter.made.order_id))
    counter.wait(lambda: "is not the one that was made" in screen.preview.notice.text())
    assert screen.preview.view.document.pageCount() == 0


def test_nobody_served_and_a_reader_who_does_not_print(counter: Counter) -> None:
    screen = counter.open(role=Role.SUPERVISOR)
    counter.desk.serve(None)
    counter.wait(lambda: screen.papers.currentWidget() is not screen.papers.view)
    assert "Nobody is being served" in screen.papers.empty.text()
    assert not screen.box.isVisibleTo(screen)


def test_room_for_larger_text(counter: Counter, qapp: QApplication) -> None:
    screen = counter.open("A4-1", "A5-1")
    theme.apply(qapp, "dark", 1.5)
    counter.main.resize(1280, 720)

    def has_room() -> bool:
        buttons = (screen.box.print, screen.box.later, *screen.pick.buttons.values())
        return all(each.width() >= each.sizeHint().width() - 1 for each in buttons)

    counter.wait(has_room)


def test_who_may_print_once_only_is_told(counter: Counter, monkeypatch) -> None:
    from app.domain import permissions
    from app.domain.permissions import Permission

    papers.record_print(
        counter.hall.clerk,
        new_id(),
        document_id=counter.made.agreement_document_id,
        outcome="good",
        printer="A4-1",
    )
    rights = permissions.TABLE[Role.CLERK] - {Permission.PRINT_REPRINT}
    monkeypatch.setitem(permissions.TABLE, Role.CLERK, rights)
    screen = counter.open("A4-1")
    screen.papers.select(0)
    counter.wait(lambda: screen.preview.shown == counter.made.agreement_document_id)
    assert not screen.box.print.isEnabled()
    assert "Ask a supervisor" in screen.box.notice.text()
