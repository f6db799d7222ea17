"""packaging/rules.py: the numbered files by which verification judges are what the registry declares."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from app.domain.permissions import Role
from app.services import kinds  # noqa: F401 - the whole registry
from app.services.procedure import EVENTS, REGISTRY, RULES
from app.services.verification import declared

SCRIPT = Path(__file__).parents[2] / "packaging" / "rules.py"


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rules", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_files_are_what_they_should_be(script: ModuleType) -> None:
    """What fails here says what is to be done."""
    assert script.wrong() == []
    numbers = sorted(int(file.stem) for file in script.FOLDER.glob("*.json"))
    assert numbers == list(range(1, RULES + 1))
    assert set(script.SHIPPED) <= set(numbers)


def test_a_changed_declaration_is_noticed_and_what_to_do_is_said(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "FOLDER", tmp_path)
    for number in range(1, RULES + 1):
        (tmp_path / f"{number}.json").write_text("{}", "utf-8")
    said = "\n".join(script.wrong())
    assert "1.json is not the file that was released" in said
    assert f"{RULES}.json is not what the registry declares" in said
    assert "rules.py write" in said
    assert "SHIPPED" in said


@pytest.mark.parametrize("number", range(1, RULES + 1))
def test_verification_reads_every_file(number: int) -> None:
    rules = declared.rules(number)
    assert rules is not None
    assert EVENTS.items() >= rules.events.items()
    for kind in rules.kinds.values():
        assert kind.roles <= set(Role)
        stamps = {stamp for table in kind.adds.values() for stamp in table.values()}
        parts = {part for stamp in stamps for part in stamp.split(" or ")}
        assert parts <= {"actor", "counter", "hall", "granter", "nobody"}


def test_the_newest_file_has_every_kind() -> None:
    rules = declared.rules(RULES)
    assert rules is not None
    ours = {kind for kind in REGISTRY if not kind.startswith("test.")}
    assert {kind for kind in rules.kinds if not kind.startswith("test.")} == ours
    assert dict(rules.events) == EVENTS


def test_no_number_is_no_file() -> None:
    assert declared.rules(0) is None
    assert declared.rules(10**30) is None
    assert declared.named({"form": 2, "rules": True}) is None
    assert declared.named({"form": 2, "rules": -1}) is None
    assert declared.named({}) == 1


def test_the_script_writes_what_it_checks(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "FOLDER", tmp_path)
    monkeypatch.setattr(script, "SHIPPED", {})
    monkeypatch.setattr("sys.argv", ["rules.py", "write"])
    assert script.main() == 0
    assert json.loads((tmp_path / f"{RULES}.json").read_text("utf-8")) == script.said()
