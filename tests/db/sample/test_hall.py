"""The hall to try the program with: made by one call, whole, and open to everybody it names."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from app.domain.permissions import Role
from app.errors import UserError
from app.paths import Folders
from app.services import catalogue, customers, sample
from app.services.sample import hall
from app.services.session import installation_state, open_installation
from app.services.staff import sign_in
from app.settings import LANGUAGE, READER, Settings
from db.schema.customers import customer, subscription


def test_the_sample_hall_is_whole_and_can_be_worked_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hall, "CUSTOMERS", 24)
    folders = Folders(tmp_path / "hall")
    heard: list[tuple[int, int]] = []
    Settings(folders.settings).set(LANGUAGE, "en")
    logins = sample.create(folders, lambda done, of: heard.append((done, of)))
    assert {login.role for login in logins} == set(Role)
    assert [login.staff_no for login in logins] == sorted(login.staff_no for login in logins)
    assert heard[0][0] == 0
    assert heard[-1][0] == heard[-1][1]
    assert not [path for path in folders.data.iterdir() if path.is_dir()]
    assert Settings(folders.settings).get(READER) == "simulator"
    assert Settings(folders.settings).get(LANGUAGE) == "en"

    opened = open_installation(folders)
    try:
        clerk = next(login for login in logins if login.role is Role.CLERK)
        session = sign_in(opened, clerk.staff_no, clerk.password)
        assert not session.needs_confidentiality
        off = {each.code for each in catalogue.rules(session) if not each.enabled}
        assert off == {"manual_entry_permit"}  # it is tried by typing, too
        with opened.engine.connect() as connection:
            kinds = connection.execute(sa.select(customer.c.kind)).scalars().all()
            statuses = set(connection.execute(sa.select(subscription.c.status)).scalars())
            times = connection.execute(sa.select(customer.c.registered_at)).scalars().all()
        zone = ZoneInfo(opened.profile.zone)
        assert {9 <= at.astimezone(zone).hour < 18 for at in times} == {True}
        assert max(times) < opened.clock()
        assert len(kinds) == 24
        assert set(kinds) >= {"individual", "business", "virtual_card"}
        assert statuses == {"active", "pendingActive"}
        assert customers.find(session, text="龚䶮").rows
    finally:
        opened.close()
    with pytest.raises(UserError, match="already_set_up"):
        sample.create(folders)


def test_a_failure_half_way_leaves_the_folder_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(done: int, of: int) -> None:
        if done > 60:
            raise RuntimeError("power cut")

    folders = Folders(tmp_path / "hall")
    with pytest.raises(RuntimeError, match="power cut"):
        sample.create(folders, fail)
    assert list(folders.data.iterdir()) == []
    assert installation_state(folders) == "none"
