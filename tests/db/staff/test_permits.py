"""A supervisor's permits on both databases: for one colleague, one counter, one use (D8, R-054)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.domain.registration.form import RegistrationForm, SubscriptionForm
from app.errors import Refused, UserError
from app.services import customers, identity, registration, staff, verification
from app.services.procedure import Work, procedure
from app.services.registration import Registered
from app.services.staff import Permit, Purpose, permits, sign_in
from db.schema.audit import audit_event
from db.schema.customers import customer
from db.schema.identity import identity_document, identity_image
from db.schema.permits import permit
from tests.databases import REFUSED, TRUST
from tests.kit import desk as desks
from tests.kit import forms
from tests.kit.attack import as_owner
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.pictures import kept
from tests.kit.stored import rows

REASON = "读卡器故障"


@pytest.fixture
def strict(desk: TestHall) -> TestHall:
    """A hall with the rule on, as a new hall has it."""
    switch(desk)
    return desk


def switch(desk: TestHall) -> None:
    desks.switch(desk.session(Role.ADMINISTRATOR), "manual_entry_permit", on=True)


def grant(
    desk: TestHall,
    purpose: Purpose = "manual_entry",
    *,
    role: Role = Role.SUPERVISOR,
    password: str = "",
    reason: str = REASON,
) -> Permit:
    return staff.grant_permit(
        desk.clerk,
        new_id(),
        staff_no=STAFF_NO[role],
        password=password or PASSWORDS[role],
        purpose=purpose,
        reason=reason,
    )


def register(
    desk: TestHall, *permit_ids: UUID, form: RegistrationForm | None = None, **more: Any
) -> Registered:
    return registration.register(
        desk.clerk,
        new_id(),
        form=form or forms.individual(desk.place()),
        permit_ids=permit_ids,
        **more,
    )


def refused(desk: TestHall, *permit_ids: UUID, **more: Any) -> str:
    with pytest.raises(UserError) as error:
        register(desk, *permit_ids, **more)
    assert stored(desk, customer) == []
    return error.value.code


def stored(desk: TestHall, table: sa.Table) -> list[dict[str, Any]]:
    return rows(desk.clerk, table=table)


@REFUSED
def test_where_the_rule_is_off_a_card_is_typed_as_before(desk: TestHall) -> None:
    register(desk)


def test_a_typed_card_needs_the_permit_and_carries_it(strict: TestHall) -> None:
    assert refused(strict) == "manual_entry_permit"
    given = grant(strict)
    form = forms.individual(strict.place())
    checked = registration.check(strict.clerk, form=form, permit_ids=(given.id,))
    assert "manual_entry_permit" not in {each.code for each in checked.problems}
    made = register(strict, given.id, form=form)
    (document,) = stored(strict, identity_document)
    assert document["entry"]["permit"] == str(given.id)
    assert document["real_name_state"] == "pending"
    (row,) = stored(strict, permit)
    assert (row["version"], row["granted_to"]) == (2, strict.clerk.actor.id)
    with strict.installation.engine.connect() as connection:
        bodies = connection.execute(sa.select(audit_event.c.body)).scalars().all()
    (event,) = [body for body in bodies if '"customers.register"' in body and '"done"' in body]
    assert str(given.id) in event
    view = customers.open_customer(strict.clerk, customer_id=made.customer_id)
    assert "manual_entry" in {each.code for each in view.warnings}
    assert verification.verify(strict.installation, keys=strict.clerk.keys).findings == ()


def test_capturing_the_card_takes_the_flag_away(local_desk: TestHall) -> None:
    switch(local_desk)
    made = register(local_desk, grant(local_desk).id)
    card = replace(forms.person(), entry=forms.RECOGNISED)
    identity.recapture(local_desk.clerk, new_id(), customer_id=made.customer_id, document=card)
    view = customers.open_customer(local_desk.clerk, customer_id=made.customer_id)
    assert "manual_entry" not in {each.code for each in view.warnings}


@pytest.mark.parametrize("read", [False, True])
def test_a_captured_card_needs_none(local_desk: TestHall, read: bool) -> None:
    switch(local_desk)
    who = replace(forms.person(), entry=forms.RECOGNISED)
    who = forms.read_card(local_desk.clerk, who) if read else who
    register(local_desk, form=forms.individual(local_desk.place(), holder=who))


def test_a_product_that_must_read_the_card_stays_refused(strict: TestHall) -> None:
    telephone = forms.individual("", subscriptions=(SubscriptionForm("TEL-39"),))
    telephone = replace(telephone, payment=replace(telephone.payment, paid="50"))
    with pytest.raises(Refused) as error:
        register(strict, grant(strict).id, form=telephone)
    assert {each.code for each in error.value.problems} == {"real_name"}


def test_a_permit_is_used_once(strict: TestHall) -> None:
    given = grant(strict)
    register(strict, given.id)
    other = forms.individual(strict.place(1), holder=forms.person("欧阳龙", serial=153))
    with pytest.raises(UserError, match="permit_spent"):
        register(strict, given.id, form=other)
    assert len(stored(strict, customer)) == 1


def test_a_refused_form_leaves_the_permit_for_the_next_try(strict: TestHall) -> None:
    given = grant(strict)
    bad = forms.individual(strict.place(), holder=replace(forms.person(), id_address=""))
    assert refused(strict, given.id, form=bad) == "address_missing"
    register(strict, given.id)


def test_it_expires_and_is_good_for_nobody_else(local_desk: TestHall) -> None:
    switch(local_desk)
    late = grant(local_desk)
    local_desk.clock.pass_time(minutes=31)
    assert refused(local_desk, late.id) == "permit_spent"
    assert refused(local_desk, new_id()) == "permit_spent"
    given = grant(local_desk)
    with pytest.raises(UserError, match="permit_spent"):
        registration.register(
            local_desk.session(Role.SUPERVISOR),
            new_id(),
            form=forms.individual(local_desk.place()),
            permit_ids=(given.id,),
        )


def test_a_permit_for_a_face_permits_no_typing(local_desk: TestHall) -> None:
    switch(local_desk)
    assert refused(local_desk, grant(local_desk, "face_override").id) == "manual_entry_permit"


def test_a_supervisor_accepts_a_face_and_is_named_on_the_picture(desk: TestHall) -> None:
    face = (kept(kind="live_photo", verdict="override"),)
    assert refused(desk, images=face) == "image_verdict"
    given = grant(desk, "face_override")
    register(desk, given.id, images=face)
    (row,) = stored(desk, identity_image)
    assert (row["verdict"], row["verdict_by"]) == ("override", given.granted_by)
    assert row["staff_id"] == desk.clerk.actor.id


@pytest.mark.parametrize("role", [Role.CLERK, Role.RECORDS_KEEPER, Role.ADMINISTRATOR])
def test_only_a_supervisor_permits_and_never_to_themselves(
    local_desk: TestHall, role: Role
) -> None:
    with pytest.raises(UserError) as error:
        grant(local_desk, role=role)
    assert error.value.code == ("permit_own" if role is Role.CLERK else "not_allowed")
    assert stored(local_desk, permit) == []


def test_a_reason_is_needed_before_the_password_is_tried(local_desk: TestHall) -> None:
    with pytest.raises(UserError, match="permit_reason"):
        grant(local_desk, reason=" ", password="wrong")
    grant(local_desk)


@REFUSED
def test_wrong_passwords_wait_and_lock_as_at_every_sign_in(desk: TestHall) -> None:
    """The clerk at the counter stays signed in; the supervisor's number is what locks."""
    codes = []
    for _ in range(10):
        with pytest.raises(UserError) as error:
            grant(desk, password="not the password")
        codes.append(error.value.code)
        with pytest.raises(UserError, match=r"wait|locked"):
            grant(desk)
        desk.clock.pass_time(minutes=20)
    assert codes == ["wrong_password"] * 9 + ["locked"]
    with pytest.raises(UserError, match="locked"):
        sign_in(desk.installation, STAFF_NO[Role.SUPERVISOR], PASSWORDS[Role.SUPERVISOR])
    register(desk)
    assert verification.verify(desk.installation, keys=desk.clerk.keys).findings == ()


def test_without_the_mark_of_its_use_a_permit_would_serve_twice(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of `test_a_permit_is_used_once`."""
    monkeypatch.setattr(staff, "use_permit", staff.standing_permit)
    given = grant(local_desk)
    register(local_desk, given.id)
    other = forms.individual(local_desk.place(1), holder=forms.person("欧阳龙", serial=153))
    register(local_desk, given.id, form=other)
    assert len(stored(local_desk, customer)) == 2


def test_two_permits_serve_one_registration(strict: TestHall) -> None:
    """A typed card and a face that a supervisor accepted; both are used up by it."""
    face = (kept(kind="live_photo", verdict="override"),)
    given = (grant(strict).id, grant(strict, "face_override").id)
    register(strict, *given, images=face)
    assert all(row["used_by"] is not None for row in stored(strict, permit))
    other = forms.individual(strict.place(1), holder=forms.person("欧阳龙", serial=153))
    for each in given:
        with pytest.raises(UserError, match="permit_spent"):
            register(strict, each, form=other)


@procedure("test.plant_permit", None, writes={permit: {}})
def _plant(work: Work, *, granted_by: UUID) -> str:
    """A clerk writes and signs what only a supervisor may (attack H1)."""
    here = work.session.installation.workstation
    planted = work.insert(
        permit,
        purpose="manual_entry",
        granted_by=granted_by,
        granted_to=work.session.actor.id,
        workstation_id=here.id,
        granted_at=work.now,
        expires_at=work.now + timedelta(minutes=30),
    )
    return str(planted)


@TRUST
def test_a_permit_that_the_supervisor_did_not_sign_permits_nothing(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch(local_desk)
    for granter in (Role.SUPERVISOR, Role.CLERK):
        by = local_desk.session(granter).actor.id
        planted = UUID(_plant(local_desk.clerk, new_id(), granted_by=by))
        assert refused(local_desk, planted) == "permit_spent"
    monkeypatch.setattr(permits, "_was_granted", lambda *_: True)  # sabotage
    register(local_desk, planted)


@TRUST
def test_a_permit_that_was_changed_since_permits_nothing(local_desk: TestHall) -> None:
    switch(local_desk)
    given = grant(local_desk)
    longer = local_desk.clock() + timedelta(days=9)
    with as_owner(local_desk.installation) as connection:
        connection.execute(sa.update(permit).values(expires_at=longer))
    assert refused(local_desk, given.id) == "permit_spent"
