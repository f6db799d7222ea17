"""The page 搜索会暴露什么 names every token and every column that is in clear."""

from __future__ import annotations

from app.services.customers.search_reveals import CLEAR, TELLS, TELLS_OF_OLD
from app.services.customers.tokens import INDEXES, OLD
from db.schema import metadata
from db.types import Bytes, Id, Sealed

KEPT_BY_THE_PROGRAM = {"id", "version", "subject_id"}


def in_clear() -> set[str]:
    """Columns about somebody that hold neither ciphertext, keys, hashes nor row ids."""
    about_people = [
        table
        for table in metadata.tables.values()
        if table.info.get("business") and "subject_id" in table.c
    ]
    return {
        f"{table.name}.{column.name}"
        for table in about_people
        for column in table.columns
        if not isinstance(column.type, (Sealed, Bytes, Id))
        and column.name not in KEPT_BY_THE_PROGRAM
    }


def test_every_index_says_what_it_tells() -> None:
    assert list(TELLS) == list(INDEXES)
    assert list(TELLS_OF_OLD) == list(OLD)
    assert not OLD.keys() & INDEXES.keys()


def test_every_column_in_clear_is_named_once_and_no_sealed_one() -> None:
    named = [
        f"{table}.{column}"
        for group in CLEAR
        for table, columns in group.columns.items()
        for column in columns.split()
    ]
    assert len(named) == len(set(named))
    places = {each for each in named if each.startswith("place.")}
    assert set(named) - places == in_clear()
    assert all(
        metadata.tables["place"].c[each.removeprefix("place.")] is not None for each in places
    )
