"""A roll-back on the command line: refused, released by those who may, told, seen."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

from app.admin.__main__ import DONE, REFUSED
from app.domain.permissions import Role
from tests.db.admin.commands import (  # noqa: F401
    ADMINISTRATOR,
    CLERK,
    admin,
    as_person,
    folder,
    hall,
)
from tests.kit.desk import PASSWORDS, STAFF_NO

AUDITOR, SUPERVISOR = STAFF_NO[Role.AUDITOR], STAFF_NO[Role.SUPERVISOR]


def roll_back(admin: Any, hall: Path) -> None:  # noqa: F811
    """H2 by commands: each is a program of its own, and none locks."""
    source, copy = sqlite3.connect(hall / "counter.db"), sqlite3.connect(hall.parent / "copy.db")
    source.backup(copy)
    source.close()
    copy.close()
    for _ in range(2):
        assert admin(hall, "places", "示例花园", "--as", CLERK, **as_person(Role.CLERK))[0] == DONE
    for name in ("counter.db-wal", "counter.db-shm"):
        (hall / name).unlink(missing_ok=True)
    shutil.copyfile(hall.parent / "copy.db", hall / "counter.db")


def test_an_auditor_releases_and_sees(admin: Any, hall: Path) -> None:  # noqa: F811
    roll_back(admin, hall)
    code, told = admin(hall, "places", "示例花园", "--as", CLERK, **as_person(Role.CLERK))
    assert (code, told["code"]) == (REFUSED, "rolled_back")
    code, told = admin(hall, "verify")
    assert {each["code"] for each in told["findings"]} <= {"tail_cut", "rewritten"}
    assert code == REFUSED
    release = ("release-rollback", "--as", AUDITOR, "--reason", "旧文件被放回")
    code, told = admin(hall, *release, **as_person(Role.AUDITOR))
    assert code == DONE, told
    assert (told["released_by"], told["lost"][0]["counter"]) == (AUDITOR, "3")
    assert admin(hall, "places", "示例花园", "--as", CLERK, **as_person(Role.CLERK))[0] == DONE
    code, told = admin(hall, "verify")
    assert (code, [each["code"] for each in told["findings"]]) == (REFUSED, ["rolled_back"])
    code, told = admin(hall, "rollbacks", "--as", AUDITOR, "--seen", **as_person(Role.AUDITOR))
    assert (code, told["rollbacks"][0]["reason"]) == (DONE, "旧文件被放回")
    assert admin(hall, "verify")[0] == DONE
    code, told = admin(hall, *release, **as_person(Role.AUDITOR))
    assert (code, told["code"]) == (REFUSED, "nothing_lost")


def test_an_administrator_releases_with_a_supervisor_only(admin: Any, hall: Path) -> None:  # noqa: F811
    roll_back(admin, hall)
    release = ("release-rollback", "--as", ADMINISTRATOR, "--reason", "旧文件被放回")
    code, told = admin(hall, *release, **as_person(Role.ADMINISTRATOR))
    assert (code, told["code"]) == (REFUSED, "release_who")
    secrets = (PASSWORDS[Role.ADMINISTRATOR], PASSWORDS[Role.SUPERVISOR])
    code, told = admin(hall, *release, "--with", SUPERVISOR, secrets=secrets)
    assert (code, told["released_by"]) == (DONE, ADMINISTRATOR)
    code, told = admin(hall, "rollbacks", "--as", ADMINISTRATOR, **as_person(Role.ADMINISTRATOR))
    assert told["rollbacks"][0]["agreed_by"] == SUPERVISOR
    code, told = admin(hall, "rollbacks", "--as", CLERK, **as_person(Role.CLERK))
    assert (code, told["code"]) == (REFUSED, "not_allowed")


def test_a_copy_can_be_kept_before_it_is_released(admin: Any, hall: Path) -> None:  # noqa: F811
    roll_back(admin, hall)
    file = str(hall.parent / "older.backup")
    code, told = admin(hall, "backup", file, "--as", ADMINISTRATOR, **as_person(Role.ADMINISTRATOR))
    assert code == DONE, told
