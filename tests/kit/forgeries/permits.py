"""Permits that nobody gave, or that are used as they were not given."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services import registration, staff
from app.services.procedure import Work
from db.schema.identity import identity_document
from db.schema.permits import permit
from tests.kit import forms
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.forging import Forgery, change, copy, forged


def _id(desk: TestHall, role: Role) -> UUID:
    return desk.session(role).actor.id


def _give(work: Work, **values: Any) -> UUID:
    here, now = work.session.installation.workstation.id, work.now
    given = {
        "purpose": "manual_entry",
        "granted_by": work.session.actor.id,
        "granted_to": work.session.actor.id,
        "workstation_id": here,
        "granted_at": now,
        "expires_at": now + timedelta(minutes=30),
    }
    return work.insert(permit, **{**given, **values})


def _used(desk: TestHall) -> UUID:
    """A permit that was given and used as it should be."""
    given = staff.grant_permit(
        desk.clerk,
        new_id(),
        staff_no=STAFF_NO[Role.SUPERVISOR],
        password=PASSWORDS[Role.SUPERVISOR],
        purpose="manual_entry",
        reason="读卡器故障",
    )
    form = replace(
        forms.individual(desk.place(2)),
        holder=forms.person("单雄", serial=302, phone="13800000302"),
    )
    registration.register(desk.clerk, new_id(), form=form, permit_ids=(given.id,))
    return given.id


def gives_oneself_a_permit(desk: TestHall) -> None:
    with forged(desk.clerk, "permits.grant") as work:
        _give(work, granted_by=_id(desk, Role.SUPERVISOR))


def gives_oneself_a_permit_while_registering(desk: TestHall) -> None:
    with forged(desk.clerk, "customers.register") as work:
        _give(work, granted_by=_id(desk, Role.SUPERVISOR))


def a_supervisor_permits_in_anothers_name(desk: TestHall) -> None:
    with forged(desk.session(Role.SUPERVISOR), "permits.grant") as work:
        _give(work, granted_by=_id(desk, Role.AUDITOR), granted_to=_id(desk, Role.CLERK))


def a_supervisor_permits_to_oneself(desk: TestHall) -> None:
    with forged(desk.session(Role.SUPERVISOR), "permits.grant") as work:
        _give(work)


def makes_a_used_permit_unused(desk: TestHall) -> None:
    permit_id = _used(desk)
    with forged(desk.clerk, "customers.register") as work:
        change(work, permit, permit.c.id == permit_id, used_by=None)


def uses_a_permit_again(desk: TestHall) -> None:
    permit_id = _used(desk)
    with forged(desk.clerk, "customers.register") as work:
        change(work, permit, permit.c.id == permit_id, used_by=work.operation_id)


def touches_a_used_permit(desk: TestHall) -> None:
    permit_id = _used(desk)
    with forged(desk.clerk, "customers.register") as work:
        change(work, permit, permit.c.id == permit_id)


def uses_a_colleagues_permit(desk: TestHall) -> None:
    with forged(desk.session(Role.SUPERVISOR), "permits.grant") as work:
        permit_id = _give(work, granted_to=_id(desk, Role.AUDITOR))
    with forged(desk.clerk, "customers.register") as work:
        change(work, permit, permit.c.id == permit_id, used_by=work.operation_id)


def uses_a_permit_too_late(desk: TestHall) -> None:
    with forged(desk.session(Role.SUPERVISOR), "permits.grant") as work:
        until = work.now + timedelta(microseconds=1)
        permit_id = _give(work, granted_to=_id(desk, Role.CLERK), expires_at=until)
    desk.clock.pass_time(seconds=1)
    with forged(desk.clerk, "customers.register") as work:
        change(work, permit, permit.c.id == permit_id, used_by=work.operation_id)


def names_a_permit_that_was_not_used(desk: TestHall) -> None:
    permit_id = _used(desk)
    with forged(desk.clerk, "customers.register") as work:
        copy(work, identity_document, entry={"number": "typed", "permit": str(permit_id)})


FORGERIES: dict[Forgery, str] = {
    gives_oneself_a_permit: "role_not_allowed",
    gives_oneself_a_permit_while_registering: "table_not_allowed",
    a_supervisor_permits_in_anothers_name: "stamp_wrong",
    a_supervisor_permits_to_oneself: "permit_own",
    makes_a_used_permit_unused: "permit_again",
    uses_a_permit_again: "move_wrong",
    touches_a_used_permit: "permit_again",
    uses_a_colleagues_permit: "permit_misused",
    uses_a_permit_too_late: "permit_misused",
    names_a_permit_that_was_not_used: "permit_not_used",
}
