"""What sign-ins left out is told once: beside a command's result, and only to an administrator."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from app.admin.at_work import settle
from app.domain.permissions import Role
from app.services.backup import restoring
from app.services.session import unvouched as unvouched_of
from app.services.staff import sign_in
from app.services.verification import verify
from db.schema.keys import class_key, unvouched
from tests.databases import WORDS
from tests.kit.attack import as_owner
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.verified import codes


def forge(desk: TestHall, epoch: int) -> None:
    with as_owner(desk.installation) as connection:
        connection.execute(
            sa.insert(class_key).values(
                key_class="records", epoch=epoch, public=None, created_at=desk.clock()
            )
        )


def settled(
    desk: TestHall, role: Role, capsys: pytest.CaptureFixture[str]
) -> list[dict[str, object]]:
    """What the command line says beside its result."""
    settle(sign_in(desk.installation, STAFF_NO[role], PASSWORDS[role]))
    told = capsys.readouterr()
    assert told.out == ""
    return [json.loads(line) for line in told.err.splitlines()]


def test_the_command_line_tells_an_administrator_once(
    desk: TestHall, capsys: pytest.CaptureFixture[str]
) -> None:
    forge(desk, 2)
    assert settled(desk, Role.CLERK, capsys) == []
    assert settled(desk, Role.SUPERVISOR, capsys) == []
    (line,) = settled(desk, Role.ADMINISTRATOR, capsys)
    assert line["code"] == "unvouched"
    assert "key records 2" in str(line["message"])
    assert settled(desk, Role.ADMINISTRATOR, capsys) == []
    forge(desk, 3)  # another one is told again
    (line,) = settled(desk, Role.ADMINISTRATOR, capsys)
    assert line["values"] == {"what": "key records 3"}


@WORDS
def test_twenty_at_a_time(desk: TestHall, capsys: pytest.CaptureFixture[str]) -> None:
    for epoch in range(2, 24):
        forge(desk, epoch)
    lines = [settled(desk, Role.ADMINISTRATOR, capsys) for _ in range(3)]
    assert [len(each) for each in lines] == [1, 1, 0]


def test_a_try_is_a_finding_until_it_was_told_and_nothing_against_a_backup(desk: TestHall) -> None:
    forge(desk, 2)
    session = sign_in(desk.installation, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
    from app.services.staff import after_sign_in

    after_sign_in(session)
    with as_owner(desk.installation) as connection:
        connection.execute(sa.delete(class_key).where(class_key.c.epoch == 2))
        rows = [dict(row._mapping) for row in connection.execute(sa.select(unvouched))]
        connection.execute(sa.delete(unvouched))  # the thief does not get rid of it: it is an event
    assert codes(verify(desk.installation)) == {"unvouched", "unvouched_differs"}
    with as_owner(desk.installation) as connection:
        connection.execute(sa.insert(unvouched), rows)
    assert codes(verify(desk.installation)) == {"unvouched"}
    restoring._require_good(desk.installation, session)


def test_a_row_of_the_table_that_somebody_forged_breaks_nothing(
    desk: TestHall, capsys: pytest.CaptureFixture[str]
) -> None:
    with as_owner(desk.installation) as connection:
        forged = {
            "digest": bytes(32),
            "kind": "none of ours",
            "name": "{x} %s",
            "found_at": desk.clock(),
        }
        connection.execute(sa.insert(unvouched).values(**forged))
    (line,) = settled(desk, Role.ADMINISTRATOR, capsys)
    assert line["values"] == {"what": "{x} %s"}


def test_who_fills_in_the_table_beforehand_silences_nobody(
    desk: TestHall, capsys: pytest.CaptureFixture[str]
) -> None:
    """A forger can compute the digest, so a row that no sign-in wrote does not count."""
    forge(desk, 2)
    found = unvouched_of("class_key", "records 2", None)
    with as_owner(desk.installation) as connection:
        row = {"digest": bytes.fromhex(found.digest), "kind": found.kind, "name": found.name}
        now = desk.clock()
        connection.execute(sa.insert(unvouched).values(**row, found_at=now, told_at=now))
    assert settled(desk, Role.CLERK, capsys) == []
    assert "unvouched" in codes(verify(desk.installation))
    (line,) = settled(desk, Role.ADMINISTRATOR, capsys)
    assert line["values"] == {"what": "key records 2"}
    assert settled(desk, Role.ADMINISTRATOR, capsys) == []
