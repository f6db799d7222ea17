"""业务变更: the second contact of the customer in service, changed by keys in the real window."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.domain.ids import new_id
from app.lanes import lane
from app.paths import Folders
from app.services import changes
from app.services.session import Session
from tests.kit import desk as desks
from tests.kit.clerk import focused, type_text
from tests.kit.panel import Hall, open_first, texts
from ui.changes.screen import ChangesScreen
from ui.desk.background import Background
from ui.frame.main_window import MainWindow

FIRST, SECOND = ("欧阳娜", "13700000009"), ("林一诺", "13900000008")


class Changing(Hall):
    """A clerk at the changes tab."""

    def open(self, state: dict[str, object] | None = None) -> MainWindow:
        self.windows.append(self.stand(self.role, state=state))
        return self.windows[-1]

    def begin(self, who: str) -> ChangesScreen:
        """Serve somebody and press F7."""
        open_first(self.qtbot, self.windows[-1], who)
        self.press(Qt.Key.Key_F7)
        screen = self.screen_of("change", ChangesScreen)
        self.wait(lambda: screen.record is not None and screen.form.isVisible())
        return screen

    def type(self, name: str, phone: str) -> None:
        type_text(name)
        self.press(Qt.Key.Key_Return)
        type_text(phone)

    def commit(self) -> None:
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def masked(self) -> list[str]:
        return [changes.second_contact(self.session, customer_id=each).masked for each in self.made]


@pytest.fixture
def hall(qtbot, sqlite_hall: Folders, background: Background) -> Iterator[Changing]:
    made = Changing(qtbot, desks.copy_folder(sqlite_hall), background)
    made.open()
    yield made
    made.close()


def test_nine_keys_beside_the_text_and_the_slip_is_shown(hall: Changing) -> None:
    hall.begin("曾小贤")
    hall.type(*FIRST)
    hall.commit()
    hall.wait(lambda: hall.main.current_key() == "agreements")
    assert hall.masked() == ["欧阳* 137****0009", "", ""]
    screen = hall.begin("曾小贤")
    assert "On record: 欧阳* 137****0009" in texts(screen)
    screen.step.second_contact.remove.box.setFocus()
    hall.press(Qt.Key.Key_Space)
    hall.commit()
    hall.wait(lambda: hall.main.current_key() == "agreements")
    assert hall.masked() == ["", "", ""]


def test_what_is_missing_is_said_at_its_field(hall: Changing) -> None:
    screen = hall.begin("曾小贤")
    hall.type(FIRST[0], "")
    hall.commit()
    field = screen.form.fields.control("second_phone")
    assert field.status() == ("bad", "Type the phone of the second contact.")  # type: ignore[attr-defined]
    assert screen.form.fields.path_of(focused()) == "second_phone"
    assert hall.masked() == ["", "", ""]


def test_another_customer_holds_the_form_and_it_comes_back_with_its_own(hall: Changing) -> None:
    screen = hall.begin("曾小贤")
    hall.type(*FIRST)
    hall.windows[-1].desk.open_customer(hall.made[1])
    hall.wait(lambda: hall.windows[-1].desk.customer_id == hall.made[1])
    assert hall.main.current_key() == "change"
    hall.wait(lambda: screen.record is not None and screen.form.isVisible())
    assert screen.work.form.is_empty
    assert screen.work.form.customer_id == hall.made[1]
    hall.wait(lambda: hall.windows[-1].desk.forms.all)
    (held,) = hall.windows[-1].desk.forms.all
    assert held.held
    hall.windows[-1].desk.forms.wanted.emit(held)
    hall.wait(lambda: screen.work.form.text("second_phone") == FIRST[1])
    assert hall.windows[-1].desk.customer_id == hall.made[0]
    hall.wait(lambda: screen.record is not None)
    hall.commit()
    hall.wait(lambda: hall.main.current_key() == "agreements")
    assert hall.masked() == ["欧阳* 137****0009", "", ""]


def test_what_another_counter_wrote_meanwhile_is_shown_and_not_overwritten(hall: Changing) -> None:
    screen = hall.begin("曾小贤")
    hall.type(*FIRST)
    changes.change_second_contact(
        hall.desks.clerk,
        new_id(),
        customer_id=hall.made[0],
        seen=(),
        name=SECOND[0],
        phone=SECOND[1],
        language="zh_CN",
    )
    hall.commit()
    hall.wait(lambda: "On record: 林*诺 139****0008" in texts(screen))
    assert hall.masked() == ["林*诺 139****0008", "", ""]
    assert screen.work.form.text("second_phone") == FIRST[1]


def test_a_tick_stays_in_sight_when_the_contact_is_taken_away_elsewhere(hall: Changing) -> None:
    hall.begin("曾小贤")
    hall.type(*FIRST)
    hall.commit()
    hall.wait(lambda: hall.main.current_key() == "agreements")
    screen = hall.begin("曾小贤")
    tick = screen.step.second_contact.remove
    tick.box.setFocus()
    hall.press(Qt.Key.Key_Space)
    seen = changes.second_contact(hall.session, customer_id=hall.made[0])
    changes.change_second_contact(
        hall.session,
        new_id(),
        customer_id=hall.made[0],
        seen=seen.rows,
        name="",
        phone="",
        language="zh_CN",
    )
    hall.commit()
    hall.wait(lambda: "Nobody is on record." in texts(screen))
    assert tick.isVisible()
    tick.box.click()
    assert screen.step.second_contact.grid.isEnabled()


def test_nothing_is_red_before_it_was_typed_when_the_record_comes_late(
    hall: Changing, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, gate = changes.second_contact, threading.Event()

    @lane("reads")
    def slow(session: Session, **arguments: Any) -> changes.SecondContact:
        gate.wait(20)
        return real(session, **arguments)

    open_first(hall.qtbot, hall.windows[-1], "曾小贤")
    hall.press(Qt.Key.Key_F7)
    screen = hall.screen_of("change", ChangesScreen)
    hall.wait(lambda: screen.record is not None)
    monkeypatch.setattr(changes, "second_contact", slow)
    hall.main.desk.serve(hall.made[1])
    hall.wait(screen._page.bar.isVisible)
    hall.press(Qt.Key.Key_F7)
    gate.set()
    hall.wait(lambda: screen.record is not None and screen.form.isVisible())
    for path in ("second_contact", "second_phone"):
        assert screen.form.fields.control(path).status()[0] != "bad"  # type: ignore[attr-defined]
