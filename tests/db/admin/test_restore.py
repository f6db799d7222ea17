"""`restore` asks for the last printed numbers where nobody else knows them, and `verify --slip` believes paper."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.admin.__main__ import DONE, REFUSED, USAGE, main
from app.domain.ids import new_id
from app.domain.numbers import PRINTED, make
from app.domain.permissions import Role
from app.paths import Folders
from app.services import catalogue, registration
from app.services.papers import store
from app.services.session import open_installation
from app.services.staff import sign_in
from tests.db.admin.commands import ADMINISTRATOR, admin, folder, hall
from tests.kit.desk import PASSWORDS, STAFF_NO
from tests.kit.forms import individual

__all__ = ["admin", "folder", "hall"]

SECRET = {"secrets": (PASSWORDS[Role.ADMINISTRATOR],)}
AS = ("--as", ADMINISTRATOR)


@pytest.fixture
def file(admin: Any, hall: Path, folder: Path) -> str:
    made = folder / "hall.backup"
    code, told = admin(hall, "backup", str(made), *AS, **SECRET)
    assert code == DONE, told
    return str(made)


@pytest.fixture
def elsewhere(file: str) -> None:
    """On a computer that has not seen the hall."""
    for record in Folders(Path()).second_place.glob("numbers-*"):
        record.unlink()


def test_on_the_same_computer_nothing_is_asked(admin: Any, folder: Path, file: str) -> None:
    code, told = admin(folder / "back", "restore", file, *AS, **SECRET)
    assert code == DONE, told
    code, told = admin(folder / "back", "verify", *AS, **SECRET)
    assert (code, told["findings"]) == (DONE, [])


@pytest.mark.usefixtures("elsewhere")
def test_on_another_one_each_kind_is_answered(admin: Any, folder: Path, file: str) -> None:
    code, told = admin(folder / "other", "restore", file, *AS, **SECRET)
    assert code == REFUSED
    assert [each["field"] for each in told["problems"]] == list(PRINTED)
    assert "last papers" in told["problems"][0]["message"]
    assert not (folder / "other" / "profile.json").exists()
    answers = [
        *("--last-printed", make("slip", "GZ01", 5)),
        *("--last-printed", "xy-gz01-" + make("agreement", "GZ01", 7)[6:]),
        *("--none-printed", "customer", "--none-printed", "subscription"),
    ]
    code, told = admin(folder / "other", "restore", file, *answers, *AS, **SECRET)
    assert code == DONE, told


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    ("answers", "code"),
    [
        (["--last-printed", "GZ01"], "number_form"),
        (["--last-printed", make("request", "GZ01", 5)], "number_kind"),
        (["--last-printed", make("slip", "GZ01", 5), "--none-printed", "slip"], "number_twice"),
        (["--last-printed", make("slip", "GZ01", 5)[:-1] + "?"], "number_form"),
    ],
)
def test_an_answer_that_is_none_is_said(
    admin: Any,
    folder: Path,
    file: str,
    answers: list[str],
    code: str,
) -> None:
    done, told = admin(folder / "other", "restore", file, *answers, *AS, **SECRET)
    assert (done, told["code"]) == (REFUSED, code)


def test_a_kind_that_papers_do_not_show_is_wrong_usage(file: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["restore", file, *AS, "--none-printed", "account"])
    assert ended.value.code == USAGE


def printed_head(data: Path) -> str:
    """What a slip of a new customer prints."""
    opened = open_installation(Folders(data))
    clerk = sign_in(opened, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
    place = str(catalogue.places(clerk, text="示例花园")[0].id)
    made = registration.register(clerk, new_id(), form=individual(place))
    said = store.content_of(clerk, document_id=made.slip_document_id)[1]
    opened.close()
    return str(said["head"])


def test_a_slip_is_compared_with_the_chain(admin: Any, hall: Path) -> None:
    head = printed_head(hall)
    code, told = admin(hall, "verify", "--slip", head)
    assert (code, told["good"], told["code"]) == (DONE, True, "slip_head_good")
    assert (told["counter"], told["hall"], told["slip"]) == ("3", "越秀旗舰厅", head)
    assert json.loads(json.dumps(told))["at"].startswith("20")
    assert admin(hall, "verify", "--slip", head, *AS, **SECRET)[0] == DONE
    assert admin(hall, "verify", "--slip", head, "--counter", "3")[0] == DONE
    number = head.partition("-")[0]
    code, told = admin(hall, "verify", "--slip", f"{number}-00000000")
    assert (code, told["good"], told["code"]) == (REFUSED, False, "slip_head_missing")
    assert "before this slip" in told["message"]
    for given, refusal in (
        (("--slip", "my slip"), "slip_head_form"),
        (("--counter", "3"), "slip_head_form"),
        (("--slip", head, "--counter", "9"), "no_such_counter"),
    ):
        code, told = admin(hall, "verify", *given)
        assert (code, told["code"]) == (REFUSED, refusal)
