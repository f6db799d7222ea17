"""Customer and subscription change their status in one place, by their tables, on both databases."""

from __future__ import annotations

import ast
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain import customers, subscriptions
from app.domain.customers import Status
from app.domain.ids import new_id
from app.domain.subscriptions import State
from app.errors import Conflict, UserError
from app.services import verification
from app.services.customers import life_cycle, move_subscription
from app.services.procedure import Work, procedure
from db.schema.customers import customer, subscription
from tests.kit.desk import TestHall
from tests.kit.papers import registered

APP = Path(__file__).parents[3] / "app"


class Undone(Exception):
    """Ends the transaction in which every pair was tried."""


def tried(
    work: Work,
    table: sa.Table,
    move: Callable[[Work, UUID, int, Any], int],
    states: type[StrEnum],
) -> set[tuple[str, str]]:
    """The pairs that were done, each tried on a row that stands as the pair begins."""
    row_id = work.execute(sa.select(table.c.id)).scalar_one()
    done = set()
    for one in states:
        for to in states:
            work.execute(sa.update(table).values(status=one.value))
            version = work.one(table, row_id)["version"]
            try:
                move(work, row_id, version, to)
            except UserError:
                assert work.one(table, row_id)["status"] == one.value
            else:
                assert work.one(table, row_id)["status"] == to.value
                done.add((one.value, to.value))
    return done


def pairs(moves: Any) -> set[tuple[str, str]]:
    return {(one.value, to.value) for one, all_to in moves.items() for to in all_to}


def test_every_pair_goes_as_its_table_says(desk: TestHall) -> None:
    registered(desk)
    found = []

    @procedure("test.moves", None, writes={customer: {}, subscription: {}})
    def moves(work: Work) -> None:
        found.append(tried(work, customer, life_cycle.move_customer, Status))
        found.append(tried(work, subscription, move_subscription, State))
        raise Undone

    with pytest.raises(Undone):
        moves(desk.clerk, new_id())
    assert found == [pairs(customers.MOVES), pairs(subscriptions.MOVES)]


@procedure("test.suspend", None, writes={customer: {}})
def _suspend(work: Work, *, customer_id: UUID, version: int) -> int:
    return life_cycle.move_customer(work, customer_id, version, Status.SUSPENDED)


def test_a_move_is_a_version_and_two_at_once_are_one(desk: TestHall) -> None:
    made = registered(desk)
    assert _suspend(desk.clerk, new_id(), customer_id=made.customer_id, version=1) == 2
    with pytest.raises(Conflict, match="changed_meanwhile"):
        _suspend(desk.clerk, new_id(), customer_id=made.customer_id, version=1)
    with pytest.raises(UserError, match="status_move"):
        _suspend(desk.clerk, new_id(), customer_id=made.customer_id, version=2)
    assert verification.verify(desk.installation, keys=desk.clerk.keys).findings == ()


def test_nothing_else_writes_the_status_of_a_row_that_stands() -> None:
    """Scans every call in the program that names `status`, as an argument or in a dictionary; a contact that is
    replaced has no life cycle, and the moves of a request are held by its table's triggers."""
    changed, begun = set(), set()
    for file in APP.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
                continue
            said = {each.arg: each.value for each in call.keywords}
            for each in [*call.args, *said.values()]:
                if isinstance(each, ast.Dict):
                    names = [key.value for key in each.keys if isinstance(key, ast.Constant)]
                    said.update(dict.fromkeys(map(str, names), each))
            if "status" not in said:
                continue
            table = call.args[0].id if call.args and isinstance(call.args[0], ast.Name) else ""
            if call.func.attr in ("update", "values", "execute") and table not in (
                "contact_medium",
                "change_request",
            ):
                changed.add(file.name)
            if call.func.attr == "insert" and table in ("customer", "subscription"):
                assert not isinstance(said["status"], ast.Constant), f"{file.name}: {table}"
                begun.add((file.name, table))
    assert changed == {"life_cycle.py"}
    assert begun == {("rows.py", "customer"), ("rows.py", "subscription")}
