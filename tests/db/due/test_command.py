"""`python -m app.admin run-due`: it does what needs no customer data, and says what waits and for what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.admin.__main__ import DONE, USAGE
from app.domain.permissions import Permission, Role
from app.paths import Folders
from app.services import due
from tests.db.admin.commands import CLERK, admin, as_person, folder, hall  # noqa: F401
from tests.db.due.test_due import KIND, PARTS
from tests.kit import crowd
from tests.kit import desk as desks
from tests.kit.older_tokens import as_before

AS = ("--as", CLERK)


def test_it_says_that_nothing_is_due(admin: Any, hall: Path) -> None:  # noqa: F811
    assert admin(hall, "run-due", *AS, **as_person(Role.CLERK)) == (
        DONE,
        {"message": "Nothing is due.", "ran": [], "left": []},
    )


def test_it_does_a_kind_of_the_service_to_its_end_or_to_the_limit(
    admin: Any,  # noqa: F811
    hall: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(due.DUE, KIND.name, KIND)
    code, told = admin(hall, "run-due", *AS, "--limit", "2", **as_person(Role.CLERK))
    assert code == DONE
    assert told == {
        "message": "Done, and something is left.",
        "ran": [{"kind": KIND.name, "parts": 2}],
        "left": [{"kind": KIND.name, "left": PARTS - 2, "of": PARTS, "waits_for": "next_run"}],
    }
    _, told = admin(hall, "run-due", *AS, **as_person(Role.CLERK))
    assert told == {
        "message": "Done. Nothing is left.",
        "ran": [{"kind": KIND.name, "parts": PARTS - 2}],
        "left": [],
    }


def test_what_needs_the_records_key_or_another_role_waits_and_is_named(
    admin: Any,  # noqa: F811
    hall: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = desks.open_desk(Folders(hall))
    crowd.add(opened.clerk, crowd.people(3))
    as_before(opened.clerk)
    opened.installation.close()
    monkeypatch.setitem(due.DUE, KIND.name, replace(KIND, permission=Permission.STAFF_ENROL))
    code, told = admin(hall, "run-due", *AS, **as_person(Role.CLERK))
    assert code == DONE
    assert told == {
        "message": "Nothing was done. What is left waits for somebody else.",
        "ran": [],
        "left": [
            {"kind": "search.index", "left": 3, "of": 3, "waits_for": "records_key"},
            {"kind": KIND.name, "left": PARTS, "of": PARTS, "waits_for": "role"},
        ],
    }


@pytest.mark.parametrize("limit", ["0", "-1", "x", "9999999999"])
def test_a_wrong_limit_is_told(admin: Any, hall: Path, limit: str) -> None:  # noqa: F811
    with pytest.raises(SystemExit) as ended:
        admin(hall, "run-due", *AS, f"--limit={limit}", **as_person(Role.CLERK))
    assert ended.value.code == USAGE
