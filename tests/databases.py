"""Which tests run on which database, and why some need only one.

A test that takes `desk` runs on SQLite and on PostgreSQL. It bears `program_decides(reason)` when what it
asks is decided before or after the database is asked, so that SQLite tells as much: a right that is
refused, a form that is judged, words that are put together. What a database decides stays on both:
constraints, triggers, transactions, locks, order, searching, verification, and every procedure's
happy path.

    pytest tests/db                           as marked
    pytest tests/db --databases=sqlite        nothing on PostgreSQL
    pytest tests/db --databases=postgresql    everything that can run there, marked or not
"""

from __future__ import annotations

from typing import Literal

import pytest

Database = Literal["sqlite", "postgresql"]
MARK = "program_decides"
REFUSED = pytest.mark.program_decides(
    "a right, a reason or a field is judged before a row is written; that a refusal leaves nothing but its"
    " record is tried on both databases in procedure/test_mechanism"
)
WORDS = pytest.mark.program_decides(
    "what is said of rows is put together by the program; that the rows come back is tried on both"
    " databases by the other tests of the file"
)
TRUST = pytest.mark.program_decides(
    "a signature, a pin or a seal is judged by the program; that its bytes come back unchanged is tried on"
    " both databases by every sign-in"
)
CLOCK = pytest.mark.program_decides(
    "the computer's clock is compared with the newest event by the program; that this event is found and"
    " that work stops is tried on both databases in session/test_clock"
)
IN_MEMORY = pytest.mark.program_decides(
    "a PIN opens a session that this process holds; the database is asked what a sign-in asks it"
)
JUDGED = pytest.mark.program_decides(
    "verification judges rows that it has read; that it reads the same ones on both databases is tried by"
    " verification/test_chains and by every procedure's example"
)
CARRIED = pytest.mark.program_decides(
    "who may have a key is judged by the program from events that it has read; that they are read on both"
    " databases is tried by upgrade/test_tables and staff/test_enrolment"
)
ONE_KIND = pytest.mark.program_decides(
    "what one kind of change reads, refuses and writes is the program's; that each is done on both databases is tried"
    " by approvals/test_every_kind"
)
SERVERS = {"fresh_postgres", "postgres_hall", "postgres_template", "server_desk", "synced_server"}
"""Fixtures that start a PostgreSQL."""
SHORTEST_REASON = 20


def add_option(parser: pytest.Parser) -> None:
    """--databases, for every folder of tests."""
    parser.addoption(
        "--databases",
        choices=("both", "sqlite", "postgresql"),
        default="both",
        help="sqlite: nothing on PostgreSQL; postgresql: all that can run there",
    )


def choose(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this run does not ask of a database."""
    asked = config.getoption("--databases")
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        (kept if is_wanted(database_of(item), reason_of(item), asked) else left_out).append(item)
    items[:] = kept
    if left_out:
        config.hook.pytest_deselected(items=left_out)


def is_wanted(database: Database | None, reason: str, asked: str) -> bool:
    """Whether a case runs: on which database it is, why one would do, what the command line asks."""
    if asked == "both":
        return database != "postgresql" or not reason
    if asked == "sqlite":
        return database != "postgresql"
    return database == "postgresql"


def database_of(item: pytest.Item) -> Database | None:
    """The database of a case; None when it has none, or none but the file that each hall has."""
    callspec = getattr(item, "callspec", None)
    values = callspec.params.values() if callspec is not None else ()
    if any(isinstance(value, str) and value in {"postgresql", *SERVERS} for value in values):
        return "postgresql"
    if any(isinstance(value, str) and value == "sqlite" for value in values):
        return "sqlite"
    return "postgresql" if SERVERS & set(getattr(item, "fixturenames", ())) else None


def reason_of(item: pytest.Item) -> str:
    """Why SQLite alone tells as much; '' when the database decides. A mark must say it."""
    mark = item.get_closest_marker(MARK)
    if mark is None:
        return ""
    if len(mark.args) != 1 or len(mark.args[0]) < SHORTEST_REASON or mark.kwargs:
        raise pytest.UsageError(f"{item.nodeid}: {MARK} needs a sentence that says why")
    return str(mark.args[0])
