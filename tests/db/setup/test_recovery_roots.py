"""A recovery believes no list of administrators but the hall's own, though no password opened it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from app.domain.canonical import to_plain
from app.domain.fingerprint import fingerprint
from app.domain.ids import new_id
from app.errors import UserError
from app.security import profile as profiles
from app.security.roots import Root, first_step
from app.security.signing import new_sign_pair
from app.services.trust import roots
from db.schema.keys import root_step
from tests.kit.administrators import leave
from tests.kit.attack import as_owner
from tests.kit.desk import FORM
from tests.kit.sheets import Hall

# --- recovery believes no other list


def test_a_recovery_tells_the_administrators_there_are(sheets_hall: Hall) -> None:
    told = dict(sheets_hall.recover().administrators)
    known = sheets_hall.session().keys.roots
    assert set(told) == {FORM.admin_no, "3001", "2001"}
    assert set(told.values()) == {fingerprint(root.sign_public) for root in known.administrators}


def begun_by_a_thief(hall: Hall) -> None:
    """C1 by recovery: the list anew, everything in it genuine but one administrator more, who signs it."""
    known = hall.session().keys.roots
    mine, thief = new_id(), new_sign_pair()
    with as_owner(hall.installation) as connection:
        genuine = roots.steps(connection, hall.installation.profile, 0)[0].change.begun
        assert genuine is not None
        more = (*known.administrators, Root(mine, thief.public))
        step = first_step(replace(genuine, administrators=more), mine, thief.private)
        connection.execute(sa.delete(root_step))
        body = json.dumps(to_plain(step)).encode()
        connection.execute(sa.insert(root_step).values(hash=step.hash, n=1, body=body))
    profile = profiles.read(hall.folders.profile)
    profiles.write(hall.folders.profile, replace(profile, steps=(step,)))


def cut_to(hall: Hall, n: int) -> None:
    with as_owner(hall.installation) as connection:
        connection.execute(sa.delete(root_step).where(root_step.c.n > n))
    profile = profiles.read(hall.folders.profile)
    kept = tuple(step for step in profile.steps if step.n <= n)
    profiles.write(hall.folders.profile, replace(profile, steps=kept))


def a_leaver_back(hall: Hall) -> None:
    """C3 by recovery: the step that ended an administrator is cut."""
    leave(hall.session(), "3001")
    hall.session()
    cut_to(hall, 2)


def all_gone(hall: Hall) -> None:
    cut_to(hall, 0)


@pytest.mark.parametrize("attack", [begun_by_a_thief, a_leaver_back, all_gone])
def test_a_list_that_is_not_the_halls_recovers_nobody(
    sheets_hall: Hall, attack: Callable[[Hall], None]
) -> None:
    attack(sheets_hall)
    before = len(sheets_hall.log())
    with pytest.raises(UserError, match="roots_lost"):
        sheets_hall.recover()
    assert len(sheets_hall.log()) == before


def test_without_the_hash_on_the_sheets_the_thief_would_be_believed(
    sheets_hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage."""
    begun_by_a_thief(sheets_hall)
    real = roots.roots_from_beginning
    monkeypatch.setattr(
        "app.services.trust.roots_from_beginning",
        lambda connection, profile, _first: real(connection, profile),
    )
    monkeypatch.setattr(roots, "_told_of_more", lambda *_: False)
    assert len(sheets_hall.recover().administrators) == 4


def test_without_the_look_at_the_events_the_leaver_would_be_believed(
    sheets_hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage."""
    a_leaver_back(sheets_hall)
    monkeypatch.setattr(roots, "_told_of_more", lambda *_: False)
    assert "3001" in dict(sheets_hall.recover().administrators)
