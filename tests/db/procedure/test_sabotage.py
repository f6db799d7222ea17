"""Sabotage: a procedure with a fault is caught by the standard test that is there for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Permission, Role
from app.errors import UserError
from app.services.procedure import Work, mechanism, procedure
from app.services.session import Session
from db.schema.catalogue import place
from db.schema.identity import party
from db.schema.keys import subject_key
from db.schema.staff import sign_in_state
from tests.kit import standard
from tests.kit.attack import as_owner
from tests.kit.desk import TestHall
from tests.kit.standard import Example, Hall, Tried

KIND = "test.sabotaged"
EXAMPLE = Example(
    (Role.CLERK, Role.SUPERVISOR),
    lambda _: {"name": "龚䶮", "sex": "female", "reason": "客户要求"},
    ("no_sex", {"sex": ""}),
)
fault = {"of": ""}


@dataclass(frozen=True)
class Made:
    party_id: UUID
    name: str


def write_past_the_operation(session: Session) -> None:
    if fault["of"] == "writes beside":
        with session.writing() as connection:
            connection.execute(
                sa.update(sign_in_state).values(failures=sign_in_state.c.failures + 1)
            )


@procedure(
    KIND,
    Permission.CUSTOMER_REGISTER,
    writes={party: {}, subject_key: {}},
    before=write_past_the_operation,
)
def make(work: Work, *, name: str, sex: str, reason: str) -> Made:
    if not sex:
        values = {"name": name} if fault["of"] == "leaks in a refusal" else {}
        raise UserError("no_sex", "…", **values)
    party_id = new_id()
    work.new_subject(party_id)
    stored = {"subject_id": party_id, "kind": "individual", "name": name, "sex": sex}
    hall_id = work.session.actor.hall_id
    if fault["of"] != "writes less":
        work.insert(
            party, id=party_id, age_band="adult", hall_id=hall_id, created_at=work.now, **stored
        )
    if fault["of"] == "leaks":
        work.details["of"] = [name]
    if fault["of"] == "leaks its reason":
        work.reason = reason
    else:
        work.why(reason)
    return Made(party_id, name if fault["of"] == "leaks in its result" else "")


def anew(session: Session, _: UUID, **given: Any) -> Made:
    """Without a replay: each call is an operation of its own."""
    return make(session, new_id(), **given)


def tried(desk: TestHall, call: Callable[..., Any] = make, example: Example = EXAMPLE) -> Tried:
    return Tried(Hall(desk, {}), KIND, example, call)


def is_caught(check: Callable[..., None], each: object) -> None:
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        check(each)


CHECKS = (
    standard.right,
    standard.replay,
    standard.other_request,
    standard.refusal,
    standard.written,
    standard.clean_event,
)


def test_without_a_fault_nothing_is_caught(local_desk: TestHall) -> None:
    each = tried(local_desk)
    for check in CHECKS:
        check(each)
    standard.clean_verify(each.hall)


@pytest.mark.parametrize(
    ("of", "checks"),
    [
        ("leaks", [standard.clean_event]),
        ("leaks its reason", [standard.clean_event]),
        ("leaks in its result", [standard.clean_event]),
        ("leaks in a refusal", [standard.clean_event]),
        ("writes less", [standard.written]),
        ("writes beside", [*CHECKS[:3], standard.refusal, standard.written]),
    ],
)
def test_a_fault_is_caught(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch, of: str, checks: list[Any]
) -> None:
    monkeypatch.setitem(fault, "of", of)
    each = tried(local_desk)
    for check in checks:
        is_caught(check, each)


def test_what_is_done_twice_is_caught(local_desk: TestHall) -> None:
    each = tried(local_desk, anew)
    for check in (standard.replay, standard.other_request, standard.refusal):
        is_caught(check, each)


def test_a_right_that_is_not_asked_or_not_meant_is_caught(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    each = tried(local_desk)
    is_caught(standard.right, tried(local_desk, example=Example((Role.CLERK,), EXAMPLE.arguments)))
    monkeypatch.setattr(mechanism, "_may", lambda *_: True)
    is_caught(standard.right, each)


def test_an_unclean_base_is_caught(local_desk: TestHall) -> None:
    with as_owner(local_desk.installation) as connection:
        connection.execute(sa.update(place).values(room="9"))
    is_caught(standard.clean_verify, Hall(local_desk, {}))
