"""From a picture on the counter to the registered customer and back to the kept picture, all of it real:
the pictures are invented cards, the reading process reads them."""

from __future__ import annotations

import base64
import json
import random
from datetime import date
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from app.domain.permissions import Role
from app.security.box import open_box
from app.services.procedure.transaction import REASON_CONTEXT
from db.schema.audit import audit_event
from tests.kit import cards
from tests.kit.capturing import Counter, focused
from tests.kit.cards.people import Person, invent
from tests.kit.clerk import born_years_ago, type_text
from tests.ui.capture.capture_fixtures import hall, real_counter
from ui.document.canvas import decode_jpeg

__all__ = ["hall", "real_counter"]


def somebody(seed: int, name: str, born: date) -> Person:
    """An invented person of that age."""
    made = invent(random.Random(seed))
    return Person(name, True, "汉", born, made.place, made.address, 131 + 2 * seed)


def scan(folder: Path, seed: int, who: Person) -> tuple[Path, dict[str, str]]:
    """A file with both faces of somebody's card, and what stands on it."""
    front, back = cards.make_pair(seed, "clean", who)
    file = folder / f"scan {seed}.jpg"
    file.write_bytes(front.image)
    return file, {**front.truth, **back.truth}


def drop(counter: Counter, file: Path) -> None:
    counter.drop([file])
    counter.wait(lambda: counter.capture.tray.is_reading)
    counter.read_out()


def difference(shown: QImage, plain: QImage) -> float:
    """The share of pixels that differ clearly, of two pictures of one size."""
    pixels = []
    for image in (shown, plain):
        grey = image.scaled(plain.size()).convertToFormat(QImage.Format.Format_Grayscale8)
        pixels.append(np.frombuffer(bytes(grey.constBits()), np.uint8).astype(int))
    return float((np.abs(pixels[0] - pixels[1]) > 24).mean())


def reasons(counter: Counter) -> list[str]:
    """What clerks gave as reasons, as an auditor opens them."""
    key = counter.hall.session(Role.AUDITOR).keys.held["audit", 1]
    bodies = [json.loads(row.body) for row in counter.rows(audit_event)]
    sealed = [str(body["reason"]) for body in bodies if body.get("reason")]
    return [open_box(key, base64.b64decode(text), REASON_CONTEXT).decode() for text in sealed]


def test_from_a_dropped_picture_to_the_customer_and_to_the_kept_picture(
    real_counter: Counter, tmp_path: Path
) -> None:
    counter, bench = real_counter, real_counter.capture.bench
    file, truth = scan(tmp_path, 1, somebody(1, "欧阳建国", date(1980, 3, 7)))
    drop(counter, file)
    assert counter.fields == truth
    assert bench.pick.buttons["fields"].isChecked()
    number = bench.fields.fields["number"]
    number.setFocus()
    assert bench.fields.patch.isVisible()
    assert not bench.fields.patch.patch.isNull()
    assert "Check digit fits" in number.status()[1]
    nation = bench.fields.fields["nation"]
    nation.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text("回")
    assert nation.status()[1] == "Typed; it was read as 汉"
    upright = decode_jpeg(counter.capture.tray.document.pages[0].reading.upright)  # type: ignore[union-attr]
    counter.fill()
    assert counter.text("holder.name") == truth["name"]
    assert counter.text("holder.number") == truth["number"]
    assert counter.text("holder.nation") == "回"
    entry = counter.screen.open.entry.form.holder.entry
    assert (entry["number"], entry["nation"]) == ("recognised", "typed")
    assert counter.pictures() == {("holder", "front"), ("holder", "back")}
    counter.take_place()
    counter.finish()
    assert "Please give the documents back." in counter.said_last()
    assert {(row.kind, row.source) for row in counter.kept()} == {
        ("front", "file"),
        ("back", "file"),
    }
    counter.idle()
    assert list(counter.hall.folders.drafts.iterdir()) == []

    counter.to_capture()
    counter.capture.pick.buttons["kept"].click()
    kept = counter.capture.kept
    counter.wait(lambda: len(kept.rows.model.rows) == 2)
    kept.rows.select([row.kind for row in kept.rows.model.rows].index("front"))
    assert not kept.reason.button.isEnabled()
    kept.reason.edit.setFocus()
    type_text("核对客户本人")
    kept.reason.button.click()
    counter.wait(kept.view.isVisible)
    kept.left.timer.setInterval(5)
    assert 0.005 < difference(kept.view.image, upright) < 0.6
    counter.wait(lambda: not kept.view.isVisible())
    assert kept.view.image.isNull()
    kept.left.timer.setInterval(1000)
    assert not kept.reason.button.isEnabled()
    kept.reason.edit.setText("核对客户本人")
    kept.reason.button.click()
    counter.wait(kept.view.isVisible)
    counter.to_form()
    assert kept.view.image.isNull()
    assert reasons(counter).count("核对客户本人") == 2


def test_a_child_of_7_and_the_guardians_card(real_counter: Counter, tmp_path: Path) -> None:
    counter = real_counter
    child, childs = scan(tmp_path, 2, somebody(2, "欧阳小明", born_years_ago(7)))
    parent, parents = scan(tmp_path, 3, somebody(3, "欧阳建军", date(1985, 5, 5)))
    drop(counter, child)
    counter.fill()
    assert counter.text("holder.number") == childs["number"]
    guardian = counter.screen.form.document.person("guardian")
    assert guardian.isVisible()
    guardian.head.capture.click()
    assert counter.main.current_key() == "capture"
    assert counter.capture.bench.bar.chosen() == "guardian"
    drop(counter, parent)
    assert "Guardian" in counter.capture.bench.bar.use.text()
    counter.fill()
    assert counter.text("guardian.name") == parents["name"]
    assert counter.text("holder.name") == childs["name"]
    assert counter.capture.bench.bar.chosen() == ""
    assert counter.screen.fields.path_of(focused()) == "guardian.phone"
    counter.put({"guardian.phone": "13800000012", "guardian.relation": "父亲"})
    counter.take_place(1)
    counter.finish("13800000012", "160", "child_data")
    assert "Please give the documents back." in counter.said_last()
    assert len(counter.kept()) == 4
    assert len({row.party_id for row in counter.kept()}) == 2


def test_a_business_licence_and_the_handlers_card(real_counter: Counter, tmp_path: Path) -> None:
    counter = real_counter
    page = cards.make(1, "clean", "business_licence")  # 长期: no last day
    (tmp_path / "licence.jpg").write_bytes(page.image)
    drop(counter, tmp_path / "licence.jpg")
    assert counter.fields["number"] == page.truth["number"]
    counter.fill()
    assert counter.screen.open.entry.form.customer_kind == "business"
    assert counter.text("organization.name") == page.truth["name"]
    counter.screen.form.document.person("handler").head.capture.click()
    card, truth = scan(tmp_path, 5, somebody(5, "仇建华", date(1988, 8, 8)))
    drop(counter, card)
    counter.fill()
    assert counter.text("handler.number") == truth["number"]
    counter.put({"handler.phone": "13800000013", "organization.phone": "02080000013"})
    counter.choose_place(2)
    counter.put({"products": "TV-HD"})
    counter.screen.go_to(2)
    counter.consent()
    counter.screen.go_to(3)
    counter.pay("460")
    counter.screen.go_to(4)
    counter.settled()
    assert counter.screen.form.left(4) == []
    counter.register()
    assert {(row.kind) for row in counter.kept()} == {"page", "front", "back"}
    counter.to_capture()
    counter.capture.pick.buttons["kept"].click()
    kept = counter.capture.kept
    counter.wait(lambda: len(kept.rows.model.rows) == 3)
    assert {row.role for row in kept.rows.model.rows} == {"holder", "handler"}


def test_corners_are_set_by_keyboard_and_the_picture_is_read_again(
    real_counter: Counter, tmp_path: Path
) -> None:
    """And two people on the counter are two documents."""
    counter, bench = real_counter, real_counter.capture.bench
    sample = cards.make(1, "clean", "resident_id")
    (tmp_path / "card.jpg").write_bytes(sample.image)
    drop(counter, tmp_path / "card.jpg")
    assert counter.fields == sample.truth
    before = counter.capture.tray.document
    assert before is not None
    bench.panel.by_hand.setFocus()
    counter.press(Qt.Key.Key_Space)
    assert focused() is bench.panel.view
    counter.press(Qt.Key.Key_Tab)
    counter.press(Qt.Key.Key_Right)
    bench.panel.read_here.setFocus()
    counter.press(Qt.Key.Key_Space)
    counter.wait(lambda: counter.capture.tray.is_reading)
    counter.read_out()
    after = counter.capture.tray.document
    assert after is not None
    assert after.id == before.id
    assert after.pages[0].reading.corners != before.pages[0].reading.corners
    assert counter.fields == sample.truth
    other = cards.make(4, "clean", "resident_id")
    (tmp_path / "other.jpg").write_bytes(other.image)
    drop(counter, tmp_path / "other.jpg")
    assert len(counter.capture.tray.documents) == 2
