"""Which cases run on which database: a mark takes PostgreSQL away, never SQLite, and must say why."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests import databases


def item(mark: pytest.Mark | None = None, *fixtures: str, **params: object) -> Any:
    """A collected case as far as it is looked at."""
    return SimpleNamespace(
        nodeid="test_x.py::test_x",
        fixturenames=list(fixtures),
        callspec=SimpleNamespace(params=params),
        get_closest_marker=lambda name: mark,
    )


@pytest.mark.parametrize(
    ("case", "database"),
    [
        (item(desk="sqlite"), "sqlite"),
        (item(desk="postgresql", n=3), "postgresql"),
        (item(None, "server_desk"), "postgresql"),
        (item(one_of="server_desk"), "postgresql"),
        (item(None, "fresh_postgres", seconds=1), "postgresql"),
        (item(None, "local_desk"), None),
    ],
)
def test_the_database_of_a_case_is_known(case: Any, database: str | None) -> None:
    assert databases.database_of(case) == database


@pytest.mark.parametrize(
    ("database", "reason", "runs_with"),
    [
        ("sqlite", "", {"both", "sqlite"}),
        ("sqlite", "why", {"both", "sqlite"}),
        ("postgresql", "", {"both", "postgresql"}),
        ("postgresql", "why", {"postgresql"}),
        (None, "", {"both", "sqlite"}),
    ],
)
def test_what_runs(database: Any, reason: str, runs_with: set[str]) -> None:
    asked = ("both", "sqlite", "postgresql")
    assert {each for each in asked if databases.is_wanted(database, reason, each)} == runs_with


@pytest.mark.parametrize(
    "args", [(), ("",), ("because",), ("a sentence that says why", "and more")]
)
def test_a_mark_without_a_sentence_is_refused(args: tuple[str, ...]) -> None:
    mark = pytest.mark.program_decides(*args).mark
    with pytest.raises(pytest.UsageError, match="test_x"):
        databases.reason_of(item(mark))


def test_a_mark_says_why() -> None:
    assert databases.reason_of(item(databases.REFUSED.mark)).startswith("a right, a reason")
    assert databases.reason_of(item()) == ""
