"""A desk that worked a while, and what `verify` says of it."""

from __future__ import annotations

import pytest

from app.domain.findings import Verified
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import NotAllowed
from app.services import verification
from app.services.staff import sign_in
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.party_work import Made, keep_image, make_party, rename_party


def work_a_while(desk: TestHall) -> Made:
    """Rows, versions, a reason, a blob, a refusal, a wrong password, a second sign-in."""
    made = make_party(desk.clerk, new_id(), name="龚䶮", phone="13900001111")
    made = rename_party(desk.clerk, new_id(), party_id=made.party_id, version=1, name="龚䶮䶮")
    keep_image(desk.clerk, new_id(), party_id=made.party_id, content=b"image")
    with pytest.raises(NotAllowed):
        make_party(desk.session(Role.AUDITOR), new_id(), name="甲乙")
    with pytest.raises(Exception, match="wrong_password"):
        sign_in(desk.installation, STAFF_NO[Role.CLERK], "not my password at all")
    desk.clock.pass_time(seconds=2)
    sign_in(desk.installation, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
    return made


def look(desk: TestHall, role: Role | None = Role.AUDITOR) -> Verified:
    keys = desk.session(role).keys if role else None
    return verification.verify(desk.installation, keys=keys)


def codes(found: Verified) -> set[str]:
    return {finding.code for finding in found.findings}
