"""A base of before whose owner wrote into it what no program of ours writes: it is upgraded or refused, and
whoever signs in has a sentence at the worst. Verification names what was done."""

from __future__ import annotations

import contextlib
import json

import pytest
import sqlalchemy as sa

from app.domain.permissions import Role
from app.errors import UserError
from db.schema.audit import audit_event
from tests.db.upgrade.test_broken_off import break_rows
from tests.db.upgrade.test_tables import make_older, upgraded
from tests.kit.attack import as_owner
from tests.kit.desk import TestHall
from tests.kit.papers import registered
from tests.kit.verified import codes, look

SOMEBODY = "6f9619ff-8b86-d011-b42d-00cf4fc964ff"
BODIES = {
    "nothing": "",
    "a list": "[]",
    "deep": "[" * 100_000,
    "a huge number": '{"objects":[' + "9" * 10_000 + "]}",
    "numbers": '{"objects":[5]}',
    "objects of objects": '{"objects":[{"a":1,"b":2}]}',
    "an id that is none": '{"objects":[["a",5]]}',
    "half a character": json.dumps({"objects": [["\ud800", SOMEBODY]]}),
    "a zero": json.dumps({"objects": [["a\0b", SOMEBODY]]}),
    "a long kind": json.dumps({"objects": [["a" * 2000, SOMEBODY]]}),
    "a form that was not yet": json.dumps({"form": 2, "looked": [["a", SOMEBODY]]}),
}


@pytest.mark.parametrize("name", sorted(BODIES))
def test_an_event_that_nobody_wrote_does_not_stop_the_upgrade(desk: TestHall, name: str) -> None:
    make_older(desk, "0006")
    with as_owner(desk.installation) as connection:
        connection.execute(
            sa.update(audit_event).where(audit_event.c.seq == 7).values(body=BODIES[name])
        )
    desk.installation.engine.dispose()
    now = upgraded(desk)
    assert {"edited", "misplaced"} <= codes(look(now, None))
    now.installation.close()


ROWS = {
    "no json": "UPDATE record_version SET plain = 'no json'",
    "no json of people": "UPDATE record_version SET plain = 'no json' WHERE kind = 'staff'",
    "a list": "UPDATE record_version SET plain = '[1]'",
    "a list of the deployment": "UPDATE record_version SET plain = '[]' WHERE kind = 'deployment'",
    "a short id": "UPDATE record_version SET row_id = x'00' WHERE kind = 'deployment'",
    "a day that no calendar has": "UPDATE record_version SET recorded_at = 9223372036854775807",
    "events that are lists": "UPDATE audit_event SET body = '[]'",
    "no objects": "UPDATE audit_event SET body = json_set(body, '$.objects', 5)",
    "odd objects": "UPDATE audit_event SET body = json_set(body, '$.objects', json('[1,[],[[]]]'))",
    "no procedure": "UPDATE audit_event SET body = json_remove(body, '$.procedure')",
    "keys that are none": "UPDATE staff SET sign_public = x'00', signature = x''",
}


@pytest.mark.parametrize("revision", ["0003", "0006"])
@pytest.mark.parametrize("name", sorted(ROWS))
def test_what_nobody_wrote_ends_in_a_sentence_and_is_found(
    local_desk: TestHall, name: str, revision: str
) -> None:
    """0003 is from before the steps of roots: who was first is read from versions and events."""
    desk = local_desk
    registered(desk)
    make_older(desk, revision)
    with as_owner(desk.installation):
        pass  # without its triggers
    break_rows(desk.installation.engine, ROWS[name])
    now = upgraded(desk)
    assert not look(now, None).good
    for role in (Role.CLERK, Role.ADMINISTRATOR):
        with contextlib.suppress(UserError):
            now.session(role)
    now.installation.close()
