"""The first run: set up a hall with its three sheets, or try the sample hall."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.paths import Folders
from tests.kit import desk as desks
from tests.kit import window as windows
from tests.kit.desk import FORM
from ui.entrance.first_run import FirstRun
from ui.entrance.recovery_sheets import RecoverySheets
from ui.entrance.set_up_form import AGAIN, SetUpPage
from ui.entrance.sign_in import SignInPage
from ui.frame.window import Window


@pytest.fixture
def window(qtbot, tmp_path: Path) -> Iterator[Window]:
    """The window on a computer that is not set up."""
    opened = windows.open_ready(qtbot, Folders(tmp_path / "data"))
    yield opened
    windows.close(opened)


@pytest.fixture
def first_run(window: Window) -> FirstRun:
    page = window.currentWidget()
    assert isinstance(page, FirstRun)
    return page


def fill(page: SetUpPage) -> None:
    for name, value in dataclasses.asdict(FORM).items():
        if name in page.fields:
            page.fields[name].set_text(value)
    page.fields[AGAIN].set_text(FORM.admin_password)


def open_form(first_run: FirstRun) -> SetUpPage:
    first_run.choice.set_up.click()
    page = first_run.currentWidget()
    assert isinstance(page, SetUpPage)
    return page


def test_the_ways_are_one_key_away(first_run: FirstRun) -> None:
    assert first_run.focusWidget() is first_run.choice.sample
    QTest.keyClick(first_run.choice.sample, Qt.Key.Key_Tab)
    assert first_run.focusWidget() is first_run.choice.set_up


def test_each_way_has_its_digit(first_run: FirstRun) -> None:
    choice = first_run.choice
    assert [each.text()[0] for each in words(choice)] == ["1", "2", "3"]
    QTest.keyClick(choice.sample, Qt.Key.Key_9)
    assert first_run.currentWidget() is choice
    QTest.keyClick(choice.sample, Qt.Key.Key_2)
    assert isinstance(first_run.currentWidget(), SetUpPage)


def words(choice: QWidget) -> list[QLabel]:
    """The titles on the three buttons."""
    return [each for each in choice.findChildren(QLabel) if each.property("look") == "subtitle"]


def test_an_empty_form_is_not_sent_and_says_what_is_missing(first_run: FirstRun) -> None:
    page = open_form(first_run)
    sent: list[object] = []
    page.submitted.connect(sent.append)
    assert page.fields["operator_name"].status()[0] == "hint"
    page.submit()
    assert sent == []
    assert page.fields["operator_name"].status() == ("bad", "Please fill in this field.")
    assert "fields left" in page.left.text()


def test_a_wrong_value_is_said_while_it_is_typed(first_run: FirstRun) -> None:
    page = open_form(first_run)
    page.fields["area_code"].set_text("GZ")
    assert page.fields["area_code"].status()[0] == "bad"
    page.fields["area_code"].set_text("GZ01")
    assert page.fields["area_code"].status()[0] == "hint"
    page.fields["admin_password"].set_text("password1234")
    assert page.fields["admin_password"].status()[0] == "bad"
    page.fields[AGAIN].set_text("other")
    assert page.fields[AGAIN].status() == ("bad", "The two passwords differ.")


def test_a_hall_is_set_up_and_its_sheets_are_taken_out(
    qtbot, window: Window, first_run: FirstRun, tmp_path: Path
) -> None:
    page = open_form(first_run)
    fill(page)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(
        lambda: isinstance(first_run.currentWidget(), RecoverySheets), timeout=windows.WAIT_MS
    )
    sheets = first_run.currentWidget()
    assert isinstance(sheets, RecoverySheets)
    assert not sheets.sure.isEnabled()
    for number in range(2):
        sheets.show_sheet(number)
        sheets.save_to(tmp_path / f"{number}.pdf")
    assert (tmp_path / "1.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "1.pdf").stat().st_mode & 0o077 == 0
    assert not sheets.sure.isEnabled()
    sheets.show_sheet(2)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    sheets.print_on(printer)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    assert not sheets.go.isEnabled()
    sheets.sure.setChecked(True)
    sheets.go.click()
    qtbot.waitUntil(lambda: isinstance(window.currentWidget(), SignInPage), timeout=windows.WAIT_MS)
    sign_in = window.currentWidget()
    assert isinstance(sign_in, SignInPage)
    assert sign_in.typed() == (FORM.admin_no, "")
    assert FORM.hall_name in sign_in.place.text()


def test_a_sheet_that_cannot_be_saved_is_not_counted(
    qtbot, window: Window, first_run: FirstRun, tmp_path: Path
) -> None:
    sheets = RecoverySheets((b"", b"", b""))
    qtbot.addWidget(sheets)
    sheets.save_to(tmp_path / "no such folder" / "sheet.pdf")
    assert "could not be written" in sheets.refusal.text()
    assert sheets.out == set()


def test_a_folder_that_was_set_up_meanwhile_is_refused(
    qtbot, window: Window, first_run: FirstRun, sqlite_hall: Folders
) -> None:
    page = open_form(first_run)
    fill(page)
    other = desks.copy_folder(sqlite_hall)
    window.folders.data.mkdir(parents=True, exist_ok=True)
    window.folders.profile.write_bytes(other.profile.read_bytes())
    page.submit()
    qtbot.waitUntil(lambda: bool(page.refusal.text()), timeout=windows.WAIT_MS)
    assert "already set up" in page.refusal.text()
    assert page.fields["hall_name"].text() == FORM.hall_name


def test_going_back_leads_to_the_choice(first_run: FirstRun) -> None:
    open_form(first_run).back.click()
    assert first_run.currentWidget() is first_run.choice
