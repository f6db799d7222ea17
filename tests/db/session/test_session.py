"""A session owns its connections and tells what its operations wrote, until it is closed."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Permission, Role
from app.errors import OutcomeUnknown, UserError
from app.security import signing
from app.services import staff
from app.services.procedure import Query, Work, mechanism, procedure, query
from app.services.registration import register
from app.services.session import Session, SessionClosed, Shown, Written
from app.services.staff import lock
from app.services.staff.colleague import as_colleague
from db import failures
from db.schema.customers import customer
from db.schema.interactions import interaction
from db.schema.operations import operation
from tests.kit import forms
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall

SUPERVISOR = (STAFF_NO[Role.SUPERVISOR], PASSWORDS[Role.SUPERVISOR])


@dataclass(frozen=True)
class Noted:
    interaction_id: UUID


@procedure("test.note", Permission.CUSTOMER_REGISTER, writes={interaction: {}})
def note(work: Work, *, refuse: bool = False) -> Noted:
    """A row that screens show."""
    who = work.execute(sa.select(customer).limit(1)).one()
    made = work.insert(
        interaction,
        subject_id=who.party_id,
        customer_id=who.id,
        hall_id=work.session.actor.hall_id,
        staff_id=work.session.actor.id,
        business="activation",
        channel="counter",
        result="done",
        at=work.now,
    )
    if refuse:
        work.flush()
        raise UserError("no", "No.")
    return Noted(made)


@procedure("test.nothing", Permission.CUSTOMER_REGISTER)
def nothing(work: Work) -> int:
    """Writes no row that is shown."""
    work.touched("customer", new_id())
    return 1


@query(None)
def count(query: Query) -> int:
    return int(query.execute(sa.select(sa.func.count()).select_from(operation)).scalar_one())


@pytest.fixture(autouse=True)
def known(desk: TestHall) -> None:
    """Somebody of whom to note something."""
    register(desk.clerk, new_id(), form=forms.individual(desk.place()))


def heard_by(session: Session) -> list[Written]:
    heard: list[Written] = []
    session.listeners.add(heard.append)
    return heard


# --- connections -------------------------------------------------------------------------------


def test_a_closed_session_reads_and_writes_nothing(desk: TestHall) -> None:
    before = count(desk.session(Role.SUPERVISOR))
    session = desk.clerk
    lock(session)
    for ask in (session.reading, session.writing):
        with pytest.raises(SessionClosed), ask():
            pass
    with pytest.raises(SessionClosed):
        count(session)
    with pytest.raises(SessionClosed):
        note(session, new_id())
    assert count(desk.session(Role.SUPERVISOR)) == before


def test_what_was_begun_before_the_lock_is_ended(desk: TestHall) -> None:
    session = desk.clerk
    with session.finishing():
        lock(session)
        note(session, new_id())
        other: list[BaseException] = []

        def elsewhere() -> None:
            try:
                note(session, new_id())
            except SessionClosed as error:
                other.append(error)

        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
        assert len(other) == 1
    assert signing._loaded.cache_info().currsize == 0
    with pytest.raises(SessionClosed):
        note(session, new_id())
    with pytest.raises(SessionClosed), session.finishing():
        pass


def test_a_lock_after_a_lost_commit_does_not_say_that_nothing_was_saved(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, real = desk.clerk, mechanism.commit

    def cut(connection: sa.Connection, transaction: sa.RootTransaction) -> None:
        real(connection, transaction)
        session.close()
        raise mechanism._CommitLost

    monkeypatch.setattr(mechanism, "commit", cut)
    with pytest.raises(OutcomeUnknown):
        note(session, new_id())


# --- what was written --------------------------------------------------------------------------


def test_a_registration_tells_once_what_screens_show(desk: TestHall) -> None:
    heard = heard_by(desk.clerk)
    made = register(desk.clerk, new_id(), form=forms.another(desk.place(1)))
    (written,) = heard
    assert written.kinds == set(Shown) - {Shown.REQUEST}
    assert {made.customer_id, made.order_id} <= written.ids


def test_what_was_looked_at_or_refused_tells_nothing(desk: TestHall) -> None:
    heard, operation_id = heard_by(desk.clerk), new_id()
    nothing(desk.clerk, new_id())
    for _ in range(2):
        with pytest.raises(UserError, match="no"):
            note(desk.clerk, operation_id, refuse=True)
    with pytest.raises(UserError, match="operation_reused"):
        note(desk.clerk, operation_id)
    assert heard == []


def test_a_replay_tells_nothing(desk: TestHall) -> None:
    heard, operation_id = heard_by(desk.clerk), new_id()
    for _ in range(2):
        note(desk.clerk, operation_id)
    assert len(heard) == 1


def test_a_commit_that_fails_tells_nothing_and_its_repeat_does(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard, real, fails = heard_by(desk.clerk), mechanism.commit, iter([True])

    def commit(connection: sa.Connection, transaction: sa.RootTransaction) -> None:
        if next(fails, False):
            transaction.rollback()
            assert heard == []
            raise sa.exc.OperationalError("COMMIT", {}, Exception("database is locked"))
        real(connection, transaction)

    monkeypatch.setattr(mechanism, "commit", commit)
    monkeypatch.setattr(failures, "worth_retrying", lambda _: True)
    note(desk.clerk, new_id())
    assert len(heard) == 1


@pytest.mark.parametrize("found", ["by a retry", "by the person", "by its record"])
def test_a_commit_whose_answer_was_lost_is_told_when_it_is_found(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch, found: str
) -> None:
    heard, real, lost = heard_by(desk.clerk), mechanism.commit, iter([True])

    def commit(connection: sa.Connection, transaction: sa.RootTransaction) -> None:
        real(connection, transaction)
        if next(lost, False):
            raise mechanism._CommitLost

    monkeypatch.setattr(mechanism, "commit", commit)
    operation_id = new_id()
    if found == "by the person":
        monkeypatch.setattr(failures, "ATTEMPTS", 1)
        with pytest.raises(OutcomeUnknown):
            note(desk.clerk, operation_id)
        assert heard == []
    elif found == "by its record":
        replayed = mechanism._replayed

        def refused(connection: sa.Connection, session: Session, *rest: object) -> object:
            earlier = replayed(connection, session, *rest)  # type: ignore[arg-type]
            if earlier is not None:
                raise UserError("session_ended", "Ended.")
            return earlier

        monkeypatch.setattr(mechanism, "_replayed", refused)
    made = note(desk.clerk, operation_id)
    assert [made.interaction_id in each.ids for each in heard] == [True]


def test_a_closed_session_tells_nobody(desk: TestHall) -> None:
    session = desk.clerk
    heard = heard_by(session)
    with session.finishing():
        session.close()
        note(session, new_id())
    assert heard == []


def test_a_listener_that_fails_undoes_nothing(desk: TestHall) -> None:
    def fails(_: Written) -> None:
        raise RuntimeError("the window is gone")

    desk.clerk.listeners.add(fails)
    heard = heard_by(desk.clerk)
    note(desk.clerk, new_id())
    assert len(heard) == 1


def test_without_listeners_nothing_is_gathered(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    works: list[Work] = []
    finish = Work.finish

    def kept(work: Work, *arguments: object) -> None:
        works.append(work)
        finish(work, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Work, "finish", kept)
    note(desk.clerk, new_id())
    assert [work.written for work in works] == [Written()]


# --- somebody else's session -------------------------------------------------------------------


def test_a_colleague_is_there_for_one_procedure(desk: TestHall) -> None:
    heard = heard_by(desk.clerk)
    with as_colleague(desk.clerk, *SUPERVISOR) as colleague:
        assert colleague.actor.role is Role.SUPERVISOR
        note(colleague, new_id())
    assert len(heard) == 1
    assert colleague.closed
    assert not desk.clerk.closed
    assert signing._loaded.cache_info().currsize == 0
    note(desk.clerk, new_id())
    assert len(heard) == 2


@pytest.mark.parametrize("how", ["refused", "crashed", "wrong password"])
def test_the_colleagues_keys_go_however_it_ends(desk: TestHall, how: str) -> None:
    note(desk.clerk, new_id())
    assert signing._loaded.cache_info().currsize > 0
    sessions: list[Session] = []
    staff_no, password = SUPERVISOR
    if how == "wrong password":
        password = "not this one"
    error = {"refused": UserError, "crashed": ZeroDivisionError, "wrong password": UserError}[how]
    with pytest.raises(error), as_colleague(desk.clerk, staff_no, password) as colleague:  # noqa: PT012
        sessions.append(colleague)
        note(colleague, new_id(), refuse=how == "refused")
        1 // 0  # noqa: B018
    assert signing._loaded.cache_info().currsize == 0
    assert all(each.closed for each in sessions)


@pytest.mark.parametrize("what", ["permit", "time"])
def test_a_wrong_password_counts_as_at_sign_in(desk: TestHall, what: str) -> None:
    def ask(password: str) -> None:
        staff_no = SUPERVISOR[0]
        if what == "time":
            staff.confirm_time_here(
                desk.clerk, operation_id=new_id(), staff_no=staff_no, password=password
            )
        else:
            staff.grant_permit(
                desk.clerk,
                operation_id=new_id(),
                staff_no=staff_no,
                password=password,
                purpose="manual_entry",
                reason="读卡器故障",
            )

    with pytest.raises(UserError, match="wrong_password"):
        ask("not this one")
    with pytest.raises(UserError, match="wait"):
        ask(SUPERVISOR[1])
