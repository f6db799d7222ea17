"""`python -m app.admin find` and `places`: what the boxes would list, asked from a hall's own scripts."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app import bounded
from app.admin import questions
from app.admin.__main__ import DONE, REFUSED, USAGE, main
from app.domain.canonical import to_plain
from app.domain.permissions import Role
from app.paths import Folders
from app.services import customers
from app.services.customers import Found
from db.schema.audit import audit_event
from tests.kit import crowd
from tests.kit import desk as desks
from tests.kit.desk import PASSWORDS, STAFF_NO
from tests.kit.older_tokens import as_before

PEOPLE = [
    replace(crowd.invent(1), name="陈宇", phone="13812342600", last_contact_days=1),
    replace(crowd.invent(2), name="陈大文", phone="13912342600", last_contact_days=2),
    replace(crowd.invent(3), name="吕布", phone="13712340003", last_contact_days=3),
]
Line = dict[str, Any]


@dataclass
class Answer:
    """What a command printed, and its exit code."""

    code: int
    lines: list[Line]
    error: str


@pytest.fixture
def hall(sqlite_hall: Folders) -> Iterator[Path]:
    """The data folder of a hall with three customers, closed."""
    folder = Path(tempfile.mkdtemp(prefix="counter-find-"))
    shutil.copytree(sqlite_hall.data, folder / "hall")
    opened = desks.open_desk(Folders(folder / "hall"))
    crowd.add(opened.clerk, PEOPLE)
    opened.installation.close()
    yield folder / "hall"
    shutil.rmtree(folder)


@pytest.fixture
def run(hall: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Run a command as a person of that role."""

    def ask(*arguments: str, role: Role = Role.CLERK) -> Answer:
        reading, writing = os.pipe()
        os.write(writing, f"{PASSWORDS[role]}\n".encode())
        os.close(writing)
        who = ("--as", STAFF_NO[role], "--password-fd", str(reading))
        code = main(["--data", str(hall), *arguments, *who])
        told = capsys.readouterr()
        assert "Traceback" not in told.out + told.err
        try:
            lines = [json.loads(line) for line in told.out.splitlines()]
        except ValueError:
            lines = [json.loads(told.out)]
        return Answer(code, lines, told.err)

    return ask


def box(hall: Path, text: str) -> tuple[Found, list[str]]:
    """What the search box lists, and the events until now."""
    opened = desks.open_desk(Folders(hall))
    found = customers.find(opened.clerk, text=text)
    with opened.installation.engine.connect() as connection:
        bodies = connection.execute(sa.select(audit_event.c.body)).scalars().all()
    opened.installation.close()
    return found, [body for body in bodies if '"search.leave"' in body]


@pytest.mark.parametrize("text", ["chenyu", "2600", "chen", "陈大文", "lyu bu", "吕"])
def test_a_row_is_a_line_as_the_box_lists_it(
    hall: Path, run: Callable[..., Answer], text: str
) -> None:
    found, events = box(hall, text)
    answer = run("find", text)
    assert answer.code == DONE
    rows = [line for line in answer.lines if "customer_id" in line]
    assert rows == [to_plain(row) for row in found.rows]
    assert rows
    hints = [line["hint"]["code"] for line in answer.lines if "hint" in line]
    assert hints == ([found.note.code] if found.note else [])
    _, after = box(hall, text)
    (event,) = after[len(events) :]
    assert all(str(row.customer_id) in event for row in found.rows)
    assert f'"query":"{customers.kind_of_search(text)}"' in event
    printed = json.dumps(answer.lines, ensure_ascii=False)
    assert not any(
        secret in printed + event
        for each in PEOPLE
        for secret in (each.name, each.phone, each.number)
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [("1381", "nobody"), ("13812", "digits_phone"), ("z", "letters"), ("王", "nobody")],
)
def test_what_finds_nobody_says_what_the_box_says(
    hall: Path, run: Callable[..., Answer], text: str, code: str
) -> None:
    found, events = box(hall, text)
    said = found.hint or found.note
    assert said is not None
    answer = run("find", text)
    assert (answer.code, len(answer.lines)) == (DONE, 1)
    told = answer.lines[0]["hint"]
    assert told == {"code": code, "message": said.text.format(**said.values)}
    assert box(hall, text)[1] == events


def test_each_line_of_a_file_is_asked_and_named(
    hall: Path, run: Callable[..., Answer], tmp_path: Path
) -> None:
    file = tmp_path / "asked.txt"
    file.write_bytes("\ufeffchenyu\r\n\r\n2600\r\n13812\n   \nchen".encode())
    answer = run("find", "--file", str(file), "--limit", "1")
    assert answer.code == DONE
    assert [line["line"] for line in answer.lines if "code" in line] == [1, 3, 6]
    assert [line["line"] for line in answer.lines if "hint" in line] == [4, 6]
    assert [line["line"] for line in answer.lines if "more" in line] == [3, 6]
    assert len(box(hall, "")[1]) == 3


def test_texts_come_from_the_standard_input(
    run: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given = tmp_path / "given"
    given.write_text("chenyu\nlvbu\n")
    with given.open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert [line["line"] for line in run("find", "--file", "-").lines] == [1, 2]
    given.write_text("吕布\nchenyu\n", "utf-8")
    with given.open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        (row,) = run("find", "-").lines
    assert (row["name"], row.get("line")) == ("吕*", None)


def test_a_file_that_is_none_is_refused_before_anything_is_asked(
    hall: Path, run: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "MOST_QUESTIONS", 3)
    monkeypatch.setattr(questions, "LARGEST_BYTES", 100)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "many").write_text("chen\n" * 4)
    (tmp_path / "long").write_text("c" * 101)
    (tmp_path / "latin").write_bytes(b"chen\xff\n")
    unreadable = [str(tmp_path), str(tmp_path / "latin"), str(tmp_path / "none"), "a\0b"]
    for name in unreadable:
        answer = run("find", "--file", name)
        assert (answer.code, answer.lines[0]["code"]) == (REFUSED, "questions_unreadable"), name
    for name in ("/dev/zero", str(tmp_path / "many"), str(tmp_path / "long")):
        answer = run("find", "--file", name)
        assert (answer.code, answer.lines[0]["code"]) == (REFUSED, "questions_too_many"), name
    monkeypatch.setattr(bounded, "SILENT_SECONDS", 0.1)
    silent = run("find", "--file", str(tmp_path / "pipe"))  # nobody writes to it
    assert (silent.code, silent.lines[0]["code"]) == (REFUSED, "input_silent")
    (tmp_path / "three").write_text("chen\n" * 3)
    assert run("find", "--file", str(tmp_path / "three")).code == DONE
    assert len(box(hall, "")[1]) == 3


def test_an_endless_standard_input_is_refused(
    run: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open("/dev/zero", encoding="utf-8") as zero:
        monkeypatch.setattr(sys, "stdin", zero)
        monkeypatch.setattr(questions, "LARGEST_BYTES", 1000)
        assert run("find", "--file", "-").lines[0]["code"] == "questions_too_many"
        assert run("find", "-").lines[0]["code"] == "questions_too_many"


def test_who_may_not_search_is_refused(run: Callable[..., Answer]) -> None:
    answer = run("find", "chen", role=Role.ADMINISTRATOR)
    assert (answer.code, answer.lines[0]["code"]) == (REFUSED, "not_allowed")


@pytest.mark.parametrize(
    "arguments",
    [
        ("find",),
        ("find", "a", "--file", "b"),
        *(("find", "a", "--limit", n) for n in ("0", "2001", "x")),
    ],
)
def test_wrong_usage_is_told(run: Callable[..., Answer], arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == USAGE


def test_standard_addresses_are_found_line_by_line(
    run: Callable[..., Answer], tmp_path: Path
) -> None:
    answer = run("places", "示例花园", "--limit", "2")
    assert answer.code == DONE
    assert [line.get("text", "")[-3:] for line in answer.lines] == ["301", "302", ""]
    assert answer.lines[2] == {"more": True}
    assert set(answer.lines[0]) >= {"id", "text", "serves", "active_users"}
    file = tmp_path / "asked.txt"
    file.write_text("示例花园 308\n\n示例花园 309\n")
    lines = run("places", "--file", str(file)).lines
    assert [(line["line"], line["text"][-3:]) for line in lines] == [(1, "308"), (3, "309")]


def test_the_command_line_finds_customers_of_before_the_update(
    hall: Path, run: Callable[..., Answer]
) -> None:
    """Completing the index may take hours; it is due work at a counter, and nobody is missed until then."""
    opened = desks.open_desk(Folders(hall))
    as_before(opened.clerk)
    opened.installation.close()
    for text in ("chenyu", "陈宇", "138 2600", "cy 2600", "13812342600"):
        assert [line["name"] for line in run("find", text).lines if "code" in line] == ["陈*"]
