"""A result is stored for ever: what earlier versions stored is read by the types of today."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from app.domain.canonical import from_plain, to_plain
from app.errors import Refused
from app.services.procedure.mechanism import _refusal_again
from tests.helpers import stored_results

TYPES = stored_results.procedures()
STORED = stored_results.read()
REFUSED = STORED.pop("refused")
EXAMPLES = [(kind, result) for kind, results in STORED.items() for result in results]
OBJECTS = [
    (kind, result)
    for kind, result in EXAMPLES
    if dataclasses.is_dataclass(TYPES.get(kind)) and isinstance(result, dict)
]


def replayed(result_type: Any, kind: str, result: Any) -> Any:
    """What a repeated call gets; fails with what is to be done."""
    try:
        return from_plain(result_type, result)
    except (TypeError, ValueError) as error:
        pytest.fail(
            f"A result of {kind} that an earlier version stored is not read any more ({error}). "
            "Results are stored for ever: give a new field a default, and keep a field that is no "
            "longer filled, under its old name, with a default."
        )


def holds(now: Any, stored: Any) -> bool:
    """Whether everything that was stored is still there."""
    if isinstance(stored, dict) and isinstance(now, dict):
        return all(name in now and holds(now[name], value) for name, value in stored.items())
    if isinstance(stored, list) and isinstance(now, list):
        return len(now) == len(stored) and all(map(holds, now, stored))
    return type(now) is type(stored) and bool(now == stored)


@pytest.mark.parametrize(("kind", "result"), EXAMPLES)
def test_a_stored_result_is_read_whole(kind: str, result: Any) -> None:
    assert kind in TYPES, f"{kind} stands in operations for ever, and no procedure reads it"
    assert holds(to_plain(replayed(TYPES[kind], kind, result)), result)


@pytest.mark.parametrize("result", REFUSED)
def test_a_stored_refusal_is_repeated(result: dict[str, Any]) -> None:
    again = _refusal_again(result)
    if isinstance(again, Refused):
        assert holds(to_plain(again.problems), result["problems"])
    else:
        assert (again.code, again.text, again.values) == (
            result["code"],
            result["text"],
            result["values"],
        )


def test_every_procedure_has_an_example() -> None:
    missing = sorted(set(TYPES) - set(STORED))
    assert not missing, (
        f"No stored result of {missing}. Run a test that calls it: "
        "pytest -p tests.helpers.stored_results tests/db/…"
    )


def test_an_example_of_each_outcome_is_there() -> None:
    assert any(result["problems"] for result in REFUSED)
    assert any(not result["problems"] for result in REFUSED)
    assert len(TYPES) >= 35


def changed(result_type: Any, fields: list[tuple[str, Any, Any]]) -> Any:
    return dataclasses.make_dataclass(result_type.__name__, fields, frozen=True)


def fields_of(result_type: Any) -> list[tuple[str, Any, Any]]:
    """As tuples of make_dataclass; every field as text, whatever it was, since only names count here."""
    return [(each.name, Any, dataclasses.field()) for each in dataclasses.fields(result_type)]


@pytest.mark.parametrize(("kind", "result"), OBJECTS)
def test_each_change_that_breaks_a_replay_would_be_seen(kind: str, result: Any) -> None:
    """The control, of every kind: a field added without a default, removed, renamed."""
    fields = fields_of(TYPES[kind])
    (_, hint, default), *rest = fields
    broken = [
        [*fields, ("later", Any, dataclasses.field())],
        rest,
        [("renamed", hint, default), *rest],
        [*rest, ("renamed", hint, dataclasses.field(default=None))],
    ]
    for each in broken:
        with pytest.raises(pytest.fail.Exception, match="default"):
            replayed(changed(TYPES[kind], each), kind, result)


@pytest.mark.parametrize(("kind", "result"), OBJECTS)
def test_a_field_with_a_default_may_be_added(kind: str, result: Any) -> None:
    more: Any = dataclasses.make_dataclass(
        "More", [("later", int, 7)], bases=(TYPES[kind],), frozen=True
    )
    assert replayed(more, kind, result).later == 7


def test_a_missing_example_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in list(STORED):
        with monkeypatch.context() as patch:
            patch.delitem(STORED, kind)
            with pytest.raises(AssertionError, match="No stored result"):
                test_every_procedure_has_an_example()
