"""A database that lacks events which were seen is released by those who may, and told until seen."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import NotAllowed
from app.services import backup, staff, trust
from app.services.procedure import chain, number_blocks
from app.services.staff import sign_in
from app.services.trust import lost_events
from db.engine import write
from db.schema.operations import operation
from tests.kit.desk import STAFF_NO, TestHall
from tests.kit.rolled_back import (
    person,
    refused,
    work,
)
from tests.kit.verified import codes, look


def test_an_auditor_releases_it_and_it_stays_on_the_list_until_seen(put: TestHall) -> None:
    auditor = put.session(Role.AUDITOR)
    assert refused(lambda: work(put.clerk)) == "rolled_back"
    (named,) = trust.lost_now(auditor)
    assert (named.counter, named.last - named.first, named.forged) == ("3", 2, False)
    assert refused(lambda: trust.release_base(auditor, new_id(), reason=" ")) == "release_reason"
    trust.release_base(auditor, new_id(), reason="硬盘换过")
    work(put.clerk)
    assert codes(look(put)) == {"rolled_back"}
    (entry,) = trust.rollbacks(auditor)
    assert (entry.staff_no, entry.reason, entry.seen) == (STAFF_NO[Role.AUDITOR], "硬盘换过", False)
    assert entry.lost == (named,)
    trust.see_rollbacks(auditor, new_id(), ids=(entry.id,))
    assert trust.rollbacks(auditor)[0].seen
    found = look(put)
    assert found.good
    assert {note.code for note in found.notes} == {"rolled_back_seen"}
    assert not sign_in(put.installation, *person(Role.CLERK)).rolled_back


def test_the_numbers_of_what_was_lost_do_not_come_again(put: TestHall) -> None:
    numbers = number_blocks(put.installation)
    trust.release_base(put.session(Role.AUDITOR), new_id(), reason="测试")
    numbers.prepare(put.clerk, "customer")
    assert int(numbers.take("customer")[4:12]) > 1_000_000


def test_an_administrator_needs_a_supervisor(put: TestHall) -> None:
    administrator = put.session(Role.ADMINISTRATOR)
    code = refused(lambda: trust.release_base(administrator, new_id(), reason="测试"))
    assert code == "release_needs_supervisor"
    agreed = new_id()
    trust.agree_release(put.session(Role.SUPERVISOR), agreed)
    put.clock.pass_time(minutes=31)
    code = refused(
        lambda: trust.release_base(administrator, new_id(), reason="测试", agreed=agreed)
    )
    assert code == "release_needs_supervisor"
    for role in (Role.CLERK, Role.SUPERVISOR):
        with pytest.raises(NotAllowed):
            trust.release_base(put.session(role), new_id(), reason="测试")
    with pytest.raises(NotAllowed):
        trust.agree_release(put.clerk, new_id())


@pytest.mark.parametrize(
    ("at_work", "others"),
    [
        (Role.CLERK, (Role.AUDITOR,)),
        (Role.CLERK, (Role.ADMINISTRATOR, Role.SUPERVISOR)),
        (Role.SUPERVISOR, (Role.ADMINISTRATOR,)),
        (Role.ADMINISTRATOR, (Role.SUPERVISOR,)),
        (Role.AUDITOR, ()),
    ],
)
def test_who_may_release_it_at_a_counter(
    put: TestHall, at_work: Role, others: tuple[Role, ...]
) -> None:
    here = sign_in(put.installation, *person(at_work))
    assert here.rolled_back
    by = staff.release_here(here, new_id(), reason="测试", others=[person(role) for role in others])
    assert (
        by == STAFF_NO[Role.AUDITOR if Role.AUDITOR in (at_work, *others) else Role.ADMINISTRATOR]
    )
    assert not here.rolled_back
    work(put.clerk)
    listed = trust.rollbacks(put.session(Role.AUDITOR))
    alone = Role.AUDITOR in (at_work, *others)
    assert [each.agreed_by for each in listed] == ["" if alone else STAFF_NO[Role.SUPERVISOR]]


@pytest.mark.parametrize(
    ("at_work", "others"),
    [
        (Role.CLERK, ()),
        (Role.CLERK, (Role.SUPERVISOR,)),
        (Role.ADMINISTRATOR, ()),
        (Role.SUPERVISOR, (Role.CLERK,)),
    ],
)
def test_who_may_not(put: TestHall, at_work: Role, others: tuple[Role, ...]) -> None:
    here = sign_in(put.installation, *person(at_work))
    asked = [person(role) for role in others]
    code = refused(lambda: staff.release_here(here, new_id(), reason="测试", others=asked))
    assert code == "release_who"
    assert here.rolled_back


def test_a_copy_of_the_older_base_can_be_kept_before_it_is_released(
    put: TestHall, tmp_path: Path
) -> None:
    administrator = sign_in(put.installation, *person(Role.ADMINISTRATOR))
    assert backup.backup(administrator, tmp_path / "hall.backup").path.exists()
    assert refused(lambda: work(put.clerk)) == "rolled_back"


def test_nothing_is_released_where_nothing_is_lost(local_desk: TestHall) -> None:
    auditor = local_desk.session(Role.AUDITOR)
    assert refused(lambda: trust.release_base(auditor, new_id(), reason="x")) == "nothing_lost"


def forge_release(desk: TestHall, role: Role) -> None:
    """An event and an operation that say so, by the key of a person of `role`."""
    here, forger, now = desk.installation, desk.session(role), desk.clock()
    (lost,) = here.heads.lost
    operation_id = new_id()
    values = {
        "id": operation_id,
        "kind": "trust.release_base",
        "request_hash": bytes(32),
        "actor_id": forger.actor.id,
        "workstation_id": here.workstation.id,
        "hall_id": here.workstation.hall_id,
        "outcome": "done",
        "result": {},
        "at": now,
    }
    with write(here.engine) as connection:
        connection.execute(sa.insert(operation).values(values))
        chain.append_event(
            connection,
            workstation_id=here.workstation.id,
            hall_id=here.workstation.hall_id,
            signer=chain.Signer("person", forger.actor.id, forger.keys.sign_private),
            operation_id=operation_id,
            procedure="trust.release_base",
            server_time=now,
            client_time=now,
            details={"lost": [lost.plain()], "outcome": "done"},
        )


def test_a_release_by_somebody_who_may_not_covers_nothing(
    put: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sign_in(put.installation, *person(Role.CLERK)).rolled_back
    forge_release(put, Role.CLERK)
    assert sign_in(put.installation, *person(Role.CLERK)).rolled_back
    monkeypatch.setattr(lost_events, "_MAY_RELEASE", tuple(Role))  # sabotage: without the check
    assert not sign_in(put.installation, *person(Role.CLERK)).rolled_back
