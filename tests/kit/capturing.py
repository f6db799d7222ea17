"""A clerk at the capture tab beside the registration tab, in a window of the smallest size."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.capture import checks
from app.capture.picture_header import check_bytes
from app.domain.permissions import Role
from app.lanes import lane
from app.services.identity import Corners, ReadField, Reading, SmallPicture
from app.services.identity.reading import Quality
from app.settings import READER
from db.schema.identity import identity_image
from tests.kit import desk as desks
from tests.kit import window as windows
from tests.kit.clerk import Registering, focused, type_text
from tests.kit.desk import PASSWORDS, STAFF_NO
from tests.kit.forms import resident_number
from tests.kit.photos import file_of, jpeg, photo
from ui.capture.screen import CaptureScreen
from ui.capture.source import Picture
from ui.desk import screens
from ui.desk.background import Background
from ui.document.permit_box import PermitBox
from ui.registration.screen import RegistrationScreen

TABS = [each for each in screens.SCREENS if each.key in ("registration", "capture")]
SIZE = (1280, 720)
TODAY = date(2026, 11, 22)
ADULT, GROWN = date(1990, 3, 7), date(1985, 5, 5)
NOWHERE: Corners = ((0.0, 0.0), (600.0, 0.0), (600.0, 390.0), (0.0, 390.0))


class StandIn:
    """In place of the reading process where a test is not about reading: each picture says at once
    what the test laid down for it, and everything else is no document."""

    def __init__(self) -> None:
        self.laid: dict[bytes, tuple[Reading, ...]] = {}
        self.reads = 0
        self.process = None

    def lay(self, *readings: Reading) -> bytes:
        """A picture on which these documents lie, one beside the other."""
        content = file_of(photo(700 * max(1, len(readings)) + len(self.laid), 400))
        self.laid[content] = tuple(
            replace(each, corners=beside(700.0 * n)) for n, each in enumerate(readings)
        )
        return content

    @lane("pictures")
    def read(
        self, content: bytes, corners: Corners | None = None, *, seconds: float = 0.0
    ) -> Reading:
        check_bytes(content)
        self.reads += 1
        found = self.laid.get(content) or (nothing(),)
        return next((each for each in found if each.corners == corners), found[0])

    @lane("pictures")
    def find(self, content: bytes, *, seconds: float = 0.0) -> list[Corners]:
        return [each.corners for each in self.laid.get(content, ())]

    @lane("pictures")
    def preview(self, content: bytes, side: int = 0) -> SmallPicture:
        check_bytes(content)
        return SmallPicture(content, 1.0)

    def cancel(self) -> None:
        pass

    def close(self, *, for_good: bool = False) -> None:
        pass


UPRIGHT = file_of(photo(1011, 638))


def nothing() -> Reading:
    """A picture on which there is no document."""
    return Reading("unknown", "page", {}, NOWHERE, Quality(0.0, 0.0, 0.0, 0, ("blurred",)))


def beside(right: float) -> Corners:
    """Corners so far to the right."""
    a, b, c, d = ((x + right, y) for x, y in NOWHERE)
    return a, b, c, d


def said(kind: str, face: str, values: dict[str, str]) -> Reading:
    """A face as it is read: each field at 97 %, judged as the reading process judges it."""
    boxes = {name: (60, 40 + 60 * n, 300, 40) for n, name in enumerate(values)}
    plain = {name: ReadField(text, 0.97, boxes[name]) for name, text in values.items()}
    judged = checks.judge(kind, plain, TODAY)
    return Reading(kind, face, judged, NOWHERE, Quality(9.0, 0.0, 0.0, 990), UPRIGHT)


def front(name: str = "欧阳䶮", born: date = ADULT, serial: int = 152) -> Reading:
    """The portrait side of an invented person's resident card."""
    values = {
        "name": name,
        "sex": "男" if serial % 2 else "女",
        "nation": "汉",
        "birth": born.isoformat(),
        "address": "广东省广州市越秀区示例路 12 号",
        "number": resident_number(born, serial),
    }
    return said("resident_id", "front", values)


def back(valid_to: str = "2036-12-15", valid_from: str = "2016-12-15") -> Reading:
    """The emblem side."""
    values = {
        "authority": "广州市公安局越秀分局",
        "valid_from": valid_from,
        "valid_to": valid_to,
    }
    return said("resident_id", "back", values)


def licence(name: str = "广州示例科技有限公司", number: str = "91350100M000100Y43") -> Reading:
    """A business licence of an invented firm."""
    values = {
        "name": name,
        "number": number,
        "legal_representative": "单雄",
        "address": "广州市越秀区示例路 8 号",
        "valid_from": "2016-12-15",
        "valid_to": "长期",
    }
    return said("business_licence", "page", values)


class Counter(Registering):
    """A person at the two tabs, without the way of a sign-in."""

    def __init__(
        self,
        qtbot: QtBot,
        hall: desks.TestHall,
        background: Background,
        role: Role = Role.CLERK,
        *,
        reader: str = "none",
        size: tuple[int, int] = SIZE,
    ) -> None:
        super().__init__(qtbot, hall, background)
        self.settings.set(READER, reader)
        self.stand(role, "registration", "capture", size=size)
        self.main.setFixedSize(*size)
        if role in (Role.CLERK, Role.SUPERVISOR):
            self.open_tab()
        self.to_capture()

    # --- tabs and keys

    def to_form(self) -> None:
        self.screen = self.to_screen("registration", RegistrationScreen)

    def to_capture(self) -> CaptureScreen:
        self.capture = self.to_screen("capture", CaptureScreen)
        return self.capture

    def said_last(self) -> str:
        return self.said[-1].text if self.said else ""

    # --- pictures

    def drop(self, paths: Iterable[Path]) -> None:
        """Let files fall on the tab."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        drop_on(self.capture.bench.panel, data)

    def drop_picture(self, content: bytes) -> None:
        """Let a picture fall on the tab, as a viewer hands it out."""
        data = QMimeData()
        data.setData("image/jpeg", content)
        drop_on(self.capture.bench.panel, data)

    def take(self, content: bytes) -> None:
        """Drop a picture and wait until it is read."""
        self.drop_picture(content)
        self.read_out()

    def read_out(self) -> None:
        """Until every picture is read and what was read is compared with the base."""
        capture = self.capture
        self.wait(lambda: not capture.sources.files.busy and not capture.tray.is_reading)
        self.wait(lambda: capture.tray.document is None or self.is_compared())

    def is_compared(self) -> bool:
        destination = self.capture.destination
        return destination._asked is None or destination.known is not None

    @property
    def fields(self) -> dict[str, str]:
        """What stands in the fields of the document."""
        return {name: field.text() for name, field in self.capture.bench.fields.fields.items()}

    @property
    def problem(self) -> str:
        """The sentence above the tab; '' when none is shown."""
        notice = self.capture.problem
        return notice.text() if notice.isVisible() else ""

    # --- using

    def use(self) -> None:
        """Ctrl+Enter once the document before is done with, and until it is decided: filled, recorded,
        or asked."""
        self.wait(lambda: not self.capture.destination.busy)
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: not self.capture.destination.busy)

    def fill(self) -> None:
        """Ctrl+Enter, and the registration is in front."""
        self.use()
        self.wait(lambda: self.main.current_key() == "registration")

    def pictures(self) -> set[tuple[str, str]]:
        """(whose, kind) of the pictures of the open form."""
        shown = self.screen.documents.pictures.shown
        return {(each.image.whose, each.image.kind) for each in shown}

    # --- the base

    def kept(self) -> list[Any]:
        """The pictures that the served customer has."""
        return self.rows(identity_image, identity_image.c.customer_id == self.desk.customer_id)

    def take_place(self, n: int = 0) -> None:
        """An address and basic television."""
        self.choose_place(n)
        self.put({"products": "TV-BASIC"})

    def finish(self, phone: str = "13800000001", yuan: str = "160", *also: str) -> None:
        """From the filled documents to the registered customer."""
        self.to_form()
        self.screen.go_to(2)
        self.put({"holder.phone": phone})
        self.consent(*also)
        self.screen.go_to(3)
        self.pay(yuan)
        self.screen.go_to(4)
        self.settled()
        left = self.screen.form.left(4)
        assert not left, [(path, self.status(path)) for path in left]
        self.register()


def drop_on(widget: QWidget, data: QMimeData) -> None:
    """Let something fall where the pointer is: it comes in over the widget, then it is let go."""
    actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(9, 9), actions, data, button, keys)
    entering.ignore()
    QApplication.sendEvent(widget, entering)
    QApplication.sendEvent(widget, QDropEvent(QPointF(9, 9), actions, data, button, keys))


def words(widget: QWidget) -> str:
    """Everything that a person reads on a widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def photograph(counter: Counter) -> None:
    """A photo of the person comes from where a camera would give it."""
    counter.capture.bench.show_part("person")
    counter.capture.bench.photo.take.click()
    at = counter.hall.clock() + timedelta(seconds=1)
    counter.capture.sources.camera.taken.emit(Picture(jpeg(480, 640), "camera", at))
    tray = counter.capture.tray
    counter.wait(lambda: not tray.is_reading)
    assert tray.document is not None
    assert tray.document.photo is not None


def grant(counter: Counter, box: PermitBox, reason: str = "读卡器故障") -> None:
    """A supervisor comes over and types, wrong first."""
    assert focused() is box.staff_no.control
    QTest.keyClicks(focused(), STAFF_NO[Role.SUPERVISOR])
    box.password.setFocus()
    QTest.keyClicks(focused(), "not the right phrase")
    box.reason.setFocus()
    type_text(reason)
    counter.press(Qt.Key.Key_Return)
    counter.press(Qt.Key.Key_Return)  # an impatient second time asks nothing twice
    counter.wait(box.problem.isVisible)
    assert box.password.text() == ""
    assert box.isVisible()
    counter.hall.clock.pass_time(seconds=90)  # a wrong password makes the next one wait
    QTest.keyClicks(box.password.control, PASSWORDS[Role.SUPERVISOR])
    box.permit.click()
    counter.wait(lambda: not box.isVisible())


def clear_drafts(hall: desks.TestHall) -> None:
    """No form of the test before is open."""
    for file in (*hall.folders.drafts.glob("*.draft"), *hall.folders.drafts.glob("*.image")):
        file.unlink()


WAIT_MS = windows.WAIT_MS
Condition = Callable[[], object]
__all__ = ["ADULT", "GROWN", "Counter", "StandIn", "back", "focused", "front", "licence"]
