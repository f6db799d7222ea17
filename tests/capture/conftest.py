"""Tests of reading cards: most of them from lines that the models said before (tests.kit.laid_lines)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.kit import laid_lines

ASKED = pytest.StashKey[dict[str, object]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--lay-lines", action="store_true", help="ask the models, lay down what they say"
    )


@pytest.fixture
def laid_lines_read(request: pytest.FixtureRequest) -> Iterator[laid_lines.Remembering]:
    """Cards are read from the lines that are laid down."""
    laying = request.config.getoption("--lay-lines")
    with laid_lines.remembering({} if laying else None) as made:
        yield made
    if laying:
        request.config.stash.setdefault(ASKED, {}).update(made.used)


def pytest_sessionfinish(session: pytest.Session) -> None:
    said = session.config.stash.get(ASKED, {})
    if said and session.testsfailed == 0:
        laid_lines.lay_down(said)
