"""The question how a print came out is asked until somebody answers, also after a kill, a sign-out
or for another customer (R-182)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.permissions import Role
from app.paths import Folders
from app.services import papers
from db.schema.agreements import print_job
from tests.kit import desk as desks
from tests.kit.cups import Cups
from tests.kit.desk import PASSWORDS, STAFF_NO
from tests.kit.paper_counter import CONTROL, Counter
from tests.kit.papers import registered
from tests.kit.person import WAIT_MS
from tests.kit.window import close, open_ready, sign_in
from ui.agreements.screen import AgreementsScreen
from ui.desk.background import Background
from ui.desk.requests import ShowPapers, ShowUnprinted
from ui.frame.main_window import MainWindow
from ui.home.screen import HomeScreen


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    monkeypatch.setenv("CUPS_SERVER", "")
    server = Cups()
    try:
        server.start()
        server.use()
        server.add("Slip_A5")
        yield server
    finally:
        server.remove()


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


def jobs(hall: desks.TestHall) -> list[tuple[str, int]]:
    with hall.installation.engine.connect() as connection:
        found = connection.execute(
            sa.select(print_job.c.outcome, print_job.c.reprint)
            .where(print_job.c.outcome != "waiting")
            .order_by(print_job.c.id)
        )
        return [tuple(row) for row in found]


@pytest.mark.parametrize(("when", "came_out"), [("asked", 1), ("sent", 0)])
def test_a_counter_killed_before_the_answer_asks_whoever_signs_in_next(
    qtbot, cups: Cups, sqlite_hall: Folders, when: str, came_out: int
) -> None:
    hall = desks.open_desk(desks.copy_folder(sqlite_hall))
    paper = registered(hall).slip_document_id
    clerk = [STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK]]
    counter = subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.kit.print_process"),
            *(str(hall.folders.data), *clerk, str(paper), when),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert counter.stdout is not None
    assert counter.stdout.readline() == "ready\n"
    counter.kill()
    counter.wait()
    counter.stdout.close()
    assert len(cups.jobs()) == came_out
    assert jobs(hall) == [("sent", 0)]
    assert papers.job_pdf(hall.clerk, document_id=paper).reprint == 1  # the next is marked
    hall.installation.close()

    window = open_ready(qtbot, hall.folders)
    main = sign_in(qtbot, window, Role.SUPERVISOR)
    home = main.open_one("home")
    assert isinstance(home, HomeScreen)
    qtbot.waitUntil(home.asked.isVisible, timeout=WAIT_MS)
    assert "how did it come out?" in home.asked.text.text()
    assert main.status.asked.text() == "Print to be answered 1"
    home.asked.answer.click()
    screen = main.open_one("agreements")
    assert isinstance(screen, AgreementsScreen)
    assert screen.others.questions.isVisible()
    assert "Order slip" in screen.others.ask.question.text()
    qtbot.waitUntil(screen.others.ask.hasFocus, timeout=WAIT_MS)
    QTest.keyClick(screen.others.ask, Qt.Key.Key_Return)
    QTest.keyClick(screen.others.ask, Qt.Key.Key_4 if came_out == 0 else Qt.Key.Key_1)
    qtbot.waitUntil(lambda: not screen.others.questions.isVisible(), timeout=WAIT_MS)
    qtbot.waitUntil(main.status.asked.isHidden, timeout=WAIT_MS)
    close(window)
    again = desks.open_desk(hall.folders)
    assert jobs(again) == [("good" if came_out else "later", 0)]
    assert papers.job_pdf(again.clerk, document_id=paper).reprint == came_out
    listed = {row.document_id for row in papers.unprinted(again.clerk)}
    assert (paper in listed) == (came_out == 0)
    again.installation.close()


def test_after_sign_out_it_is_asked_again(qtbot, cups: Cups, sqlite_hall: Folders) -> None:
    hall = desks.open_desk(desks.copy_folder(sqlite_hall))
    paper = registered(hall).slip_document_id
    hall.installation.close()
    window = open_ready(qtbot, hall.folders)
    main = sign_in(qtbot, window)
    main.desk.open_screen(ShowPapers(document_id=paper))
    screen = main.open_one("agreements")
    assert isinstance(screen, AgreementsScreen)
    qtbot.waitUntil(lambda: screen.preview.view.document.pageCount() > 0, timeout=WAIT_MS)
    qtbot.waitUntil(screen.box.print.isEnabled, timeout=WAIT_MS)
    QTest.keyClick(main, Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: screen.box.asked is not None, timeout=WAIT_MS)
    assert window.session_pages is not None
    window.session_pages.sign_out()
    main = sign_in(qtbot, window)
    qtbot.waitUntil(lambda: len(main.desk.day.asked) == 1, timeout=WAIT_MS)
    assert main.desk.day.asked[0].document_id == paper
    home = main.open_one("home")
    assert isinstance(home, HomeScreen)
    assert home.asked.isVisible()
    assert not home.asked.answer.hasFocus()  # nobody answers by typing what comes first
    close(window)
    again = desks.open_desk(hall.folders)
    assert jobs(again) == [("sent", 0)]
    again.installation.close()


def test_a_question_about_one_customer_holds_up_nobody_elses_paper(counter: Counter) -> None:
    other = registered(counter.hall, 1)
    screen = counter.open("A4-1")
    said: list[object] = []
    counter.desk.messages.posted.connect(said.append)
    counter.print_and_wait()
    counter.wait(lambda: len(counter.desk.day.asked) == 1)
    counter.desk.open_screen(ShowPapers(order_id=other.order_id))
    counter.wait(lambda: screen.preview.shown == other.agreement_document_id)
    assert any("nobody has said yet how it came out" in str(each) for each in said)
    counter.wait(screen.box.print.isEnabled)
    assert screen.box.asked is None
    counter.wait(screen.box.print.hasFocus)
    counter.print_and_wait()
    assert screen.box.asked is not None
    assert screen.box.asked.document_id == other.agreement_document_id
    assert "Service agreement" in screen.box.ask.question.text()
    counter.answer(Qt.Key.Key_1)
    counter.wait(lambda: len(counter.desk.day.asked) == 1)
    assert counter.desk.day.asked[0].document_id == counter.made.agreement_document_id
    assert jobs(counter.hall) == [("sent", 0), ("good", 0)]
    counter.desk.open_screen(ShowUnprinted(answer=True))
    counter.wait(screen.others.ask.hasFocus)
    counter.press(Qt.Key.Key_1)
    counter.wait(screen.others.questions.isHidden)
    assert jobs(counter.hall) == [("good", 0), ("good", 0)]


def test_a_jam_answered_later_brings_the_paper_up(counter: Counter) -> None:
    screen = counter.open("A4-1")
    counter.print_and_wait()
    counter.wait(lambda: len(counter.desk.day.asked) == 1)
    counter.desk.serve(None)
    counter.desk.open_screen(ShowUnprinted(answer=True))
    counter.wait(screen.others.ask.hasFocus)
    counter.press(Qt.Key.Key_2)
    screen.others.ask.void.click()
    counter.wait(lambda: screen.current_page() == "papers")
    counter.wait(lambda: screen.preview.shown == counter.made.agreement_document_id)
    assert counter.desk.customer_id == counter.made.customer_id
    assert jobs(counter.hall) == [("jammed", 0)]
    counter.wait(screen.box.print.isEnabled)
    counter.wait(lambda: screen.box.row is not None and screen.box.row.prints == 0)
    assert screen.box.choice.count() == 2  # both are void, both are wanted


def test_a_paper_whose_question_is_open_asks_instead_of_printing(counter: Counter) -> None:
    screen = counter.open("A4-1")
    counter.print_and_wait()
    for paper in (counter.made.slip_document_id, counter.made.agreement_document_id):
        counter.desk.open_screen(ShowPapers(document_id=paper, print_it=False))
        counter.wait(lambda: screen.preview.shown == paper)  # noqa: B023
        counter.wait(lambda: screen.preview.view.document.pageCount() > 0)
    assert screen.box.asked is not None
    counter.press(Qt.Key.Key_P, CONTROL)
    counter.wait(screen.box.ask.hasFocus)
    assert len(counter.printers.used) == 1


def test_after_a_lock_what_is_typed_answers_nothing(counter: Counter) -> None:
    counter.open("A4-1")
    counter.print_and_wait()
    again = MainWindow(counter.desk, counter.main.take_state())
    counter.qtbot.addWidget(again)
    again.show()
    again.activateWindow()
    counter.main = again
    counter.wait(lambda: counter.screen.box.asked is not None)
    counter.wait(lambda: counter.screen.preview.view.document.pageCount() > 0)
    QTest.keyClicks(QApplication.focusWidget() or again, "1234")
    assert counter.screen.box.asked is not None
    assert jobs(counter.hall) == [("sent", 0)]
