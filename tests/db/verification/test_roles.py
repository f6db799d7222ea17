"""The role that counts is that of the signer's staff row at the event, not today's."""

from __future__ import annotations

from datetime import timedelta

from app.domain.ids import new_id
from app.domain.permissions import Permission, Role
from app.security.signing import sign
from app.services import staff, trust
from app.services.procedure import Work, procedure
from db.schema.staff import staff as staff_table
from tests.databases import JUDGED
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.forging import first, forged
from tests.kit.papers import registered
from tests.kit.verified import codes, look

pytestmark = JUDGED


@procedure("test.move_to_role", Permission.STAFF_ENROL, writes={staff_table: {}})
def move_to_role(work: Work, *, staff_no: str, role: Role) -> int:
    """As an administrator of a later version may."""
    row = first(work, staff_table, staff_table.c.staff_no == staff_no)
    values = {**row, "role": role.value, "enrolled_by": work.session.actor.id}
    signature = sign(work.session.keys.sign_private, trust.staff_signed_bytes(values))
    named = {name: values[name] for name in ("role", "enrolled_by")}
    return work.update(staff_table, row["id"], row["version"], **named, signature=signature)


def test_what_was_done_in_an_earlier_role_was_allowed_then(desk: TestHall) -> None:
    """A clerk becomes an auditor: what the clerk registered stays right, and nothing more is registered."""
    registered(desk)
    move_to_role(
        desk.session(Role.ADMINISTRATOR),
        new_id(),
        staff_no=STAFF_NO[Role.CLERK],
        role=Role.AUDITOR,
    )
    assert look(desk).findings == ()
    with forged(desk.clerk, "customers.register"):
        pass
    assert codes(look(desk)) == {"role_not_allowed"}


def test_a_new_role_allows_what_is_done_in_it_and_nothing_before(desk: TestHall) -> None:
    administrator, clerk = desk.session(Role.ADMINISTRATOR), desk.clerk
    move_to_role(administrator, new_id(), staff_no=STAFF_NO[Role.CLERK], role=Role.SUPERVISOR)
    with forged(clerk, "staff.unlock") as work:
        work.touched("staff", administrator.actor.id)
    assert look(desk).findings == ()
    move_to_role(administrator, new_id(), staff_no=STAFF_NO[Role.CLERK], role=Role.CLERK)
    with forged(clerk, "staff.unlock") as work:
        work.touched("staff", administrator.actor.id)
    (finding,) = look(desk).findings
    assert (finding.code, finding.place.split()[-2:]) == (
        "role_not_allowed",
        ["staff.unlock", "(clerk)"],
    )


def test_who_left_and_came_back_has_a_clean_history(desk: TestHall) -> None:
    registered(desk)
    administrator, clerk = desk.session(Role.ADMINISTRATOR), desk.clerk
    row = next(each for each in staff.staff_list(administrator) if each.staff_id == clerk.actor.id)
    staff.leave(administrator, new_id(), staff_id=row.staff_id, version=row.version)
    desk.clock.pass_time(days=3)
    one_time = PASSWORDS[Role.CLERK]
    staff.enrol(
        administrator,
        new_id(),
        staff_no="2001",
        name="林晓",
        role=Role.SUPERVISOR,
        one_time=one_time,
        valid_to=administrator.today + timedelta(days=30),
    )
    staff.first_password(desk.installation, "2001", one_time, "a third invented phrase")
    back = staff.sign_in(desk.installation, "2001", "a third invented phrase")
    staff.accept_confidentiality(back, new_id(), language="zh_CN", text="…")
    staff.unlock(back, new_id(), staff_id=administrator.actor.id)
    again = next(each for each in staff.staff_list(administrator) if each.staff_no == "2001")
    staff.reset(
        administrator, new_id(), staff_id=again.staff_id, version=again.version, one_time=one_time
    )
    assert look(desk).findings == ()
