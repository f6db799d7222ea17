"""Policies that no administrator may make, and authority that nobody could delegate."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from app.domain.default_policies import DEFAULT_POLICIES
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.domain.policies import form_of
from app.services import policies
from app.services.procedure import Work
from db.schema.policies import delegation, policy
from tests.kit.desk import TestHall
from tests.kit.forging import Forgery, change, forged


def _put(work: Work, of: str = "name", **values: Any) -> UUID:
    form = vars(form_of(DEFAULT_POLICIES[of]))
    said = {**form, "asked_by": list(form["asked_by"]), "stricter": {}, **values}
    return work.insert(policy, **{"kind": of, "valid_from": work.today, **said})


def _by_administrator(desk: TestHall, kind: str = "name", **values: Any) -> None:
    with forged(desk.session(Role.ADMINISTRATOR), "policies.edit") as work:
        _put(work, kind, **values)


def a_supervisor_switches_a_policy_off(desk: TestHall) -> None:
    with forged(desk.session(Role.SUPERVISOR), "policies.edit") as work:
        _put(work, mode="at_once", steps=0)


def switches_a_policy_off_while_registering(desk: TestHall) -> None:
    with forged(desk.clerk, "customers.register") as work:
        _put(work, mode="at_once", steps=0)


def cancels_first_and_is_reviewed_afterwards(desk: TestHall) -> None:
    _by_administrator(desk, "cancel", mode="reviewed_after", steps=1)


def cancels_first_where_an_agent_asks(desk: TestHall) -> None:
    after = {"by_agent": {"mode": "reviewed_after", "steps": 1}}
    _by_administrator(desk, "cancel", stricter=after)


def asks_for_no_document_where_the_law_does(desk: TestHall) -> None:
    _by_administrator(desk, authentication="none")


def has_a_policy_for_no_kind(desk: TestHall) -> None:
    with forged(desk.session(Role.ADMINISTRATOR), "policies.edit") as work:
        _put(work, "name", kind="nothing")


def has_two_policies_on_one_day(desk: TestHall) -> None:
    with forged(desk.session(Role.ADMINISTRATOR), "policies.edit") as work:
        _put(work, steps=2)
        _put(work, steps=1, valid_from=work.today + timedelta(days=1))


def _delegate(desk: TestHall, by: Role = Role.SUPERVISOR, **values: Any) -> None:
    giver = desk.session(by)
    with forged(giver, "policies.delegate") as work:
        given = {
            "hall_id": giver.actor.hall_id,
            "from_id": giver.actor.id,
            "to_id": desk.clerk.actor.id,
            "starts_at": work.now,
            "ends_at": work.now + timedelta(days=1),
        }
        work.insert(delegation, **{**given, **values})


def a_clerk_delegates(desk: TestHall) -> None:
    _delegate(desk, Role.CLERK, to_id=desk.session(Role.AUDITOR).actor.id)


def delegates_in_a_supervisors_name(desk: TestHall) -> None:
    _delegate(desk, from_id=desk.session(Role.ADMINISTRATOR).actor.id)


def delegates_for_another_hall(desk: TestHall) -> None:
    _delegate(desk, hall_id=new_id())


def delegates_to_oneself(desk: TestHall) -> None:
    _delegate(desk, to_id=desk.session(Role.SUPERVISOR).actor.id)


def delegates_for_a_month(desk: TestHall) -> None:
    _delegate(desk, ends_at=desk.clock.now + timedelta(days=800))


def delegates_for_a_time_that_is_past(desk: TestHall) -> None:
    past = desk.clock.now - timedelta(days=1)
    _delegate(desk, starts_at=past, ends_at=past + timedelta(days=2))


def _given_and_taken_back(desk: TestHall) -> None:
    supervisor = desk.session(Role.SUPERVISOR)
    _delegate(desk)
    row = policies.delegations(supervisor)[0]
    policies.end_delegation(supervisor, new_id(), delegation_id=row.id, version=row.version)


def begins_again_what_was_taken_back(desk: TestHall) -> None:
    _given_and_taken_back(desk)
    with forged(desk.session(Role.SUPERVISOR), "policies.end_delegation") as work:
        change(work, delegation, ended_at=None)


FORGERIES: dict[Forgery, str] = {
    a_supervisor_switches_a_policy_off: "role_not_allowed",
    switches_a_policy_off_while_registering: "table_not_allowed",
    cancels_first_and_is_reviewed_afterwards: "policy_wrong",
    cancels_first_where_an_agent_asks: "policy_wrong",
    asks_for_no_document_where_the_law_does: "policy_wrong",
    has_a_policy_for_no_kind: "policy_wrong",
    has_two_policies_on_one_day: "policy_wrong",
    a_clerk_delegates: "role_not_allowed",
    delegates_in_a_supervisors_name: "stamp_wrong",
    delegates_for_another_hall: "stamp_wrong",
    delegates_to_oneself: "delegation_wrong",
    delegates_for_a_month: "delegation_wrong",
    delegates_for_a_time_that_is_past: "delegation_wrong",
    begins_again_what_was_taken_back: "move_wrong",
}
