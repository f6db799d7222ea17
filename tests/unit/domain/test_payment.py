"""What was paid, line by line: the same lines are stored, printed and counted at the end of the day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalogue import DueFee
from app.domain.payment import split

amounts = st.lists(st.integers(-500_00, 500_00).filter(bool), max_size=12)


def lines(found: list[int]) -> list[DueFee]:
    return [DueFee("TV", f"line {n}", "deposit", each) for n, each in enumerate(found)]


@given(amounts, st.data())
def test_the_lines_add_up_to_the_fen(found: list[int], data: st.DataObject) -> None:
    back, due = sum(min(each, 0) for each in found), sum(found)
    paid = data.draw(st.integers(back, due))
    made = split(lines(found), paid)
    assert sum(each.paid for each in made) == paid
    assert [(each.name, each.due) for each in made] == [
        (each.name, each.amount) for each in lines(found)
    ]
    for each in made:  # what goes back goes back in full; a fee is never paid twice
        assert each.paid == each.due if each.due < 0 else 0 <= each.paid <= each.due
    charged = [each for each in made if each.due > 0]
    short = [n for n, each in enumerate(charged) if each.paid < each.due]
    if short:  # let off from the last fees: behind the first that is short nothing was paid
        assert all(each.paid == 0 for each in charged[short[0] + 1 :])


@given(amounts, st.integers(1, 1000))
def test_more_than_is_due_or_less_than_goes_back_is_no_payment(found: list[int], by: int) -> None:
    back, due = sum(min(each, 0) for each in found), sum(found)
    for paid in (due + by, back - by):
        with pytest.raises(ValueError, match="cannot be paid"):
            split(lines(found), paid)


def test_a_deposit_goes_back_while_another_is_taken() -> None:
    made = split(lines([-100_00, 200_00, 30_00]), 120_00)
    assert [each.paid for each in made] == [-100_00, 200_00, 20_00]
