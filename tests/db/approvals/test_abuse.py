"""T16, as far as requests go: against the database itself, past every procedure. The test says which of two holds:
the database refuses it, or, where the guards were taken away or the signature is a real one, verification finds it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services import registration
from app.services.approvals import Submitted
from app.services.procedure import Work
from app.services.verification import requests as checked
from db.engine import WRITES, is_sqlite
from db.schema.identity import party
from db.schema.requests import change_item, change_request, decision
from tests.databases import JUDGED
from tests.kit import forms
from tests.kit.desk import TestHall
from tests.kit.forging import change, forged
from tests.kit.requests import ask, decide
from tests.kit.verified import codes, look

NAME = "林一诺"
REQUESTS = (change_request, change_item, decision)


@pytest.fixture
def waiting(desk: TestHall) -> Submitted:
    """A change of name that waits for a supervisor."""
    made = registration.register(desk.clerk, new_id(), form=forms.individual(desk.place()))
    for role in (Role.SUPERVISOR, Role.AUDITOR):
        desk.session(role)
    return ask(desk, made.customer_id, "name", name=NAME)


def run(desk: TestHall, statement: sa.Executable) -> None:
    engine = desk.installation.engine
    with (
        engine.connect().execution_options(**{WRITES: True}) as connection,
        connection.begin(),
    ):
        connection.execute(statement)


def a_decision(desk: TestHall, waiting: Submitted, **values: Any) -> sa.Insert:
    """A row as nobody signed it."""
    clerk, supervisor = desk.clerk.actor, desk.session(Role.SUPERVISOR).actor
    with desk.clerk.reading() as connection:
        row = connection.execute(sa.select(change_request)).one()
    return sa.insert(decision).values(
        {
            "id": new_id(),
            "version": 1,
            "subject_id": row.subject_id,
            "request_id": waiting.request_id,
            "maker_id": clerk.id,
            "checker_id": supervisor.id,
            "hall_id": row.hall_id,
            "workstation_id": row.workstation_id,
            "step": 1,
            "verdict": "approve",
            "digest": "0" * 64,
            "at": row.made_at,
            **values,
        }
    )


def of(table: sa.Table, **values: Any) -> Callable[[TestHall, Submitted], sa.Executable]:
    return lambda desk, waiting: sa.update(table).values(values)


REFUSED: dict[str, Callable[[TestHall, Submitted], sa.Executable]] = {
    "the checker is the maker": lambda desk, waiting: a_decision(
        desk, waiting, checker_id=desk.clerk.actor.id
    ),
    "the checker is the maker, who is called somebody else": lambda desk, waiting: a_decision(
        desk,
        waiting,
        checker_id=desk.clerk.actor.id,
        maker_id=desk.session(Role.SUPERVISOR).actor.id,
    ),
    "a forged maker": lambda desk, waiting: sa.update(change_request).values(
        maker_id=desk.session(Role.SUPERVISOR).actor.id
    ),
    "another payload": of(change_item, after=b"{}"),
    "another kind": of(change_item, kind="phone"),
    "no payload": lambda desk, waiting: sa.delete(change_item),
    "no approval needed": of(change_request, mode="at_once", steps=0),
    "fewer steps": of(change_request, steps=0),
    "applied without approval": lambda desk, waiting: sa.update(change_request).values(
        status="applied", applied_by=new_id()
    ),
    "booked without approval": of(change_request, status="booked"),
    "no request": lambda desk, waiting: sa.delete(change_request),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(desk: TestHall, waiting: Submitted, name: str) -> None:
    with pytest.raises(sa.exc.DBAPIError):
        run(desk, REFUSED[name](desk, waiting))
    assert look(desk).findings == ()


def test_the_database_refuses_what_comes_after_the_end(desk: TestHall, waiting: Submitted) -> None:
    decide(desk, waiting.request_id, "reject")
    for statement in (
        sa.update(change_request).values(status="waiting"),
        sa.update(change_request).values(status="applied", applied_by=new_id()),
        sa.update(decision).values(verdict="approve"),
        sa.delete(decision),
        a_decision(desk, waiting, step=2, checker_id=desk.session(Role.ADMINISTRATOR).actor.id),
    ):
        with pytest.raises(sa.exc.DBAPIError):
            run(desk, statement)
    assert look(desk).findings == ()


def test_one_request_is_applied_once(desk: TestHall, waiting: Submitted) -> None:
    decide(desk, waiting.request_id)
    with pytest.raises(sa.exc.DBAPIError):
        run(desk, sa.update(change_request).values(applied_by=None, status="waiting"))
    assert look(desk).findings == ()


# --- with a real key, or without guards


def unguarded(desk: TestHall) -> None:
    """Whoever owns a file can drop its triggers; on a server `forged` looks past them, and an owner can drop a
    constraint."""
    if not is_sqlite(desk.installation.engine):
        run(desk, sa.text("ALTER TABLE decision DROP CONSTRAINT ck_decision_another_person"))
        return
    with desk.installation.engine.connect().execution_options(**{WRITES: True}) as connection:
        names = connection.execute(
            sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ).scalars()
        for name in list(names):
            connection.execute(sa.text(f"DROP TRIGGER {name}"))
        connection.commit()


def _decision(work: Work, waiting: Submitted, **values: Any) -> None:
    row = work.one(change_request, waiting.request_id)
    digest = checked_digest(work, waiting)
    work.insert(
        decision,
        **{
            **work.stamps(decision),
            "subject_id": row["subject_id"],
            "request_id": row["id"],
            "maker_id": row["maker_id"],
            "checker_id": work.session.actor.id,
            "step": 1,
            "verdict": "approve",
            "digest": digest,
            "at": work.now,
            **values,
        },
    )


def checked_digest(work: Work, waiting: Submitted) -> str:
    from app.services.approvals.reading import digest_of

    return digest_of(work, waiting.request_id)


def _apply(work: Work, waiting: Submitted, *, name: str = NAME, kind: str = "changes.name") -> None:
    """Carry it out, as far as this test needs it."""
    row = work.one(change_request, waiting.request_id)
    work.on_behalf = {
        "request": str(waiting.request_id),
        "kinds": [kind],
        "maker": str(row["maker_id"]),
    }
    change(work, party, party.c.id == row["subject_id"], name=name)
    changes = {"status": "applied", "applied_by": work.operation_id, "steps_done": 1}
    work.update(change_request, row["id"], row["version"], **changes)


def a_supervisor_carries_out_without_deciding(desk: TestHall, waiting: Submitted) -> str:
    with forged(desk.session(Role.SUPERVISOR), "approvals.decide") as work:
        _apply(work, waiting)
    return "request_unapproved"


def the_maker_decides(desk: TestHall, waiting: Submitted) -> str:
    with forged(desk.clerk, "approvals.decide") as work:
        _decision(work, waiting)
        work.flush()
        _apply(work, waiting)
    return "own_request"


def something_else_is_written(desk: TestHall, waiting: Submitted) -> str:
    with forged(desk.session(Role.SUPERVISOR), "approvals.decide") as work:
        _decision(work, waiting)
        work.flush()
        _apply(work, waiting, name="林二诺")
    return "request_not_written"


def an_approval_of_something_else(desk: TestHall, waiting: Submitted) -> str:
    with forged(desk.session(Role.SUPERVISOR), "approvals.decide") as work:
        _decision(work, waiting, digest="0" * 64)
        work.flush()
        _apply(work, waiting)
    return "request_other"


def another_kind_is_carried_out(desk: TestHall, waiting: Submitted) -> str:
    with forged(desk.session(Role.SUPERVISOR), "approvals.decide") as work:
        _decision(work, waiting)
        work.flush()
        _apply(work, waiting, kind="changes.flags")
    return "request_wrong"


def the_status_goes_by_hand(desk: TestHall, waiting: Submitted) -> str:
    with forged(desk.session(Role.SUPERVISOR), "approvals.decide") as work:
        row = work.one(change_request, waiting.request_id)
        work.update(change_request, row["id"], row["version"], status="rejected")
    return "request_unapproved"


def a_request_is_carried_out_that_nobody_made(desk: TestHall, waiting: Submitted) -> str:
    with forged(desk.session(Role.SUPERVISOR), "approvals.decide") as work:
        maker = str(desk.clerk.actor.id)
        work.on_behalf = {"request": str(new_id()), "kinds": ["changes.name"], "maker": maker}
        change(work, party, name=NAME)
    return "request_wrong"


def nobody_was_asked(desk: TestHall, waiting: Submitted) -> str:
    """A request as the clerk's own program would write it, had the policy been switched off for a minute."""
    with forged(desk.clerk, "approvals.submit") as work:
        row = work.one(change_request, waiting.request_id)
        item = work.one(change_item, work.execute(sa.select(change_item.c.id)).scalar_one())
        request_id = new_id()
        work.on_behalf = {
            "request": str(request_id),
            "kinds": ["changes.name"],
            "maker": str(work.session.actor.id),
        }
        change(work, party, party.c.id == row["subject_id"], name=NAME)
        done = {"status": "applied", "applied_by": work.operation_id, "number": "SQ-2"}
        easy = {"mode": "at_once", "steps": 0, "hours": 0}
        work.insert(change_request, **{**row, **done, **easy, "id": request_id, "version": 1})
        work.insert(change_item, **{**item, "id": new_id(), "request_id": request_id, "version": 1})
    return "request_too_easy"


def a_clerk_decides_without_a_delegation(desk: TestHall, waiting: Submitted) -> str:
    other = ask(desk, waiting.customer_id, "name", by=Role.SUPERVISOR, name="林二诺")
    with forged(desk.clerk, "approvals.decide") as work:
        _decision(work, other)
        work.flush()
        _apply(work, other, name="林二诺")
    return "decision_of_nobody"


def a_clerk_decides_for_a_supervisor_who_delegated_nothing(
    desk: TestHall, waiting: Submitted
) -> str:
    with forged(desk.clerk, "approvals.decide") as work:
        _decision(work, waiting, delegated_by=desk.session(Role.SUPERVISOR).actor.id)
        work.flush()
        _apply(work, waiting)
    return "decision_of_nobody"


def the_payload_is_another(desk: TestHall, waiting: Submitted) -> str:
    """Behind the program, after the guards were dropped."""
    decide(desk, waiting.request_id)
    _edit(desk, "UPDATE change_item SET kind = 'phone'")
    return "row_differs"


def the_approval_is_copied_to_another_request(desk: TestHall, waiting: Submitted) -> str:
    decide(desk, waiting.request_id)
    other = ask(desk, waiting.customer_id, "name", name="林二诺")
    with forged(desk.clerk, "approvals.submit") as work:  # a valid signature, of somebody else
        row = work.one(decision, work.execute(sa.select(decision.c.id)).scalar_one())
        work.insert(
            decision, **{**row, "id": new_id(), "version": 1, "request_id": other.request_id}
        )
    return "table_not_allowed"


def _edit(desk: TestHall, statement: str) -> None:
    engine = desk.installation.engine
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        if not is_sqlite(engine):
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql(statement)
        connection.commit()


FOUND = (
    a_supervisor_carries_out_without_deciding,
    the_maker_decides,
    something_else_is_written,
    an_approval_of_something_else,
    another_kind_is_carried_out,
    the_status_goes_by_hand,
    a_request_is_carried_out_that_nobody_made,
    nobody_was_asked,
    a_clerk_decides_without_a_delegation,
    a_clerk_decides_for_a_supervisor_who_delegated_nothing,
    the_payload_is_another,
    the_approval_is_copied_to_another_request,
)


@JUDGED
@pytest.mark.parametrize("attack", FOUND)
def test_verification_finds(
    desk: TestHall, waiting: Submitted, attack: Callable[[TestHall, Submitted], str]
) -> None:
    unguarded(desk)
    code = attack(desk, waiting)
    assert code in codes(look(desk))


@JUDGED
@pytest.mark.parametrize(
    "attack",
    [
        a_supervisor_carries_out_without_deciding,
        something_else_is_written,
        an_approval_of_something_else,
        another_kind_is_carried_out,
        the_status_goes_by_hand,
        a_request_is_carried_out_that_nobody_made,
        nobody_was_asked,
        a_clerk_decides_without_a_delegation,
    ],
)
def test_without_its_check_it_would_not_be_found(
    desk: TestHall,
    waiting: Submitted,
    attack: Callable[[TestHall, Submitted], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unguarded(desk)
    monkeypatch.setattr(checked, "check", lambda *_: None)
    assert attack(desk, waiting) not in codes(look(desk))
