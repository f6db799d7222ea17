"""The procedure mechanism: three outcomes, each operation done once and on record."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.canonical import Plain, canonical
from app.domain.ids import new_id
from app.domain.permissions import Permission, Role
from app.errors import NotAllowed, OutcomeUnknown, Problem, Refused, UserError
from app.services import customers
from app.services.procedure import Work, mechanism, procedure
from app.services.session import Session
from db import failures
from db.schema.audit import audit_event, look
from db.schema.identity import party
from db.schema.operations import operation, record_version, superseded_version
from tests.kit.desk import TestHall
from tests.kit.party_work import keep_image
from tests.kit.stored import count


@dataclass(frozen=True)
class Made:
    party_id: UUID
    version: int


@procedure("test.make", Permission.CUSTOMER_REGISTER, writes=customers.ADDED)
def make(work: Work, *, name: str) -> Made:
    party_id = new_id()
    work.new_subject(party_id)
    work.insert(
        party,
        id=party_id,
        subject_id=party_id,
        kind="individual",
        name=name,
        sex="female",
        age_band="adult",
        hall_id=work.session.actor.hall_id,
        created_at=work.now,
    )
    return Made(party_id, 1)


@procedure("test.rename", Permission.CUSTOMER_REGISTER, writes=customers.ADDED)
def rename(work: Work, *, party_id: UUID, version: int, name: str) -> Made:
    return Made(party_id, work.update(party, party_id, version, name=name))


@procedure("test.refuse", Permission.CUSTOMER_REGISTER, writes=customers.ADDED)
def refuse(work: Work, *, name: str) -> Made:
    make.__wrapped__(work, name=name)  # type: ignore[attr-defined]
    work.flush()
    raise Refused([Problem("holder.name", "too_long", "Too long by {n}.", {"n": 3})])


def _tell(session: Session, made: Made) -> str:
    return f"version {made.version} for {session.actor.staff_no}"


@procedure("test.told", Permission.CUSTOMER_REGISTER, writes=customers.ADDED, then=_tell)
def told(work: Work, *, name: str, note: str = "") -> Made:
    work.details["note"] = note
    made: Made = make.__wrapped__(work, name=name)  # type: ignore[attr-defined]
    return made


def stored_name(desk: TestHall, party_id: UUID) -> str:
    from app.services.procedure import Query, query

    @query(Permission.CUSTOMER_OPEN)
    def read(query: Query) -> str:
        return str(query.one(party, party_id)["name"])

    return read(desk.clerk)


def test_a_procedure_writes_the_row_its_version_the_operation_and_one_event(desk: TestHall) -> None:
    session = desk.clerk
    before = count(desk, audit_event)
    made = make(session, new_id(), name="龚䶮")
    assert stored_name(desk, made.party_id) == "龚䶮"
    assert count(desk, audit_event) == before + 1
    with desk.installation.engine.connect() as connection:
        version = connection.execute(
            sa.select(record_version).where(record_version.c.row_id == made.party_id)
        ).one()
        event = connection.execute(
            sa.select(audit_event).order_by(audit_event.c.seq.desc()).limit(1)
        ).one()
    assert version.version == 1
    body = json.loads(event.body)
    named: list[Plain] = [["party", str(made.party_id), 1, version.commitment.hex()]]
    digest = hashlib.sha256(canonical("counter/effects/1", named)).hexdigest()
    assert (body["form"], body["rules"], body["for"]) == (2, 2, None)
    assert body["effects"] == {"kinds": {"party": 1}, "digest": digest}
    assert body["looked"] == []
    assert "龚" not in event.body


def test_somebody_elses_operation_is_not_replayed(desk: TestHall) -> None:
    operation_id = new_id()
    make(desk.clerk, operation_id, name="甲乙")
    with pytest.raises(UserError, match="operation_reused"):
        make(desk.session(Role.SUPERVISOR), operation_id, name="甲乙")


def test_a_refusal_writes_nothing_but_its_record_and_is_repeated_word_for_word(
    desk: TestHall,
) -> None:
    session, operation_id = desk.clerk, new_id()
    rows = count(desk, party)
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            refuse(session, operation_id, name="甲乙")
        assert refused.value.problems[0].field == "holder.name"
        assert refused.value.problems[0].values == {"n": 3}
    assert count(desk, party) == rows
    with desk.installation.engine.connect() as connection:
        outcome = connection.execute(
            sa.select(operation.c.outcome).where(operation.c.id == operation_id)
        ).scalar_one()
    assert outcome == "refused"


def test_without_the_permission_it_is_refused_and_on_record(desk: TestHall) -> None:
    operation_id = new_id()
    with pytest.raises(NotAllowed):
        make(desk.session(Role.AUDITOR), operation_id, name="甲乙")
    with desk.installation.engine.connect() as connection:
        row = connection.execute(sa.select(operation).where(operation.c.id == operation_id)).one()
    assert (row.outcome, row.result["code"]) == ("refused", "not_allowed")


def test_an_update_needs_the_newest_version(desk: TestHall) -> None:
    session = desk.clerk
    made = make(session, new_id(), name="甲乙")
    again = rename(session, new_id(), party_id=made.party_id, version=1, name="丙丁")
    assert again.version == 2
    assert stored_name(desk, made.party_id) == "丙丁"
    with pytest.raises(UserError, match="changed_meanwhile"):
        rename(session, new_id(), party_id=made.party_id, version=1, name="戊己")
    with desk.installation.engine.connect() as connection:
        versions = connection.execute(
            sa.select(record_version.c.version).where(record_version.c.row_id == made.party_id)
        ).all()
    assert sorted(version for (version,) in versions) == [1, 2]


def test_history_cannot_be_changed_or_deleted(desk: TestHall) -> None:
    made = make(desk.clerk, new_id(), name="甲乙")
    rename(desk.clerk, new_id(), party_id=made.party_id, version=1, name="丙丁")
    keep_image(desk.clerk, new_id(), party_id=made.party_id, content=b"image")
    for statement in (
        sa.update(audit_event).values(body="{}"),
        sa.delete(audit_event),
        sa.update(operation).values(outcome="refused"),
        sa.delete(operation),
        sa.delete(record_version),
        sa.update(record_version).values(commitment=b"0"),
        sa.update(superseded_version).values(plain={}),
        sa.delete(superseded_version),
        sa.update(look).values(seq=1),
        sa.delete(look),
    ):
        with (
            pytest.raises(sa.exc.DatabaseError, match="append-only"),
            desk.installation.engine.begin() as connection,
        ):
            connection.execute(statement)
    with desk.installation.engine.begin() as connection:  # erasing a person is allowed
        erased = connection.execute(
            sa.update(superseded_version)
            .where(superseded_version.c.row_id == made.party_id)
            .values(sealed=None, epoch=None)
        )
        assert erased.rowcount == 1


def test_a_commit_whose_answer_is_lost_is_found_and_not_done_twice(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commit reaches the database, its answer does not: the retry finds the operation."""
    real = mechanism.commit
    lost = iter([True])

    def commit(connection: sa.Connection, transaction: sa.RootTransaction) -> None:
        real(connection, transaction)
        if next(lost, False):
            raise mechanism._CommitLost

    monkeypatch.setattr(mechanism, "commit", commit)
    rows, operation_id = count(desk, party), new_id()
    made = make(desk.clerk, operation_id, name="甲乙")
    assert stored_name(desk, made.party_id) == "甲乙"
    assert count(desk, party) == rows + 1


def test_an_answer_that_never_comes_is_unknown_and_the_next_call_finds_out(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, session = mechanism._once, desk.clerk

    def never(*arguments: object) -> None:
        raise mechanism._CommitLost

    monkeypatch.setattr(mechanism, "_once", never)
    monkeypatch.setattr(failures, "ATTEMPTS", 2)
    rows, operation_id = count(desk, party), new_id()
    with pytest.raises(OutcomeUnknown):
        make(session, operation_id, name="甲乙")
    monkeypatch.setattr(mechanism, "_once", real)
    make(session, operation_id, name="甲乙")
    make(session, operation_id, name="甲乙")
    assert count(desk, party) == rows + 1


# --- what the database refuses -----------------------------------------------------------------


@dataclass
class Tries:
    """How often `wrong` was run, and from which try on it does nothing wrong."""

    n: int = 0
    good_from: int = 99


tries = Tries()
WRONG: dict[str, dict[str, object]] = {
    "check": {"kind": "nothing"},
    "reference": {"hall_id": new_id()},
    "not null": {"sex": None},
}


@procedure("test.wrong", Permission.CUSTOMER_REGISTER, writes={party: {}})
def wrong(work: Work, *, how: str, party_id: UUID) -> Made:
    """A row that the database refuses."""
    tries.n += 1
    if tries.n < tries.good_from:
        values: dict[str, object] = {
            "kind": "individual",
            "name": "甲",
            "sex": "",
            "age_band": "",
            "hall_id": work.session.actor.hall_id,
            "created_at": work.now,
            "subject_id": party_id,
        }
        values.update(WRONG.get(how, {}))
        work.insert(party, id=new_id() if how != "unique" else party_id, **values)
        work.flush()
    return Made(party_id, 1)


@pytest.mark.parametrize("how", sorted(WRONG))
def test_what_the_database_can_never_take_is_tried_once(
    desk: TestHall, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries, "n", 0)
    made = make(desk.clerk, new_id(), name="甲乙")
    with pytest.raises(sa.exc.IntegrityError):
        wrong(desk.clerk, new_id(), how=how, party_id=made.party_id)
    assert tries.n == 1


def test_a_row_that_somebody_else_wrote_first_is_tried_again(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries, "n", 0)
    monkeypatch.setattr(tries, "good_from", 3)
    made = make(desk.clerk, new_id(), name="甲乙")
    assert wrong(desk.clerk, new_id(), how="unique", party_id=made.party_id) == made
    assert tries.n == 3


def test_a_row_that_stays_in_the_way_is_a_bug_in_the_end(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries, "n", 0)
    monkeypatch.setattr(failures, "ATTEMPTS", 3)
    made = make(desk.clerk, new_id(), name="甲乙")
    with pytest.raises(sa.exc.IntegrityError):
        wrong(desk.clerk, new_id(), how="unique", party_id=made.party_id)
    assert tries.n == 3


def test_what_follows_a_procedure_follows_its_replay_too(desk: TestHall) -> None:
    operation_id, before = new_id(), count(desk, party)
    said = f"version 1 for {desk.clerk.actor.staff_no}"
    assert told(desk.clerk, operation_id, name="甲乙") == said
    assert told(desk.clerk, operation_id, name="甲乙") == said
    assert count(desk, party) == before + 1


def test_an_argument_that_is_left_out_is_the_same_request_as_its_default(desk: TestHall) -> None:
    operation_id, before = new_id(), count(desk, party)
    assert told(desk.clerk, operation_id, name="甲乙") == told(
        desk.clerk, operation_id, name="甲乙", note=""
    )
    assert count(desk, party) == before + 1
    with pytest.raises(UserError, match="operation_reused"):
        told(desk.clerk, operation_id, name="甲乙", note="another")


def test_what_follows_a_refusal_is_nothing(desk: TestHall) -> None:
    """An auditor has no right to it, so nothing is read."""
    followed: list[Made] = []

    def follow(_: Session, made: Made) -> None:
        followed.append(made)

    again = procedure(
        "test.refused_before", Permission.CUSTOMER_REGISTER, writes=customers.ADDED, then=follow
    )(make.__wrapped__)  # type: ignore[attr-defined]
    with pytest.raises(NotAllowed):
        again(desk.session(Role.AUDITOR), new_id(), name="甲乙")
    assert followed == []
