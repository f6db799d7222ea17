"""Files of a counter beside its data: which counter it is, and its card reader (attacks M4, M5). What they
say beside the record is a sentence: nobody signs in, and nothing is numbered, printed or started."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.admin.__main__ import main
from app.capture.picture_header import CaptureRefused
from app.domain.canonical import to_plain
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.services import identity, staff
from app.services.identity import ReaderChoice, reader_choice
from app.services.session import (
    Installation,
    Workstation,
    open_installation,
    write_workstation,
)
from app.services.staff import sign_in, signing_in
from app.services.verification import counter_files, verify
from app.settings import READER, READER_PORT, READER_PROGRAM, Settings
from db.schema.organisation import hall, workstation
from tests.databases import TRUST
from tests.kit.administrators import administrator, enrol, leave
from tests.kit.attack import as_owner, events
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.thief import forge_event
from tests.kit.verified import codes

CHANGES: list[dict[str, Any]] = [
    {"area_code": "ZZ99"},
    {"hall_name": "别处营业厅"},
    {"counter": "9"},
    {"hall_id": new_id()},
    {"id": new_id()},
]


def opened_with(desk: TestHall, here: Workstation) -> Installation:
    write_workstation(desk.folders, here)
    return open_installation(desk.folders, clock=desk.clock)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_another_counter_in_the_file_signs_nobody_in(
    local_desk: TestHall, change: dict[str, Any]
) -> None:
    desk = local_desk
    before = count(desk)
    here = opened_with(desk, replace(desk.installation.workstation, **change))
    try:
        for password in (PASSWORDS[Role.CLERK], "not my password at all"):
            with pytest.raises(UserError, match="other_counter"):
                sign_in(here, STAFF_NO[Role.CLERK], password)
        with pytest.raises(UserError, match="other_counter"):
            staff.first_password(here, STAFF_NO[Role.CLERK], "one time 1234", "another one 5678")
        assert "workstation_differs" in codes(verify(here))
        assert count(desk) == before
    finally:
        here.close()


def count(desk: TestHall) -> int:
    with desk.installation.engine.connect() as connection:
        return len(events(connection))


@TRUST
def test_the_command_line_says_so_too(
    local_desk: TestHall, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = local_desk
    here = replace(desk.installation.workstation, area_code="ZZ99")
    write_workstation(desk.folders, here)
    reader, writer = os.pipe()
    os.write(writer, (PASSWORDS[Role.CLERK] + "\n").encode())
    os.close(writer)
    data = ["--data", str(desk.folders.data)]
    code = main([*data, "run-due", "--as", STAFF_NO[Role.CLERK], "--password-fd", str(reader)])
    assert code == 1
    assert json.loads(capsys.readouterr().out)["code"] == "other_counter"
    assert main([*data, "verify"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(each["code"], each["place"]) for each in found] == [
        ("workstation_differs", "workstation.json")
    ]


@TRUST
def test_without_the_check_the_number_of_another_hall_is_taken(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage of both checks."""
    monkeypatch.setattr(signing_in, "require_counter", lambda *_: None)
    here = opened_with(local_desk, replace(local_desk.installation.workstation, area_code="ZZ99"))
    assert sign_in(here, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
    here.close()
    monkeypatch.setattr(counter_files, "check", lambda *_: None)
    assert "workstation_differs" not in codes(verify(here))


@pytest.mark.parametrize(
    ("table", "change"), [(hall, {"area_code": "ZZ99"}), (workstation, {"counter": "9"})]
)
def test_a_row_that_was_edited_with_the_file_signs_nobody_in(
    local_desk: TestHall, table: sa.Table, change: dict[str, Any]
) -> None:
    """The row says what the file says, and is not what is on record of its version."""
    desk = local_desk
    with as_owner(desk.installation) as connection:
        connection.execute(sa.update(table).values(**change))
    here = opened_with(desk, replace(desk.installation.workstation, **change))
    with pytest.raises(UserError, match="other_counter"):
        sign_in(here, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
    here.close()


HOSTILE = [
    b"",
    b"null",
    b"[]",
    b"7",
    b"[" * 100_000,
    b'{"id":' * 50_000,
    b'{"id": 5, "hall_id": 5, "hall_name": 5, "area_code": 5, "counter": 5}',
    b'{"id": "x"}',
    b"\xff\xfe",
    b"\0" * 1000,
    b" " * 200_000,
]


@TRUST
@pytest.mark.parametrize("content", HOSTILE)
def test_a_file_that_is_none_is_a_sentence(local_desk: TestHall, content: bytes) -> None:
    local_desk.folders.workstation.write_bytes(content)
    with pytest.raises(UserError, match="bad_workstation"):
        open_installation(local_desk.folders, clock=local_desk.clock)


@TRUST
@pytest.mark.parametrize("name", ["id", "hall_id", "hall_name", "area_code", "counter"])
@pytest.mark.parametrize(
    "value", [None, 1, True, 1.5, [], {}, "", "\ud800", "\0", "9" * 5000, {"a": []}, 10**400]
)
def test_a_value_that_is_none_is_a_sentence(local_desk: TestHall, name: str, value: Any) -> None:
    desk = local_desk
    plain = to_plain(desk.installation.workstation)
    assert isinstance(plain, dict)
    desk.folders.workstation.write_text(json.dumps({**plain, name: value}))
    with pytest.raises(UserError, match=r"bad_workstation|other_counter"):
        sign_in(
            open_installation(desk.folders, clock=desk.clock),
            STAFF_NO[Role.CLERK],
            PASSWORDS[Role.CLERK],
        )


@TRUST
@pytest.mark.parametrize("content", [*HOSTILE, b"[settings]\nreader = program\nreader = x"])
def test_settings_that_are_none_start_nothing(local_desk: TestHall, content: bytes) -> None:
    local_desk.folders.settings.write_bytes(content)
    settings = Settings(local_desk.folders.settings)
    assert identity.reader_of(local_desk.clerk, settings) is None
    assert "reader_differs" not in codes(verify(local_desk.installation))


# --- the card reader


def choose(desk: TestHall, **choice: str) -> Settings:
    settings = Settings(desk.folders.settings)
    session = administrator(desk)
    identity.choose_reader(session, new_id(), settings=settings, choice=ReaderChoice(**choice))
    return settings


def helper(folder: Path, name: str) -> tuple[str, Path]:
    """A program that leaves a trace when it is started, and says nothing."""
    trace = folder / f"{name}.started"
    script = folder / f"{name}.py"
    script.write_text(f"import pathlib; pathlib.Path({str(trace)!r}).touch()")
    return json.dumps([sys.executable, str(script)]), trace


def read(desk: TestHall) -> str:
    """The code of the refusal, because none of these programs is a reader."""
    device = identity.reader_of(desk.clerk, Settings(desk.folders.settings))
    assert device is not None
    with pytest.raises(CaptureRefused) as refused:
        identity.read_card(desk.clerk, device)
    device.close()
    return refused.value.code


def name_in_settings(desk: TestHall, kind: str, port: str, program: str) -> None:
    settings = Settings(desk.folders.settings)
    settings.set(READER_PORT, port)
    settings.set(READER_PROGRAM, program)
    settings.set(READER, kind)


def test_the_program_that_was_chosen_is_started_and_no_other(
    desk: TestHall, tmp_path: Path
) -> None:
    chosen, started = helper(tmp_path, "chosen")
    other, foreign = helper(tmp_path, "other")
    choose(desk, kind="program", program=chosen)
    assert "reader_differs" not in codes(verify(desk.installation))
    assert read(desk) == "reader_no_start"
    assert started.exists()
    started.unlink()
    for settings in (
        ("program", "", other),
        ("program", "", sys.executable),
        ("program", "", chosen.replace("]", ', "more"]')),
        ("serial", str(tmp_path / "port"), ""),
    ):
        name_in_settings(desk, *settings)
        assert read(desk) == "reader_not_chosen"
        assert "reader_differs" in codes(verify(desk.installation))
    assert not foreign.exists()
    assert not started.exists()
    choose(desk, kind="program", program=other)  # chosen anew: this one counts from now on
    assert read(desk) == "reader_no_start"
    assert foreign.exists()
    name_in_settings(desk, "program", "", chosen)  # the one of before, put back
    assert read(desk) == "reader_not_chosen"
    assert not started.exists()


@TRUST
def test_without_a_choice_no_program_is_started(local_desk: TestHall, tmp_path: Path) -> None:
    program, started = helper(tmp_path, "nobodys")
    name_in_settings(local_desk, "program", "", program)
    assert read(local_desk) == "reader_not_chosen"
    assert not started.exists()
    assert "reader_differs" in codes(verify(local_desk.installation))


@TRUST
def test_without_the_check_it_would_be(
    local_desk: TestHall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage."""
    program, started = helper(tmp_path, "nobodys")
    name_in_settings(local_desk, "program", "", program)
    monkeypatch.setattr(reader_choice, "require_chosen", lambda *_: None)
    assert read(local_desk) == "reader_no_start"
    assert started.exists()


@TRUST
def test_the_choice_of_an_administrator_who_left_stands_and_a_later_one_does_not(
    local_desk: TestHall, tmp_path: Path
) -> None:
    desk = local_desk
    program, started = helper(tmp_path, "chosen")
    other, foreign = helper(tmp_path, "other")
    second = enrol(administrator(desk), "3001", Role.ADMINISTRATOR)
    settings = Settings(desk.folders.settings)
    choice = ReaderChoice("program", "", program)
    identity.choose_reader(second, new_id(), settings=settings, choice=choice)
    leave(administrator(desk), "3001")
    desk._sessions.clear()
    assert read(desk) == "reader_no_start"
    assert started.exists()
    forged(desk, second.actor.id, second.keys.sign_private, other)
    assert read(desk) == "reader_not_chosen"
    assert not foreign.exists()


@TRUST
@pytest.mark.parametrize("who", [Role.CLERK, Role.SUPERVISOR])
def test_the_choice_of_somebody_who_may_not_starts_nothing(
    local_desk: TestHall, tmp_path: Path, who: Role
) -> None:
    program, started = helper(tmp_path, "theirs")
    session = local_desk.session(who)
    forged(local_desk, session.actor.id, session.keys.sign_private, program)
    assert read(local_desk) == "reader_not_chosen"
    assert not started.exists()
    assert "reader_differs" in codes(verify(local_desk.installation))


def forged(desk: TestHall, signer: Any, private: bytes, program: str) -> None:
    """An event that chooses `program`, at the end of the chain, and the settings to it."""
    at = desk.clock()
    said = {"kind": "program", "port": "", "program": program}
    with as_owner(desk.installation) as connection:
        forge_event(
            connection,
            desk.installation,
            new_id(),
            signer,
            private,
            [],
            at,
            {"reader": said},  # type: ignore[dict-item]
            "reader.choose",
        )
    name_in_settings(desk, "program", "", program)
