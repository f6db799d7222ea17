"""H1 for every kind there is, made from the declarations: each wrong role, each foreign table, each column that is
not to be changed, each wrong stamp. One hall, in which every example was done, takes all forgeries; a kind that
is added is attacked without a line here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services.procedure import RULES, Work
from app.services.session import Session
from app.services.verification import declared
from app.services.verification.declared import Kind
from db.schema.base import first_name, recomputed
from tests.kit.examples import EXAMPLES
from tests.kit.fixtures import opened_hall
from tests.kit.forging import business_tables, change, copy, filled, first, forged, other
from tests.kit.heads import chain_heads
from tests.kit.standard import Hall
from tests.kit.verified import look

pytestmark = pytest.mark.timeout(600)


class Found(NamedTuple):
    """A finding of 'was it allowed?', taken apart."""

    seq: int
    kind: str
    rest: str


@pytest.fixture(scope="module")
def hall(request: pytest.FixtureRequest) -> Iterator[Hall]:
    """Every example was done in it."""
    with opened_hall(request, "sqlite") as desk:
        sa.event.listen(desk.installation.engine, "checkout", _without_waiting)
        made = Hall(desk, EXAMPLES)
        for kind in sorted(EXAMPLES):
            made.tried(kind)
        assert look(desk).findings == ()
        _without_triggers(desk.installation.engine)
        yield made


def _without_triggers(engine: sa.Engine) -> None:
    """Nor foreign keys: who owns the file is not held by them; what they hold is tried with each table."""

    def unheld(driver: Any, *_: Any) -> None:
        driver.execute("PRAGMA foreign_keys = OFF")

    sa.event.listen(engine, "checkout", unheld)
    with engine.begin() as connection:
        named = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for name in connection.exec_driver_sql(named).scalars().all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def _without_waiting(driver: Any, *_: Any) -> None:
    """Nobody cuts the power here, and there are thousands of commits."""
    driver.execute("PRAGMA synchronous = OFF")


def kinds() -> list[Kind]:
    rules = declared.rules(RULES)
    assert rules is not None
    return [rules.kinds[name] for name in sorted(rules.kinds)]


def session_of(hall: Hall, kind: Kind) -> Session:
    """Somebody who may do it."""
    return hall.desk.session(next(role for role in Role if role in kind.roles))


def seq(hall: Hall) -> int:
    """The number of the newest event."""
    ((newest, _),) = chain_heads(hall.desk.installation).values()
    return newest


def found(hall: Hall, code: str, since: int) -> set[Found]:
    """The findings of `code` about events after `since`."""
    made = set()
    for each in look(hall.desk).findings:
        if each.code == code and " #" in each.place:
            number, kind, *rest = each.place.split(" #")[1].split(" ", 2)
            if int(number) > since:
                made.add(Found(int(number), kind.rstrip(":"), *rest))
    return made


def test_no_kind_is_signed_by_a_role_that_may_not(hall: Hall) -> None:
    """And each is by those that may."""
    since, expected = seq(hall), set()
    for kind in kinds():
        for role in Role:
            with forged(hall.desk.session(role), kind.name):
                pass
            if role not in kind.roles:
                expected.add(Found(seq(hall), kind.name, f"({role})"))
    assert len(expected) > 150
    assert found(hall, "role_not_allowed", since) == expected


def test_no_kind_writes_a_table_that_it_does_not_declare(hall: Hall) -> None:
    since, expected = seq(hall), set()
    tables = filled(hall.desk)
    assert business_tables().keys() - tables.keys() <= {"discount", "change_evidence"}
    for kind in kinds():
        for name in tables.keys() - kind.adds.keys() - kind.changes.keys():
            with forged(session_of(hall, kind), kind.name) as work:
                change(work, tables[name])
            expected.add(Found(seq(hall), kind.name, name))
    assert len(expected) > 800
    assert found(hall, "table_not_allowed", since) == expected


def test_no_kind_adds_a_row_where_it_may_only_change_one(hall: Hall) -> None:
    since, expected = seq(hall), set()
    tables = filled(hall.desk)
    for kind in kinds():
        for name in kind.changes.keys() - kind.adds.keys():
            with forged(session_of(hall, kind), kind.name) as work:
                row_id = copy(work, tables[name])
            expected.add(Found(seq(hall), kind.name, f"{name} {row_id} v1"))
    assert len(expected) > 15
    assert found(hall, "table_not_allowed", since) == expected


def test_no_kind_changes_a_column_that_it_does_not_declare(hall: Hall) -> None:
    since, expected = seq(hall), set()
    tables = filled(hall.desk)
    for kind in kinds():
        for name in (kind.adds.keys() | kind.changes.keys()) & tables.keys():
            table = tables[name]
            may = kind.changes.get(name, {}).keys()
            apart = {"id", "version", "subject_id", *(str(c.name) for c in recomputed(table))}
            for column in table.columns:
                if column.name in apart or first_name(column) in may:
                    continue
                with forged(session_of(hall, kind), kind.name) as work:
                    _change_one(work, table, str(column.name))
                expected.add((seq(hall), kind.name, first_name(column)))
    assert len(expected) > 400
    changed = found(hall, "change_not_allowed", since)
    made = {(each.seq, each.kind, each.rest.split()[-1]) for each in changed}
    whole = {each[:2] for each in expected}
    told = {each[:2] for each in made}
    assert told == whole
    named = {each for each in made if not each[2].startswith("v")}
    assert named <= expected
    assert len(named) > 40


def _change_one(work: Work, table: Any, column: str) -> None:
    row = first(work, table)
    work.update(table, row["id"], row["version"], **{column: other(table.c[column], row[column])})


def test_no_kind_bears_the_stamp_of_somebody_else(hall: Hall) -> None:
    """Right stamps are none."""
    since, expected = seq(hall), set()
    tables = filled(hall.desk)
    for kind in kinds():
        session = session_of(hall, kind)
        for name in kind.adds.keys() & tables.keys():
            stamps = kind.adds[name]
            right = {
                column: _right(session, stamp)
                for column, stamp in stamps.items()
                if column != "id"  # the right one is there already
            }
            if stamps and "id" not in stamps:
                with forged(session, kind.name) as work:
                    copy(work, tables[name], **_unlike(name), **right)
            for column in stamps:
                with forged(session, kind.name) as work:
                    wrong = {**right, column: other(tables[name].c[column], None)}
                    copy(work, tables[name], **_unlike(name), **wrong)
                expected.add((seq(hall), kind.name, column))
    assert len(expected) > 40
    made = {(e.seq, e.kind, e.rest.split()[-1]) for e in found(hall, "stamp_wrong", since)}
    assert made == expected


def _unlike(name: str) -> dict[str, Any]:
    """Nobody decides a request twice: each decision is of another one."""
    return {"request_id": new_id()} if name == "decision" else {}


def _right(session: Session, stamp: str) -> Any:
    if "nobody" in stamp:
        return None
    here = session.installation.workstation
    return {
        "actor": session.actor.id,
        "counter": here.id,
        "hall": session.actor.hall_id,
    }[stamp.split(" or ")[0]]
