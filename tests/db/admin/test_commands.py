"""The command line: JSON out, exit codes, no password in arguments, never a traceback."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from app.admin import forms
from app.admin.__main__ import DONE, REFUSED, UNKNOWN
from app.domain.canonical import to_plain
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import OutcomeUnknown
from app.paths import Folders
from app.services import registration, sample
from app.services.sample import SampleLogin
from tests.db.admin.commands import (
    ADMINISTRATOR,
    CLERK,
    admin,
    as_person,
    folder,
    hall,
    without_password,
    write_form,
)
from tests.kit.desk import FORM, PASSWORDS, STAFF_NO
from tests.kit.forms import individual

__all__ = ["admin", "folder", "hall"]


def place_id(admin: Any, hall: Path) -> str:
    asked = ("places", "示例花园", "--limit", "1", "--as", CLERK)
    code, found = admin(hall, *asked, **as_person(Role.CLERK))
    assert code == DONE
    return str(found["id"])


def employ(admin: Any, data: Path, role: Role) -> None:
    """Enrol a person, who takes a password and signs the confidentiality agreement."""
    number = STAFF_NO[role]
    code, person = admin(
        data,
        *("enrol", "--as", ADMINISTRATOR),
        *("--staff-no", number, "--name", "林晓", "--role", role.value),
        **as_person(Role.ADMINISTRATOR),
    )
    assert code == DONE
    secrets = (person["first_password"], PASSWORDS[role])
    code, told = admin(data, "first-password", "--as", number, secrets=secrets)
    assert (code, told) == (DONE, {"staff_no": number})
    admin(data, "accept-confidentiality", "--as", number, "--yes", **as_person(role))


def test_a_hall_is_set_up_and_registers_a_customer_without_the_window(
    admin: Any, folder: Path
) -> None:
    """From an empty folder to a customer code, with commands only."""
    data = folder / "new"
    form = write_form(folder, without_password())
    code, made = admin(
        data, "init", form, "--sheets", str(folder / "sheets"), **as_person(Role.ADMINISTRATOR)
    )
    assert code == DONE, made
    for sheet in made["sheets"]:
        assert Path(sheet).read_bytes().startswith(b"%PDF")
        assert Path(sheet).stat().st_mode & 0o077 == 0
    me = ("--as", ADMINISTRATOR)
    code, told = admin(data, "accept-confidentiality", *me, **as_person(Role.ADMINISTRATOR))
    assert (code, told["good"]) == (REFUSED, False)
    code, told = admin(
        data, "accept-confidentiality", *me, "--yes", **as_person(Role.ADMINISTRATOR)
    )
    assert code == DONE
    places = folder / "places.csv"
    places.write_text(
        "district_code,district,street,estate,building,unit,room,serves\n"
        "440104,越秀区,示例路,示例花园,1 栋,,301,cable_tv broadband telephone\n",
        "utf-8",
    )
    code, told = admin(data, "import-places", str(places), *me, **as_person(Role.ADMINISTRATOR))
    assert (code, told["added"]) == (DONE, 1)
    for role in (Role.CLERK, Role.SUPERVISOR):
        employ(admin, data, role)
    form = write_form(folder, individual(place_id(admin, data)))
    register = ("register", form, "--as", CLERK)
    code, refused = admin(data, *register, **as_person(Role.CLERK))
    assert code == REFUSED
    assert [each["code"] for each in refused["problems"]] == ["manual_entry_permit"]
    permitted = (*register, "--permitted-by", STAFF_NO[Role.SUPERVISOR])
    both = as_person(Role.CLERK, PASSWORDS[Role.SUPERVISOR])
    code, refused = admin(data, *permitted, **both)
    assert (code, refused["code"]) == (REFUSED, "permit_reason")
    again = (*permitted, "--reason", "读卡器故障", "--operation", str(new_id()))
    code, customer = admin(data, *again, **both)
    assert code == DONE, customer
    assert admin(data, *again, **both) == (DONE, customer)
    assert customer["customer_code"].startswith("GZ01")
    code, found = admin(data, "verify", "--as", ADMINISTRATOR, **as_person(Role.ADMINISTRATOR))
    assert (code, found["good"], found["findings"]) == (DONE, True, [])


def test_a_json_file_proves_no_reading(admin: Any, hall: Path, folder: Path) -> None:
    """D8: what a file claims to have read from the card counts as typed; a telephone is refused."""
    plain: Any = to_plain(individual(place_id(admin, hall)))
    plain["holder"]["entry"] = {"name": "reader", "number": "reader"}
    plain["subscriptions"][0]["offering"] = "TEL-39"
    file = write_form(folder, plain)
    code, refused = admin(hall, "register", file, "--as", CLERK, **as_person(Role.CLERK))
    assert code == REFUSED
    assert "real_name" in {each["code"] for each in refused["problems"]}


def test_registering_the_same_operation_twice_makes_one_customer(
    admin: Any, hall: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = individual(place_id(admin, hall))
    again = ("register", write_form(folder, form), "--as", CLERK, "--operation", str(new_id()))
    _, first = admin(hall, *again, **as_person(Role.CLERK))
    code, second = admin(hall, *again, **as_person(Role.CLERK))
    assert (code, second) == (DONE, first)
    text = json.dumps(to_plain(form), ensure_ascii=False).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    code, refused = admin(hall, "register", "-", "--as", CLERK, **as_person(Role.CLERK))
    assert code == REFUSED
    assert any("document" in problem["code"] for problem in refused["problems"])
    assert set(refused["problems"][0]) == {"field", "code", "message", "severity"}


def test_an_unknown_outcome_has_its_own_exit_code_and_names_the_operation(
    admin: Any, hall: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object, **__: object) -> None:
        raise OutcomeUnknown("outcome_unknown", "The connection was lost.")

    monkeypatch.setattr(registration, "register", lost)
    operation = str(new_id())
    code, told = admin(
        hall,
        *("register", write_form(folder, individual(str(new_id()))), "--as", CLERK),
        *("--operation", operation),
        **as_person(Role.CLERK),
    )
    assert (code, told["code"]) == (UNKNOWN, "outcome_unknown")
    assert told["values"]["operation"] == operation


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        ("", "form_unreadable", None),
        ("[1]", "form_unreadable", None),
        ('{"a":' * 100_000, "form_unreadable", None),
        (r'{"remark": "\ud800"}', "form_unreadable", None),
        ('{"remark": "a", "remark": "b"}', "form_unreadable", None),
        ('{"holder": {"name": "a", "name": "b"}}', "form_unreadable", None),
        ('{"holder": {"name": 7}}', "form_field", "holder.name"),
        ('{"holder": {"colour": "龚䶮"}}', "form_field", "colour"),
        ('{"customer_kind": "龚䶮"}', "form_field", "customer_kind"),
        ('{"customer_kind": "gong: yan: x"}', "form_field", "customer_kind"),
        ('{"holder": {"gong yan": "x"}}', "form_field", "holder"),
    ],
)
def test_a_form_that_cannot_be_read_is_refused_without_quoting_it(
    admin: Any, hall: Path, folder: Path, text: str, code: str, field: str | None
) -> None:
    file = folder / "form.json"
    file.write_text(text, "utf-8")
    done, told = admin(hall, "register", str(file), "--as", CLERK, **as_person(Role.CLERK))
    assert (done, told["code"], told["values"].get("field")) == (REFUSED, code, field)
    assert "龚" not in str(told)


def test_a_form_that_is_missing_or_too_large_is_refused(
    admin: Any, hall: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, told = admin(hall, "register", str(folder / "no"), "--as", CLERK)
    assert told["code"] == "form_unreadable"
    monkeypatch.setattr(forms, "LARGEST_CHARACTERS", 2)
    file = folder / "form.json"
    file.write_text("{   }")
    _, told = admin(hall, "register", str(file), "--as", CLERK)
    assert told["code"] == "form_unreadable"


def test_people_are_reset_unlocked_and_leave(admin: Any, hall: Path) -> None:
    me = ("--as", ADMINISTRATOR, "--staff-no")
    code, told = admin(hall, "reset", *me, CLERK, **as_person(Role.ADMINISTRATOR))
    assert code == DONE
    secrets = (told["first_password"], "a new invented phrase")
    assert admin(hall, "first-password", "--as", CLERK, secrets=secrets)[0] == DONE
    assert admin(hall, "unlock", *me, CLERK, **as_person(Role.ADMINISTRATOR))[0] == DONE
    assert admin(hall, "leave", *me, CLERK, **as_person(Role.ADMINISTRATOR))[0] == DONE
    code, told = admin(hall, "places", "x", "--as", CLERK, secrets=("a new invented phrase",))
    assert (code, told["code"]) == (REFUSED, "left")
    _, told = admin(hall, "unlock", *me, "nobody", **as_person(Role.ADMINISTRATOR))
    assert told["code"] == "no_such_person"


def test_a_backup_is_made_proved_and_restored(admin: Any, hall: Path, folder: Path) -> None:
    me, file = ("--as", ADMINISTRATOR), str(folder / "hall.backup")
    code, made = admin(hall, "backup", file, *me, **as_person(Role.ADMINISTRATOR))
    assert code == DONE
    code, proved = admin(hall, "drill", file, *me, **as_person(Role.ADMINISTRATOR))
    assert (code, proved["sha256"]) == (DONE, made["sha256"])
    target = folder / "restored"
    code, back = admin(target, "restore", file, *me, **as_person(Role.ADMINISTRATOR))
    assert (code, back["sha256"]) == (DONE, made["sha256"])
    assert admin(target, "verify")[1]["good"]


def test_recovery_makes_an_administrator(admin: Any, folder: Path) -> None:
    from app.services import setup

    data = folder / "hall"
    done = setup.set_up(Folders(data), FORM)
    code, told = admin(
        data,
        *("recover", "--staff-no", "2001", "--name", "新管理员"),
        secrets=(done.codes[0], done.codes[2], "an invented phrase to recover"),
    )
    assert (code, told["staff_no"]) == (DONE, "2001")


def test_products_come_from_a_file(admin: Any, hall: Path, folder: Path) -> None:
    file = folder / "products.json"
    file.write_text('[{"code": "TV-X", "name": "试验电视", "kind": "cable_tv"}]', "utf-8")
    me = ("--as", ADMINISTRATOR)
    code, told = admin(hall, "import-offerings", str(file), *me, **as_person(Role.ADMINISTRATOR))
    assert (code, told) == (DONE, {"added": 1, "changed": 0, "unchanged": 0})


def test_sample_data_prints_who_can_sign_in(
    admin: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it makes has its own test."""

    def create(_: Folders, progress: Any) -> tuple[SampleLogin, ...]:
        progress(1, 1)
        return (SampleLogin(staff_no="1001", name="林晓", role=Role.CLERK, password="sample"),)

    monkeypatch.setattr(sample, "create", create)
    code, told = admin(folder / "sample", "sample-data")
    assert (code, told["logins"][0]["staff_no"]) == (DONE, "1001")


def test_an_upgrade_of_a_current_database_is_done_at_once(admin: Any, hall: Path) -> None:
    assert admin(hall, "upgrade") == (DONE, {"upgraded": True})
