"""What is told after a commit: kinds that a screen shows, each a table with versions."""

from __future__ import annotations

from app.services.session import Shown
from db.schema import metadata


def test_every_kind_that_is_shown_is_a_table_with_versions() -> None:
    for kind in Shown:
        assert "version" in metadata.tables[kind.value].c
