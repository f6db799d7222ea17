"""Changes from the command line: asked for, listed, decided, refused as at the window, and repeated when unknown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.admin.__main__ import DONE, REFUSED
from app.domain.ids import new_id
from app.domain.numbers import format_code
from app.domain.permissions import Role
from app.paths import Folders
from app.services import registration
from tests.db.admin.commands import CLERK, admin, as_person, folder, hall, write_form
from tests.kit.desk import STAFF_NO, open_desk
from tests.kit.forms import individual

__all__ = ["admin", "folder", "hall"]

SUPERVISOR = STAFF_NO[Role.SUPERVISOR]
NAME = "林一诺"


@pytest.fixture
def code(hall: Path) -> str:
    """A registered customer's."""
    desk = open_desk(Folders(hall))
    made = registration.register(desk.clerk, new_id(), form=individual(desk.place()))
    desk.session(Role.SUPERVISOR)
    desk.installation.close()
    return made.customer_code


def asked(code: str, kind: str = "name", **after: str) -> dict[str, Any]:
    return {
        "customer": format_code(code),
        "items": [{"kind": kind, "after": after}],
        "reason": "更名，户口簿已核对",
    }


def test_a_name_is_asked_for_listed_and_approved(
    admin: Any, hall: Path, folder: Path, code: str
) -> None:
    form = write_form(folder, asked(code, name=NAME))
    change = ("change", form, "--as", CLERK, "--operation", str(new_id()))
    told, made = admin(hall, *change, **as_person(Role.CLERK))
    assert (told, made["status"]) == (DONE, "waiting"), made
    assert admin(hall, *change, **as_person(Role.CLERK)) == (DONE, made)
    told, listed = admin(hall, "requests", "--as", SUPERVISOR, **as_person(Role.SUPERVISOR))
    assert [each["number"] for each in listed["requests"]] == [made["number"]]
    number = format_code(made["number"])
    told, shown = admin(hall, "requests", number, "--as", SUPERVISOR, **as_person(Role.SUPERVISOR))
    assert [line["after"] for line in shown["lines"]] == ["林*诺"]
    told, refused = admin(
        hall, "decide", number, "--approve", "--as", CLERK, **as_person(Role.CLERK)
    )
    assert (told, refused["code"]) == (REFUSED, "own_request")
    decide = ("decide", number, "--approve", "--as", SUPERVISOR, "--operation", str(new_id()))
    told, done = admin(hall, *decide, **as_person(Role.SUPERVISOR))
    assert (told, done["status"]) == (DONE, "applied"), done
    assert admin(hall, *decide, **as_person(Role.SUPERVISOR)) == (DONE, done)
    told, listed = admin(hall, "requests", "--mine", "--as", CLERK, **as_person(Role.CLERK))
    assert [each["status"] for each in listed["requests"]] == ["applied"]
    told, found = admin(hall, "find", "林一诺", "--as", CLERK, **as_person(Role.CLERK))
    assert found["code"] == code
    told, found = admin(hall, "verify")
    assert (told, found["findings"]) == (DONE, [])


def test_what_needs_nobody_is_done_at_once(admin: Any, hall: Path, folder: Path, code: str) -> None:
    form = write_form(folder, asked(code, "phone", phone="13900000008"))
    told, made = admin(hall, "change", form, "--as", CLERK, **as_person(Role.CLERK))
    assert (told, made["status"]) == (DONE, "applied")
    assert made["order_number"].startswith("SL")


@pytest.mark.parametrize(
    ("change", "code_of"),
    [
        ({"items": [{"kind": "nickname", "after": {"nickname": "小林"}}]}, "change_kind"),
        ({"items": [{"kind": "phone", "after": {"fax": "1"}}]}, "change_fields"),
        ({"items": [{"kind": "phone", "after": {}}]}, "change_fields"),
        ({"items": []}, "change_count"),
        ({"items": [{"kind": "phone", "after": {"phone": "139"}}]}, "phone_short"),
        ({"items": [{"kind": "name", "after": {"name": NAME}}], "reason": ""}, "reason_missing"),
        ({"customer": "GZ01-0000-9999-9"}, "number_check"),
        ({"customer": "nobody"}, "number_form"),
        ({"customer": "GZ01-0000-9999-W"}, "no_such_customer"),
        ({"effective_on": "2020-01-01"}, "effective_past"),
        ({"asked_by": "neighbour"}, "form_field"),
        ({"replaces": "SQGZ0100000001L"}, "gone"),
    ],
)
def test_a_refusal_says_what_is_wrong(
    admin: Any, hall: Path, folder: Path, code: str, change: dict[str, Any], code_of: str
) -> None:
    form = write_form(folder, {**asked(code, name=NAME), **change})
    told, refused = admin(hall, "change", form, "--as", CLERK, **as_person(Role.CLERK))
    assert told == REFUSED
    assert code_of in {refused.get("code"), *(each["code"] for each in refused.get("problems", ()))}
    assert "林一诺" not in str(refused)


@pytest.mark.parametrize("verdict", ["--reject", "--return"])
def test_who_does_not_approve_says_why(
    admin: Any, hall: Path, folder: Path, code: str, verdict: str
) -> None:
    form = write_form(folder, asked(code, name=NAME))
    _, made = admin(hall, "change", form, "--as", CLERK, **as_person(Role.CLERK))
    decide = ("decide", made["number"], verdict, "--as", SUPERVISOR)
    told, refused = admin(hall, *decide, **as_person(Role.SUPERVISOR))
    assert (told, refused["problems"][0]["code"]) == (REFUSED, "reason_missing")
    told, done = admin(hall, *decide, "--reason", "姓名与证件不符", **as_person(Role.SUPERVISOR))
    assert told == DONE
    assert done["status"] in ("rejected", "returned")
