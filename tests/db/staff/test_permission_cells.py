"""Every cell of the permission table (R-002, R-003), as written down here a second time, by real sessions."""

from __future__ import annotations

import pytest

from app.domain.permissions import TABLE, Permission, Role, may
from app.errors import NotAllowed
from app.services.procedure import Query, query
from tests.kit.desk import TestHall

# clerk, supervisor, records keeper, account manager, compliance, auditor, administrator, service
CELLS = """
customer.search           x  x  x  x  x  .  .  .
customer.open             x  x  x  x  x  .  .  .
customer.open_other_hall  x  x  x  .  x  .  .  .
customer.reveal           x  x  x  .  x  .  .  .
customer.register         x  x  .  .  .  .  .  .
customer.change           x  x  .  .  .  .  .  .
request.read              x  x  .  .  .  .  .  .
request.decide            .  x  .  .  .  .  .  .
identity_image.view       x  x  x  .  x  .  .  .
exception.permit          .  x  .  .  .  .  .  .
draft.hold                x  x  .  .  .  .  .  .
interaction.read          x  x  x  .  x  .  .  .
agreement.read            x  x  x  .  x  .  .  .
print.issue               x  x  x  .  .  .  .  .
print.reprint             x  x  x  .  .  .  .  .
catalogue.read            x  x  x  x  x  x  x  .
catalogue.edit            .  .  .  .  .  .  x  .
rules.read                x  x  x  x  x  x  x  .
rules.edit                .  .  .  .  .  .  x  .
policy.read               x  x  x  x  x  x  x  .
policy.edit               .  .  .  .  .  .  x  .
authority.delegate        .  x  .  .  .  .  .  .
permissions.read          x  x  x  x  x  x  x  .
search_reveals.read       x  x  x  x  x  x  x  .
staff.list                .  x  .  .  .  x  x  .
staff.enrol               .  .  .  .  .  .  x  .
staff.reset               .  .  .  .  .  .  x  .
staff.unlock              .  x  .  .  .  .  x  .
staff.leave               .  .  .  .  .  .  x  .
time.confirm              .  x  .  .  .  .  x  .
audit.read                .  .  .  .  x  x  .  .
verify.run                .  .  .  .  .  x  x  .
reader.choose             .  .  .  .  .  .  x  .
backup.make               .  .  .  .  .  .  x  .
backup.restore            .  .  .  .  .  x  x  .
due.run                   .  .  .  .  .  .  .  x
"""
ROWS = {line.split()[0]: line.split()[1:] for line in CELLS.strip().splitlines()}
ALL = [(role, permission) for role in Role for permission in Permission]


def written(role: Role, permission: Permission) -> bool:
    return ROWS[permission.value][list(Role).index(role)] == "x"


def test_the_grid_covers_the_table() -> None:
    assert list(ROWS) == [permission.value for permission in Permission]
    assert all(len(cells) == len(Role) == len(TABLE) for cells in ROWS.values())


@pytest.mark.parametrize(("role", "permission"), ALL)
def test_a_role_may_what_is_written_and_nothing_else(role: Role, permission: Permission) -> None:
    assert may(role, permission) == written(role, permission)


def test_the_sessions_of_real_people_are_held_to_it(local_desk: TestHall) -> None:
    for role, permission in ALL:

        @query(permission)
        def look(query: Query) -> str:
            return query.session.actor.staff_no

        session = local_desk.session(role)
        if written(role, permission):
            assert look(session) == session.actor.staff_no
        else:
            with pytest.raises(NotAllowed):
                look(session)
