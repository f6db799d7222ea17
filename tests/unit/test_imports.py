"""Imports between our modules have no circles and are not hidden inside functions, and class names
are unique."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
FILES = {
    ".".join(file.relative_to(TOP).with_suffix("").parts).removesuffix(".__init__"): file
    for top in ("app", "db", "ui")
    for file in sorted((TOP / top).rglob("*.py"))
    if "versions" not in file.parts  # a revision is no module that others import
}
MAY_IMPORT_LATE = {
    "app.papers.": "a marked copy and the recovery sheets are made seldom",
    "app.admin.__main__": "an interrupt during the start must end without a traceback",
    "app.capture.child": "each job brings only the libraries that it needs",
}
"""What is imported inside a function (a package) or where (a module), and why."""


def imported(module: str, known: set[str], tree: ast.AST) -> set[tuple[str, bool]]:
    """The modules of ours that `module` imports, TYPE_CHECKING's too; whether inside a function."""
    found = set()
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            inside |= {each for each in ast.walk(node) if each is not node}
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}: our imports are absolute"
            names = [f"{node.module}.{each.name}" for each in node.names] + [str(node.module)]
            if set(names[:-1]) <= known:
                names.pop()  # `from package import module` needs the module alone
        found |= {(name, node in inside) for name in names if name in known and name != module}
    return found


def circles(edges: dict[str, set[str]]) -> list[set[str]]:
    """Groups of modules each of which reaches every other one."""

    def reach(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            fresh = edges.get(waiting.pop(), set()) - seen
            seen |= fresh
            waiting += fresh
        return seen

    reached = {module: reach(module) for module in edges}
    groups = {
        frozenset(other for other in reached[module] if module in reached.get(other, set()))
        for module in edges
        if module in reached[module]
    }
    return [set(group) for group in groups]


@pytest.fixture(scope="module")
def graph() -> dict[str, set[tuple[str, bool]]]:
    known = set(FILES)
    return {
        module: imported(module, known, ast.parse(file.read_text("utf-8")))
        for module, file in FILES.items()
    }


def test_no_modules_import_each_other_in_a_circle(graph: dict[str, set[tuple[str, bool]]]) -> None:
    assert circles({module: {name for name, _ in to} for module, to in graph.items()}) == []


def test_nothing_of_ours_is_imported_inside_a_function(
    graph: dict[str, set[tuple[str, bool]]],
) -> None:
    late = {(module, name) for module, to in graph.items() for name, inside in to if inside}
    allowed = tuple(MAY_IMPORT_LATE)
    hidden = {
        pair for pair in late if pair[0] not in allowed and not f"{pair[1]}.".startswith(allowed)
    }
    assert hidden == set()
    assert {rule for rule in allowed if any(rule in f"{a} {b}." for a, b in late)} == set(allowed)


def test_a_class_has_a_name_of_its_own() -> None:
    defined = defaultdict(list)
    programs = {file.name: file for file in (TOP / "packaging").rglob("*.py")}
    for module, file in {**FILES, **programs}.items():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                defined[node.name].append(module)
    assert {name: where for name, where in defined.items() if len(where) > 1} == {}


@pytest.mark.parametrize(
    "source",
    [
        "from b import thing",
        "import b",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from b import Thing",
        "def late():\n    from b import thing",
        "class A:\n    def late(self):\n        import b",
    ],
)
def test_a_circle_is_seen_however_it_is_written(source: str) -> None:
    """The control: what hid circles before."""
    known = {"a", "b"}
    edges = {
        "a": {name for name, _ in imported("a", known, ast.parse(source))},
        "b": {name for name, _ in imported("b", known, ast.parse("from a import other"))},
    }
    assert circles(edges) == [{"a", "b"}]
    inside = {late for _, late in imported("a", known, ast.parse(source))}
    assert inside == {"late" in source}
