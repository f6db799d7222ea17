"""A backup is proved only with this hall's own administrators: anybody can seal one to a public key."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.canonical import to_plain
from app.domain.findings import Verified
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.paths import Folders
from app.security.roots import Root, first_step, read_step
from app.security.signing import new_sign_pair
from app.services import backup
from app.services.backup import restoring
from tests.kit.administrators import administrator, enrol_administrator
from tests.kit.desk import TestHall


def another_list(scratch: Folders) -> None:
    """The list of administrators as a thief began it: whoever has the public key can seal a backup."""
    mine, thief = new_id(), new_sign_pair()
    connection = sqlite3.connect(scratch.database)
    first = read_step(connection.execute("SELECT body FROM root_step WHERE n = 1").fetchone()[0])
    assert first is not None
    assert first.change.begun is not None
    begun = first.change.begun
    more = (*begun.administrators, Root(mine, thief.public))
    step = first_step(replace(begun, administrators=more), mine, thief.private)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'root_step'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("DELETE FROM root_step")
    body = json.dumps(to_plain(step)).encode()
    connection.execute("INSERT INTO root_step (hash, n, body) VALUES (?, 1, ?)", (step.hash, body))
    connection.commit()
    connection.close()


def test_a_backup_with_other_administrators_is_not_proved(
    local_desk: TestHall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = local_desk.session(Role.ADMINISTRATOR)
    file = backup.backup(session, tmp_path / "hall.backup").path
    real = restoring._unpack

    def unpacked(*arguments: Any) -> None:
        real(*arguments)
        another_list(arguments[-1])

    with monkeypatch.context() as forged:
        forged.setattr(restoring, "_unpack", unpacked)
        forged.setattr(
            restoring, "_require_good", lambda *_, **__: Verified((), {})
        )  # all made to fit
        with pytest.raises(UserError, match="backup_other_roots"):
            backup.drill(session, file)
        forged.setattr(restoring, "_require_own_roots", lambda *_: None)  # sabotage
        assert backup.drill(session, file)


def test_a_backup_from_before_an_administrator_came_is_proved(
    local_desk: TestHall, tmp_path: Path
) -> None:
    session = local_desk.session(Role.ADMINISTRATOR)
    file = backup.backup(session, tmp_path / "hall.backup").path
    enrol_administrator(session, "3001")
    assert backup.drill(administrator(local_desk), file).counts["events"] > 1
