"""The photo with its corners: hand, keyboard, zoom, high resolution; and the patch of a field."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from tests.kit.photos import CARD, file_of, jpeg, photo
from ui.document.canvas import LONGEST, decode_jpeg
from ui.document.picture_view import PatchView, PictureView
from ui.document.quadrilateral import is_convex, moved
from ui.look import theme

Key = Qt.Key


@pytest.fixture
def view(qtbot) -> PictureView:
    """A photo of 1280 x 800 that is shown from a JPEG half as large, its corners to be moved."""
    made = PictureView()
    qtbot.addWidget(made)
    made.resize(668, 428)  # one pixel of the JPEG is one of the widget
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.set_picture(jpeg(), 0.5)
    made.set_corners(doubled(CARD), editable=True)
    return made


def doubled(corners):
    return tuple((2 * x, 2 * y) for x, y in corners)


def place(view: PictureView, corner) -> QPoint:
    return view.to_widget(QPointF(corner[0] * 0.5, corner[1] * 0.5)).toPoint()


def drag(view: PictureView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def near(one, other, most: float) -> bool:
    return all(math.dist(a, b) <= most for a, b in zip(one, other, strict=True))


def test_the_corners_are_told_in_pixels_of_the_picture(view) -> None:
    assert near(view.corners(), doubled(CARD), 0.001)
    assert view.factor == pytest.approx(1)


def test_a_corner_is_dragged(qtbot, view) -> None:
    start = place(view, doubled(CARD)[0])
    with qtbot.waitSignal(view.corners_changed) as told:
        drag(view, start, start - QPoint(20, 30))
    expected = (140.0, 100.0), *doubled(CARD)[1:]
    assert near(told.args[0], expected, 1.5)
    assert near(view.corners(), expected, 1.5)


@pytest.mark.parametrize("away", [QPoint(12, 12), QPoint(-12, 12), QPoint(0, -12)])
def test_a_corner_can_be_taken_hold_of_beside_it(view, away) -> None:
    start = place(view, doubled(CARD)[2]) + away
    drag(view, start, start + QPoint(10, 0))
    moved_by = view.corners()[2][0] - doubled(CARD)[2][0]
    assert moved_by == pytest.approx(20, abs=1.5)  # it does not jump to the pointer


def test_a_corner_stays_inside_the_picture(view) -> None:
    drag(view, place(view, doubled(CARD)[1]), QPoint(view.width() + 50, 0))
    x, y = view.corners()[1]
    assert (x, y) == (1280, pytest.approx(0, abs=0.01))


def test_the_shape_cannot_be_turned_inside_out(view) -> None:
    drag(view, place(view, doubled(CARD)[0]), place(view, doubled(CARD)[2]) + QPoint(60, 40))
    assert is_convex(view.corners())
    assert view.corners()[0] != doubled(CARD)[0]


def test_corners_that_are_only_shown_are_not_moved(view) -> None:
    view.set_corners(doubled(CARD))
    told: list[object] = []
    view.corners_changed.connect(told.append)
    drag(view, place(view, doubled(CARD)[0]), QPoint(200, 200))
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, Key.Key_Left)
    assert told == []


def test_tab_goes_through_the_corners_and_on(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    first, view, last = QPushButton("before"), PictureView(), QPushButton("after")
    for widget in (first, view, last):
        row.addWidget(widget)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view.set_picture(jpeg())
    view.set_corners(CARD, editable=True)
    first.setFocus()
    said = []
    for _ in range(4):
        press(Key.Key_Tab)
        said.append(view.accessibleDescription())
    assert said == [
        "Corner 1 of 4 at 90, 80",
        "Corner 2 of 4 at 520, 60",
        "Corner 3 of 4 at 540, 340",
        "Corner 4 of 4 at 80, 330",
    ]
    QTest.keyClick(view, Key.Key_Tab)
    assert QApplication.focusWidget() is last
    assert view.accessibleDescription() == ""
    QTest.keyClick(last, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert view.accessibleDescription().startswith("Corner 4")
    for _ in range(4):
        press(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is first


def test_arrow_keys_move_the_chosen_corner(qtbot, view) -> None:
    QTest.keyClick(view, Key.Key_Tab)
    QTest.keyClick(view, Key.Key_Right)
    QTest.keyClick(view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    x, y = doubled(CARD)[0]
    assert view.corners()[0] == pytest.approx((x + 2, y + 20))


def test_the_lens_shows_beside_the_corner_while_it_is_moved(view) -> None:
    before = view.grab().toImage()
    QTest.keyClick(view, Key.Key_Tab)
    lens = view._lens_place(QPointF(place(view, doubled(CARD)[0])))
    assert view.rect().toRectF().contains(lens)
    assert not lens.contains(QPointF(place(view, doubled(CARD)[0])))
    inside = lens.center().toPoint() + QPoint(20, 20)
    assert view.grab().toImage().pixelColor(inside) != before.pixelColor(inside)


def turn_wheel(view: PictureView, at: QPointF) -> None:
    button, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    none = Qt.KeyboardModifier.NoModifier
    everywhere = QPointF(view.mapToGlobal(at.toPoint()))
    event = QWheelEvent(at, everywhere, QPoint(), QPoint(0, 120), button, none, phase, False)
    QApplication.sendEvent(view, event)


def test_the_wheel_enlarges_around_the_pointer_and_back(qtbot, view) -> None:
    at = QPointF(200, 150)
    held = view.to_image(at)
    for _ in range(3):
        turn_wheel(view, at)
    assert view.factor == pytest.approx(1.25**3)
    assert (view.to_image(at) - held).manhattanLength() < 1
    QTest.keyClick(view, Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom is None


def test_keys_enlarge_fit_and_show_one_to_one(view) -> None:
    view.resize(300, 200)
    fitted = view.factor
    QTest.keyClick(view, Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.factor > fitted
    QTest.keyClick(view, Key.Key_1)
    assert view.factor == pytest.approx(1 / view.devicePixelRatioF())
    for _ in range(12):
        QTest.keyClick(view, Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom is None
    assert view.factor == pytest.approx(fitted)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(150, 100))
    assert view.zoom is not None


def test_an_enlarged_picture_is_moved_but_not_away(view) -> None:
    view.set_corners(None)
    view.resize(300, 200)
    view.actual_size()
    middle = view.to_image(QPointF(150, 100))
    drag(view, QPoint(150, 100), QPoint(100, 100))
    assert view.to_image(QPointF(150, 100)).x() == pytest.approx(middle.x() + 50, abs=1)
    for _ in range(40):
        QTest.keyClick(view, Key.Key_Right)
    assert view.shown.right() >= view.width() - 20


def test_a_marked_box_is_brought_to_sight(view) -> None:
    view.resize(300, 200)
    view.actual_size()
    view.set_highlight((1100, 700, 100, 40))
    assert view.rect().contains(place(view, (1150, 720)))
    view.set_highlight(None)


def test_the_marked_box_is_drawn_around_its_place(view) -> None:
    view.set_corners(None)
    view.resize(300, 200)  # made smaller than the JPEG
    before = view.grab().toImage()
    view.set_highlight((600, 300, 200, 100))
    after = view.grab().toImage()
    edge = view.to_widget(QPointF(300, 175)).toPoint() - QPoint(3, 0)
    inside = view.to_widget(QPointF(350, 175)).toPoint()
    assert after.pixelColor(edge) != before.pixelColor(edge)
    assert after.pixelColor(inside) == before.pixelColor(inside)


def test_another_picture_drops_corners_and_mark(view) -> None:
    view.set_highlight((10, 10, 50, 50))
    view.set_picture(jpeg(300, 300))
    assert view.corners() is None
    view.set_picture(b"")
    assert view.image.isNull()


@pytest.mark.parametrize(
    "content", [b"\xff\xd8\xffno picture", file_of(photo(), "png")], ids=["broken", "png"]
)
def test_what_our_process_did_not_make_is_not_decoded(view, content) -> None:
    view.set_picture(content)
    assert view.image.isNull()
    assert view.empty_text == "This picture cannot be shown."
    view.grab()


def test_a_picture_that_is_too_large_is_not_decoded() -> None:
    assert decode_jpeg(jpeg(LONGEST + 1, 20)).isNull()
    assert decode_jpeg(jpeg(LONGEST, 20)).width() == LONGEST


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_sharp_on_a_fine_screen_in_both_schemes(qapp, view, scheme) -> None:
    theme.apply(qapp, scheme)
    target = QImage(view.size() * 2, QImage.Format.Format_RGB32)
    target.setDevicePixelRatio(2)
    view.render(target)
    ground = target.pixelColor(4, 4)
    assert ground.name().upper() == theme.tokens().read_only


point = st.tuples(st.floats(-500, 1500), st.floats(-500, 1500))


@given(steps=st.lists(st.tuples(st.integers(0, 3), point), max_size=12))
def test_no_move_gets_a_corner_out_or_the_order_wrong(steps) -> None:
    corners = CARD
    for index, to in steps:
        corners = moved(corners, index, to, 640, 400)
        assert is_convex(corners)
        assert all(0 <= x <= 640 and 0 <= y <= 400 for x, y in corners)


def test_a_move_that_is_possible_is_exact() -> None:
    assert moved(CARD, 0, (50.0, 60.0), 640, 400)[0] == (50.0, 60.0)


def test_a_shape_that_is_wrong_already_can_be_put_right() -> None:
    wrong = (CARD[1], CARD[0], CARD[2], CARD[3])
    half = moved(wrong, 0, CARD[0], 640, 400)
    assert moved(half, 1, CARD[1], 640, 400) == CARD


def test_a_patch_shows_the_box_and_a_little_around(qtbot) -> None:
    view = PatchView()
    qtbot.addWidget(view)
    view.set_patch(photo(), (100, 100, 200, 30))
    assert view.patch.size().toTuple() == (212, 42)
    assert view.sizeHint().height() == view.height() == PatchView.HEIGHT
    view.set_patch(jpeg(), (630, 390, 50, 50))
    assert not view.patch.isNull()
    view.resize(200, 64)
    view.show()
    view.grab()
    for nothing in (None, (0, 0, 0, 0), (700, 500, 10, 10)):
        view.set_patch(jpeg(), nothing)
        assert view.patch.isNull()
