"""竣工: which day and which serial are taken, and when an installation is late, for any of them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.numbers import compact
from app.domain.subscriptions import check_installed, check_serial, days_over

DAYS = st.dates(date(2010, 1, 1), date(2099, 12, 31))
WAYS = st.sampled_from(("%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日"))


def codes(installed_on: str, serial: str, ordered_on: date, today: date, needs: bool) -> list[str]:
    found = check_installed(
        installed_on, serial, ordered_on=ordered_on, today=today, needs_equipment=needs
    )
    return [each.code for each in found]


@given(DAYS, DAYS, st.integers(0, 4000), WAYS)
def test_a_day_is_right_from_the_order_to_today(
    day: date, ordered_on: date, waited: int, way: str
) -> None:
    today = ordered_on + timedelta(days=waited)
    said = ["installed_later"] if day > today else ["installed_before"] * (day < ordered_on)
    assert codes(day.strftime(way), "STB1", ordered_on, today, True) == said


@given(st.text(max_size=40))
@example("王小明")
@example("OUYANG")
@example(" stb-0001 0002 ")
@example("１２３４")
@example("١٢٣٤")
@example("STB1\u202e")
@example("A1B2" * 8 + "C")
def test_a_serial_that_is_taken_can_name_nobody(serial: str) -> None:
    """Stored in clear: 4 to 32 of A-Z and 0-9, among them a digit, however it was typed."""
    taken = compact(serial)
    if not check_serial(serial, "serial") and taken:
        assert 4 <= len(taken) <= 32
        assert taken.isascii()
        assert taken.isalnum()
        assert taken == taken.upper()
        assert any(char.isdigit() for char in taken)


@given(st.booleans())
def test_only_a_product_with_a_device_asks_for_its_serial(needs: bool) -> None:
    day = date(2026, 11, 22)
    assert codes(str(day), "", day, day, needs) == ["serial_missing"] * needs


@given(DAYS, st.integers(0, 4000), st.integers(1, 60))
def test_the_promise_holds_so_many_days_after_the_order(
    ordered_on: date, waited: int, promised: int
) -> None:
    over = days_over(ordered_on, ordered_on + timedelta(days=waited), promised)
    assert (over > 0) == (waited > promised)
    assert over == waited - promised
