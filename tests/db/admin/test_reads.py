"""What the administration shows of the catalogue and of backups."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.permissions import Role
from app.errors import NotAllowed
from app.services.backup import backup, backup_state, drill
from app.services.catalogue import catalogue_list
from tests.kit.desk import TestHall


def test_the_catalogue_lists_every_product_and_counts_the_addresses(desk: TestHall) -> None:
    listed = catalogue_list(desk.session(Role.ADMINISTRATOR))
    assert listed.places == 10
    basic = next(each for each in listed.offerings if each.offering.code == "TV-BASIC")
    today = desk.clerk.today
    assert basic.offering.monthly_fee == 2300
    assert basic.on_sale(today)
    assert not basic.on_sale(basic.valid_from - timedelta(days=1))


def test_backups_are_as_old_as_they_are(local_desk: TestHall, tmp_path: Path) -> None:
    administrator = local_desk.session(Role.ADMINISTRATOR)
    before = backup_state(administrator)
    assert (before.here, before.last_made, before.last_restored) == (True, None, None)
    made = backup(administrator, tmp_path / "copy.backup")
    local_desk.clock.pass_time(days=2)
    drill(administrator, made.path)
    after = backup_state(administrator)
    assert after.last_made is not None
    assert abs(after.last_made - made.made_at) < timedelta(seconds=1)
    assert after.last_restored is not None
    assert after.last_restored.made_at == made.made_at
    assert after.last_restored.restored_at - made.made_at >= timedelta(days=2)


def test_a_clerk_is_not_told_about_backups(local_desk: TestHall) -> None:
    with pytest.raises(NotAllowed):
        backup_state(local_desk.clerk)
