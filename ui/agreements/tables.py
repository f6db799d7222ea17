"""The two lists of papers: of the customer served, and of the hall's that have not come out."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.services.papers import DocumentRow, UnprintedRow
from app.services.session import Session
from ui.agreements import words
from ui.widgets.table import Column, Table
from ui.words.messages import tr
from ui.words.moment_text import moment_text
from ui.words.number_text import number_text

LINES = (2, 4)
"""how many papers the list shows without scrolling, at least and at most"""
UNLIMITED = 16_777_215
"""Qt's own largest height"""


def papers_table(session: Session, parent: QWidget) -> Table[DocumentRow]:
    """A customer's papers; what is said when there are none depends on whether one is served."""
    columns: list[Column[DocumentRow]] = [
        Column(tr("Paper"), lambda row: words.kind_name(row.kind), lambda row: row.kind),
        Column(tr("Paper no."), lambda row: number_text(row.number), lambda row: row.number),
        Column(
            tr("State"),
            lambda row: words.status_name(row.agreement_status),
            lambda row: row.agreement_status,
        ),
        Column(tr("Made"), lambda row: moment_text(row.made_at, session), lambda row: row.made_at),
        Column(
            tr("Printing"),
            lambda row: words.print_state(row.outcome, row.prints)[0],
            lambda row: row.outcome,
            tone=lambda row: words.print_state(row.outcome)[1],
        ),
    ]
    name = tr("Papers of this customer")
    return Table(name, columns, "", parent, key=lambda row: row.document_id)


def unprinted_table(session: Session, parent: QWidget) -> Table[UnprintedRow]:
    """未出纸; names come masked and do not sort."""
    columns: list[Column[UnprintedRow]] = [
        Column(tr("Paper"), lambda row: words.kind_name(row.kind), lambda row: row.kind),
        Column(tr("Paper no."), lambda row: number_text(row.number), lambda row: row.number),
        Column(tr("Customer"), lambda row: row.name),
        Column(tr("Made"), lambda row: moment_text(row.made_at, session), lambda row: row.made_at),
        Column(
            tr("Printing"),
            lambda row: words.print_state(row.outcome)[0],
            lambda row: row.outcome,
            tone=lambda row: words.print_state(row.outcome)[1],
        ),
    ]
    empty = tr("Every paper of this hall has come out. What is printed later waits here.")
    name = tr("Papers not printed")
    return Table(name, columns, empty, parent, key=lambda row: row.document_id)


def fit_height(table: Table[DocumentRow], rows: int) -> None:
    """A short list leaves its room to the paper; without papers its sentence has the page."""
    lines = min(max(rows, LINES[0]), LINES[1])
    header = table.view.horizontalHeader().sizeHint().height()
    height = header + lines * table.view.verticalHeader().defaultSectionSize() + 4
    table.setMinimumHeight(height)
    table.setMaximumHeight(height if rows else UNLIMITED)
