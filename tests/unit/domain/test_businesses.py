"""Stored, shown and printed words of a business come from its one declaration."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import pytest

from app.domain import businesses
from app.domain.businesses import BUSINESSES, Business
from app.papers.templates import Language

TOP = Path(__file__).parents[3]
STORED_IN = ("business", "purpose")
"""the columns and arguments that carry the code of a business"""


def test_a_code_is_declared_once_and_under_itself() -> None:
    assert [entry.code for entry in BUSINESSES.values()] == list(BUSINESSES)
    declared = [each for each in vars(businesses).values() if isinstance(each, Business)]
    assert sorted(each.code for each in declared) == sorted(BUSINESSES)


def test_stored_codes_are_those_of_the_versions_before() -> None:
    assert {"registration", "recapture", "activation", "inquiry"} <= set(BUSINESSES)


@pytest.mark.parametrize("entry", BUSINESSES.values(), ids=BUSINESSES)
def test_an_entry_is_complete(entry: Business) -> None:
    assert entry.words
    if "slip" in entry.papers:
        assert set(entry.slip) == set(get_args(Language))
        assert all(said.name for said in entry.slip.values())


def literals(source: str) -> list[str]:
    """Codes written as text for a column or argument of a business."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword) and node.arg in STORED_IN:
            value: ast.expr | None = node.value
        elif isinstance(node, ast.Assign) and any(
            isinstance(to, ast.Name) and to.id == "BUSINESS" for to in node.targets
        ):
            value = node.value
        else:
            continue
        if isinstance(value, ast.Constant) and value.value in BUSINESSES:
            found.append(f"{node.lineno}: {value.value}")
    return found


def test_nothing_of_ours_writes_a_code_as_text() -> None:
    files = [file for top in ("app", "ui") for file in (TOP / top).rglob("*.py")]
    found = {str(file): literals(file.read_text("utf-8")) for file in files}
    assert {file: codes for file, codes in found.items() if codes} == {}
    assert literals('work.insert(interaction, business="activation")') == ["1: activation"]
    assert literals('BUSINESS = "recapture"') == ["1: recapture"]
