"""A wrong call of a procedure or a query fails in mypy, not at the counter: argument, type, result."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CALLS = """
from uuid import UUID

from app.domain.ids import new_id
from app.services import customers, papers
from app.services.customers.view import CustomerViewed, Revealed
from app.services.papers.store import PaperPdf
from app.services.customers.search import Found
from app.services.session.session import Session
from ui.desk.background import Background, Call
from ui.desk.base_screen import BaseScreen


def found(rows: Found) -> None: ...
def looked(at: CustomerViewed) -> None: ...
def revealed(text: Revealed) -> None: ...
def paper(pdf: PaperPdf) -> None: ...


def right(screen: BaseScreen, background: Background, session: Session, who: UUID) -> None:
    screen.query(customers.find, done=found, text="7788")
    screen.call(customers.record_view, done=looked, customer_id=who)
    screen.call(customers.record_view, operation_id=new_id(), customer_id=who, reason="R")
    screen.call(customers.reveal, done=revealed, customer_id=who, field="name", reason="R")
    background.run(Call(papers.show_paper, session, new_id(), document_id=who), done=paper)
    background.run(customers.prepare)
    papers.record_print(session, new_id(), document_id=who, outcome="later", printer="")


def wrong(screen: BaseScreen, background: Background, session: Session, who: UUID) -> None:
    screen.query(customers.find, done=found, txt="7788")  # a name that is none
    screen.query(customers.find, done=found, text=7788)  # a type
    screen.query(customers.find, done=looked, text="7788")  # another query's result
    screen.query(customers.find, done=found)  # an argument is missing
    screen.query(customers.reveal, done=revealed, customer_id=who, field="", reason="")  # no query
    screen.call(customers.record_view, done=looked, customer=who)  # a name that is none
    screen.call(customers.record_view, done=looked, customer_id="1")  # a type
    screen.call(customers.record_view, done=revealed, customer_id=who)  # another result
    screen.call(customers.reveal, done=looked, customer_id=who, field="", reason="")  # before `then`
    screen.call(customers.find, done=found, text="7788")  # a query is no procedure
    background.run(Call(papers.show_paper, session, document_id=who), done=paper)  # no operation
    background.run(Call(papers.show_paper, session, new_id(), document=who), done=paper)  # a name
    background.run(Call(papers.show_paper, session, new_id(), document_id=who), done=found)  # a result
    background.run(customers.prepare, done=found)  # gives nothing
    papers.record_print(session, new_id(), document_id=who, outcome="lost", printer="")  # no outcome
    papers.show_paper(session, document_id=who)  # no operation
"""


@pytest.mark.timeout(300)
def test_each_wrong_call_is_an_error_and_no_right_one(tmp_path: Path) -> None:
    """In this repository's own cache, so that it takes a second once `make lint` has run."""
    (tmp_path / "calls.py").write_text(CALLS, encoding="utf-8")
    checked = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--hide-error-context",
            "--no-pretty",
            tmp_path / "calls.py",
        ],
        cwd=ROOT,
        env=os.environ | {"MYPYPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    errors = {int(n) for n in re.findall(r"calls\.py:(\d+): error: ", checked.stdout, re.M)}
    lines = CALLS.splitlines()
    begin = next(n for n, line in enumerate(lines, 1) if line.startswith("def wrong"))
    wrong = {n for n, line in enumerate(lines, 1) if n > begin and line.strip()}
    assert {lines[n - 1] for n in wrong ^ errors} == set(), checked.stdout + checked.stderr
