"""What the command line says of a base that somebody changed outside the program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from app.admin.__main__ import DONE, REFUSED
from app.domain.permissions import Role
from tests.db.admin.commands import ADMINISTRATOR, CLERK, admin, as_person, folder, hall

__all__ = ["admin", "folder", "hall"]


def change(hall: Path, *statements: str) -> None:
    with closing(sqlite3.connect(hall / "counter.db")) as thief:
        thief.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            thief.execute(statement)
        thief.commit()


def test_findings_come_by_kind_with_what_to_do_and_every_place(admin: Any, hall: Path) -> None:
    change(hall, "UPDATE rule SET enabled = 4611686018427387904", "CREATE VIEW seen AS SELECT 1")
    code, told = admin(hall, "verify")
    assert (code, told["good"]) == (REFUSED, False)
    groups = {each["code"]: each for each in told["groups"]}
    places = [each["place"] for each in told["findings"] if each["code"] == "unreadable"]
    assert groups["unreadable"]["count"] == len(places) > 5
    assert groups["unreadable"]["places"] == places[:5]
    assert "auditor" in groups["unreadable"]["what_to_do"]
    assert groups["schema_foreign"]["places"] == ["view seen"]
    assert "put-schema-right" in groups["schema_foreign"]["what_to_do"]


def test_a_changed_structure_lets_nobody_work_until_it_is_put_right(admin: Any, hall: Path) -> None:
    change(hall, "DROP TRIGGER audit_event_no_delete")
    code, told = admin(hall, "places", "x", "--as", CLERK, **as_person(Role.CLERK))
    assert (code, told["code"]) == (REFUSED, "schema_differs")
    right = ("put-schema-right", "--as")
    code, told = admin(hall, *right, CLERK, **as_person(Role.CLERK))
    assert (code, told["code"]) == (REFUSED, "not_allowed")
    code, told = admin(hall, *right, ADMINISTRATOR, **as_person(Role.ADMINISTRATOR))
    assert (code, told["changes"]) == (DONE, ["missing trigger audit_event.audit_event_no_delete"])
    code, told = admin(hall, "verify", "--as", ADMINISTRATOR, **as_person(Role.ADMINISTRATOR))
    assert (code, told["good"]) == (DONE, True)
    assert [each["code"] for each in told["groups"]] == ["schema_put_right"]
    code, told = admin(hall, *right, ADMINISTRATOR, **as_person(Role.ADMINISTRATOR))
    assert (code, told["code"]) == (REFUSED, "nothing_to_put_right")
