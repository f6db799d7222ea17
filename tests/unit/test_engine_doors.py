"""After sign-in the database is reached through the session; before it, through named doors only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLACES = ("app/services", "app/admin", "ui")
HOLDERS = {"installation", "session", "entrance"}
"""Who may touch the engine of an installation: its owner, a person's session, the door before sign-in."""
BEFORE_SIGN_IN = {
    "signing_in",
    "own_password",
    "own_schema",
    "schema_right",
    "recovery",
    "whole_check",
    "slip_head",
    "restoring",  # of the base that a backup holds
}
"""Who goes through app.services.session.entrance."""
MAKERS = {"installation", "new_hall"}
"""Who connects to a database by its URL: opening (with the upgrade) and set-up."""


def sources() -> Iterator[tuple[str, ast.Module]]:
    for place in PLACES:
        for file in sorted((ROOT / place).rglob("*.py")):
            yield file.stem, ast.parse(file.read_text(encoding="utf-8"))


def touches_engine(tree: ast.Module) -> bool:
    """`x.engine`, and the same by name."""
    return any(
        (isinstance(node, ast.Attribute) and node.attr == "engine")
        or (isinstance(node, ast.Constant) and node.value == "engine")
        for node in ast.walk(tree)
    )


def imported(tree: ast.Module) -> set[str]:
    """Every name that a module imports, with its module."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{each.name}" for each in node.names}
    return found


def uses(tree: ast.Module, module: str, names: set[str]) -> bool:
    """Whether `names` of `module` are imported or reached through it."""
    parent, _, last = module.rpartition(".")
    if {f"{module}.{name}" for name in names} & imported(tree):
        return True
    if not {module, f"{parent}.{last}"} & imported(tree):
        return False
    return any(isinstance(node, ast.Attribute) and node.attr in names for node in ast.walk(tree))


def test_only_the_doors_touch_the_engine() -> None:
    assert {name for name, tree in sources() if touches_engine(tree)} == HOLDERS


def test_who_works_before_sign_in_is_named() -> None:
    door = {
        name
        for name, tree in sources()
        if any(
            isinstance(node, ast.Name | ast.Attribute)
            and (node.id if isinstance(node, ast.Name) else node.attr).endswith("_before_sign_in")
            for node in ast.walk(tree)
        )
    }
    assert door == BEFORE_SIGN_IN


def test_only_opening_and_set_up_connect_to_a_database() -> None:
    makers = {
        name
        for name, tree in sources()
        if uses(tree, "db.engine", {"connect", "local", "shared"})
        or "sqlalchemy.create_engine" in imported(tree)
    }
    assert makers == MAKERS


@pytest.mark.parametrize(
    "line",
    [
        "with session.installation.engine.connect() as connection: pass",
        "here.engine.dispose()",
        "with write(opened.engine) as connection: pass",
        "getattr(here, 'engine').connect()",
    ],
)
def test_each_way_to_the_engine_would_be_seen(line: str) -> None:
    assert touches_engine(ast.parse(line))
