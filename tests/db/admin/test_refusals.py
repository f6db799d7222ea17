"""What the command line refuses, in words and with its exit codes, and how it takes secrets."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.admin import commands
from app.admin.__main__ import DONE, REFUSED, UNKNOWN, USAGE, main
from app.admin.arguments import parser
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.log import TOP
from app.paths import Folders
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
from tests.kit import desk as desks
from tests.kit.desk import PASSWORDS, TestHall
from tests.kit.party_work import make_party

__all__ = ["admin", "folder", "hall"]


def test_a_folder_without_a_hall_is_told(admin: Any, folder: Path) -> None:
    code, told = admin(folder / "nothing", "verify")
    assert (code, told["code"]) == (REFUSED, "not_set_up")


def test_sheets_that_cannot_be_written_begin_no_hall(admin: Any, folder: Path) -> None:
    form = write_form(folder, without_password())
    (folder / "sheets").mkdir()
    (folder / "sheets" / "recovery-sheet-2.pdf").write_text("mine")
    where = ("--sheets", str(folder / "sheets"))
    code, told = admin(folder / "new", "init", form, *where, **as_person(Role.ADMINISTRATOR))
    assert (code, told["code"]) == (REFUSED, "sheets_not_written")
    assert [file.name for file in (folder / "sheets").iterdir()] == ["recovery-sheet-2.pdf"]
    where = ("--sheets", str(folder / "other"))
    code, told = admin(folder / "new", "init", form, *where, secrets=("龚",))
    assert {problem["field"] for problem in told["problems"]} == {"admin_password"}
    assert list((folder / "other").iterdir()) == []


def test_a_rolled_back_database_is_not_worked_on(admin: Any, hall: Path) -> None:
    heads = {str(new_id()): [3, "00" * 32]}
    (hall / "heads.json").write_text(json.dumps(heads))
    me = ("--as", ADMINISTRATOR)
    code, told = admin(hall, "places", "x", *me, **as_person(Role.ADMINISTRATOR))
    assert (code, told["code"]) == (REFUSED, "rolled_back")
    code, told = admin(hall, "verify", *me, **as_person(Role.ADMINISTRATOR))
    assert (code, told["findings"][0]["code"]) == (REFUSED, "tail_cut")


def test_a_missing_secret_is_told(admin: Any, hall: Path) -> None:
    code, told = admin(hall, "places", "x", "--as", CLERK)
    assert (code, told["code"]) == (REFUSED, "no_password")


def test_secrets_are_typed_unseen_without_a_descriptor(
    hall: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: PASSWORDS[Role.CLERK])
    assert main(["--data", str(hall), "places", "示例", "--as", CLERK]) == DONE

    def nobody(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("getpass.getpass", nobody)
    assert main(["--data", str(hall), "places", "示例", "--as", CLERK]) == REFUSED
    assert "no_password" in capsys.readouterr().out


def test_a_descriptor_that_is_not_open_or_no_text_is_told(
    hall: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = ["--data", str(hall), "places", "x", "--as", CLERK, "--password-fd"]
    assert main([*again, "987"]) == REFUSED
    assert "password_fd" in capsys.readouterr().out
    reading, writing = os.pipe()
    os.write(writing, b"\xff\xfe\n")
    os.close(writing)
    assert main([*again, str(reading)]) == REFUSED
    assert "no_password" in capsys.readouterr().out


def test_a_bug_is_a_reference_and_not_a_traceback(
    admin: Any, hall: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(*_: object) -> None:
        raise RuntimeError("龚䶮 13900001111")

    monkeypatch.setattr(commands, "run", bug)
    code, told = admin(hall, "verify")
    assert (code, told["code"]) == (UNKNOWN, "bug")
    assert told["values"]["reference"] in (hall / "logs" / "counter.log").read_text("utf-8")
    assert "龚" not in (hall / "logs" / "counter.log").read_text("utf-8")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "run", interrupted)
    assert main(["--data", str(hall), "verify"]) == UNKNOWN


def test_a_log_that_cannot_be_written_stops_nothing(
    folder: Path, hall: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (hall / "logs").rmdir() if (hall / "logs").exists() else None
    (hall / "logs").write_text("a file")
    assert main(["--data", str(hall), "verify"]) == DONE
    assert "log" in capsys.readouterr().err


def test_no_command_takes_a_password_as_an_argument(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["backup", "x", "--password", "secret"], ["backup", "x"], ["nothing"], []):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == USAGE
    assert "secret" not in capsys.readouterr().out
    every = next(action for action in parser()._actions if action.choices)
    for command in every.choices.values():  # type: ignore[union-attr]
        options = {option for action in command._actions for option in action.option_strings}
        assert {option for option in options if "pass" in option} == {"--password-fd"}


def test_as_a_process_of_its_own_it_answers_and_ends(hall: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, f"{PASSWORDS[Role.CLERK]}\n".encode())
    os.close(writing)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "app.admin", "--data", str(hall)),
            *("places", "示例", "--as", CLERK, "--password-fd", str(reading)),
        ],
        pass_fds=(reading,),
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    os.close(reading)
    assert (done.returncode, done.stderr) == (DONE, "")
    assert all(json.loads(line)["text"] for line in done.stdout.splitlines())


def test_what_was_written_beside_the_window_is_read_by_it(admin: Any, hall: Path) -> None:
    """The command line and the window share a data folder."""
    opened = desks.open_desk(Folders(hall))
    made = make_party(opened.clerk, new_id(), name="甲乙")
    assert admin(hall, "verify")[1]["good"]
    assert isinstance(opened, TestHall)
    assert made.version == 1
    opened.installation.close()


@pytest.mark.parametrize("terminal", [True, False])
def test_verification_counts_on_a_terminal_and_is_silent_elsewhere(
    hall: Path,
    terminal: bool,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    assert main(["--data", str(hall), "verify"]) == DONE
    told = capsys.readouterr()
    assert json.loads(told.out)["good"]
    assert re.fullmatch(r"(\r\d+/\d+)+\n" if terminal else "", told.err)
