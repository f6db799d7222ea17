"""What procedures of earlier versions stored as their results (operation.result), kept as examples.

    pytest -p tests.kit.stored_results tests/db/…    adds kinds and forms of results not yet there

Ids are replaced by ids made from their order, so that running it again changes nothing else.
"""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import json
import re
import typing
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

import pytest

from app.services.procedure import Work

ROOT = Path(__file__).parents[2]
FILE = ROOT / "tests/unit/stored_results.json"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
Plain = typing.Any


@functools.cache
def functions() -> dict[str, typing.Any]:
    """The procedure of every kind, found by its decorator `@procedure(kind, …)` in app.services."""
    found = {}
    for file in sorted((ROOT / "app/services").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in tree.body:
            for call in getattr(node, "decorator_list", ()):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "procedure":
                    name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
                    module = importlib.import_module(name.removesuffix(".__init__"))
                    kind = eval(ast.unparse(call.args[0]), vars(module))
                    found[kind] = getattr(module, node.name)  # type: ignore[attr-defined]
    return found


def procedures() -> dict[str, typing.Any]:
    """The result's type of every kind."""
    return {
        kind: typing.get_type_hints(inspect.unwrap(each))["return"]
        for kind, each in functions().items()
    }


def read() -> dict[str, list[Plain]]:
    """The examples of each kind."""
    kept: dict[str, list[Plain]] = json.loads(FILE.read_text(encoding="utf-8"))
    return kept


def add(kept: dict[str, list[Plain]], kind: str, result: Plain) -> None:
    """Keep `result` when no example of its kind has the same form."""
    examples = kept.setdefault(kind, [])
    if form(result) not in [form(each) for each in examples]:
        examples.append(_with_fixed_ids(kind, result))


def form(value: Plain) -> Plain:
    """Which fields there are, and which are empty."""
    if isinstance(value, dict):
        return {name: form(each) for name, each in value.items()}
    if isinstance(value, list):
        return sorted({repr(form(each)) for each in value})
    return type(value).__name__


def write(kept: dict[str, list[Plain]]) -> None:
    """Write the examples, sorted."""
    text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
    FILE.write_text(text + "\n", encoding="utf-8")


def _with_fixed_ids(kind: str, result: Plain) -> Plain:
    ids: dict[str, str] = {}

    def fixed(found: re.Match[str]) -> str:
        return ids.setdefault(found[0], str(uuid5(NAMESPACE_OID, f"{kind} {len(ids)}")))

    return json.loads(_UUID.sub(fixed, json.dumps(result)))


_seen: dict[str, list[Plain]] = {}


def pytest_configure() -> None:
    """Plugin: note what each procedure stores."""
    finish = Work.finish

    def noted(work: Work, kind: str, request: bytes, outcome: str, result: Plain) -> None:
        finish(work, kind, request, outcome, result)
        add(_seen, kind if outcome == "done" else "refused", result)

    Work.finish = noted  # type: ignore[method-assign, assignment]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Plugin: keep what is new."""
    kept, known = read(), procedures()
    for kind, results in _seen.items():
        for result in results if kind in known or kind == "refused" else ():
            add(kept, kind, result)
    write(kept)
