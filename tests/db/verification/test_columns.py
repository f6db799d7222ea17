"""No column stands outside verification: each has its check, listed in tests/kit/bound_columns.py."""

from __future__ import annotations

from tests.kit import bound_columns


def test_every_column_of_every_table_has_its_check() -> None:
    covered = {name: set(of) for name, of in bound_columns.covered().items()}
    assert covered == bound_columns.columns()


def test_a_new_column_without_a_check_is_noticed() -> None:
    """Sabotage: one line of the list taken away."""
    covered = {name: set(of) for name, of in bound_columns.covered().items()}
    covered["operation"].discard("result")
    assert covered != bound_columns.columns()


def test_a_column_that_is_worked_out_is_listed_by_itself() -> None:
    from db.schema import metadata

    apart = {
        table.name: {str(c.name) for c in table.columns if c.info.get("recomputed")}
        for table in metadata.sorted_tables
        if any(c.info.get("recomputed") for c in table.columns)
    }
    assert apart == {name: set(of) for name, of in bound_columns.RECOMPUTED.items()}


def test_what_is_not_promised_names_cells_that_there_are() -> None:
    columns = bound_columns.columns()
    for table, column, _ in bound_columns.NOT_PROMISED:
        assert not column or column in columns[table]
