"""Steps, tags, a revealed value, PDF pages, the message bar."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.errors import UserError
from ui.widgets import reason
from ui.widgets.pdf_view import PdfView
from ui.widgets.reveal import Reveal
from ui.widgets.steps import StepBar
from ui.widgets.tag import Notice, Tag
from ui.words.messages import MessageBar, Messages, tr


def test_steps_can_be_gone_back_to_but_not_ahead(qtbot) -> None:
    bar = StepBar(["Address", "Document", "Customer"])
    qtbot.addWidget(bar)
    bar.set_done(0)
    bar.set_current(1)
    assert [button.isEnabled() for button in bar.buttons] == [True, True, False]
    assert bar.buttons[0].text() == "✓ 1 Address"
    assert bar.buttons[1].accessibleName() == "Step 2 of 3: Document, open"
    with qtbot.waitSignal(bar.chosen) as chosen:
        bar.buttons[0].click()
    assert chosen.args == [0]


def test_a_tag_says_its_state_in_words(qtbot) -> None:
    for kind in (Tag, Notice):
        tag = kind("ready", "ok")
        qtbot.addWidget(tag)
        tag.set("late", "bad")
        assert (tag.text(), tag.accessibleName(), tag.property("tone")) == (
            "late",
            "late",
            "bad",
        )


@pytest.fixture
def masked(qtbot, monkeypatch) -> Reveal:
    monkeypatch.setattr(reason, "TICK_MS", 1)
    made = Reveal("138****2600", "telephone")
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_is_shown_without_a_reason(qtbot, masked: Reveal) -> None:
    asked: list[str] = []
    masked.wanted.connect(asked.append)
    masked.button.click()
    masked.reason.edit.setText("  ")
    QTest.keyClick(masked.reason.edit, Qt.Key.Key_Return)
    assert asked == []
    QTest.keyClicks(masked.reason.edit, "customer asks")
    QTest.keyClick(masked.reason.edit, Qt.Key.Key_Return)
    assert asked == ["customer asks"]
    assert masked.value.text() == "138****2600"


def test_the_cursor_goes_back_to_the_eye(qtbot, masked: Reveal) -> None:
    with qtbot.waitActive(masked):
        masked.activateWindow()
    masked.button.click()
    assert masked.reason.edit.hasFocus()
    masked.show_value("13800002600", 30)
    assert masked.button.hasFocus()


def test_a_shown_value_masks_itself_again(qtbot, masked: Reveal) -> None:
    masked.show_value("13800002600", 30)
    assert masked.value.text() == "13800002600"
    assert masked.left.text() == "30 s left"
    qtbot.waitUntil(lambda: not masked.is_revealed())
    assert masked.value.text() == "138****2600"


@pytest.mark.parametrize("way", ["escape", "button", "hidden"])
def test_a_shown_value_goes_at_once(masked: Reveal, way: str) -> None:
    masked.show_value("13800002600", 30_000)
    if way == "escape":
        QTest.keyClick(masked, Qt.Key.Key_Escape)
    elif way == "button":
        masked.button.click()
    else:
        masked.hide()
    assert masked.value.text() == "138****2600"


def pdf(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_pages_come_from_memory(qtbot) -> None:
    view = PdfView("Agreement")
    qtbot.addWidget(view)
    view.resize(500, 500)
    view.show()
    with qtbot.waitSignal(view.loaded) as loaded:
        view.show_pdf(pdf(3))
    assert loaded.args == [3]
    assert view.pages.text() == "Page 1 of 3"
    before = view.view.zoomFactor()
    view.zoom(1.2)
    assert view.view.zoomFactor() != before
    with qtbot.waitSignal(view.loaded) as again:
        view.show_pdf(pdf(1))
    assert again.args == [1]


def test_what_is_no_pdf_is_said(qtbot) -> None:
    view = PdfView("Agreement")
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.loaded) as loaded:
        view.show_pdf(b"not a pdf at all")
    assert loaded.args == [0]
    assert "not a readable PDF" in view.pages.text()


def test_expected_errors_are_said_as_they_are_and_bugs_as_a_number(qtbot) -> None:
    messages = Messages()
    bar = MessageBar(messages)
    qtbot.addWidget(bar)
    messages.error(UserError("left", "{n} papers are left.", n=2))
    assert bar.text() == "2 papers are left."
    assert not bar.isHidden()
    messages.error(ValueError("王芳 13800002600"))
    assert "B-" in bar.text()
    assert "王芳" not in bar.text()
    messages.say("")
    assert bar.isHidden()


def test_values_are_put_in_after_translating() -> None:
    assert tr("{n} left, {m}", n=3, m="{x}") == "3 left, {x}"
    assert tr("a {brace} stays") == "a {brace} stays"
